// SPDX-License-Identifier: Apache-2.0
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import type { ChainOptions } from './chain.js';
import { createChainVerifier, feedLines } from './chain.js';
import type { ChainOutcome } from './chain-summary.js';
import { preparedEndorsements, unusedChecks } from './endorsements.js';
import type { FolderPlan, RunFiles } from './folder.js';
import type { EvidenceTree } from './form.js';
import { planFolder } from './folder.js';
import { judgeLinks } from './link-judgement.js';
import { openFolderLog, type FolderLog } from './log/folder-log.js';
import { NO_LOG_TRUST } from './log/log-trust.js';
import type { SignedLink } from './links.js';
import { endorsesLink, readLink } from './links.js';
import { listRuns, orderRuns } from './run-order.js';
import type { Check, DirectoryFinding, DirectoryResult, NotAsserted, Verdict } from './result.js';
import type { EvidenceDirectory } from './source.js';
import type { TrustRoot } from './trust.js';
import { withoutBoundSidecars } from './sidecars.js';
import { isAccepted, isPinned } from './trust.js';

export interface DirectoryOptions extends Omit<ChainOptions, 'session'> {
  /** Narrows to this session and its base; a fault of any run of the base counts. */
  readonly session?: string;
  /** The folder with its subfolders: where its transparency log is looked for. */
  readonly tree?: EvidenceTree;
}

/** A verified run of a folder. */
export interface VerifiedRun {
  readonly files: RunFiles;
  readonly outcome: ChainOutcome;
}

function startOf({ outcome }: VerifiedRun): string {
  return outcome.result.facts.startTime;
}

/** What accumulates while the runs of one folder are verified in order. */
export interface FolderState {
  readonly runs: Map<string, VerifiedRun>;
  /** Keys that endorsed links have authorised, by session. */
  readonly authorised: Map<string, readonly string[]>;
  readonly usedEndorsements: Set<RotationEndorsement>;
}

function watchFor(session: string, links: readonly SignedLink[]): ReadonlySet<bigint> {
  return new Set(links.filter((link) => link.predecessor_session === session).map((link) => link.predecessor_tail_seq));
}

/** The key a link endorsement hands over to this run, when the old key may speak for the run before it. */
function inheritKeys(
  session: string,
  links: readonly SignedLink[],
  endorsements: readonly RotationEndorsement[],
  trust: TrustRoot,
  state: FolderState,
): readonly string[] {
  const keys: string[] = [];
  for (const link of links.filter((one) => one.successor_session === session)) {
    const before = [...trust.keys, ...(state.authorised.get(link.predecessor_session) ?? [])];
    // The same key goes on: what was authorised for the predecessor stays authorised.
    if (link.successor_signer_key === link.predecessor_signer_key && before.includes(link.successor_signer_key))
      keys.push(link.successor_signer_key);
    const match = endorsements.find((endorsement) => endorsesLink(endorsement, link));
    if (match === undefined || !(before.includes(match.prior_signer_key) || !isPinned(trust))) continue;
    keys.push(match.new_signer_key);
    state.usedEndorsements.add(match);
  }
  return keys;
}

async function verifyRun(
  directory: EvidenceDirectory,
  files: RunFiles,
  options: ChainOptions,
  context: Parameters<typeof createChainVerifier>[2],
): Promise<ChainOutcome> {
  const verifier = createChainVerifier('recorder', { ...options, session: files.session }, context);
  for (const shard of files.shards) {
    verifier.shard(shard.name, shard.seqStart);
    await feedLines(verifier, directory.lines(shard.name));
  }
  return verifier.finish();
}

async function readLinks(
  directory: EvidenceDirectory,
  plan: FolderPlan,
  options: DirectoryOptions,
): Promise<{ readonly links: readonly SignedLink[]; readonly findings: readonly DirectoryFinding[] }> {
  const links: SignedLink[] = [];
  const findings: DirectoryFinding[] = [];
  for (const file of plan.links) {
    const read = await readLink(directory, file, options.suite);
    if ('file' in read) links.push(read);
    else findings.push(read);
  }
  return { links, findings };
}

function reportTo(log: FolderLog, session: string): (receiptHash: string) => void {
  return (receiptHash) => log.receipt(session, receiptHash);
}

function runFindings(state: FolderState, attested: ReadonlySet<string>): DirectoryFinding[] {
  const findings: DirectoryFinding[] = [];
  for (const [session, { outcome }] of state.runs) {
    const firstFailure = outcome.result.checks.find((check) => check.status === 'fail')?.message ?? '';
    const add = (kind: DirectoryFinding['kind']): void => void findings.push({ kind, session, message: firstFailure });
    if (outcome.receiptBroken) add('corrupt_chain');
    if (outcome.entryBroken || (outcome.damage !== undefined && !attested.has(session))) add('outer_chain_broken');
    if (outcome.sessionMismatch) add('session_mismatch');
  }
  return findings;
}

