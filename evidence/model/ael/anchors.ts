// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { closedFault, EXT, isCount, isDigest, isInteger, isListOf, isShaped, isText, parseShaped } from './shape.js';
import type { Of, Shaped } from './shape.js';

/** `signed` is standard base64 of the signed bytes: canonical JSON of log, root and size. */
const HEAD = { size: isCount, root: isDigest, signed: isText, sig: isText };
const ENTRY = {
  recorder: isText,
  run: isText,
  seq: isInteger,
  /** Hex SHA-256 of a zero byte and the record's payload. Whether it and what follows can be is for the proof's check. */
  leaf: isText,
  index: isInteger,
  /** Sibling hashes in hex, from the leaf to the root. */
  proof: isListOf(isText),
};
const isEntry = isShaped(ENTRY, {}, false);
const ANCHORS = { log: isText, tree_head: isShaped(HEAD, {}, false), entries: isListOf(isEntry) };
const SIGNED = { log: isText, root: isDigest, size: isCount };

export type AelAnchorEntry = Of<typeof isEntry>;
/** What a log says about the records of an artifact: a signed tree head, and inclusion proofs (RFC 6962). */
export type AelAnchors = Shaped<typeof ANCHORS>;

/** Reads an untrusted anchors file, which must be canonical. Throws FormatError. */
export function parseAelAnchors(bytes: Uint8Array): AelAnchors {
  return parseShaped(bytes, ANCHORS);
}

/** What the tree head or one of these entries holds that the format does not allow, in words. */
export function anchorsFault({ tree_head: head }: AelAnchors, entries: readonly AelAnchorEntry[]): string | undefined {
  const parts = [head, ...entries].map((part, at) => closedFault(part, at === 0 ? HEAD : ENTRY, EXT));
  const at = parts.findIndex((fault) => fault !== undefined);
  const entry = entries[at - 1];
  const place = entry === undefined ? 'tree head' : `anchor entry of ${entry.recorder} seq ${entry.seq}`;
  return at < 0 ? undefined : `${place}: ${parts[at] as string}`;
}

/** What a log signed, read from untrusted bytes that must be canonical and hold nothing else. Throws FormatError. */
export function parseSignedHead(bytes: Uint8Array): Shaped<typeof SIGNED> {
  const value = parseShaped(bytes, SIGNED);
  const fault = closedFault(value as Readonly<Record<string, JsonValue>>, SIGNED, EXT);
  if (fault !== undefined) throw new FormatError('unknown_field', fault);
  return value;
}
