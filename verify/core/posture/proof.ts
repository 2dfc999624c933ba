// SPDX-License-Identifier: Apache-2.0
import { parsePostureCapsule } from '../../../evidence/model/posture-capsule.js';
import { attempt, checksOf, type FormOptions } from '../form.js';
import { capsuleChecks, POSTURE_KIND } from './form.js';

/**
 * Format, signature, signer and validity of an untrusted proof.json. There is a capsule when the bytes are one; that it is
 * authentic is what the checks say.
 */
export async function examinePosture(text: string, options: FormOptions) {
  const read = attempt(() => parsePostureCapsule(text));
  if ('fault' in read) return { checks: [checksOf(POSTURE_KIND).fail(read.fault.code, read.fault.message)] };
  return { checks: await capsuleChecks(read.value, options), capsule: read.value.capsule };
}
