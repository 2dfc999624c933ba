// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { isCount, isDigest, isListOf, isObject, isShaped, isText, parseShaped, unknownMember } from './shape.js';
import type { PlainObject, Rules } from './shape.js';

export interface AelAnchorEntry {
  readonly recorder: string;
  readonly run: string;
  readonly seq: number;
  /** Hex SHA-256 of a zero byte and the record's payload. */
  readonly leaf: string;
  readonly index: number;
  /** Sibling hashes in hex, from the leaf to the root. */
  readonly proof: readonly string[];
}

/** What a log says about the records of an artifact: a signed tree head, and inclusion proofs (RFC 6962). */
export interface AelAnchors {
  readonly log: string;
  readonly tree_head: {
    readonly size: number;
    readonly root: string;
    /** Standard base64 of the signed bytes: canonical JSON of log, root and size. */
    readonly signed: string;
    readonly sig: string;
  };
  readonly entries: readonly AelAnchorEntry[];
}

const HEAD: Rules = { size: isCount, root: isDigest, signed: isText, sig: isText };
const ENTRY: Rules = {
  recorder: isText,
  run: isText,
  seq: isCount,
  leaf: isDigest,
  index: isCount,
  proof: isListOf(isDigest),
};
const EXT: Rules = { ext: isObject };
const SIGNED: Rules = { log: isText, root: isDigest, size: isCount };

/** Reads an untrusted anchors file, which must be canonical. Throws FormatError. */
export function parseAelAnchors(bytes: Uint8Array): AelAnchors {
  const required = {
    log: isText,
    tree_head: isShaped(HEAD, EXT, false),
    entries: isListOf(isShaped(ENTRY, EXT, false)),
  };
  return parseShaped(bytes, required) as unknown as AelAnchors;
}

/** The first member of the tree head or of these entries that the format does not know, in words. */
export function anchorsFault({ tree_head: head }: AelAnchors, entries: readonly AelAnchorEntry[]): string | undefined {
  const inHead = unknownMember(head, HEAD, EXT);
  if (inHead !== undefined) return `tree head: ${inHead}`;
  for (const entry of entries) {
    const fault = unknownMember(entry as unknown as PlainObject, ENTRY, EXT);
    if (fault !== undefined) return `anchor entry of ${entry.recorder} seq ${entry.seq}: ${fault}`;
  }
  return undefined;
}

/** What a log signed, read from untrusted bytes that must be canonical and hold nothing else. Throws FormatError. */
export function parseSignedHead(
  bytes: Uint8Array,
): Pick<AelAnchors, 'log'> & Pick<AelAnchors['tree_head'], 'root' | 'size'> {
  const value = parseShaped(bytes, SIGNED, EXT);
  const fault = unknownMember(value, SIGNED, EXT);
  if (fault !== undefined) throw new FormatError('unknown_field', fault);
  return value as ReturnType<typeof parseSignedHead>;
}
