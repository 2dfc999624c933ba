// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../evidence/canonical/text.js';
import { parseDetachedSignature } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { VerificationError } from '../../evidence/model/errors.js';
import { parseNamed, readDocument } from './files.js';

export interface NamedKey {
  readonly name: string;
  readonly publicKey: string;
}

/** A `.sig` file is 89 bytes long. */
const MAX_SIGNATURE_BYTES = 1024;

/**
 * Which of the trusted keys made a detached signature over these bytes. Throws VerificationError: `no_trusted_key` when
 * there is none to try, `signature_invalid` when none of them did.
 */
export async function verifyDetached(bytes: Uint8Array, sigPath: string, keys: readonly NamedKey[]): Promise<NamedKey> {
  if (keys.length === 0) {
    throw new VerificationError('no_trusted_key', 'no trusted key: give --key, or pipelock trust NAME PUB first');
  }
  const signature = parseNamed(sigPath, readDocument(sigPath, MAX_SIGNATURE_BYTES), parseDetachedSignature);
  const checks = keys.map(({ publicKey }) => ({ publicKey: fromHex(publicKey), message: bytes, signature }));
  const answers = await nodeSuite.verifyBatch(checks);
  const found = keys.find((_key, index) => answers[index] === true);
  if (found === undefined) {
    throw new VerificationError(
      'signature_invalid',
      `${sigPath}: none of the ${keys.length} trusted keys made this signature`,
    );
  }
  return found;
}
