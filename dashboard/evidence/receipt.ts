// SPDX-License-Identifier: Apache-2.0
import { attempt } from '../../verify/core/input/format-fault.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { writeLogProof } from '../../evidence/log/write-log-proof.js';
import { CodedError, messageOf } from '../../evidence/model/errors.js';
import { parseActionReceipt, type ParsedActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { GENESIS } from '../../evidence/model/recorder-entry.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { hasValidHash } from '../../evidence/model/recorder-entry.codec.js';
import { findLog, findReceipt, openProver, proveLeaf } from '../../evidence/store/log/prove.js';
import type { Check } from '../../verify/core/form.js';
import { LOG_PROOF_FORM } from '../../verify/core/log/log-proof-form.js';
import { verifyReceipt } from '../../verify/core/receipts/receipt.js';
import type { TrustRoot } from '../../verify/core/trust/trust.js';
import { boundedIo } from './lines.js';

/** Logs up to this size are searched for every receipt that is shown; larger ones only when somebody asks. */
const SEARCHED_LEAVES = 100_000;

/** A receipt's line, taken apart. */
export interface OpenedLine {
  readonly line: string;
  readonly receiptText: string;
  /** 64 hex digits. */
  readonly receiptHash: string;
  readonly entryHash: string;
  readonly entrySeq: bigint;
  readonly entryHolds: boolean;
  readonly parsed: ParsedActionReceipt;
}

/** Takes a line apart; a message when it is no receipt. The line is untrusted. */
export function openLine(line: string): OpenedLine | string {
  const opened = attempt(() => {
    const entry = parseEntryLine(line);
    return { entry, parsed: parseActionReceipt(entry.detail) };
  });
  if ('fault' in opened) return opened.fault.message;
  const { entry, parsed } = opened.value;
  return {
    line,
    receiptText: entry.detail,
    receiptHash: nodeSuite.sha256Hex(parsed.receiptText),
    entryHash: entry.hash,
    entrySeq: entry.seq,
    entryHolds: hasValidHash(entry, nodeSuite),
    parsed,
  };
}

function check(status: Check['status'], code: string, text: string): Check {
  return { code, status, subject: 'receipt', message: text };
}

function chainCheck(opened: OpenedLine, before: OpenedLine | undefined | string): Check {
  const { chain_prev_hash: previous, chain_seq: seq } = opened.parsed.receipt.action_record;
  const code = 'chain position';
  if (before === undefined) {
    const begins = previous === GENESIS ? 'it begins a chain' : `it goes on from ${previous}, which is not in this run`;
    return check('not_checked', code, `number ${seq}, the first receipt here: ${begins}`);
  }
  if (typeof before === 'string') return check('not_checked', code, `the receipt before cannot be read: ${before}`);
  return before.receiptHash === previous
    ? check('pass', code, `number ${seq}; it names the hash of the receipt before`)
    : check('fail', code, `number ${seq}; it does not name the hash of the receipt before`);
}

/** What can be said of one receipt by itself and of its place, under the reader's keys. */
export async function checkLine(
  opened: OpenedLine,
  before: OpenedLine | undefined | string,
  trust: TrustRoot,
): Promise<readonly Check[]> {
  const { checks } = await verifyReceipt(opened.receiptText, { trust, suite: nodeSuite });
  const entry = opened.entryHolds
    ? check('pass', 'entry hash', `entry ${opened.entrySeq}: its hash is that of its bytes`)
    : check('fail', 'entry hash', `entry ${opened.entrySeq}: its hash is not that of its bytes`);
  return [...checks, chainCheck(opened, before), entry];
}

export type LogLookup =
  | { readonly kind: 'none' | 'large'; readonly reason: string }
  | { readonly kind: 'absent'; readonly reason: string }
  | { readonly kind: 'proof'; readonly text: string; readonly index: number };

/** Looks a receipt up in the log of its folder. */
export function lookUp(dir: string, receiptHash: string, whole: boolean): LogLookup {
  let logDir: string;
  try {
    logDir = findLog(boundedIo, dir);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { kind: 'none', reason: 'no transparency log lies in this folder' };
  }
  try {
    const prover = openProver(boundedIo, logDir);
    if (!whole && prover.size > SEARCHED_LEAVES) {
      return { kind: 'large', reason: `the log has ${prover.size} leaves` };
    }
    const index = findReceipt(boundedIo, logDir, prover.size, receiptHash);
    return { kind: 'proof', index, text: writeLogProof(proveLeaf(boundedIo, logDir, prover, index)) };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { kind: 'absent', reason: messageOf(error) };
  }
}

/** Verifies a proof that was just made: the log's files are as untrusted as the rest. */
export async function checkProof(text: string, trust: TrustRoot): Promise<readonly Check[]> {
  const { checks } = await LOG_PROOF_FORM.verify(text, { trust, suite: nodeSuite });
  return checks;
}
