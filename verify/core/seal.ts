// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../../evidence/canonical/text.js';
import type { SignatureCheck } from '../../evidence/crypto/suite.js';
import type { RecorderEntry } from '../../evidence/model/recorder-entry.js';
import { parseCheckpointDetail, parseTranscriptRootDetail } from '../../evidence/model/entry-detail.codec.js';
import type { ReceiptFactsState } from './receipt-stage.js';
import type { SealState } from './result.js';
import type { Fault } from './format-fault.js';
import { attempt } from './format-fault.js';
import type { KeyBytes } from './signed-receipt.js';
import { signatureCheck } from './signed-receipt.js';

/** Follows the commitments of a recorder file: signed checkpoints and the transcript root that closes it. */
export interface SealTracker {
  state: SealState;
  signedCheckpoints: number;
  unsignedCheckpoints: number;
  /** Checkpoints with a signature that no known key could be tried on. */
  keylessCheckpoints: number;
  transcriptRoots: number;
  /** Last entry under the newest signed checkpoint. */
  anchoredSeq: bigint | undefined;
}

export function createSealTracker(): SealTracker {
  return {
    state: 'incomplete',
    signedCheckpoints: 0,
    unsignedCheckpoints: 0,
    keylessCheckpoints: 0,
    transcriptRoots: 0,
    anchoredSeq: undefined,
  };
}

/** Any entry after the transcript root that is not its checkpoint is outside the commitment. */
export function noteUnsealedEntry(seal: SealTracker): void {
  seal.state = 'incomplete';
}

/**
 * Takes a checkpoint entry. Its signature covers the hash of the entry before it, hence all entries so far. Returns
 * the check to run, a fault, or undefined for an unsigned checkpoint.
 */
export function noteCheckpoint(
  seal: SealTracker,
  entry: RecorderEntry,
  signerKey: string,
  keyBytes: KeyBytes,
): SignatureCheck | Fault | undefined {
  const parsed = attempt(() => parseCheckpointDetail(entry.detail));
  if ('fault' in parsed) return { code: 'checkpoint_invalid', message: parsed.fault.message };
  const detail = parsed.value;
  const covered = detail.last_seq - detail.first_seq + 1n;
  if (detail.last_seq + 1n !== entry.seq || covered !== BigInt(detail.entry_count)) {
    const range = `${detail.entry_count} entries, seq ${detail.first_seq} to ${detail.last_seq}`;
    return { code: 'checkpoint_invalid', message: `at seq ${entry.seq} it claims ${range}` };
  }
  if (detail.signature === '') {
    seal.unsignedCheckpoints += 1;
    return undefined;
  }
  if (signerKey === '') {
    seal.keylessCheckpoints += 1;
    return undefined;
  }
  const check = attempt(() =>
    signatureCheck(`ed25519:${detail.signature}`, signerKey, utf8Encode(entry.prev_hash), keyBytes),
  );
  if ('fault' in check) return { code: 'checkpoint_invalid', message: check.fault.message };
  seal.signedCheckpoints += 1;
  seal.anchoredSeq = entry.seq - 1n;
  if (seal.state === 'unanchored') seal.state = 'sealed';
  return check.value;
}

/** Takes a transcript root: what it commits to must be exactly what was seen. */
export function noteTranscriptRoot(
  seal: SealTracker,
  entry: RecorderEntry,
  receipts: ReceiptFactsState,
): Fault | undefined {
  seal.transcriptRoots += 1;
  seal.state = 'unanchored';
  const parsed = attempt(() => parseTranscriptRootDetail(entry.detail));
  if ('fault' in parsed) return { code: 'transcript_root', message: parsed.fault.message };
  const root = parsed.value;
  const wrong = [
    root.session_id === entry.session_id ? '' : 'session_id',
    root.final_seq === receipts.finalSeq ? '' : 'final_seq',
    root.root_hash === receipts.rootHash ? '' : 'root_hash',
    root.receipt_count === BigInt(receipts.count) ? '' : 'receipt_count',
    root.start_time === receipts.startTime ? '' : 'start_time',
    root.end_time === receipts.endTime ? '' : 'end_time',
  ].filter((name) => name !== '');
  if (wrong.length === 0) return undefined;
  return { code: 'transcript_root', message: `it does not match the receipts before it: ${wrong.join(', ')}` };
}
