// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../canonical/go-words.js';
import type { GoStruct } from '../canonical/go-json.js';
import { canonicalizeJcs, canonicalizeJcsValue } from '../canonical/jcs.js';
import { member, parseStrictJson, type JsonNode, type JsonValue } from '../canonical/json-reader.js';
import { isHex, utf8Encode } from '../canonical/text.js';
import { assertLinkSize, assertMember } from './record-rules.js';

/** The bytes that a signature over a body covers: its sorted canonical form, profile `pipelock`, without a pre-hash. */
export function canonicalizeBody(body: object): Uint8Array {
  return utf8Encode(canonicalizeJcsValue(body as JsonValue, 'pipelock'));
}

/**
 * Reads an untrusted `{body, signature}` file of at most 64 KiB. Throws FormatError; `field_value` when the body has two
 * spellings (a time with a needless fraction, an empty optional member): a verifier that reads values and one that reads
 * bytes would otherwise disagree about what was signed.
 */
export function parseSignedBody<M extends { readonly body: object }>(text: string, wire: GoStruct<M>): M {
  assertLinkSize(text);
  const node = parseStrictJson(text);
  const model = decodeGoJson(wire, node, text);
  // The decoder has found both.
  const source = member(node, 'body') as JsonNode;
  const same = canonicalizeJcs(source, 'pipelock') === canonicalizeJcsValue(model.body as JsonValue, 'pipelock');
  assertMember(same, 'body', 'not in its one canonical spelling');
  return model;
}

/** The file's text: indented, with its line feed. The layout is not signed. */
export function writeSignedBody(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function assertFilled(text: string, name: string): void {
  assertMember(
    text !== '' && text.length <= 1024 && !text.includes('\0'),
    name,
    'a text of 1 to 1024 characters is expected',
  );
}

export function assertPublicKey(text: string, name: string): void {
  assertMember(isHex(text, 64), name, '64 lower-case hex digits are expected');
}

export function assertFingerprint(text: string, name: string): void {
  assertMember(/^sha256:[0-9a-f]{64}$/.test(text), name, 'sha256: and 64 lower-case hex digits are expected');
}
