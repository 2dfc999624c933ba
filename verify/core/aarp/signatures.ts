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
import { attempt } from '../input/format-fault.js';
import type { AarpTrust } from './trust.js';

export type AarpSignatureStatus =
  'malformed' | 'unknown_suite' | 'unimplemented' | 'unknown_key' | 'failed' | 'verified';

interface Outcome {
  readonly status: AarpSignatureStatus;
  readonly reason: string;
}

const ROLES: readonly string[] = AARP_SIGNER_ROLES;
const FAILED: Outcome = {
  status: 'failed',
  reason: 'the signature does not match payload and header under the trusted key',
};

/** What is left to check with cryptography, or the first rule that is broken: a later one never softens an earlier one. */
function prepare(signature: AarpSignature, digest: string, trust: AarpTrust): Outcome | SignatureCheck {
  const { protected: header, sig } = signature;
  const { profile, canon, alg, crit = [], key_id: id } = header;
  const suite = AARP_ALGS.get(alg);
  const publicKey = trust.keys.get(id);
  const prefix = `${alg}:`;
  const raw = attempt(() => fromBase64(sig.slice(prefix.length)));
  const badNames = crit.includes('') || new Set(crit).size < crit.length;
  const rules: readonly (readonly [boolean, AarpSignatureStatus, string])[] = [
    [profile !== AARP_PROFILE, 'unknown_suite', 'the header names another profile'],
    [canon !== AARP_CANON, 'unknown_suite', 'the header names another canonical form'],
    [badNames, 'malformed', 'critical extension names are empty or repeated'],
    [crit.length > 0, 'unknown_suite', 'a critical extension is not known'],
    [id === '', 'malformed', 'the key id is empty'],
    [!ROLES.includes(header.signer_role), 'malformed', 'the signer role is not known'],
    [suite === undefined, 'unknown_suite', 'the algorithm is not known'],
    [header.key_type !== suite?.keyType, 'malformed', 'the key type does not belong to the algorithm'],
    [suite?.implemented !== true, 'unimplemented', 'the algorithm is reserved and not implemented'],
    [publicKey === undefined, 'unknown_key', 'the key id is not trusted'],
    [publicKey?.length !== 32, 'malformed', 'the trusted key is not 32 bytes long'],
    [!sig.startsWith(prefix), 'malformed', 'the signature does not name its algorithm'],
    ['fault' in raw, 'malformed', 'the signature is not canonical base64'],
    ['value' in raw && raw.value.length !== 64, 'failed', 'the signature is not 64 bytes long'],
  ];
  const [, status, reason] = rules.find(([broken]) => broken) ?? [];
  if (status !== undefined && reason !== undefined) return { status, reason };
  const { value } = raw as { readonly value: Uint8Array };
  return { publicKey: publicKey as Uint8Array, message: aarpSigningInput(digest, header), signature: value };
}

/** Appraises every signature of an envelope by itself, in their order. `digest` is the payload digest. */
export async function appraiseSignatures(envelope: AarpEnvelope, digest: string, trust: AarpTrust, suite: CryptoSuite) {
  const { signatures } = envelope;
  const prepared = signatures.map((signature) => prepare(signature, digest, trust));
  const holds = await suite.verifyBatch(prepared.filter((item) => 'message' in item));
  let next = 0;
  return signatures.map(({ protected: { alg, key_id, signer_role } }, i) => {
    const item = prepared[i] as Outcome | SignatureCheck;
    const checked = (): Outcome =>
      holds[next++] === true ? { status: 'verified', reason: 'Ed25519 holds under the trusted key' } : FAILED;
    return { alg, key_id, signer_role, ...('message' in item ? checked() : item) };
  });
}

/** What became of one signature. Only `verified` supports a claim. */
export type AarpSignatureAppraisal = Readonly<Awaited<ReturnType<typeof appraiseSignatures>>[number]>;
