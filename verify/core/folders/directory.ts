// SPDX-License-Identifier: Apache-2.0
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import { createChainVerifier, type ChainOptions } from '../chains/chain.js';
import type { ChainOutcome, ChainResult } from '../chains/chain-summary.js';
import { preparedEndorsements, unusedChecks } from '../chains/chain.js';
import { planFolder, type FolderPlan, type RunFiles } from './plan.js';
import { checksOf, runClaims, type EvidenceTree } from '../form.js';
import { judgeLinks, type JudgedLinks } from './link-judgement.js';
import { openFolderLog } from '../log/folder-log.js';
import { endorsesLink, readLink, type SignedLink } from './links.js';
import { listRuns, orderRuns } from './run-order.js';
import type { Check, NotAsserted, Verdict } from '../results/result.js';
import type { DirectoryFinding, DirectoryResult } from './folder-result.js';
import { withoutBoundSidecars } from './sidecars.js';
import { isAccepted, isPinned, judge } from '../trust/trust.js';

/** `session` narrows to that session and its base; a fault of any run of the base counts. */
export type DirectoryOptions = ChainOptions;

/** A verified run of a folder. */
export interface VerifiedRun {
  readonly session: string;
  readonly startTime: string;
  readonly files: RunFiles;
  readonly outcome: ChainOutcome;
}

/** Reads what lies beside the runs of a folder; what accumulates while these are verified in order begins empty. */
async function openFolder(tree: EvidenceTree, plan: FolderPlan, { trust, suite }: ChainOptions) {
  const read: (SignedLink | DirectoryFinding)[] = [];
  // One after the other: a folder of many links must not open them all at once.
  for (const file of plan.links) read.push(await readLink(tree, file, suite));
  return {
    ...{ tree, suite, trust },
    links: read.filter((one) => 'file' in one),
    linkFaults: read.flatMap((one) => ('file' in one ? [] : [one])),
    ...(await preparedEndorsements(trust.endorsements, suite)),
    log: await openFolderLog(tree, { trust, suite }),
    runs: new Map<string, VerifiedRun>(),
    /** Keys that endorsed links have authorised, by session. */
    authorised: new Map<string, readonly string[]>(),
    usedEndorsements: new Set<RotationEndorsement>(),
  };
}
export type FolderState = Readonly<Awaited<ReturnType<typeof openFolder>>>;

/** The key a link endorsement hands over to this run, when the old key may speak for the run before it. */
function inheritKeys(session: string, state: FolderState): readonly string[] {
  const { links, endorsements, trust, authorised } = state;
  const keys: string[] = [];
  for (const link of links.filter((one) => one.successor_session === session)) {
    const { successor_signer_key: key, predecessor_signer_key: old } = link;
    const before = [...trust.keys, ...(authorised.get(link.predecessor_session) ?? [])];
    // The same key goes on: what was authorised for the predecessor stays authorised.
    if (key === old && before.includes(key)) keys.push(key);
    const match = endorsements.find((endorsement) => endorsesLink(endorsement, link));
    if (match === undefined || (isPinned(trust) && !before.includes(old))) continue;
    keys.push(key);
    state.usedEndorsements.add(match);
  }
  return keys;
}

async function verifyRun(files: RunFiles, options: ChainOptions, state: FolderState): Promise<void> {
  const { session } = files;
  const { tree, links, log } = state;
  const authorisedKeys = inheritKeys(session, state);
  state.authorised.set(session, authorisedKeys);
  const tails = links.filter((link) => link.predecessor_session === session);
  const context = {
    authorisedKeys,
    watch: new Set(tails.map((link) => link.predecessor_tail_seq)),
    endorsements: state.endorsements.filter((one) => one.session_id === session),
    ...(log && { onReceipt: (receiptHash: string) => log.receipt(session, receiptHash) }),
  };
  const verifier = createChainVerifier('recorder', { ...options, session }, context);
  for (const shard of files.shards) await verifier.feed(tree.lines(shard.name), shard);
  const outcome = await verifier.finish();
  for (const used of outcome.usedEndorsements) state.usedEndorsements.add(used);
  state.runs.set(session, { session, startTime: outcome.result.facts.startTime, files, outcome });
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
  const message = 'another session of this folder carries the same run nonce';
  return [...repeated].map((session) => ({ kind: 'duplicate_run_nonce', session, message }));
}

