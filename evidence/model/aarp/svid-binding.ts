// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import { utf8Encode } from '../../canonical/text.js';
import type { AarpPayload } from './envelope.js';

export const SVID_BINDING_CONTEXT = 'pipelock-aarp-v0.1/svid-receipt-binding';

/**
 * The bytes that a workload key signs: they tie it to one receipt and, by its digest, to one assertion about it. `facts`
 * are what the holder adds; the nonce is base64url without padding.
 */
export function canonicalizeSvidBinding(
  payload: AarpPayload,
  payloadSha256: string,
  facts: Readonly<Record<'spiffe_id' | 'nonce' | 'issued_at', string>>,
): Uint8Array {
  const { subject, assertion, profile } = payload;
  const value = {
    ...facts,
    action_record_sha256: subject.action_record_sha256,
    assurance_assertion_sha256: payloadSha256,
    context: SVID_BINDING_CONTEXT,
    mediator_id: assertion.mediator_id,
    profile,
    receipt_envelope_sha256: subject.receipt_envelope_sha256,
    receipt_signer_key: subject.receipt_signer_key,
  };
  return utf8Encode(canonicalizeJcsValue(value, 'aarp'));
}
