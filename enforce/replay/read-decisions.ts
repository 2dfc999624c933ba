// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeUtf8Strict } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseDecisionDetail } from '../../evidence/model/entry-detail.js';
import { FormatError, messageOf, VerificationError } from '../../evidence/model/errors.js';
import { hasValidHash, readEntryLine } from '../../evidence/model/recorder-entry.codec.js';
import type { RecorderEntry } from '../../evidence/model/recorder-entry.js';
import type { DecisionDetail } from '../../evidence/model/evidence-draft.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseShardName, type ShardName } from '../../evidence/store/names.js';

/** One decision of the record. */
export interface RecordedDecision {
  readonly session: string;
  readonly seq: bigint;
  /** Claimed by the recorder. */
  readonly at: string;
  /** Undefined where redaction replaced it, or another writer made it. */
  readonly detail: DecisionDetail | undefined;
  /** Base name of the sealed file, empty where there is none. */
  readonly rawRef: string;
  /** From the signed receipt, redacted; empty where no receipt followed. */
  readonly target: string;
}

/** Where a run ended when it was read: to be compared with what was verified. */
export interface ReadRun {
  readonly session: string;
  readonly entryHead: string;
}

export interface RecordedTraffic {
  readonly decisions: readonly RecordedDecision[];
  readonly runs: readonly ReadRun[];
}

/** The verifier reads shards of at most this size; so does whoever relies on it. */
const MAX_SHARD_BYTES = 8 * 1024 * 1024;

/** The run a session belongs to, or itself: `proxy` names all its runs. */
function belongs(session: string, wanted: string | undefined): boolean {
  return wanted === undefined || session === wanted || session.startsWith(`${wanted}.run.`);
}

export interface ReadOptions {
  /** One run, or the base of several. */
  readonly session?: string;
  /** Leave out what follows the first bad line of a file instead of refusing the folder. */
  readonly tolerant?: boolean;
}

/**
 * Reads the decisions of an evidence folder in order. The bytes are untrusted: every line is strict, and its hash and
 * its link are checked again here, so that what is replayed is what was verified. Throws VerificationError.
 */
export function readDecisions(dir: string, { session, tolerant = false }: ReadOptions = {}): RecordedTraffic {
  const shards = readdirSync(dir)
    .flatMap((name) => parseShardName(name) ?? [])
    .filter((shard) => belongs(shard.session, session))
    .sort((a, b) => (a.session === b.session ? (a.seqStart < b.seqStart ? -1 : 1) : a.session < b.session ? -1 : 1));
  const decisions: RecordedDecision[] = [];
  const heads = new Map<string, string>();
  for (const shard of shards) {
    const walk: Walk = { head: heads.get(shard.session) ?? '', decisions };
    try {
      readShard(dir, shard, walk);
    } catch (error) {
      if (!tolerant || !(error instanceof VerificationError)) throw error;
    }
    heads.set(shard.session, walk.head);
  }
  return { decisions, runs: [...heads].map(([name, entryHead]) => ({ session: name, entryHead })) };
}

interface Walk {
  /** Hash of the entry read last; empty before the first. */
  head: string;
  readonly decisions: RecordedDecision[];
}

function readShard(dir: string, shard: ShardName, walk: Walk): void {
  const { decisions } = walk;
  const waiting = new Map<string, number>();
  for (const line of linesOf(dir, shard.name)) {
    const entry = readLine(shard.name, line);
    if (!hasValidHash(entry, nodeSuite)) throw broken(shard.name, entry, 'its hash is not that of its content');
    if (walk.head !== '' && entry.prev_hash !== walk.head)
      throw broken(shard.name, entry, 'it does not follow the entry before');
    walk.head = entry.hash;
    if (entry.type === 'decision') {
      const decision = decisionOf(entry);
      const at = decisions.push(decision) - 1;
      if (decision.detail !== undefined) waiting.set(decision.detail.action_id, at);
    } else if (entry.type === 'action_receipt') {
      nameTarget(entry, waiting, decisions);
    }
  }
}

function linesOf(dir: string, name: string): readonly string[] {
  const bytes = readFileSync(join(dir, name));
  if (bytes.length > MAX_SHARD_BYTES) throw new VerificationError('size_limit', `${name}: more than 8 MiB`);
  const text = decodeUtf8Strict(bytes);
  // What stands after the last line feed is a write that never finished; the verifier reports it.
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

function readLine(name: string, line: string): RecorderEntry {
  try {
    return readEntryLine(line).entry;
  } catch (cause) {
    throw new VerificationError('malformed_json', `${name}: ${messageOf(cause)}`, { cause });
  }
}

function broken(name: string, entry: RecorderEntry, reason: string): VerificationError {
  return new VerificationError('entry_chain', `${name}: entry ${entry.seq.toString()}: ${reason}`);
}

function decisionOf(entry: RecorderEntry): RecordedDecision {
  return {
    session: entry.session_id,
    seq: entry.seq,
    at: entry.ts,
    detail: detailOf(entry.detail),
    rawRef: entry.raw_ref ?? '',
    target: '',
  };
}

function detailOf(text: string): DecisionDetail | undefined {
  try {
    return parseDecisionDetail(text);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** The receipt stands behind its decision and tells where the action led. */
function nameTarget(entry: RecorderEntry, waiting: Map<string, number>, into: RecordedDecision[]): void {
  const { action_id: id, target } = parseActionReceipt(entry.detail).receipt.action_record;
  const at = waiting.get(id);
  const decision = at === undefined ? undefined : into[at];
  if (at === undefined || decision === undefined) return;
  into[at] = { ...decision, target };
  waiting.delete(id);
}
