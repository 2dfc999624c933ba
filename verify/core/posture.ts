// SPDX-License-Identifier: Apache-2.0
import { fromHex, utf8Encode } from '../../evidence/canonical/text.js';
import { parsePostureCapsule } from '../../evidence/model/posture-capsule.js';
import { concludeDocument, type DocumentForm, type FormCheck, type FormOptions } from './form.js';
import { claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { POSTURE_SKEW_MS, scorePosture } from './posture-score.js';
import { isPinned } from './trust.js';

function check(code: string, status: FormCheck['status'] | boolean, message: string): FormCheck {
  return { code, status: typeof status === 'boolean' ? (status ? 'pass' : 'fail') : status, subject: 'proof', message };
}

/**
 * Format, signature, signer and validity of an untrusted proof.json. There is a capsule when the bytes are one; that it is
 * authentic is what the checks say.
 */
export async function examinePosture(text: string, options: FormOptions) {
  const read = attempt(() => parsePostureCapsule(text));
  if ('fault' in read) return { checks: [check(read.fault.code, 'fail', read.fault.message)] };
  const { capsule, payload, canonical } = read.value;
  const { signer_key_id: signer, generated_at, expires_at } = capsule;
  const { trust, suite, at } = options;
  const signature = { publicKey: fromHex(signer), message: utf8Encode(payload), signature: fromHex(capsule.signature) };
  const [holds] = await suite.verifyBatch([signature]);
  const known = isPinned(trust) ? trust.keys.includes(signer) : 'not_checked';
  const [generated = 0, expires = 0, now = 0] = [generated_at, expires_at, at ?? generated_at].map(Date.parse);
  const inForce = generated - now <= POSTURE_SKEW_MS && now < expires && generated < expires;
  const signed = holds === true ? 'holds' : 'does not hold';
  const window = `from ${generated_at} until ${expires_at}, judged at ${at ?? 'no time'}`;
  const checks = [
    check('posture_format', true, 'posture capsule, schema version 1'),
    check('canonical_form', canonical || 'not_checked', 'the layout of the file is that of the signed text'),
    check('signature', holds === true, `Ed25519 over the canonical content ${signed}`),
    check('signer_key_untrusted', known, `signer key ${signer}${known === false ? ' is not a trusted key' : ''}`),
    check('validity', inForce && at === undefined ? 'not_checked' : inForce, window),
  ];
  return { checks, capsule };
}

/** proof.json as a document, judged by its authenticity alone: its content, and the score of it, is what the signer claims. */
export const POSTURE_FORM: DocumentForm = {
  kind: 'posture_capsule',
  matches: (members) => members.has('signer_key_id') && members.has('config_hash') && members.has('evidence'),
  async verify(text, options) {
    const { checks, capsule } = await examinePosture(text, options);
    if (capsule === undefined) return concludeDocument({ checks }, options.trust);
    const { score, factor_scores } = scorePosture(capsule.evidence, false);
    const claimed = claimsOf({ score, config_hash: capsule.config_hash });
    return concludeDocument({ checks, claimed, outcome: { score, factor_scores } }, options.trust);
  },
};
