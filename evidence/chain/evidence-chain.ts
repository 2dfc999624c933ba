// SPDX-License-Identifier: Apache-2.0
import type { EvidencePlace, EvidenceReceipt } from '../model/evidence-receipt/evidence-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { ChainFault } from './chain-fault.js';

/** The place of a session's first receipt. */
export const EVIDENCE_GENESIS: EvidencePlace = { seq: 0n, head: GENESIS };

type Placed = Pick<EvidenceReceipt, 'signerKeyId' | 'chainSeq' | 'chainPrevHash'>;

/** The place after the receipt with this hash. */
export function nextEvidencePlace({ seq }: EvidencePlace, receiptHash: string): EvidencePlace {
  return { seq: seq + 1n, head: receiptHash };
}

/** What is wrong with a receipt at this place, in the order of the format: signer, number, link. */
export function checkEvidencePlace(receipt: Placed, place: EvidencePlace, signer: string): ChainFault | undefined {
  const { signerKeyId, chainSeq: seq, chainPrevHash } = receipt;
  if (signerKeyId !== signer) return { code: 'signer_key', seq, message: 'another key id than the first receipt' };
  if (seq !== place.seq) return { code: 'chain_seq', seq, message: `chain_seq is not ${place.seq}` };
  if (chainPrevHash === place.head) return undefined;
  const expected = place.seq === 0n ? GENESIS : 'the hash of the receipt before';
  return { code: 'chain_prev_hash', seq, message: `chain_prev_hash is not ${expected}` };
}