/** A nonce is drawn at random for one run: the same one in two sessions means one was copied from the other. */
function duplicateNonces(state: FolderState): DirectoryFinding[] {
  const sessions = new Map<string, string[]>();
  for (const [session, { outcome }] of state.runs) {
    for (const nonce of outcome.result.facts.runNonces) sessions.set(nonce, [...(sessions.get(nonce) ?? []), session]);
  }
  const repeated = new Set([...sessions.values()].filter((list) => list.length > 1).flat());
  return [...repeated].map((session) => ({
    kind: 'duplicate_run_nonce' as const,
    session,
    message: 'another session of this folder carries the same run nonce',
  }));
}

function folderVerdict(
  findings: readonly DirectoryFinding[],
  checks: readonly Check[],
  chains: readonly VerifiedRun[],
  attested: ReadonlySet<string>,
  pinned: boolean,
): Verdict {
  const chainFails = chains.some(
    ({ files, outcome }) => outcome.result.verdict === 'invalid' && !attested.has(files.session),
  );
  const findingFails = findings.some((finding) => finding.kind !== 'attested_discontinuity');
  if (chainFails || findingFails || checks.some((check) => check.status === 'fail')) return 'invalid';
  if (attested.size > 0) return 'discontinuous';
  return pinned ? 'valid' : 'unpinned';
}

function emptyChecks(plan: FolderPlan, session: string | undefined): Check[] {
  const wanted = session !== undefined && !session.includes('.run.') ? undefined : session;
  if (plan.runs.some((run) => wanted === undefined || run.session === wanted)) return [];
  const subject = session ?? 'folder';
  return [{ code: 'empty', status: 'fail', subject, message: 'no evidence of this session was found' }];
}

/**
 * Verifies every run of an evidence folder and how the runs are joined. Names and bytes are untrusted. Runs without a
 * link stand alone and are listed as unlinked; that is no fault, but it also means nothing shows what came before.
 */
export async function verifyDirectory(
  directory: EvidenceDirectory,
  options: DirectoryOptions,
): Promise<DirectoryResult> {
  const { trust, suite, session: wanted, tree, ...rest } = options;
  const plan = planFolder(await directory.list(), wanted);
  const { links, findings: linkFaults } = await readLinks(directory, plan, options);
  const prepared = await preparedEndorsements(trust.endorsements, suite);
  const log = tree === undefined ? undefined : await openFolderLog(tree, trust.log ?? NO_LOG_TRUST, suite);
  const state: FolderState = { runs: new Map(), authorised: new Map(), usedEndorsements: new Set() };
  for (const files of orderRuns(plan.runs, links)) {
    const authorisedKeys = inheritKeys(files.session, links, prepared.endorsements, trust, state);
    state.authorised.set(files.session, authorisedKeys);
    const outcome = await verifyRun(
      directory,
      files,
      { ...rest, trust, suite },
      {
        authorisedKeys,
        watch: watchFor(files.session, links),
        endorsements: prepared.endorsements.filter((one) => one.session_id === files.session),
        ...(log === undefined ? {} : { onReceipt: reportTo(log, files.session) }),
      },
    );
    for (const used of outcome.usedEndorsements) state.usedEndorsements.add(used);
    state.runs.set(files.session, { files, outcome });
  }
  const judged = await judgeLinks(directory, links, prepared.endorsements, trust, state);
  const named = [...state.runs].map(([session, run]) => ({ session, ...run, startTime: startOf(run) }));
  const runs = listRuns(named, links);
  const findings = [
    ...plan.findings,
    ...linkFaults,
    ...runFindings(state, judged.attested),
    ...judged.findings,
    ...duplicateNonces(state),
  ];
  const checks = [
    ...plan.checks,
    ...prepared.checks,
    ...emptyChecks(plan, wanted),
    ...unusedChecks(prepared.endorsements, state.usedEndorsements),
    ...(log?.finish(wanted === undefined) ?? []),
  ];
  const verdict = folderVerdict(findings, checks, runs, judged.attested, isPinned(trust));
  const linkedSessions = new Set(judged.linked.map((link) => link.session));
  return {
    verdict,
    accepted: isAccepted(verdict, trust),
    healthy: verdict !== 'invalid' && findings.length === 0,
    chains: runs.map(({ files, outcome }) =>
      judged.attested.has(files.session)
        ? { ...outcome.result, verdict: 'discontinuous' as const, accepted: false }
        : outcome.result,
    ),
    linked: judged.linked,
    unlinked: runs.map(({ files }) => files.session).filter((session) => !linkedSessions.has(session)),
    findings,
    checks,
    unprotected: await withoutBoundSidecars(directory, plan.unprotected, runs),
    notAsserted: [...new Set<NotAsserted>(runs.flatMap(({ outcome }) => outcome.result.notAsserted))],
  };
}
