// SPDX-License-Identifier: Apache-2.0
import { fromHex, utf8Encode } from '../../../evidence/canonical/text.js';
import { parsePostureCapsule } from '../../../evidence/model/posture-capsule.js';
import { checksOf, claimsOf, documentForm, signerCheck, type Check, type FormOptions } from '../form.js';
import { POSTURE_SKEW_MS, scorePosture } from './score.js';
import { signersOf } from '../trust/signatures.js';

export const POSTURE_KIND = 'posture_capsule';
const { check, pass, judge } = checksOf(POSTURE_KIND);

type ReadCapsule = ReturnType<typeof parsePostureCapsule>;

/** Signature, signer and validity of a capsule. */
export async function capsuleChecks(
  { capsule, payload, canonical }: ReadCapsule,
  options: FormOptions,
): Promise<Check[]> {
  const { signer_key_id: signer, generated_at, expires_at } = capsule;
  const { trust, suite, at } = options;
  const signed = await signersOf([signer], utf8Encode(payload), fromHex(capsule.signature), suite);
  const [generated = 0, expires = 0, now = 0] = [generated_at, expires_at, at ?? generated_at].map(Date.parse);
  const inForce = generated - now <= POSTURE_SKEW_MS && now < expires && generated < expires;
  const window = `from ${generated_at} until ${expires_at}, judged at ${at ?? 'no time'}`;
  const what = 'Ed25519 over the canonical content';
  return [
    pass('posture_format', 'posture capsule, schema version 1'),
    check(canonical ? 'pass' : 'not_checked', 'canonical_form', 'the layout of the file is that of the signed text'),
    judge('signature', signed.length > 0, `${what} holds`, `${what} does not hold`),
    signerCheck(POSTURE_KIND, signer, trust),
    check(!inForce ? 'fail' : at === undefined ? 'not_checked' : 'pass', 'validity', window),
  ];
}

/** proof.json as a document, judged by its authenticity alone: its content, and the score of it, is what the signer claims. */
export const POSTURE_FORM = documentForm({
  kind: POSTURE_KIND,
  members: 'signer_key_id config_hash evidence',
  read: parsePostureCapsule,
  judge: async (read, options) => {
    const { score, factor_scores } = scorePosture(read.capsule.evidence, false);
    return {
      checks: await capsuleChecks(read, options),
      claimed: claimsOf({ score, config_hash: read.capsule.config_hash }),
      outcome: { score, factor_scores },
    };
  },
});
