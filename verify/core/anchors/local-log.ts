// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { VerificationError } from '../../../evidence/model/verification-errors.js';
import {
  canonicalizeAnchorCheckpoint,
  type AnchorBundle,
  type AnchorCheckpoint,
} from '../../../evidence/model/anchor-bundle.js';
import { canonicalizeLogEntry, parseLogEntry, type AnchorLogEntry } from '../../../evidence/model/anchor-log.js';
import { GENESIS } from '../../../evidence/model/recorder-entry.js';
import { attempt, checksOf, type Check } from '../form.js';

/**
 * Reads a local log (untrusted text, one entry per line) and follows its hashes from the first entry. Throws
 * VerificationError `anchor_log` with the line at which it breaks.
 */
export function readAnchorLog(text: string, suite: CryptoSuite): readonly AnchorLogEntry[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new VerificationError('anchor_log', 'the last line of the log is not complete');
  const entries: AnchorLogEntry[] = [];
  for (const [at, line] of lines.entries()) {
    const parsed = attempt(() => parseLogEntry(line));
    const fault = 'fault' in parsed ? parsed.fault.message : entryFault(parsed.value, entries.at(-1), suite);
    if (fault !== undefined) throw new VerificationError('anchor_log', `line ${at + 1} of the log: ${fault}`);
    if ('value' in parsed) entries.push(parsed.value);
  }
  return entries;
}

function entryFault(entry: AnchorLogEntry, last: AnchorLogEntry | undefined, suite: CryptoSuite): string | undefined {
  if (entry.index !== (last === undefined ? 0n : last.index + 1n)) return `its index is ${entry.index}`;
  if (entry.prev_hash !== (last?.hash ?? GENESIS)) return 'it does not follow the entry before it';
  if (last !== undefined && entry.log_id !== last.log_id) return 'it belongs to another log';
  return suite.sha256Hex(canonicalizeLogEntry(entry)) === entry.hash
    ? undefined
    : 'its hash is not that of its content';
}

const { judge, skip } = checksOf('anchor_bundle');

/** Whether a local bundle's entry stands in the log and is about the bundle's checkpoint. */
export function anchorEntryCheck({ proof, checkpoint }: AnchorBundle, log: readonly AnchorLogEntry[]): Check {
  const entry = log.find(({ index }) => index === proof.log_index);
  const same =
    entry !== undefined &&
    entry.hash === proof.entry_hash &&
    entry.log_id === proof.log_id &&
    canonicalizeAnchorCheckpoint(entry.checkpoint) === canonicalizeAnchorCheckpoint(checkpoint);
  return judge('log_entry', same, `entry ${proof.log_index} of the log`, 'the log holds no such entry');
}

/** What the receipts say at the anchored place. */
export interface AnchoredReceipts {
  readonly session: string;
  /** Hash of the receipt with the checkpoint's number; undefined when there is none. */
  readonly hashAtSeq: string | undefined;
  readonly finalSeq: bigint;
  readonly signerKeys: readonly string[];
}

/** Whether verified receipts are those of a checkpoint, and how many came after it. */
export function anchorReceiptChecks(checkpoint: AnchorCheckpoint, found: AnchoredReceipts): Check[] {
  const { session_id: session, final_seq: seq, root_hash: root, signer_keys: keys } = checkpoint;
  const behind = found.finalSeq - seq;
  const strangers = keys.filter((key) => !found.signerKeys.includes(key));
  return [
    judge('session', session === found.session, session, `the bundle is about ${session}, not ${found.session}`),
    judge(
      'checkpoint',
      found.hashAtSeq === root,
      `receipt ${seq} has the anchored hash`,
      `receipt ${seq} has another hash`,
    ),
    judge(
      'signers',
      strangers.length === 0,
      'the receipts are signed by the named keys',
      'it names keys that did not sign',
    ),
    ...(behind > 0n ? [skip('coverage', `${behind} later receipts are not covered by this anchor`)] : []),
  ];
}
