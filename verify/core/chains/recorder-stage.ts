// SPDX-License-Identifier: Apache-2.0
import { createEntryChain } from '../../../evidence/chain/entry-chain.js';
import type { RecorderEntry } from '../../../evidence/model/recorder-entry.js';
import { readEntryLine, type ReadEntry } from '../../../evidence/model/recorder-entry.codec.js';
import { createDecisionMatcher } from './decisions.js';
import type { EvidenceStage } from '../receipts/evidence-stage.js';
import { attempt, type Fault } from '../input/format-fault.js';
import type { ReceiptStage } from '../receipts/receipt-stage.js';
import type { CheckCode } from '../results/result.js';
import { createCommitments, noteCheckpoint, noteTranscriptRoot } from './commitments.js';
import type { ReadFault } from '../input/source.js';
import type { ChainParts } from './chain.js';

/** Where reading had to stop, and the last entry that held before it. */
export interface Damage {
  readonly lastGoodSeq: bigint;
  readonly lastGoodHash: string;
}

function createState(parts: ChainParts, receipts: ReceiptStage, evidence: EvidenceStage) {
  const { session = '', suite } = parts.options;
  return {
    ...parts,
    receipts,
    evidence,
    session,
    entryCount: 0,
    entryHead: '',
    lastSeq: 0n,
    /** Lines with bytes that their hash does not cover. */
    looseLines: 0,
    /** A fault in the entries that could be read: hash, order, commitments. */
    broken: false,
    /** Set when a line could not be read; nothing after it was looked at. */
    damage: undefined as Damage | undefined,
    /** Names of the escrow files that entries name. */
    rawRefs: [] as string[],
    commitments: createCommitments(),
    decisions: createDecisionMatcher(),
    entryFault: createEntryChain(suite),
    /** Until the first fault of the entry chain. Receipts further on are still judged by their own. */
    following: true,
    sessionFault: false,
    /** The shard whose first entry comes next. */
    expected: undefined as { readonly name: string; readonly seqStart: bigint } | undefined,
  };
}

export type RecorderState = ReturnType<typeof createState>;

/** A fault of an entry that could be read. */
function fail(state: RecorderState, code: CheckCode, seq: bigint, message: string): void {
  state.broken = true;
  state.log.fail(code, `entry ${seq}`, message, state.entryCount);
}

function stop(state: RecorderState, { code, message }: Fault | ReadFault): void {
  state.damage = { lastGoodSeq: state.lastSeq, lastGoodHash: state.entryHead };
  state.log.fail(code, `line ${state.entryCount + 1}`, message, state.entryCount);
}

function follow(state: RecorderState, entry: RecorderEntry): void {
  const fault = state.following ? state.entryFault(entry) : undefined;
  if (fault === undefined) return;
  state.following = false;
  fail(state, 'entry_chain', entry.seq, `${fault.message} (${fault.code})`);
}

function checkPlace(state: RecorderState, { seq, session_id: session }: RecorderEntry): void {
  if (state.session === '') state.session = session;
  if (session !== state.session && !state.sessionFault) {
    state.sessionFault = true;
    const message = `the entry belongs to session ${session}, not ${state.session}`;
    state.log.fail('session_mismatch', `entry ${seq}`, message, state.entryCount);
  }
  const { name, seqStart = seq } = state.expected ?? {};
  if (seqStart !== seq) fail(state, 'shard_sequence', seq, `${String(name)} begins with entry ${seq}`);
  state.expected = undefined;
}

function takeCheckpoint(state: RecorderState, entry: RecorderEntry): void {
  const { commitments, receipts, options, queue, log, entryCount: at } = state;
  // The one pinned key, before any receipt.
  const [sole = '', ...more] = options.trust.keys;
  const key = receipts.traces.lastSignerKey || (more.length === 0 ? sole : '');
  const check = noteCheckpoint(commitments, entry, key);
  if (check === undefined) return;
  if ('code' in check) {
    fail(state, check.code, entry.seq, check.message);
    return;
  }
  queue.add(check, () => {
    commitments.holds = false;
    log.fail('checkpoint_invalid', `entry ${entry.seq}`, 'its signature does not cover the entries before it', at);
  });
}

function takeReceipt(state: RecorderState, { entry, receipt: read }: ReadEntry): void {
  const receipt = state.receipts.receipt(read ?? entry.detail, state.entryCount);
  const message = receipt && state.decisions.receipt(receipt.action_record);
  if (message !== undefined) fail(state, 'decision_receipt_mismatch', entry.seq, message);
}

function takeContent(state: RecorderState, read: ReadEntry): void {
  const { entry } = read;
  if (entry.type === 'checkpoint') {
    takeCheckpoint(state, entry);
    return;
  }
  if (entry.type === 'transcript_root') {
    const fault = noteTranscriptRoot(state.commitments, entry, state.receipts.facts);
    if (fault !== undefined) fail(state, fault.code, entry.seq, fault.message);
    return;
  }
  // Any entry after the transcript root that is not its checkpoint is outside the commitment.
  state.commitments.state = 'incomplete';
  if (entry.type === 'action_receipt') takeReceipt(state, read);
  else if (entry.type === 'decision') state.decisions.decision(entry.detail);
  else if (entry.type === 'evidence_receipt') state.evidence.receipt(entry.detail, state.entryCount);
}

function takeLine(state: RecorderState, text: string): void {
  if (state.damage !== undefined) return;
  const parsed = attempt(() => readEntryLine(text));
  if ('fault' in parsed) {
    stop(state, parsed.fault);
    return;
  }
  const { entry, canonical } = parsed.value;
  if (!canonical) state.looseLines += 1;
  follow(state, entry);
  checkPlace(state, entry);
  takeContent(state, parsed.value);
  if (entry.raw_ref !== undefined) state.rawRefs.push(entry.raw_ref);
  state.entryCount += 1;
  state.lastSeq = entry.seq;
  state.entryHead = entry.hash;
}

/**
 * The checks of a recorder file, fed line by line: form, hash chain, session, then what each entry carries. An
 * unreadable line ends the reading, because nothing behind it is tied to what came before.
 */
export function createRecorderStage(parts: ChainParts, receipts: ReceiptStage, evidence: EvidenceStage) {
  const state = createState(parts, receipts, evidence);
  return {
    state,
    line: (text: string): void => {
      takeLine(state, text);
    },
    /** Takes what the reader reports instead of a line. */
    readFault: (fault: ReadFault): void => {
      if (state.damage === undefined) stop(state, fault);
    },
    /** Announces the next shard, whose name says which entry comes first. */
    shard: (name: string, seqStart: bigint): void => {
      state.expected = { name, seqStart };
    },
  };
}

export type RecorderStage = ReturnType<typeof createRecorderStage>;
