// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import { fault, integer, oneOf, textWhere, type Kind } from '../../canonical/go-kinds.js';
import { object, type GoValue } from '../../canonical/go-words.js';
import { canonicalizeJcs, fromPlain } from '../../canonical/jcs.js';
import { parseStrictJson, textMember, type JsonNode, type JsonObject } from '../../canonical/json-reader.js';
import { payloadKindOf, type PayloadKind } from './payload-kinds.table.js';

/** `current` names its canonical form and its policy; `legacy` is the older form without these three members. */
export type EvidenceReceiptShape = 'current' | 'legacy';

/** The one canonical form of the current shape; a receipt that names another is refused. */
export const CANONICALIZATION = {
  jcs_profile: 'pipelock-jcs-rfc8785-nfc-v1',
  jcs_version: 'rfc8785',
  hash_alg: 'sha256',
  sig_alg: 'ed25519',
  redaction_ruleset_id: 'pipelock-transform-v1',
  redaction_ruleset_version: '1',
  redaction_ruleset_hash: 'sha256:541896788b42651a202448894583a847db9d1aa081c33a7e1f0512303d72527e',
} as const;
export const CRIT_CANONICALIZATION = 'canonicalization';

/** Where the next receipt of a session goes: a chain of its own beside the v1 chain. */
export interface EvidencePlace {
  readonly seq: bigint;
  /** Receipt hash of the last one; `genesis` before the first. */
  readonly head: string;
}

export const EMPTY_SIGNATURE = { algorithm: '', key_purpose: '', signature: '', signer_key_id: '' } as const;
const EMPTY_SIGNATURE_NODE = fromPlain(EMPTY_SIGNATURE);

const NODE: Kind<JsonNode> = { read: (node) => node, write: () => undefined, empty: [] };
const FORM = object(
  Object.keys(CANONICALIZATION)
    .map((name) => `${name}:${name}`)
    .join(' '),
  Object.fromEntries(Object.entries(CANONICALIZATION).map(([name, value]) => [name, oneOf(value)])),
);
const ENVELOPE = object(
  `
  record_type:type receipt_version:version payload_kind canonicalization?:form crit?:filled event_id timestamp:time
  principal? actor? delegation_chain?:filled signature:signed chain_seq:whole chain_prev_hash active_manifest_hash?
  contract_hash? policy_hash?:sha256 selector_id? contract_generation?:whole payload:node
`,
  {
    type: oneOf('evidence_receipt_v2'),
    version: integer<number>(2n, 2n),
    form: FORM,
    signed: object('signer_key_id key_purpose algorithm:algorithm signature:digits', {
      algorithm: oneOf('ed25519'),
      digits: textWhere('ed25519: and 128 hex digits', /^ed25519:[0-9a-f]{128}$/),
    }),
    node: NODE,
  },
);

/** `crit` names what a reader must understand: exactly the canonical form and, for some kinds, one thing more. */
function shapeOf(envelope: GoValue<typeof ENVELOPE>, { crit, policyBound }: PayloadKind): EvidenceReceiptShape {
  const { crit: names, canonicalization: form, policy_hash: policy } = envelope;
  if (names === undefined && form === undefined && policy === undefined && crit === undefined) return 'legacy';
  if (names === undefined || form === undefined)
    throw fault('missing_field', 'crit and canonicalization stand together', '/crit');
  const expected = [CRIT_CANONICALIZATION, ...(crit === undefined ? [] : [crit])];
  const isExpected = names.length === expected.length && expected.every((name) => names.includes(name));
  demand(isExpected, `${expected.join(' and ')} is expected`, '/crit');
  if (policyBound === true && policy === undefined)
    throw fault('missing_field', 'this kind names its policy', '/policy_hash');
  return 'current';
}

/** The rules of the format. Throws FormatError. */
function readReceipt(node: JsonNode) {
  const read = ENVELOPE.read(node, '', '');
  const { payload_kind: payloadKind, payload, signature } = read;
  const kind = payloadKindOf(payloadKind);
  const shape = shapeOf(read, kind);
  const isPurpose = signature.key_purpose === kind.purpose;
  demand(isPurpose, `${kind.purpose} is the purpose of this kind`, '/signature/key_purpose');
  kind.payload.read(payload, '/payload', '');
  return {
    shape,
    payloadKind,
    eventId: read.event_id,
    // As it is spelled, not as a table reads times.
    timestamp: textMember(node, 'timestamp'),
    signerKeyId: signature.signer_key_id,
    /** `ed25519:` and 128 hex digits. */
    signature: signature.signature,
    chainSeq: read.chain_seq,
    chainPrevHash: read.chain_prev_hash,
    /** Contract the receipt is about, from the envelope or else the payload; empty when it names none. */
    contractHash: read.contract_hash || textMember(payload, 'contract_hash'),
    policyHash: read.policy_hash ?? '',
    payload,
  };
}

/** What is read out of a receipt. Nothing in it is proved. */
export type EvidenceReceipt = Readonly<ReturnType<typeof readReceipt>>;

/** The canonical text that is signed: the receipt with an emptied `signature`. */
export function canonicalizeEvidenceUnsigned(node: JsonObject): string {
  const members = node.members.map((one) => (one.key === 'signature' ? { ...one, value: EMPTY_SIGNATURE_NODE } : one));
  return canonicalizeJcs({ ...node, members }, 'pipelock');
}

/** A receipt that is already a JSON value. Throws as `parseEvidenceReceipt`. */
export function assertEvidenceReceipt(node: JsonNode) {
  return {
    receipt: readReceipt(node),
    /** Canonical text with the members of `signature` emptied: what is signed, without a pre-hash. */
    signedText: canonicalizeEvidenceUnsigned(node as JsonObject),
    /** Canonical text of the whole receipt: its SHA-256 is the receipt hash. */
    receiptText: canonicalizeJcs(node, 'pipelock'),
  };
}

export type ParsedEvidenceReceipt = Readonly<ReturnType<typeof assertEvidenceReceipt>>;

/**
 * Reads an EvidenceReceipt v2 in any JSON spelling. The text is untrusted. Throws FormatError: `json_*` where it is not
 * strict JSON or has no canonical form, else the code of the rule it breaks. The signature is not checked.
 */
export function parseEvidenceReceipt(text: string): ParsedEvidenceReceipt {
  return assertEvidenceReceipt(parseStrictJson(text));
}
