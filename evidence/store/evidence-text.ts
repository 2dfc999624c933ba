// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { goString } from '../canonical/go-json.js';
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import { isHex } from '../canonical/text.js';
import type { EvidencePlace, EvidenceReceiptShape } from '../model/evidence-receipt/evidence-receipt.js';
import {
  CANONICALIZATION,
  CRIT_CANONICALIZATION,
  EMPTY_SIGNATURE,
} from '../model/evidence-receipt/evidence-receipt.js';
import type { ReceiptDraft } from '../model/evidence-draft.js';

/**
 * A proxy_decision's canonical text around the two things only the recorder's thread knows: its place and its signature.
 * Members of the canonical form stand in alphabetical order, so both fall between fixed pieces.
 */
export interface UnplacedEvidence {
  readonly beforePlace: string;
  readonly beforeSignature: string;
  readonly after: string;
  readonly transport: string;
  readonly summary: string;
}

const CANONICALIZATION_TEXT = `,"canonicalization":${canonicalizeJcsValue(CANONICALIZATION, 'pipelock')}`;
const CRIT_TEXT = `,"crit":["${CRIT_CANONICALIZATION}"]`;
const UNSIGNED_TEXT = `,"signature":${canonicalizeJcsValue(EMPTY_SIGNATURE, 'pipelock')}`;

/** Printable ASCII less the disputed characters, the quote and the backslash. */
const PLAIN = /^[ !#-%'-;=?-[\]-~]*$/;
const DISPUTED = /[<>&\u2028\u2029]/g;

/** A string of a receipt. Verifiers disagree on how a few characters are spelled, so these are percent-encoded. */
function portable(text: string): string {
  // Most texts are plain: nothing to encode, to escape or to normalise.
  if (PLAIN.test(text)) return `"${text}"`;
  return goString(text.replace(DISPUTED, encodeURIComponent).normalize('NFC'));
}

/** The kind of action in this format's own words. */
function actionTypeOf(transport: string): string {
  if (transport.startsWith('mcp')) return 'mcp_tool_call';
  return transport === 'websocket' ? 'websocket_frame' : 'http_request';
}

/** A tunnel is a matter of the forward proxy here; the other names are the same. */
function transportOf(transport: string): string {
  return transport === 'connect' ? 'forward' : transport;
}

/** What decided: an outcome's receipt has a layer and pattern of its own, which tell how it ended. */
export interface DecisionCause {
  readonly layer: string;
  readonly pattern: string;
}

/** Writes the proxy_decision that says what a draft says. Throws FormatError when its policy hash is none. */
export function writeUnplacedEvidence(
  receipt: ReceiptDraft,
  { layer, pattern }: DecisionCause,
  eventId: string,
  shape: EvidenceReceiptShape,
): UnplacedEvidence {
  const { policy_hash: policyHash, verdict } = receipt;
  if (!isHex(policyHash, 64)) throw new FormatError('field_value', 'the policy hash is not 64 hex digits');
  const current = shape === 'current';
  const actionType = actionTypeOf(receipt.transport);
  const transport = transportOf(receipt.transport);
  const source = layer === 'kill_switch' ? 'kill_switch' : 'scanner';
  const rule = pattern === '' ? '' : `,"rule_id":${portable(pattern)}`;
  const payload =
    `{"action_type":"${actionType}","policy_sources":["${source}"]${rule},"target":${portable(receipt.target)}` +
    `,"transport":${portable(transport)},"verdict":${portable(verdict)},"winning_source":"${source}"}`;
  return {
    beforePlace: `{"actor":${portable(receipt.actor)}${current ? CANONICALIZATION_TEXT : ''}`,
    beforeSignature:
      `${current ? CRIT_TEXT : ''},"event_id":"${eventId}","payload":${payload},"payload_kind":"proxy_decision"` +
      `${current ? `,"policy_hash":"sha256:${policyHash}"` : ''},"principal":${portable(receipt.principal)}` +
      ',"receipt_version":2,"record_type":"evidence_receipt_v2"',
    after: `,"timestamp":${goString(receipt.timestamp)}}`,
    transport,
    summary: `proxy_decision: ${actionType} ${verdict} via ${source}`,
  };
}

/** The two texts of a receipt at its place: what is signed, and the receipt once the signature is known. */
export interface PlacedEvidence {
  readonly signedText: string;
  receiptText(signature: string, keyId: string): string;
}

/** Head and key id are the run's own hex digits; `signature` is `ed25519:` and hex. */
export function placeEvidence(evidence: UnplacedEvidence, { seq, head }: EvidencePlace): PlacedEvidence {
  const { beforePlace, beforeSignature, after } = evidence;
  const before = `${beforePlace},"chain_prev_hash":"${head}","chain_seq":${seq.toString()}${beforeSignature}`;
  return {
    signedText: before + UNSIGNED_TEXT + after,
    receiptText: (signature, keyId) =>
      `${before},"signature":{"algorithm":"ed25519","key_purpose":"receipt-signing","signature":"${signature}"` +
      `,"signer_key_id":"${keyId}"}${after}`,
  };
}
