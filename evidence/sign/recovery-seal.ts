// SPDX-License-Identifier: Apache-2.0
import { canonicalizeRecoverySealUnsigned, type RecoverySeal, type RecoverySealBody } from '../model/recovery-seal.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

/** Signs a seal with the successor's key, without a pre-hash. Answers at once when the signer does. */
export function signRecoverySeal(body: RecoverySealBody, signer: Signer): RecoverySeal | Promise<RecoverySeal> {
  const finish = (signature: Uint8Array): RecoverySeal => ({ ...body, signature: signatureText(signature) });
  const signature = signer.sign(canonicalizeRecoverySealUnsigned(body));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
