// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceSummary, ObservedHost } from '../evidence/model/assessment.js';
import type { EvidencePointer, IndexedRun, ReceiptGroup } from '../evidence/model/evidence-index.js';
import { VerificationError } from '../evidence/model/errors.js';
import { planFolder, type RunFiles } from '../verify/core/folders/plan.js';
import { LIMITS } from '../verify/core/input/source.js';
import { NOT_ASSERTED_TEXT } from '../verify/core/results/result.js';
import type { ChainResult } from '../verify/core/chains/chain-summary.js';
import type { Check } from '../verify/core/results/result.js';
import type { DirectoryResult } from '../verify/core/folders/folder-result.js';
import { createTrustRoot } from '../verify/core/trust/trust.js';
import type { LogTrust } from '../verify/core/log/log-trust.js';
import { readSmallBytes } from '../verify/node/read.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { verifyPath } from '../verify/node/verify-path.js';

/** Files beside the runs that their verification reads, and the policies that verdicts follow from. */
const BESIDE = /^(?:log\/(?:checkpoint$|tree-head\.json$|tile\/|timestamps\/)|policy\/[0-9a-f]{64}\.json$)/;
/** Receipts of a group that are pointed at. */
const EXAMPLES = 3;
/** Recorder files up to this size go into the bundle, so that every pointer can be followed without the machine. */
const MAX_COPIED_BYTES = 64 << 20;

export interface RecordedFile {
  /** Path in the bundle. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface RecordedEvidence {
  readonly receipts: readonly ReceiptGroup[];
  readonly runs: readonly IndexedRun[];
  readonly summary: EvidenceSummary;
  /** Empty where the evidence is too large to copy. */
  readonly files: readonly RecordedFile[];
}

interface ReceiptLine {
  readonly type?: string;
  readonly hash?: string;
  readonly detail?: {
    readonly action_record?: {
      readonly action_id?: string;
      readonly verdict?: string;
      readonly transport?: string;
      readonly layer?: string;
      readonly target?: string;
      readonly timestamp?: string;
    };
  };
}

/** Where a recorder's file lies in the bundle. */
type BundlePath = (name: string) => string;

const copied: BundlePath = (name) => `evidence/recorded/${name}`;
/** Without copies a pointer leads to what was noted down of the record: a pointer must not lead to nothing. */
const notedDown: BundlePath = () => 'evidence/index.json';

/** Hosts kept; an agent that scans the world must not fill the memory. */
const MAX_HOSTS = 500;

class Hosts {
  private readonly hosts = new Map<string, { requests: number; blocked: number; first: string; last: string }>();

  add({
    target = '',
    verdict,
    timestamp = '',
  }: NonNullable<NonNullable<ReceiptLine['detail']>['action_record']>): void {
    const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(target)?.[1]?.toLowerCase() ?? '';
    if (host === '' || target.startsWith('pipelock:')) return;
    const known = this.hosts.get(host);
    const blocked = verdict === 'block' ? 1 : 0;
    if (known !== undefined) {
      known.requests += 1;
      known.blocked += blocked;
      known.last = timestamp;
    } else if (this.hosts.size < 20 * MAX_HOSTS) {
      this.hosts.set(host, { requests: 1, blocked, first: timestamp, last: timestamp });
    }
  }

  list(): readonly ObservedHost[] {
    return [...this.hosts]
      .map(([host, { requests, blocked, first, last }]) => ({
        host,
        requests,
        blocked,
        first_at: first,
        last_at: last,
      }))
      .sort((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1))
      .slice(0, MAX_HOSTS);
  }
}

class Groups {
  private readonly groups = new Map<string, { count: number; first: ReceiptGroup; examples: EvidencePointer[] }>();

  private readonly pathOf: BundlePath;

  constructor(pathOf: BundlePath) {
    this.pathOf = pathOf;
  }

  add(line: ReceiptLine, file: string): void {
    const record = line.detail?.action_record;
    if (line.type !== 'action_receipt' || record === undefined) return;
    const { action_id: ref = '', verdict = '', transport = '', layer = '' } = record;
    const pointer: EvidencePointer = { kind: 'receipt', file: this.pathOf(file), ref, hash: line.hash ?? '' };
    const key = JSON.stringify([layer, verdict, transport]);
    const group = this.groups.get(key);
    if (group === undefined) {
      const first = { layer: layer === '' ? 'none' : layer, verdict, transport, count: 0, examples: [] };
      this.groups.set(key, { count: 1, first, examples: [pointer] });
      return;
    }
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(pointer);
  }

