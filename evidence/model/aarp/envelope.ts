// SPDX-License-Identifier: Apache-2.0
import { goStruct } from '../../canonical/go-json.js';
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { utf8Encode } from '../../canonical/text.js';

export const AARP_PROFILE = 'aarp/v0.1';
export const AARP_CANON = 'jcs-rfc8785-nfc';
export const AARP_ASSERTION_CONTEXT = 'pipelock-aarp-v0.1/assurance-assertion';
export const AARP_GENESIS = '0'.repeat(64);
export const AARP_RECEIPT_TYPES = ['action_receipt_v1', 'evidence_receipt_v2'] as const;
export const AARP_SIGNER_ROLES = ['mediator', 'issuer', 'countersig'] as const;
export type AarpReceiptType = (typeof AARP_RECEIPT_TYPES)[number];
export type AarpSignerRole = (typeof AARP_SIGNER_ROLES)[number];

/** Signature suites that are known by name, and the key type that each demands. */
export const AARP_ALGS: ReadonlyMap<string, { readonly keyType: string; readonly implemented: boolean }> = new Map([
  ['ed25519', { keyType: 'ed25519', implemented: true }],
  ['ml-dsa-65', { keyType: 'ml-dsa', implemented: false }],
]);

/** The one frozen receipt that an envelope speaks about. Digests are SHA-256; all but the type are 64 hex digits. */
export interface AarpSubject {
  /** Of the canonical action record (v1), or of what the receipt's signature covers (v2). */
  readonly action_record_sha256: string;
  /** Of the canonical receipt as a whole. */
  readonly receipt_envelope_sha256: string;
  readonly receipt_signer_key: string;
  readonly receipt_type: string;
}

/** What the producer says. Nothing in it is true because it stands here. */
export interface AarpAssertion {
  readonly claimed: readonly string[];
  readonly mediator_id: string;
  readonly trust_domain?: string;
  readonly complete_mediation?: boolean;
  readonly evidence_refs?: readonly string[];
  /** RFC 3339; signed as spelled. */
  readonly issued_at: string;
}

/** The place in one issuer's stream. `seq` is decimal, `prior_hash` the payload digest of the envelope before. */
export interface AarpChainLink {
  readonly issuer_id: string;
  readonly seq: string;
  readonly prior_hash: string;
}

export interface AarpProtected {
  readonly profile: string;
  readonly canon: string;
  readonly alg: string;
  readonly key_type: string;
  readonly key_id: string;
  readonly signer_role: string;
  readonly crit?: readonly string[];
}

export interface AarpSignature {
  readonly protected: AarpProtected;
  /** `<alg>:` and padded base64. */
  readonly sig: string;
}

/** The signed part of an envelope. */
export interface AarpPayload {
  readonly profile: string;
  readonly subject: AarpSubject;
  readonly assertion: AarpAssertion;
  readonly chain?: AarpChainLink;
  readonly crit_ext?: readonly string[];
}

/** An assurance envelope: signed claims about one receipt. */
export interface AarpEnvelope extends AarpPayload {
  readonly signatures: readonly AarpSignature[];
  /** Unsigned and without meaning here: JSON text of an object, as received. */
  readonly ext?: string;
}

const SUBJECT = goStruct<AarpSubject>({
  action_record_sha256: 'string',
  receipt_envelope_sha256: 'string',
  receipt_signer_key: 'string',
  receipt_type: 'string',
});
/** Members of an assertion in the order in which they are written. */
export const AARP_ASSERTION = {
  claimed: 'strings',
  mediator_id: 'string',
  trust_domain: 'string?',
  complete_mediation: 'bool?',
  evidence_refs: 'strings?',
  issued_at: 'string',
} as const;
const CHAIN = goStruct<AarpChainLink>({ issuer_id: 'string', seq: 'string', prior_hash: 'string' });
const PROTECTED = goStruct<AarpProtected>({
  profile: 'string',
  canon: 'string',
  alg: 'string',
  key_type: 'string',
  key_id: 'string',
  signer_role: 'string',
  crit: 'strings?',
});
const SIGNATURE = goStruct<AarpSignature>({ protected: { struct: PROTECTED, optional: false }, sig: 'string' });
/** Members of an envelope as they are read: those that a producer may leave out are optional. */
export const AARP_ENVELOPE_FIELDS = {
  profile: 'string',
  subject: { struct: SUBJECT, optional: false },
  assertion: { struct: goStruct<AarpAssertion>(AARP_ASSERTION), optional: false },
  chain: { struct: CHAIN, optional: true },
  signatures: { list: SIGNATURE, optional: true },
  crit_ext: 'strings?',
  ext: 'raw?',
} as const;

/**
 * The canonical text of what an envelope's signatures cover. Its SHA-256, in hex, is the payload digest: what
 * signatures, workload bindings and the next link of a chain refer to.
 */
export function canonicalizeAarpPayload({ profile, subject, assertion, chain, crit_ext = [] }: AarpPayload): string {
  const { claimed, mediator_id, trust_domain = '', complete_mediation = false, evidence_refs = [] } = assertion;
  const said = {
    claimed,
    mediator_id,
    complete_mediation,
    issued_at: assertion.issued_at,
    ...(trust_domain === '' ? {} : { trust_domain }),
    ...(evidence_refs.length === 0 ? {} : { evidence_refs }),
  };
  const linked = chain === undefined ? {} : { chain: { ...chain } };
  return canonicalizeJcsValue({ profile, subject: { ...subject }, assertion: said, crit_ext, ...linked }, 'aarp');
}

/** The bytes that one signature covers: the digest of the payload together with that signature's own header. */
export function aarpSigningInput(payloadSha256: string, { crit = [], ...header }: AarpProtected): Uint8Array {
  const value: JsonValue = {
    context: AARP_ASSERTION_CONTEXT,
    payload_sha256: payloadSha256,
    protected: { ...header, ...(crit.length === 0 ? {} : { crit }) },
  };
  return utf8Encode(canonicalizeJcsValue(value, 'aarp'));
}
