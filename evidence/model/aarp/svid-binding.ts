// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import { utf8Encode } from '../../canonical/text.js';
import type { AarpPayload } from './envelope.js';

export const SVID_BINDING_CONTEXT = 'pipelock-aarp-v0.1/svid-receipt-binding';

/** What the holder of a workload certificate adds to the envelope when it signs. */
export interface SvidBindingFacts {
  readonly spiffe_id: string;
  /** base64url without padding. */
  readonly nonce: string;
  readonly issued_at: string;
}

/** The bytes that a workload key signs: they tie it to one receipt and, by its digest, to one assertion about it. */
export function canonicalizeSvidBinding(
  payload: AarpPayload,
  payloadSha256: string,
  facts: SvidBindingFacts,
): Uint8Array {
  const { subject, assertion, profile } = payload;
  const value = {
    action_record_sha256: subject.action_record_sha256,
    assurance_assertion_sha256: payloadSha256,
    context: SVID_BINDING_CONTEXT,
    issued_at: facts.issued_at,
    mediator_id: assertion.mediator_id,
    nonce: facts.nonce,
    profile,
    receipt_envelope_sha256: subject.receipt_envelope_sha256,
    receipt_signer_key: subject.receipt_signer_key,
    spiffe_id: facts.spiffe_id,
  };
  return utf8Encode(canonicalizeJcsValue(value, 'aarp'));
}
