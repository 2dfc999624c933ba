// SPDX-License-Identifier: Apache-2.0
import { goWords, loose, type GoValue } from '../../canonical/go-words.js';
import { parseShaped, shapeFault } from './shape.js';

/** `signed` is standard base64 of the signed bytes: canonical JSON of log, root and size. */
const HEAD = 'size:count root:hash signed sig';
/**
 * `leaf` is the hex SHA-256 of a zero byte and the record's payload, `proof` the hex hashes from there to the root. Whether
 * they can be is for the proof's check.
 */
const ENTRY = 'recorder run seq:int leaf index:int proof:texts';
const PARTS = { tree_head: loose(goWords(HEAD)), entries: loose(goWords(ENTRY)) };
const ANCHORS = loose(goWords('log tree_head:{} entries:[]', PARTS));
/** Nothing else may stand in a part that is about the run that is judged. */
const CLOSED = { head: goWords(`${HEAD} ext?:members`), entry: goWords(`${ENTRY} ext?:members`) };
const SIGNED = goWords('log root:hash size:count ext?:members');

export type AelAnchorEntry = AelAnchors['entries'][number];
/** What a log says about the records of an artifact: a signed tree head, and inclusion proofs (RFC 6962). */
export type AelAnchors = GoValue<typeof ANCHORS>;

/** Reads an untrusted anchors file, which must be canonical. Throws FormatError. */
export function parseAelAnchors(bytes: Uint8Array): AelAnchors {
  return parseShaped(bytes, ANCHORS);
}

/** What the tree head or one of these entries holds that the format does not allow, in words. */
export function anchorsFault({ tree_head: head }: AelAnchors, entries: readonly AelAnchorEntry[]): string | undefined {
  const wrong = shapeFault(head, CLOSED.head);
  const faults = entries.flatMap((entry) => {
    const fault = shapeFault(entry, CLOSED.entry);
    return fault === undefined ? [] : [`anchor entry of ${entry.recorder} seq ${entry.seq}: ${fault}`];
  });
  return wrong === undefined ? faults[0] : `tree head: ${wrong}`;
}

/** What a log signed, read from untrusted bytes that must be canonical and hold nothing else. Throws FormatError. */
export function parseSignedHead(bytes: Uint8Array): GoValue<typeof SIGNED> {
  return parseShaped(bytes, SIGNED);
}
