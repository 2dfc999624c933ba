// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { RunState } from '../../../evidence/chain/emit.js';
import { advance, closeRecord, heartbeatRecord, nextRecord, openRun } from '../../../evidence/chain/emit.js';
import { createNodeSigner, generateKeyPair } from '../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { writeChainLink } from '../../../evidence/model/link-text.js';
import { writeCheckpointDetail, writeTranscriptRootDetail } from '../../../evidence/model/entry-detail.js';
import type { ActionRecord } from '../../../evidence/model/receipt/action-receipt.js';
import type { ReceiptDraft } from '../../../evidence/model/evidence-draft.js';
import { parseEntryLine } from '../../../evidence/model/entry-line.js';
import { entryHash, writeEntryLine } from '../../../evidence/model/recorder-entry.codec.js';
import type { EntryType, RecorderEntry } from '../../../evidence/model/recorder-entry.js';
import { writeRecoverySeal } from '../../../evidence/model/link-text.js';
import type { RecoverySealBody } from '../../../evidence/model/recovery-seal.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import { signActionReceipt } from '../../../evidence/sign/action-receipt.js';
import { signChainLink } from '../../../evidence/sign/chain-link.js';
import { signCheckpoint } from '../../../evidence/sign/checkpoint.js';
import { signRecoverySeal } from '../../../evidence/sign/recovery-seal.js';
import { signRotationEndorsement } from '../../../evidence/sign/rotation-endorsement.js';
import type { Signer } from '../../../evidence/sign/signer.js';
import type { EvidenceTree } from '../../../verify/core/form.js';
import type { LineBatch, ReadFault } from '../../../verify/core/input/source.js';

/** Evidence made for one test: small runs with every kind of entry, under keys that live only as long as the test. */
export const AT = '2026-11-22T20:00:00.12Z';

export function newSigner(): Signer {
  return createNodeSigner(generateKeyPair().privateKey, 'same_uid');
}

export function runName(digit: string): string {
  return `proxy.run.${digit.repeat(32)}`;
}

export function draft(id: string, verdict = 'allow', extra: Partial<ReceiptDraft> = {}): ReceiptDraft {
  return {
    action_id: id,
    action_type: 'read',
    timestamp: AT,
    principal: 'local',
    actor: 'agent-a',
    delegation_chain: null,
    target: 'https://api.example.com/x?q',
    side_effect_class: 'external_read',
    reversibility: 'full',
    policy_hash: 'ab'.repeat(32),
    verdict,
    transport: 'forward',
    method: 'GET',
    ...extra,
  };
}

export interface Run {
  readonly session: string;
  readonly signer: Signer;
  readonly lines: readonly string[];
  /** Receipt texts in order. */
  readonly receipts: readonly string[];
  readonly tailSeq: bigint;
  readonly tailHash: string;
  readonly firstHash: string;
}

export interface RunShape {
  readonly session?: string;
  readonly signer?: Signer;
  readonly actions?: number;
  readonly close?: boolean;
  readonly heartbeat?: boolean;
  readonly transcript?: boolean;
  readonly checkpoint?: 'signed' | 'unsigned' | 'none';
  readonly nonceDigit?: string;
  readonly decision?: (id: string) => string | undefined;
  readonly ext?: string;
  readonly edit?: (record: ActionRecord) => ActionRecord;
  /** Extra entries put in before the close, as type and detail. */
  readonly extra?: readonly (readonly [EntryType, string])[];
  /** Put in behind everything else. */
  readonly after?: readonly (readonly [EntryType, string])[];
}

interface Builder {
  readonly lines: string[];
  readonly receipts: string[];
  readonly hashes: string[];
  state: RunState;
  prev: string;
}

function must<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error('the test signer is synchronous');
  return value;
}

function put(builder: Builder, session: string, type: EntryType, detail: string): void {
  const bare: RecorderEntry = {
    v: 2,
    seq: BigInt(builder.lines.length),
    ts: AT,
    session_id: session,
    type,
    transport: 'forward',
    summary: `${type} entry`,
    detail,
    prev_hash: builder.prev,
    hash: '',
  };
  builder.prev = entryHash(bare, nodeSuite);
  builder.lines.push(writeEntryLine({ ...bare, hash: builder.prev }));
}

