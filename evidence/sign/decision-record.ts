// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import { canonicalizeDecisionRecord, type DecisionRecord } from '../model/decision-record.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

/** Signs a decision record: Ed25519 over the SHA-256 digest of its canonical text. */
export async function signDecisionRecord(
  body: Omit<DecisionRecord, 'signature'>,
  signer: Signer,
  suite: CryptoSuite,
): Promise<DecisionRecord> {
  return { ...body, signature: signatureText(await signer.sign(suite.sha256(canonicalizeDecisionRecord(body)))) };
}