/** `base` is what the checks of the folder come to by themselves. */
function folderVerdict(base: Verdict, findings: readonly DirectoryFinding[], chains: readonly ChainResult[]): Verdict {
  const isFaulty = findings.some(({ kind }) => kind !== 'attested_discontinuity');
  if (isFaulty || base === 'invalid' || chains.some(({ verdict }) => verdict === 'invalid')) return 'invalid';
  return chains.some(({ verdict }) => verdict === 'discontinuous') ? 'discontinuous' : base;
}

function emptyChecks(runs: FolderState['runs'], session: string | undefined): Check[] {
  const wanted = session !== undefined && !session.includes('.run.') ? undefined : session;
  const asked = [...runs.values()].filter((run) => wanted === undefined || run.session === wanted);
  if (asked.some(({ outcome: { result, damage } }) => result.facts.entryCount > 0 || damage !== undefined)) return [];
  // A file is made before its first entry is written, so beside other runs an empty one is no fault. By itself it is.
  if (asked.length > 0) return [checksOf(session ?? 'folder').fail('empty', 'nothing was recorded in it')];
  if (session !== undefined) return [checksOf(session).fail('empty', 'no evidence of this session was found')];
  const looked =
    'it holds no recorder file (evidence-*.jsonl), and no readable manifest.json or packet.json of a bundle';
  return [checksOf('folder').fail('empty', looked)];
}

function findingsOf(plan: FolderPlan, state: FolderState, judged: JudgedLinks): DirectoryFinding[] {
  const ofRuns = runFindings(state, judged.attested);
  return [...plan.findings, ...state.linkFaults, ...ofRuns, ...judged.findings, ...duplicateNonces(state)];
}

function folderChecks(plan: FolderPlan, state: FolderState, wanted: string | undefined): Check[] {
  const { forged, endorsements, usedEndorsements, log } = state;
  const unused = unusedChecks(endorsements, usedEndorsements);
  const ofLog = log?.finish(wanted === undefined) ?? [];
  return [...plan.checks, ...forged, ...emptyChecks(state.runs, wanted), ...unused, ...ofLog];
}

/**
 * Verifies every run of an evidence folder and how the runs are joined. Names and bytes are untrusted. Runs without a
 * link stand alone and are listed as unlinked; that is no fault, but it also means nothing shows what came before.
 */
export async function verifyDirectory(tree: EvidenceTree, options: DirectoryOptions): Promise<DirectoryResult> {
  const { trust, suite, session: wanted, ...rest } = options;
  const plan = planFolder(tree, wanted);
  const state = await openFolder(tree, plan, options);
  for (const files of orderRuns(plan.runs, state.links)) await verifyRun(files, { ...rest, trust, suite }, state);
  const judged = await judgeLinks(state);
  const runs = listRuns([...state.runs.values()], state.links);
  const chains = runs.map(({ session, outcome: { result } }) => {
    return judged.attested.has(session) ? { ...result, verdict: 'discontinuous' as const, accepted: false } : result;
  });
  const findings = findingsOf(plan, state, judged);
  const checks = folderChecks(plan, state, wanted);
  const verdict = folderVerdict(judge(checks, trust).verdict, findings, chains);
  const times = chains.flatMap(({ facts }) => (facts.startTime === '' ? [] : [facts.startTime, facts.endTime]));
  const linkedSessions = new Set(judged.linked.map((link) => link.session));
  return {
    verdict,
    accepted: isAccepted(verdict, trust),
    healthy: verdict !== 'invalid' && findings.length === 0,
    chains,
    linked: judged.linked,
    unlinked: runs.map(({ session }) => session).filter((session) => !linkedSessions.has(session)),
    findings,
    checks,
    claimed: runClaims(times[0] ?? '', times.at(-1) ?? ''),
    unprotected: await withoutBoundSidecars(tree, plan.unprotected, runs, suite),
    notAsserted: [...new Set<NotAsserted>(runs.flatMap(({ outcome }) => outcome.result.notAsserted))],
  };
}
