// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceSummary, ObservedHost } from '../evidence/model/assessment.js';
import type { EvidencePointer, IndexedRun, ReceiptGroup } from '../evidence/model/evidence-index.js';
import { VerificationError } from '../evidence/model/errors.js';
import { planFolder, type RunFiles } from '../verify/core/folder.js';
import { NOT_ASSERTED_TEXT } from '../verify/core/render.js';
import type { ChainResult, DirectoryResult } from '../verify/core/result.js';
import { createTrustRoot } from '../verify/core/trust.js';
import type { LogTrust } from '../verify/core/log/log-trust.js';
import { openEvidenceDirectory } from '../verify/node/read.js';
import { verifyPath } from '../verify/node/verify-path.js';

/** Receipts of a group that are pointed at. */
const EXAMPLES = 3;
/** Recorder files up to this size go into the bundle, so that every pointer can be followed without the machine. */
const MAX_COPIED_BYTES = 64 << 20;

export interface RecordedFile {
  /** Path in the bundle. */
  readonly path: string;
  readonly bytes: Buffer;
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

/** Where the recorder's files lie in the bundle. */
function bundlePath(name: string): string {
  return `evidence/recorded/${name}`;
}

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

  add(line: ReceiptLine, file: string): void {
    const record = line.detail?.action_record;
    if (line.type !== 'action_receipt' || record === undefined) return;
    const { action_id: ref = '', verdict = '', transport = '', layer = '' } = record;
    const pointer: EvidencePointer = { kind: 'receipt', file: bundlePath(file), ref, hash: line.hash ?? '' };
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

async function sortReceipts(dir: string, runs: readonly RunFiles[]): Promise<Sorted> {
  const groups = new Groups();
  const hosts = new Hosts();
  const directory = openEvidenceDirectory(dir);
  for (const { name } of runs.flatMap(({ shards }) => shards)) {
    for await (const { lines } of directory.lines(name)) {
      // The verifier has read the same lines strictly; this only sorts what it accepted.
      for (const line of lines) {
        const parsed = JSON.parse(line) as ReceiptLine;
        groups.add(parsed, name);
        if (parsed.type === 'action_receipt') hosts.add(parsed.detail?.action_record ?? {});
      }
    }
  }
  return { groups: groups.list(), hosts: hosts.list() };
}

function indexRun({ facts, verdict }: ChainResult, files: RunFiles | undefined, isLogged: boolean): IndexedRun {
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
      file: bundlePath(files?.shards[0]?.name ?? ''),
      ref: facts.session,
      hash: facts.rootHash,
    },
  };
}

function summarize(
  result: DirectoryResult,
  receipts: readonly ReceiptGroup[],
  runs: readonly IndexedRun[],
): Omit<EvidenceSummary, 'hosts'> {
  const count = (holds: (run: IndexedRun) => boolean): number => runs.filter(holds).length;
  const times = runs.flatMap(({ firstAt, lastAt }) => (firstAt === '' ? [] : [firstAt, lastAt])).sort();
  const blocked = receipts.filter(({ verdict }) => verdict === 'block').reduce((sum, group) => sum + group.count, 0);
  return {
    runs: runs.length,
    verified_runs: count(({ verified }) => verified),
    closed_runs: count(({ closed }) => closed),
    logged_runs: count(({ logged }) => logged),
    receipts: runs.reduce((sum, { receiptCount }) => sum + receiptCount, 0),
    blocked,
    first_at: times[0] ?? '',
    last_at: times.at(-1) ?? '',
    signer_keys: [...new Set(result.chains.flatMap(({ facts }) => facts.signerKeys))],
    groups: receipts,
    not_proved: result.notAsserted.map((code) => NOT_ASSERTED_TEXT[code]),
  };
}

function copyFiles(dir: string, names: readonly string[]): readonly RecordedFile[] {
  const total = names.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  if (total > MAX_COPIED_BYTES) return [];
  return names.map((name) => ({ path: bundlePath(name), bytes: readFileSync(join(dir, name)) }));
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
  const plan = planFolder(await openEvidenceDirectory(dir).list());
  if (plan.runs.length === 0) return undefined;
  const bySession = new Map(plan.runs.map((files) => [files.session, files]));
  const logged = isLogged(verified.result);
  const runs = verified.result.chains.map((chain) => indexRun(chain, bySession.get(chain.facts.session), logged));
  const { groups: receipts, hosts } = await sortReceipts(dir, plan.runs);
  const shards = plan.runs.flatMap((run) => run.shards.map(({ name }) => name));
  const links = plan.links.map(({ name }) => name);
  // The head of the log: whoever keeps it notices a history that is rewritten later.
  const heads = ['log/checkpoint', 'log/tree-head.json'].filter((name) => existsSync(join(dir, name)));
  return {
    receipts,
    runs,
    summary: { ...summarize(verified.result, receipts, runs), hosts },
    files: copyFiles(dir, [...shards, ...links, ...heads]),
  };
}
