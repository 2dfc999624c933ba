// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import { canonicalizeRotationEndorsementUnsigned } from '../model/rotation-endorsement.js';
import type { RotationEndorsement, RotationEndorsementBody } from '../model/rotation-endorsement.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

/** Signs an endorsement with the old key, over a SHA-256 digest. Answers at once when the signer does. */
export function signRotationEndorsement(
  body: RotationEndorsementBody,
  signer: Signer,
  suite: CryptoSuite,
): RotationEndorsement | Promise<RotationEndorsement> {
  const finish = (signature: Uint8Array): RotationEndorsement => ({ ...body, endorsement: signatureText(signature) });
  const signature = signer.sign(suite.sha256(canonicalizeRotationEndorsementUnsigned(body)));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
