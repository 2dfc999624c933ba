// SPDX-License-Identifier: Apache-2.0
import { closeRecord, heartbeatRecord, type ControlParams, type RunState } from '../chain/emit.js';
import { EVIDENCE_GENESIS, nextEvidencePlace } from '../chain/evidence-chain.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { utf8Encode } from '../canonical/text.js';
import { writeCheckpointDetail, writeTranscriptRootDetail } from '../model/entry-detail.js';
import { EvidenceUnavailableError } from '../model/errors.js';
import type { EvidencePlace } from '../model/evidence-receipt/evidence-receipt.js';
import { assembleReceiptText } from '../model/receipt/action-receipt.codec.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import { MAX_LINE_BYTES } from '../model/recorder-entry.codec.js';
import { signActionReceipt, signatureText } from '../sign/action-receipt.js';
import { signCheckpoint } from '../sign/checkpoint.js';
import type { Signer } from '../sign/signer.js';
import { newActionId } from './action-id.js';
import type { RecordClock } from './clock.js';
import { writeOwnEntry, type EntryContent } from './entry-text.js';
import { sidecarName } from './names.js';
import { placeEvidence, type UnplacedEvidence } from './evidence-text.js';
import { placeRecord, receiptSummary, type UnplacedRecord } from './record-text.js';
import type { PreparedDraft } from './redact.js';
import type { PlacedReceipt } from './waiting.js';

/** What stays the same while a run is written. */
export interface RunSetting {
  readonly session: string;
  readonly signer: Signer;
  readonly clock: RecordClock;
  readonly checkpointInterval: number;
  readonly signCheckpoints: boolean;
}

/** Where a run stands: the receipt chain and the entry chain around it. Immutable, so a failed batch costs nothing. */
export interface RunHead {
  /** The receipt chain as the run's last own record left it; where it stands now is in the next three members. */
  readonly base: RunState;
  readonly receiptHead: string;
  readonly receiptSeq: bigint;
  readonly receiptCount: bigint;
  /** Where the next receipt of version 2 goes. */
  readonly evidence: EvidencePlace;
  /** Sequence number of the next entry. */
  readonly seq: bigint;
  readonly prevHash: string;
  readonly uncheckpointed: number;
  /** Times of the first and the last receipt; empty before the first. */
  readonly startedAt: string;
  readonly endedAt: string;
}

/** An escrow file waiting for its place on the disk. */
export interface Sidecar {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lines being built on top of a head. Nothing in it exists until the bytes are durable. */
export interface Batch {
  readonly setting: RunSetting;
  readonly head: { -readonly [K in keyof RunHead]: RunHead[K] };
  entries: number;
  /** Escrow files that entries of the batch name. They have to be durable before the lines are written. */
  readonly sidecars: Sidecar[];
  /** Hashes of the receipts among them, in order. */
  readonly receipts: string[];
  buffer: Buffer;
  /** How much of the buffer is filled. */
  bytes: number;
}

const FIRST_CAPACITY = 256 * 1024;
/** Buffers of finished batches. Two are in use at a time; a buffer that a huge record grew is let go. */
const spareBuffers: Buffer[] = [];
const MAX_SPARE_BUFFERS = 2;
const LINE_FEED = 0x0a;

export function createBatch(setting: RunSetting, head: RunHead): Batch {
  return {
    setting,
    head: { ...head },
    entries: 0,
    sidecars: [],
    receipts: [],
    buffer: spareBuffers.pop() ?? Buffer.allocUnsafe(FIRST_CAPACITY),
    bytes: 0,
  };
}

/** Gives a batch's memory back. Nothing of the batch but its head may be used any more. */
export function releaseBatch(batch: Batch): void {
  const { buffer } = batch;
  batch.buffer = Buffer.alloc(0);
  if (buffer.length === FIRST_CAPACITY && spareBuffers.length < MAX_SPARE_BUFFERS) spareBuffers.push(buffer);
}

export interface BatchMark {
  readonly head: RunHead;
  readonly entries: number;
  readonly sidecars: number;
  readonly receipts: number;
  readonly bytes: number;
}

/** Spelled out: this runs for every draft, and copying an object by spreading it costs several times as much. */
function copyHead(head: RunHead): Batch['head'] {
  return {
    base: head.base,
    receiptHead: head.receiptHead,
    receiptSeq: head.receiptSeq,
    receiptCount: head.receiptCount,
    evidence: head.evidence,
    seq: head.seq,
    prevHash: head.prevHash,
    uncheckpointed: head.uncheckpointed,
    startedAt: head.startedAt,
    endedAt: head.endedAt,
  };
}

/** The head of a run that has no record yet. */
export function firstHead(base: RunState): RunHead {
  return {
    base,
    receiptHead: base.head,
    receiptSeq: base.nextSeq,
    receiptCount: base.segmentCount,
    evidence: EVIDENCE_GENESIS,
    seq: 0n,
    prevHash: GENESIS,
    uncheckpointed: 0,
    startedAt: '',
    endedAt: '',
  };
}

/** The receipt chain as the chain's own rules know it. */
function chainState(head: RunHead): RunState {
  return { ...head.base, head: head.receiptHead, nextSeq: head.receiptSeq, segmentCount: head.receiptCount };
}

export function markBatch(batch: Batch): BatchMark {
  return {
    head: copyHead(batch.head),
    entries: batch.entries,
    sidecars: batch.sidecars.length,
    receipts: batch.receipts.length,
    bytes: batch.bytes,
  };
}

/** Takes back everything since the mark. */
export function undoBatch(batch: Batch, mark: BatchMark): void {
  Object.assign(batch.head, mark.head);
  batch.entries = mark.entries;
  batch.sidecars.length = mark.sidecars;
  batch.receipts.length = mark.receipts;
  batch.bytes = mark.bytes;
}

export function batchBytes(batch: Batch): Uint8Array {
  return batch.buffer.subarray(0, batch.bytes);
}

/** The recorder signs on its own thread, one record after another; a signer that answers later cannot serve it. */
export function signedNow<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) {
    throw new EvidenceUnavailableError('key', 'the recorder needs a signer that answers at once');
  }
  return value;
}

