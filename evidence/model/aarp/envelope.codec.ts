// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../../canonical/go-words.js';
import { FormatError } from '../../canonical/errors.js';
import { UINT64_MAX } from '../../canonical/go-kinds.js';
import { canonicalizeJcs } from '../../canonical/jcs.js';
import { parseStrictJson, type JsonNode } from '../../canonical/json-reader.js';
import { isHex } from '../../canonical/text.js';
import { AARP_GENESIS, AARP_PROFILE, AARP_READ, AARP_RECEIPT_TYPES } from './envelope.js';
import { assertMember } from '../record-rules.js';
import type { AarpChainLink, AarpEnvelope, AarpPayload } from './envelope.js';
import { isTrustDomain } from './spiffe-id.js';
import { instantOf } from '../../canonical/instant.js';

/** Longest envelope, in UTF-16 units of its text: bounds the number of signatures that are tried. */
export const MAX_AARP_ENVELOPE = 1 << 20;

const COUNTER = /^(?:0|[1-9][0-9]{0,19})$/;

/** I-JSON (RFC 7493): every number anywhere, `ext` included, is an integer that survives a double. */
function assertSafeNumbers(node: JsonNode, path: string): void {
  if (node.kind === 'array') node.items.forEach((item, i) => assertSafeNumbers(item, `${path}/${i}`));
  if (node.kind === 'object') node.members.forEach(({ key, value }) => assertSafeNumbers(value, `${path}/${key}`));
  if (node.kind !== 'number') return;
  try {
    canonicalizeJcs(node, 'aarp');
  } catch (cause) {
    throw new FormatError('json_number', 'not an integer within 2^53-1', { cause, path });
  }
}

/**
 * Reads an untrusted envelope as far as its shape goes: strict JSON, safe numbers, known members of the right type.
 * Values are left to `assertAarpEnvelope`. A lone surrogate reads as U+FFFD, which the format demands. Throws FormatError.
 */
export function decodeAarpEnvelope(text: string): AarpEnvelope {
  if (text.length > MAX_AARP_ENVELOPE) throw new FormatError('size', 'the envelope is longer than 1 MiB');
  const node = parseStrictJson(text, 'replace');
  assertSafeNumbers(node, '');
  const read = decodeGoJson(AARP_READ, node, text);
  assertMember(read.ext?.startsWith('{') !== false, 'ext', 'an object is expected');
  return { ...read, signatures: read.signatures ?? [], crit_ext: read.crit_ext ?? [] };
}

/** The rules for a link by itself. Throws FormatError `field_value`. */
export function assertAarpLink({ issuer_id, seq, prior_hash }: AarpChainLink): void {
  assertMember(issuer_id !== '', 'chain/issuer_id', 'the issuer is empty');
  assertMember(COUNTER.test(seq) && BigInt(seq) <= UINT64_MAX, 'chain/seq', 'an unsigned 64-bit decimal is expected');
  assertMember(isHex(prior_hash, 64), 'chain/prior_hash', '64 lower-case hex digits are expected');
  assertMember((seq === '0') === (prior_hash === AARP_GENESIS), 'chain/prior_hash', 'all zeros belong to seq 0 alone');
}

/** The rules for what signatures cover, in the order of the format. Throws FormatError `field_value` or `time`. */
export function assertAarpPayload({ profile, subject, assertion, chain, crit_ext = [] }: AarpPayload): void {
  assertMember(profile === AARP_PROFILE, 'profile', `the profile is not ${AARP_PROFILE}`);
  for (const name of ['action_record_sha256', 'receipt_envelope_sha256', 'receipt_signer_key'] as const) {
    assertMember(isHex(subject[name], 64), `subject/${name}`, '64 lower-case hex digits are expected');
  }
  const types: readonly string[] = AARP_RECEIPT_TYPES;
  assertMember(types.includes(subject.receipt_type), 'subject/receipt_type', 'unknown receipt type');
  assertMember(assertion.mediator_id !== '', 'assertion/mediator_id', 'the mediator is empty');
  const { trust_domain: domain = '' } = assertion;
  assertMember(domain === '' || isTrustDomain(domain), 'assertion/trust_domain', 'not a SPIFFE trust domain');
  instantOf(assertion.issued_at, '/assertion/issued_at');
  if (chain !== undefined) assertAarpLink(chain);
  // No critical extension exists in this version: whoever needs one must not be understood without it.
  assertMember(crit_ext.length === 0, 'crit_ext', 'unknown critical extension');
}

/** The rules for an envelope before any signature is looked at. Throws FormatError. */
export function assertAarpEnvelope(envelope: AarpEnvelope): void {
  assertAarpPayload(envelope);
  assertMember(envelope.signatures.length > 0, 'signatures', 'there is no signature');
}

/** Reads an untrusted envelope and holds it to all rules. Signatures are not checked. Throws FormatError. */
export function parseAarpEnvelope(text: string): AarpEnvelope {
  const envelope = decodeAarpEnvelope(text);
  assertAarpEnvelope(envelope);
  return envelope;
}
