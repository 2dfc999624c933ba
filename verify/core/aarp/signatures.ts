// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '../../../evidence/canonical/text.js';
import type { CryptoSuite, SignatureCheck } from '../../../evidence/crypto/suite.js';
import {
  AARP_ALGS,
  AARP_CANON,
  AARP_PROFILE,
  AARP_SIGNER_ROLES,
  aarpSigningInput,
} from '../../../evidence/model/aarp/envelope.js';
import type { AarpEnvelope, AarpSignature } from '../../../evidence/model/aarp/envelope.js';
import { attempt } from '../format-fault.js';
import type { AarpTrust } from './trust.js';

export type AarpSignatureStatus =
  'malformed' | 'unknown_suite' | 'unimplemented' | 'unknown_key' | 'failed' | 'verified';

/** What became of one signature. Only `verified` supports a claim. */
export interface AarpSignatureAppraisal {
  readonly alg: string;
  readonly key_id: string;
  readonly signer_role: string;
  readonly status: AarpSignatureStatus;
  readonly reason: string;
}

type Outcome = Pick<AarpSignatureAppraisal, 'status' | 'reason'>;

const outcome = (status: AarpSignatureStatus, reason: string): Outcome => ({ status, reason });
const ROLES: readonly string[] = AARP_SIGNER_ROLES;
const RAW_SIGNATURE = 64;
const FAILED = outcome('failed', 'the signature does not match payload and header under the trusted key');

/** The first rule of the header that is broken, in the order of the format: a later one never softens an earlier one. */
function headerOutcome({ protected: header }: AarpSignature): Outcome | undefined {
  const { profile, canon, alg, crit = [] } = header;
  if (profile !== AARP_PROFILE) return outcome('unknown_suite', 'the header names another profile');
  if (canon !== AARP_CANON) return outcome('unknown_suite', 'the header names another canonical form');
  if (crit.includes('') || new Set(crit).size < crit.length) {
    return outcome('malformed', 'critical extension names are empty or repeated');
  }
  if (crit.length > 0) return outcome('unknown_suite', 'a critical extension is not known');
  if (header.key_id === '') return outcome('malformed', 'the key id is empty');
  if (!ROLES.includes(header.signer_role)) return outcome('malformed', 'the signer role is not known');
  const suite = AARP_ALGS.get(alg);
  if (suite === undefined) return outcome('unknown_suite', 'the algorithm is not known');
  if (header.key_type !== suite.keyType) return outcome('malformed', 'the key type does not belong to the algorithm');
  return suite.implemented ? undefined : outcome('unimplemented', 'the algorithm is reserved and not implemented');
}

/** What is left to check with cryptography, or why there is nothing. */
function prepare(signature: AarpSignature, digest: string, trust: AarpTrust): Outcome | SignatureCheck {
  const broken = headerOutcome(signature);
  if (broken !== undefined) return broken;
  const { protected: header, sig } = signature;
  const publicKey = trust.keys.get(header.key_id);
  if (publicKey === undefined) return outcome('unknown_key', 'the key id is not trusted');
  if (publicKey.length !== 32) return outcome('malformed', 'the trusted key is not 32 bytes long');
  const prefix = `${header.alg}:`;
  if (!sig.startsWith(prefix)) return outcome('malformed', 'the signature does not name its algorithm');
  const raw = attempt(() => fromBase64(sig.slice(prefix.length)));
  if ('fault' in raw) return outcome('malformed', 'the signature is not canonical base64');
  if (raw.value.length !== RAW_SIGNATURE) return outcome('failed', 'the signature is not 64 bytes long');
  return { publicKey, message: aarpSigningInput(digest, header), signature: raw.value };
}

/** Appraises every signature of an envelope by itself, in their order. `digest` is the payload digest. */
export async function appraiseSignatures(
  { signatures }: AarpEnvelope,
  digest: string,
  trust: AarpTrust,
  suite: CryptoSuite,
): Promise<readonly AarpSignatureAppraisal[]> {
  const prepared = signatures.map((signature) => prepare(signature, digest, trust));
  const holds = await suite.verifyBatch(prepared.filter((item) => 'message' in item));
  let next = 0;
  return signatures.map(({ protected: { alg, key_id, signer_role } }, i) => {
    const item = prepared[i] as Outcome | SignatureCheck;
    const checked = (): Outcome =>
      holds[next++] === true ? outcome('verified', 'Ed25519 holds under the trusted key') : FAILED;
    return { alg, key_id, signer_role, ...('message' in item ? checked() : item) };
  });
}