function putReceipt(
  builder: Builder,
  shape: Required<Pick<RunShape, 'session' | 'signer'>> & RunShape,
  record: ActionRecord,
): void {
  const edited = shape.edit?.(record) ?? record;
  const signed = must(signActionReceipt(edited, shape.signer, nodeSuite, shape.ext));
  builder.state = advance(builder.state, signed.receiptHash);
  builder.receipts.push(signed.receiptText);
  builder.hashes.push(signed.receiptHash);
  put(builder, shape.session, 'action_receipt', signed.receiptText);
}

/** Builds a run: session_open, actions (with decisions on request), heartbeat, close, transcript root, checkpoint. */
export function buildRun(given: RunShape = {}): Run {
  const shape = { ...given, session: given.session ?? runName('a'), signer: given.signer ?? newSigner() };
  const { session, signer } = shape;
  const nonce = (given.nonceDigit ?? session.slice(-1)).repeat(32);
  const opened = openRun(
    {
      actionId: `open-${nonce}`,
      at: AT,
      runNonce: nonce,
      openNonce: 'e'.repeat(32),
      recorderSession: session,
      policyHash: 'ab'.repeat(32),
      signerKey: signer.publicKeyHex,
      heartbeatSeconds: 60,
    },
    nodeSuite,
  );
  const builder: Builder = { lines: [], receipts: [], hashes: [], state: opened.state, prev: 'genesis' };
  putReceipt(builder, shape, opened.record);
  for (let index = 0; index < (given.actions ?? 3); index += 1) {
    const id = `${session}-action-${index}`;
    const decision = given.decision?.(id);
    if (decision !== undefined) put(builder, session, 'decision', decision);
    putReceipt(builder, shape, nextRecord(builder.state, draft(id)));
  }
  for (const [type, detail] of given.extra ?? []) put(builder, session, type, detail);
  const control = { actionId: `beat-${nonce}`, at: AT };
  if (given.heartbeat ?? true) {
    const beat = heartbeatRecord(builder.state, control);
    builder.state = beat.state;
    putReceipt(builder, shape, beat.record);
  }
  if (given.close ?? true)
    putReceipt(builder, shape, closeRecord(builder.state, { ...control, actionId: `close-${nonce}` }).record);
  const tailHash = builder.hashes.at(-1) ?? '';
  const tailSeq = BigInt(builder.receipts.length - 1);
  if (given.transcript ?? true) {
    const detail = { session_id: session, final_seq: tailSeq, root_hash: tailHash, start_time: AT, end_time: AT };
    put(builder, session, 'transcript_root', writeTranscriptRootDetail({ ...detail, receipt_count: tailSeq + 1n }));
  }
  if (given.checkpoint !== 'none') {
    const last = BigInt(builder.lines.length - 1);
    const unsigned = { entry_count: builder.lines.length, first_seq: 0n, last_seq: last };
    const detail =
      given.checkpoint === 'unsigned'
        ? { ...unsigned, signature: '' }
        : must(signCheckpoint(unsigned, builder.prev, signer));
    put(builder, session, 'checkpoint', writeCheckpointDetail(detail));
  }
  for (const [type, detail] of given.after ?? []) put(builder, session, type, detail);
  return {
    session,
    signer,
    lines: builder.lines,
    receipts: builder.receipts,
    tailSeq,
    tailHash,
    firstHash: builder.hashes[0] ?? '',
  };
}

/** Recomputes every hash of edited lines, as a forger without the key would. */
export function rehash(lines: readonly string[], edit: (entry: RecorderEntry) => RecorderEntry): string[] {
  let prev = 'genesis';
  return lines.map((line) => {
    const bare = { ...edit(parseEntryLine(line)), prev_hash: prev };
    prev = entryHash(bare, nodeSuite);
    return writeEntryLine({ ...bare, hash: prev });
  });
}

