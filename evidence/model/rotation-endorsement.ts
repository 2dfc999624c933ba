// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { assertMember, parseLinkFile } from './record-rules.js';

const DOMAIN = 'pipelock-rotation-endorsement-v1';
const BODY = `
  version:v1 session_id:session prior_signer_key:key prior_final_seq:uint64 prior_tail_hash:hash
  new_signer_key:key rotated_at:time`;
const UNROTATION_ENDORSEMENT = goWords(BODY);
export const ROTATION_ENDORSEMENT = goWords(`${BODY} endorsement:signature`);

/** What an endorsement says; signed by the key that is given up. */
export type RotationEndorsementBody = GoValue<typeof UNROTATION_ENDORSEMENT>;
/** The old key's word that a chain goes on under a new one at one exact boundary. */
export type RotationEndorsement = GoValue<typeof ROTATION_ENDORSEMENT>;

/** The bytes whose SHA-256 digest the old key signs. */
export function canonicalizeRotationEndorsementUnsigned(endorsement: RotationEndorsementBody): Uint8Array {
  return domainSeparated(DOMAIN, writeGoJson(UNROTATION_ENDORSEMENT, endorsement));
}

/** Reads an untrusted endorsement file. Throws FormatError. The signature is not checked. */
export function parseRotationEndorsement(text: string): RotationEndorsement {
  const parsed = parseLinkFile(ROTATION_ENDORSEMENT, text);
  assertMember(parsed.prior_signer_key !== parsed.new_signer_key, 'new_signer_key', 'the keys are the same');
  return parsed;
}
