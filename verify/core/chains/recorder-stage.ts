// SPDX-License-Identifier: Apache-2.0
import { createEntryChain } from '../../../evidence/chain/entry-chain.js';
import type { RecorderEntry } from '../../../evidence/model/recorder-entry.js';
import { readEntryLine, type ReadEntry } from '../../../evidence/model/recorder-entry.codec.js';
import { createDecisionMatcher } from './decisions.js';
import type { EvidenceStage } from '../receipts/evidence-stage.js';
import { attempt, type Fault } from '../input/format-fault.js';
import type { ReceiptStage } from '../receipts/receipt-stage.js';
import type { CheckCode } from '../results/result.js';
import { createSealTracker, noteCheckpoint, noteTranscriptRoot } from './commitments.js';
import type { ReadFault } from '../input/source.js';
import type { ChainParts } from './chain.js';

/** Where reading had to stop, and the last entry that held before it. */
export interface Damage {
  readonly lastGoodSeq: bigint;
  readonly lastGoodHash: string;
}

function createState(session = '') {
  return {
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
    /** Names of the sealed files that entries name. */
    rawRefs: [] as string[],
    seal: createSealTracker(),
    decisions: createDecisionMatcher(),
  };
}

export type RecorderState = ReturnType<typeof createState>;

interface EntryContext {
  readonly parts: ChainParts;
  readonly receipts: ReceiptStage;
  readonly evidence: EvidenceStage;
  readonly state: RecorderState;
  readonly fail: (code: CheckCode, subject: string, message: string) => void;
}

function takeContent(context: EntryContext, { entry, receipt: read }: ReadEntry): void {
  const { parts, receipts, evidence, state, fail } = context;
  const { seal, decisions, entryCount: at } = state;
  const refuse = ({ code, message }: Fault): void => fail(code, `entry ${entry.seq}`, message);
  if (entry.type === 'checkpoint') {
    // The one pinned key, before any receipt.
    const [sole = '', ...more] = parts.options.trust.keys;
    const key = receipts.traces.lastSignerKey || (more.length === 0 ? sole : '');
    const check = noteCheckpoint(seal, entry, key);
    if (check === undefined) return;
    if ('code' in check) refuse(check);
    else {
      parts.queue.add(check, () => {
        seal.holds = false;
        const message = 'its signature does not cover the entries before it';
        parts.log.fail('checkpoint_invalid', `entry ${entry.seq}`, message, at);
      });
    }
    return;
  }
  if (entry.type === 'transcript_root') {
    const fault = noteTranscriptRoot(seal, entry, receipts.facts);
    if (fault !== undefined) refuse(fault);
    return;
  }
  // Any entry after the transcript root that is not its checkpoint is outside the commitment.
  seal.state = 'incomplete';
  if (entry.type === 'action_receipt') {
    const receipt = receipts.receipt(read ?? entry.detail, at);
    const message = receipt && decisions.receipt(receipt.action_record);
    if (message !== undefined) refuse({ code: 'decision_receipt_mismatch', message });
  } else if (entry.type === 'decision') decisions.decision(entry.detail);
  else if (entry.type === 'evidence_receipt') evidence.receipt(entry.detail, at);
}

/**
 * The checks of a recorder file, fed line by line: form, hash chain, session, then what each entry carries. An
 * unreadable line ends the reading, because nothing behind it is tied to what came before.
 */
export function createRecorderStage(parts: ChainParts, receipts: ReceiptStage, evidence: EvidenceStage) {
  const { log, options } = parts;
  const state = createState(options.session);
  const entryFault = createEntryChain(options.suite);
  let following = true;
  let sessionFault = false;
  let expected: { readonly name: string; readonly seqStart: bigint } | undefined;

  const fail = (code: CheckCode, subject: string, message: string): void => {
    state.broken = true;
    log.fail(code, subject, message, state.entryCount);
  };

  const context: EntryContext = { parts, receipts, evidence, state, fail };

  const stop = (code: CheckCode, message: string): void => {
    state.damage = { lastGoodSeq: state.lastSeq, lastGoodHash: state.entryHead };
    log.fail(code, `line ${state.entryCount + 1}`, message, state.entryCount);
  };

  const follow = (entry: RecorderEntry): void => {
    const fault = following ? entryFault(entry) : undefined;
    if (fault === undefined) return;
    // Receipts further on are still judged by their own chain; only the entry chain ends here.
    following = false;
    fail('entry_chain', `entry ${entry.seq}`, `${fault.message} (${fault.code})`);
  };

  const checkPlace = (entry: RecorderEntry): void => {
    if (state.session === '') state.session = entry.session_id;
    if (entry.session_id !== state.session && !sessionFault) {
      sessionFault = true;
      const message = `the entry belongs to session ${entry.session_id}, not ${state.session}`;
      log.fail('session_mismatch', `entry ${entry.seq}`, message, state.entryCount);
    }
    if (expected !== undefined && expected.seqStart !== entry.seq) {
      fail('shard_sequence', `entry ${entry.seq}`, `${expected.name} begins with entry ${entry.seq}`);
    }
    expected = undefined;
  };

  return {
    state,
    line: (text: string): void => {
      if (state.damage !== undefined) return;
      const parsed = attempt(() => readEntryLine(text));
      if ('fault' in parsed) {
        stop(parsed.fault.code, parsed.fault.message);
        return;
      }
      const { entry, canonical } = parsed.value;
      if (!canonical) state.looseLines += 1;
      follow(entry);
      checkPlace(entry);
      takeContent(context, parsed.value);
      if (entry.raw_ref !== undefined) state.rawRefs.push(entry.raw_ref);
      state.entryCount += 1;
      state.lastSeq = entry.seq;
      state.entryHead = entry.hash;
    },
    /** Takes what the reader reports instead of a line. */
    readFault: (fault: ReadFault): void => {
      if (state.damage === undefined) stop(fault.code, fault.message);
    },
    /** Announces the next shard, whose name says which entry comes first. */
    shard: (name: string, seqStart: bigint): void => {
      expected = { name, seqStart };
    },
  };
}

export type RecorderStage = ReturnType<typeof createRecorderStage>;