function pushLine(batch: Batch, line: string): void {
  // A UTF-16 unit takes at most three bytes.
  const needed = batch.bytes + line.length * 3 + 1;
  if (needed > batch.buffer.length) {
    const grown = Buffer.allocUnsafe(Math.max(needed, batch.buffer.length * 2));
    batch.buffer.copy(grown, 0, 0, batch.bytes);
    batch.buffer = grown;
  }
  const size = batch.buffer.write(line, batch.bytes, 'utf8');
  if (size > MAX_LINE_BYTES) {
    throw new EvidenceUnavailableError('io', `a record of ${size} bytes is longer than a recorder line may be`);
  }
  batch.buffer[batch.bytes + size] = LINE_FEED;
  batch.bytes += size + 1;
  batch.entries += 1;
}

function pushEntry(batch: Batch, content: EntryContent): void {
  const { setting, head } = batch;
  const place = { session: setting.session, seq: head.seq, ts: setting.clock(), prevHash: head.prevHash };
  const { line, hash } = writeOwnEntry(place, content);
  pushLine(batch, line);
  head.seq += 1n;
  head.prevHash = hash;
  head.uncheckpointed = content.type === 'checkpoint' ? 0 : head.uncheckpointed + 1;
  if (setting.checkpointInterval > 0 && head.uncheckpointed >= setting.checkpointInterval) pushCheckpoint(batch);
}

/** Binds every entry since the last checkpoint under one signature over the entry chain's head. */
function pushCheckpoint(batch: Batch): void {
  const { setting, head } = batch;
  const count = head.uncheckpointed;
  const first = head.seq - BigInt(count);
  const last = head.seq - 1n;
  const unsigned = { entry_count: count, first_seq: first, last_seq: last };
  const detail = setting.signCheckpoints
    ? signedNow(signCheckpoint(unsigned, head.prevHash, setting.signer))
    : { ...unsigned, signature: '' };
  pushEntry(batch, {
    type: 'checkpoint',
    eventKind: 'checkpoint',
    transport: '',
    summary: `checkpoint: ${count} entries [seq ${first.toString()}-${last.toString()}]`,
    detail: writeCheckpointDetail(detail),
  });
}

type ReceiptFacts = Pick<UnplacedRecord, 'timestamp' | 'actionType' | 'transport' | 'summary'>;

function pushSigned(batch: Batch, facts: ReceiptFacts, receiptText: string, receiptHash: string): void {
  const { head } = batch;
  batch.receipts.push(receiptHash);
  head.receiptHead = receiptHash;
  head.receiptSeq += 1n;
  head.receiptCount += 1n;
  if (head.startedAt === '') head.startedAt = facts.timestamp;
  head.endedAt = facts.timestamp;
  pushEntry(batch, {
    type: 'action_receipt',
    eventKind: facts.actionType,
    transport: facts.transport,
    summary: facts.summary,
    detail: receiptText,
  });
}

