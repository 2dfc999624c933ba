// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import {
  assertHash,
  assertLinkSize,
  assertMember,
  assertPublicKey,
  assertSession,
  assertSignatureText,
} from './record-rules.js';

/** What an endorsement says; signed by the key that is given up. */
export interface RotationEndorsementBody {
  readonly version: 1;
  readonly session_id: string;
  readonly prior_signer_key: string;
  readonly prior_final_seq: bigint;
  readonly prior_tail_hash: string;
  readonly new_signer_key: string;
  readonly rotated_at: string;
}

/** The old key's word that a chain goes on under a new one at one exact boundary. */
export interface RotationEndorsement extends RotationEndorsementBody {
  readonly endorsement: string;
}

export const ROTATION_ENDORSEMENT_DOMAIN = 'pipelock-rotation-endorsement-v1';

const BODY = {
  version: 'int',
  session_id: 'string',
  prior_signer_key: 'string',
  prior_final_seq: 'uint64',
  prior_tail_hash: 'string',
  new_signer_key: 'string',
  rotated_at: 'time',
} as const;
const UNSIGNED = goStruct<RotationEndorsementBody>(BODY);
const SIGNED = goStruct<RotationEndorsement>({ ...BODY, endorsement: 'string' });

/** The bytes whose SHA-256 digest the old key signs. */
export function canonicalizeRotationEndorsementUnsigned(endorsement: RotationEndorsementBody): Uint8Array {
  return domainSeparated(ROTATION_ENDORSEMENT_DOMAIN, writeGoJson(UNSIGNED, endorsement));
}

/** The file's text, compact, without its line feed. */
export function writeRotationEndorsement(endorsement: RotationEndorsement): string {
  return writeGoJson(SIGNED, endorsement);
}

/** Reads an untrusted endorsement file. Throws FormatError. The signature is not checked. */
export function parseRotationEndorsement(text: string): RotationEndorsement {
  assertLinkSize(text);
  const parsed = decodeGoJson(SIGNED, parseStrictJson(text), text);
  assertMember((parsed.version as number) === 1, 'version', 'version 1 is expected');
  assertSession(parsed.session_id, 'session_id');
  assertPublicKey(parsed.prior_signer_key, 'prior_signer_key');
  assertPublicKey(parsed.new_signer_key, 'new_signer_key');
  assertMember(parsed.prior_signer_key !== parsed.new_signer_key, 'new_signer_key', 'the keys are the same');
  assertHash(parsed.prior_tail_hash, 'prior_tail_hash');
  assertSignatureText(parsed.endorsement, 'endorsement');
  return parsed;
}
