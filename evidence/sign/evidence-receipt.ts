// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { fromPlain, type WritableJson } from '../canonical/jcs.js';
import type { JsonNode, JsonObject } from '../canonical/json-reader.js';
import { utf8Encode } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { EvidencePlace, EvidenceReceiptShape } from '../model/evidence-receipt/evidence-receipt.js';
import {
  CANONICALIZATION,
  CRIT_CANONICALIZATION,
  EMPTY_SIGNATURE,
  assertEvidenceReceipt,
  canonicalizeEvidenceUnsigned,
} from '../model/evidence-receipt/evidence-receipt.js';
import type { PayloadKind, PayloadKindName } from '../model/evidence-receipt/payload-kinds.table.js';
import { PAYLOAD_KINDS } from '../model/evidence-receipt/payload-kinds.table.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

type Members = Readonly<Record<string, WritableJson>>;

/** What a receipt says. Wire names; 64-bit counters may be bigint. */
export interface EvidenceReceiptDraft {
  readonly payload_kind: PayloadKindName;
  /** UUIDv7. */
  readonly event_id: string;
  /** RFC 3339, UTC. */
  readonly timestamp: string;
  readonly principal?: string;
  readonly actor?: string;
  readonly delegation_chain?: readonly string[];
  readonly active_manifest_hash?: string;
  readonly contract_hash?: string;
  /** `sha256:` and 64 hex digits. */
  readonly policy_hash?: string;
  readonly selector_id?: string;
  readonly contract_generation?: bigint;
  readonly payload: Members;
}

export interface SignedEvidenceReceipt {
  /** Canonical text: what goes into the recorder as detail, or into a file. */
  readonly receiptText: string;
  /** SHA-256 of it: the next receipt's `chain_prev_hash`. */
  readonly receiptHash: string;
}

/** Verifiers in use disagree on the canonical spelling of these, so no receipt that is made here holds one. */
const DISPUTED = /[<>&\u2028\u2029]/;

function assertPortable(node: JsonNode): void {
  if (node.kind === 'string' && DISPUTED.test(node.value)) {
    throw new FormatError('field_value', 'a string holds <, >, & or a line separator; percent-encode it');
  }
  if (node.kind === 'array') node.items.forEach(assertPortable);
  if (node.kind === 'object') node.members.forEach(({ value }) => assertPortable(value));
}

/**
 * Signs a receipt at its place: Ed25519 over the canonical text with emptied signature members, no pre-hash. The key id
 * is the public key in hex. Answers at once when the signer does. Throws FormatError when the draft breaks a rule.
 */
export function signEvidenceReceipt(
  draft: EvidenceReceiptDraft,
  place: EvidencePlace,
  signer: Signer,
  suite: CryptoSuite,
  shape: EvidenceReceiptShape = 'current',
): SignedEvidenceReceipt | Promise<SignedEvidenceReceipt> {
  const { purpose, crit }: PayloadKind = PAYLOAD_KINDS[draft.payload_kind];
  const { policy_hash: policyHash, ...rest } = draft;
  const named = {
    ...(policyHash === undefined ? {} : { policy_hash: policyHash }),
    canonicalization: CANONICALIZATION,
    crit: [CRIT_CANONICALIZATION, ...(crit === undefined ? [] : [crit])],
  };
  const members: Members = {
    record_type: 'evidence_receipt_v2',
    receipt_version: 2,
    ...(rest as unknown as Members),
    ...(shape === 'current' ? named : {}),
    chain_seq: place.seq,
    chain_prev_hash: place.head,
  };
  const unsigned = fromPlain({ ...members, signature: EMPTY_SIGNATURE });
  assertPortable(unsigned);
  const finish = (bytes: Uint8Array): SignedEvidenceReceipt => {
    const signature = {
      signer_key_id: signer.publicKeyHex,
      key_purpose: purpose,
      algorithm: 'ed25519',
      signature: signatureText(bytes),
    };
    const { receiptText } = assertEvidenceReceipt(fromPlain({ ...members, signature }));
    return { receiptText, receiptHash: suite.sha256Hex(receiptText) };
  };
  const bytes = signer.sign(utf8Encode(canonicalizeEvidenceUnsigned(unsigned as JsonObject)));
  return bytes instanceof Promise ? bytes.then(finish) : finish(bytes);
}