/** Signs one of the run's own records and appends it. Answers its hash. */
export function pushReceipt(batch: Batch, record: ActionRecord, ext?: string): string {
  const signed = signedNow(signActionReceipt(record, batch.setting.signer, nodeSuite, ext));
  const { timestamp, action_type: actionType, transport } = record;
  const facts = { timestamp, actionType, transport, summary: receiptSummary(record) };
  pushSigned(batch, facts, signed.receiptText, signed.receiptHash);
  return signed.receiptHash;
}

/** Gives an escrow file its name and its place in the batch. Answers the name. */
function addSidecar(batch: Batch, locked: Uint8Array): string {
  const name = sidecarName(batch.setting.session, batch.head.seq, nodeSuite.sha256Hex(locked));
  batch.sidecars.push({ name, bytes: locked });
  return name;
}

/** The same decision as a receipt of version 2, in a chain of its own. */
function pushEvidence(batch: Batch, unplaced: UnplacedEvidence): void {
  const { head, setting } = batch;
  const { signer } = setting;
  const placed = placeEvidence(unplaced, head.evidence);
  const signature = signatureText(signedNow(signer.sign(utf8Encode(placed.signedText))));
  const detail = placed.receiptText(signature, signer.publicKeyHex);
  head.evidence = nextEvidencePlace(head.evidence, nodeSuite.sha256Hex(detail));
  const { transport, summary } = unplaced;
  pushEntry(batch, { type: 'evidence_receipt', eventKind: 'proxy_decision', transport, summary, detail });
}

/** A decision and its receipts, side by side. */
export function pushDraft(batch: Batch, draft: PreparedDraft): PlacedReceipt {
  const { decision, receipt } = draft;
  const { signer, session } = batch.setting;
  if (decision !== undefined) {
    const { detail, summary, locked } = decision;
    const ref = locked === undefined ? {} : { rawRef: addSidecar(batch, locked) };
    pushEntry(batch, { type: 'decision', eventKind: '', transport: receipt.transport, summary, detail, ...ref });
  }
  const { receiptSeq: chainSeq, receiptHead, base } = batch.head;
  const recordText = placeRecord(receipt, receiptHead, chainSeq, base.runNonce);
  const signature = signatureText(signedNow(signer.sign(nodeSuite.sha256(recordText))));
  const receiptText = assembleReceiptText(recordText, signature, signer.publicKeyHex);
  const receiptHash = nodeSuite.sha256Hex(receiptText);
  pushSigned(batch, receipt, receiptText, receiptHash);
  if (draft.evidence !== undefined) pushEvidence(batch, draft.evidence);
  return { receiptHash, chainSeq, session, durable: true };
}

/** What the recorder counts against itself; stated in heartbeats and at close. */
export interface DurabilityCounts {
  readonly fsyncErrors: number;
  readonly durabilityBlocks: number;
}

function controlParams(setting: RunSetting, counts: DurabilityCounts): ControlParams {
  return {
    actionId: newActionId(),
    at: setting.clock(),
    fsyncErrorsGated: BigInt(counts.fsyncErrors),
    durabilityBlocks: BigInt(counts.durabilityBlocks),
  };
}

/** The record that says the run is alive. */
export function pushHeartbeat(batch: Batch, counts: DurabilityCounts): void {
  const { record, state } = heartbeatRecord(chainState(batch.head), controlParams(batch.setting, counts));
  batch.head.base = state;
  pushReceipt(batch, record);
}

/** The run's last records: session_close, the transcript root over all receipts, and a checkpoint over both. */
export function pushClose(batch: Batch, reason: string, counts: DurabilityCounts): void {
  const { setting, head } = batch;
  const { record, state } = closeRecord(chainState(head), { ...controlParams(setting, counts), reason });
  head.base = state;
  const root = pushReceipt(batch, record);
  const count = head.receiptCount;
  pushEntry(batch, {
    type: 'transcript_root',
    eventKind: 'transcript_root',
    transport: '',
    summary: `transcript_root: ${count.toString()} receipts, root=${root.slice(0, 16)}`,
    detail: writeTranscriptRootDetail({
      session_id: setting.session,
      final_seq: record.chain_seq,
      root_hash: root,
      receipt_count: count,
      start_time: head.startedAt,
      end_time: head.endedAt,
    }),
  });
  if (head.uncheckpointed > 0) pushCheckpoint(batch);
}
