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

/** What a transcript root says of receipts. */
export function transcriptRootOf(session: string, receipts: ReceiptChainFacts): TranscriptRootDetail {
  return {
    session_id: session,
    final_seq: receipts.finalSeq,
    root_hash: receipts.rootHash,
    receipt_count: BigInt(receipts.receiptCount),
    start_time: receipts.startTime,
    end_time: receipts.endTime,
  };
}

/** Follows the commitments of a recorder file: signed checkpoints and the transcript root that closes it. */
export class Commitments {
  state: EndCommitment = 'incomplete';
  signedCheckpoints = 0;
  /** No signature of a checkpoint was found not to hold. */
  holds = true;
  /** Checkpoints without a signature, or with one that no known key could be tried on. */
  uncheckedCheckpoints = 0;
  transcriptRoots = 0;
  /** Last entry under the newest signed checkpoint. */
  anchoredSeq: bigint | undefined;

  /**
   * Takes a checkpoint entry. Its signature covers the hash of the entry before it, hence all entries so far. Returns
   * the check to run, a fault, or undefined for an unsigned checkpoint.
   */
  checkpoint({ seq, detail, prev_hash: hash }: RecorderEntry, signerKey: string): SignatureCheck | Fault | undefined {
    const fault = (message: string): Fault => ({ code: 'checkpoint_invalid', message });
    const parsed = attempt(() => parseGoJson(CHECKPOINT, detail));
    if ('fault' in parsed) return fault(parsed.fault.message);
    const { first_seq: first, last_seq: last, entry_count: count, signature } = parsed.value;
    if (last + 1n !== seq || last - first + 1n !== BigInt(count))
      return fault(`at seq ${seq} it claims ${count} entries, seq ${first} to ${last}`);
    if (signature === '' || signerKey === '') {
      this.uncheckedCheckpoints += 1;
      return undefined;
    }
    const check = attempt(() => signatureCheck(`ed25519:${signature}`, signerKey, utf8Encode(hash)));
    if ('fault' in check) return fault(check.fault.message);
    this.signedCheckpoints += 1;
    this.anchoredSeq = seq - 1n;
    if (this.state === 'unanchored') this.state = 'sealed';
    return check.value;
  }

  /** Takes a transcript root: what it commits to must be exactly what was seen. */
  transcriptRoot({ detail, session_id: session }: RecorderEntry, receipts: ReceiptChainFacts): Fault | undefined {
    this.transcriptRoots += 1;
    this.state = 'unanchored';
    const fault = (message: string): Fault => ({ code: 'transcript_root', message });
    const parsed = attempt(() => parseGoJson(TRANSCRIPT_ROOT, detail));
    if ('fault' in parsed) return fault(parsed.fault.message);
    const expected = Object.entries(transcriptRootOf(session, receipts));
    const wrong = expected.filter(([name, value]) => parsed.value[name as keyof TranscriptRootDetail] !== value);
    if (wrong.length === 0) return undefined;
    return fault(`it does not match the receipts before it: ${wrong.map(([name]) => name).join(', ')}`);
  }
}
