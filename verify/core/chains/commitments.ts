// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../../../evidence/canonical/text.js';
import type { SignatureCheck } from '../../../evidence/crypto/suite.js';
import {
  CHECKPOINT,
  TRANSCRIPT_ROOT,
  type RecorderEntry,
  type TranscriptRootDetail,
} from '../../../evidence/model/recorder-entry.js';
import { parseGoJson } from '../../../evidence/canonical/go-words.js';
import type { ReceiptChainFacts } from '../receipts/receipt-stage.js';
import type { EndCommitment } from '../results/result.js';
import { attempt, type Fault } from '../input/format-fault.js';
import { signatureCheck } from '../receipts/signed-receipt.js';

/** Follows the commitments of a recorder file: signed checkpoints and the transcript root that closes it. */
export function createCommitments() {
  return {
    state: 'incomplete' as EndCommitment,
    signedCheckpoints: 0,
    /** No signature of a checkpoint was found not to hold. */
    holds: true,
    /** Checkpoints without a signature, or with one that no known key could be tried on. */
    uncheckedCheckpoints: 0,
    transcriptRoots: 0,
    /** Last entry under the newest signed checkpoint. */
    anchoredSeq: undefined as bigint | undefined,
  };
}

export type Commitments = ReturnType<typeof createCommitments>;

/**
 * Takes a checkpoint entry. Its signature covers the hash of the entry before it, hence all entries so far. Returns
 * the check to run, a fault, or undefined for an unsigned checkpoint.
 */
export function noteCheckpoint(
  commitments: Commitments,
  entry: RecorderEntry,
  signerKey: string,
): SignatureCheck | Fault | undefined {
  const parsed = attempt(() => parseGoJson(CHECKPOINT, entry.detail));
  if ('fault' in parsed) return { code: 'checkpoint_invalid', message: parsed.fault.message };
  const detail = parsed.value;
  const covered = detail.last_seq - detail.first_seq + 1n;
  if (detail.last_seq + 1n !== entry.seq || covered !== BigInt(detail.entry_count)) {
    const range = `${detail.entry_count} entries, seq ${detail.first_seq} to ${detail.last_seq}`;
    return { code: 'checkpoint_invalid', message: `at seq ${entry.seq} it claims ${range}` };
  }
  if (detail.signature === '' || signerKey === '') {
    commitments.uncheckedCheckpoints += 1;
    return undefined;
  }
  const check = attempt(() => signatureCheck(`ed25519:${detail.signature}`, signerKey, utf8Encode(entry.prev_hash)));
  if ('fault' in check) return { code: 'checkpoint_invalid', message: check.fault.message };
  commitments.signedCheckpoints += 1;
  commitments.anchoredSeq = entry.seq - 1n;
  if (commitments.state === 'unanchored') commitments.state = 'sealed';
  return check.value;
}

/** Takes a transcript root: what it commits to must be exactly what was seen. */
export function noteTranscriptRoot(commitments: Commitments, entry: RecorderEntry, receipts: ReceiptChainFacts) {
  commitments.transcriptRoots += 1;
  commitments.state = 'unanchored';
  const parsed = attempt(() => parseGoJson(TRANSCRIPT_ROOT, entry.detail));
  const fault = (message: string): Fault => ({ code: 'transcript_root', message });
  if ('fault' in parsed) return fault(parsed.fault.message);
  const root = parsed.value;
  const expected: TranscriptRootDetail = {
    session_id: entry.session_id,
    final_seq: receipts.finalSeq,
    root_hash: receipts.rootHash,
    receipt_count: BigInt(receipts.receiptCount),
    start_time: receipts.startTime,
    end_time: receipts.endTime,
  };
  const names = Object.keys(expected) as (keyof TranscriptRootDetail)[];
  const wrong = names.filter((name) => root[name] !== expected[name]);
  return wrong.length === 0 ? undefined : fault(`it does not match the receipts before it: ${wrong.join(', ')}`);
}