export function linkText(
  from: Run,
  to: Run,
  change: { tailSeq?: bigint; tailHash?: string; signer?: Signer; key?: string } = {},
): string {
  const body = {
    version: 1 as const,
    predecessor_session: from.session,
    predecessor_tail_seq: change.tailSeq ?? from.tailSeq,
    predecessor_tail_hash: change.tailHash ?? from.tailHash,
    predecessor_signer_key: change.key ?? from.signer.publicKeyHex,
    successor_session: to.session,
    successor_signer_key: (change.signer ?? to.signer).publicKeyHex,
    linked_at: AT,
  };
  return `${writeChainLink(must(signChainLink(body, change.signer ?? to.signer)))}\n`;
}

export function endorsement(from: Run, to: Run, session = from.session): RotationEndorsement {
  const body = {
    version: 1 as const,
    session_id: session,
    prior_signer_key: from.signer.publicKeyHex,
    prior_final_seq: from.tailSeq,
    prior_tail_hash: from.tailHash,
    new_signer_key: to.signer.publicKeyHex,
    rotated_at: AT,
  };
  return must(signRotationEndorsement(body, from.signer, nodeSuite));
}

/** A recovery seal over a damaged run: its file content, what was good of it, and the run that goes on. */
export function sealText(
  from: Run,
  bytes: string,
  good: number,
  to: Run,
  change: Partial<RecoverySealBody> = {},
): string {
  const lastGood = parseEntryLine(from.lines[good - 1] ?? '');
  const goodReceipts = from.lines
    .slice(0, good)
    .map(parseEntryLine)
    .filter((entry) => entry.type === 'action_receipt');
  const tail = goodReceipts.at(-1);
  const body: RecoverySealBody = {
    kind: 'recovery_seal',
    version: 1,
    predecessor_session: from.session,
    shard: shardName(from.session),
    shard_size: BigInt(Buffer.byteLength(bytes)),
    shard_sha256: createHash('sha256').update(bytes).digest('hex'),
    damage_offset: BigInt(Buffer.byteLength(`${from.lines.slice(0, good).join('\n')}\n`)),
    last_good_seq: lastGood.seq,
    last_good_hash: lastGood.hash,
    predecessor_tail_seq: BigInt(goodReceipts.length - 1),
    predecessor_tail_hash: nodeSuite.sha256Hex(tail?.detail ?? ''),
    predecessor_signer_key: from.signer.publicKeyHex,
    successor_session: to.session,
    successor_signer_key: to.signer.publicKeyHex,
    successor_open_hash: to.firstHash,
    observed_at: AT,
    ...change,
  };
  return `${writeRecoverySeal(must(signRecoverySeal(body, to.signer)))}\n`;
}

export function shardName(session: string, seqStart = 0): string {
  return `evidence-${session}-${seqStart}.jsonl`;
}

export function linkName(session: string): string {
  return `chain-link-${session}.json`;
}

export function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** An evidence folder in memory: file name to text. Shows that the core needs no file system. */
export function memoryFolder(
  files: Readonly<Record<string, string>>,
  refused: EvidenceTree['refused'] = [],
): EvidenceTree {
  const missing: ReadFault = { code: 'unreadable', message: 'cannot be read' };
  const batchOf = (name: string): LineBatch => {
    const text = files[name];
    if (text === undefined) return { lines: [], fault: missing };
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    return rest === '' ? { lines } : { lines, fault: { code: 'torn_tail', message: 'bytes after the last line' } };
  };
  return {
    paths: Object.keys(files),
    refused,
    lines: async function* (name) {
      await Promise.resolve();
      yield batchOf(name);
    },
    text: (name) => Promise.resolve(files[name] ?? missing),
    bytes: (name) => {
      const text = files[name];
      return Promise.resolve(text === undefined ? missing : new Uint8Array(Buffer.from(text)));
    },
  };
}

/** Files of runs, each whole in one shard. */
export function runFiles(...runs: readonly Run[]): Record<string, string> {
  return Object.fromEntries(runs.map((run) => [shardName(run.session), fileOf(run.lines)]));
}
