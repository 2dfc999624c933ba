// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import { toHex, utf8Encode } from '../canonical/text.js';
import type { PostureCapsule } from '../model/posture-capsule.js';
import type { Signer } from './signer.js';

export type PostureBody = Omit<PostureCapsule, 'signature' | 'signer_key_id'>;

/** The bytes that are signed: sorted keys at every level, Go-JSON escapes, no line feed. Not hashed first. */
export function canonicalizePostureBody(body: PostureBody): Uint8Array {
  return utf8Encode(canonicalizeJcsValue(body, 'sorted_go'));
}

/** Signs a posture. `signature` and `signer_key_id` stand outside of what is signed. */
export async function signPostureCapsule(body: PostureBody, signer: Signer): Promise<PostureCapsule> {
  const signature = toHex(await signer.sign(canonicalizePostureBody(body)));
  return { ...body, signature, signer_key_id: signer.publicKeyHex };
}

/** The text of proof.json. */
export function writePostureCapsule(capsule: PostureCapsule): string {
  return `${canonicalizeJcsValue(capsule, 'sorted_go')}\n`;
}