  list(): readonly ReceiptGroup[] {
    const all = [...this.groups.values()].map(({ first, count, examples }) => ({ ...first, count, examples }));
    return all.sort((a, b) => b.count - a.count || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
}

interface Sorted {
  readonly groups: readonly ReceiptGroup[];
  readonly hosts: readonly ObservedHost[];
}

async function sortReceipts(dir: string, runs: readonly RunFiles[], pathOf: BundlePath): Promise<Sorted> {
  const groups = new Groups(pathOf);
  const hosts = new Hosts();
  const tree = openEvidenceTree(dir);
  for (const { name } of runs.flatMap(({ shards }) => shards)) {
    for await (const { lines } of tree.lines(name)) {
      // The verifier has accepted these very lines; this only sorts them.
      for (const line of lines) {
        const parsed = JSON.parse(line) as ReceiptLine;
        groups.add(parsed, name);
        if (parsed.type === 'action_receipt') hosts.add(parsed.detail?.action_record ?? {});
      }
    }
  }
  return { groups: groups.list(), hosts: hosts.list() };
}

function isVerified({ verdict }: ChainResult): boolean {
  return verdict === 'valid';
}

function isFailed({ status }: Check): boolean {
  return status === 'fail';
}

function describe({ subject, code, message }: Check): string {
  return `${subject}: ${code}: ${message}`;
}

function indexRun(
  { facts, verdict }: ChainResult,
  files: RunFiles | undefined,
  isLogged: boolean,
  pathOf: BundlePath,
): IndexedRun {
  return {
    session: facts.session,
    verified: verdict === 'valid',
    closed: facts.runState === 'closed',
    sealed: facts.sealState === 'sealed',
    logged: isLogged && verdict === 'valid',
    receiptCount: facts.receiptCount,
    firstAt: facts.startTime,
    lastAt: facts.endTime,
    pointer: {
      kind: 'run',
      file: pathOf(files?.shards[0]?.name ?? ''),
      ref: facts.session,
      hash: facts.rootHash,
    },
  };
}

/** Faults of a record that are noted down; the verifier names all. */
const MAX_FAULTS = 20;

/** Why the record as a whole is not sound: a gap between runs is a fault of none of them. */
function faultsOf({ chains, findings, checks, verdict }: DirectoryResult): readonly string[] {
  const said = [
    ...findings.map(({ kind, session, message }) => `${session}: ${kind}: ${message}`),
    ...chains
      .flatMap(({ facts, checks: own }) => own.map((check) => ({ ...check, subject: facts.session })))
      .filter(isFailed)
      .map(describe),
    ...checks.filter(isFailed).map(describe),
  ];
  return said.length === 0 ? [`the record is ${verdict}`] : [...new Set(said)].slice(0, MAX_FAULTS);
}

function summarize(
  result: DirectoryResult,
  receipts: readonly ReceiptGroup[],
  runs: readonly IndexedRun[],
): Omit<EvidenceSummary, 'hosts'> {
  // Numbers are of runs that verify: those of the others are nobody's word.
  const sound = runs.filter(({ verified }) => verified);
  const count = (holds: (run: IndexedRun) => boolean): number => sound.filter(holds).length;
  const times = sound.flatMap(({ firstAt, lastAt }) => (firstAt === '' ? [] : [firstAt, lastAt])).sort();
  const blocked = receipts.filter(({ verdict }) => verdict === 'block').reduce((sum, group) => sum + group.count, 0);
  return {
    runs: runs.length,
    verified_runs: sound.length,
    closed_runs: count(({ closed }) => closed),
    logged_runs: count(({ logged }) => logged),
    receipts: sound.reduce((sum, { receiptCount }) => sum + receiptCount, 0),
    blocked,
    first_at: times[0] ?? '',
    last_at: times.at(-1) ?? '',
    signer_keys: [...new Set(result.chains.filter(isVerified).flatMap(({ facts }) => facts.signerKeys))],
    groups: receipts,
    not_proved: result.notAsserted.map((code) => NOT_ASSERTED_TEXT[code]),
    ...(result.verdict === 'valid' ? {} : { faults: faultsOf(result) }),
  };
}

function isCopied(dir: string, names: readonly string[]): boolean {
  return names.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0) <= MAX_COPIED_BYTES;
}

/** Reads as the verifier did: no link is followed, nothing above the limit is read. */
function copyFile(dir: string, name: string): RecordedFile {
  const bytes = readSmallBytes(join(dir, name), LIMITS.shardBytes);
  if ('code' in bytes) throw new VerificationError(bytes.code, `${name}: ${bytes.message}`);
  return { path: copied(name), bytes };
}

/** What the assessor trusts: keys of receipts, and the key of the transparency log where there is one. */
export interface RecordedTrust {
  readonly keys: readonly string[];
  readonly log?: LogTrust;
}

/** Every receipt of the folder is a leaf under a checkpoint that the assessor's log key signed. */
function isLogged({ checks }: DirectoryResult): boolean {
  const about = checks.filter(({ code }) => code === 'log_inclusion' || code === 'log_checkpoint');
  return about.length > 1 && about.every(({ status }) => status === 'pass');
}

/**
 * Verifies an evidence folder under the given keys and reduces it to what controls ask about. A folder without runs is
 * no evidence; a run that does not verify is kept and marked. @throws VerificationError when it is not such a folder
 */
export async function readRecorded(dir: string, { keys, log }: RecordedTrust): Promise<RecordedEvidence | undefined> {
  const verified = await verifyPath(dir, { trust: createTrustRoot({ keys, log }) });
  if (verified.kind !== 'directory') throw new VerificationError('not_evidence', `${dir} is not an evidence folder`);
  const plan = planFolder(openEvidenceTree(dir));
  if (plan.runs.length === 0) return undefined;
  const bySession = new Map(plan.runs.map((files) => [files.session, files]));
  const shards = plan.runs.flatMap((run) => run.shards.map(({ name }) => name));
  // With the log and the policies beside them the copies verify as the folder does: every inclusion, every verdict.
  const beside = openEvidenceTree(dir).paths.filter((path) => BESIDE.test(path));
  const names = [...shards, ...plan.links.map(({ name }) => name), ...beside];
  const pathOf = isCopied(dir, names) ? copied : notedDown;
  const { chains } = verified.result;
  const logged = isLogged(verified.result);
  const runs = chains.map((chain) => indexRun(chain, bySession.get(chain.facts.session), logged, pathOf));
  const sound = new Set(chains.filter(isVerified).map(({ facts }) => facts.session));
  const sortable = plan.runs.filter(({ session }) => sound.has(session));
  const { groups: receipts, hosts } = await sortReceipts(dir, sortable, pathOf);
  return {
    receipts,
    runs,
    summary: { ...summarize(verified.result, receipts, runs), hosts },
    files: pathOf === copied ? names.map((name) => copyFile(dir, name)) : [],
  };
}
