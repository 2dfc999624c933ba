// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { isOf, LETTER_OR_DIGIT, MEMBERSHIP, SPACE, TOKEN } from '../values/characters.js';
import type { Finder } from './finder.js';

/** How a base64url text begins that decodes to `{"`, `{ `, or `{` and a line break: an object in JSON. */
const OBJECT_BEGINNINGS = ['eyJ', 'eyA', 'ewo', 'ewk', 'ew0'] as const;
/** `{}` */
const EMPTY_OBJECT = 'e30';
const MIN_HEADER = 10;
const MIN_SIGNATURE = 10;
/** The beginning of a signature, or a word that stands for one. */
const MIN_CUT_SIGNATURE = 3;
const DOT_CODE = 0x2e;

interface Segment {
  /** Number of characters of the alphabet. */
  readonly size: number;
  readonly end: number;
}

/** The characters of base64url from a place on; with `blanks` set, white space between them is passed over. */
function segmentAt({ bytes, length }: Search, start: number, blanks: number): Segment {
  let size = 0;
  let end = start;
  for (let at = start; at < length; at++) {
    const kinds = MEMBERSHIP[bytes[at] ?? 0] ?? 0;
    if ((kinds & TOKEN) !== 0) {
      size++;
      end = at + 1;
    } else if ((kinds & blanks) === 0) break;
  }
  return { size, end };
}

/** The first three characters that count, from a place on. */
function firstThree({ text, bytes }: Search, start: number, end: number): string {
  let first = '';
  for (let at = start; at < end && first.length < 3; at++)
    if (((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & SPACE) === 0) first += text.charAt(at);
  return first;
}

function isObject(beginning: string): boolean {
  return OBJECT_BEGINNINGS.some((known) => known === beginning);
}

/** The place behind a dot, itself behind blanks if they are passed over; undefined without a dot. */
function afterDot({ bytes, length }: Search, at: number, blanks: number): number | undefined {
  let place = at;
  while (place < length && ((MEMBERSHIP[bytes[place] ?? 0] ?? 0) & blanks) !== 0) place++;
  return bytes[place] === DOT_CODE ? place + 1 : undefined;
}

/** Where the token ends whose header is the given segment; undefined when it is none, or its signature is shorter. */
function tokenEnd(search: Search, header: Segment, blanks: number, least: number): number | undefined {
  const payloadStart = afterDot(search, header.end, blanks);
  if (payloadStart === undefined) return undefined;
  const payload = segmentAt(search, payloadStart, blanks);
  const beginning = firstThree(search, payloadStart, payload.end);
  if (!isObject(beginning) && !(beginning === EMPTY_OBJECT && payload.size === 3)) return undefined;
  const signatureStart = afterDot(search, payload.end, blanks);
  if (signatureStart === undefined) return undefined;
  const signature = segmentAt(search, signatureStart, blanks);
  return signature.size >= least ? signature.end : undefined;
}

/**
 * Three parts in base64url with dots between them, the first two objects in JSON (RFC 7519), as written or broken by
 * white space. Anchors inside one stretch share its end, and with it the answer, so no stretch is read twice.
 */
export const jwt: Finder = (rule) => {
  const look = (search: Search, start: number, blanks: number): boolean => {
    const note = `jwt ${blanks}`;
    if (start < (search.notes.get(note) ?? 0)) return false;
    const header = segmentAt(search, start, blanks);
    if (header.size < MIN_HEADER) return false;
    const end = tokenEnd(search, header, blanks, MIN_SIGNATURE);
    if (end === undefined) search.notes.set(note, header.end);
    else search.report(rule, start, end);
    return end !== undefined;
  };

  return {
    anchors: OBJECT_BEGINNINGS.map((word) => [
      word,
      (search, start, end) => {
        if (search.done(rule) || firstThree(search, start, end) !== word || look(search, start, 0)) return;
        // Blanks passed over make every word a beginning; one inside a word is none.
        if (!isOf(search.bytes, search.length, start - 1, LETTER_OR_DIGIT)) look(search, start, SPACE);
      },
    ]),
  };
};

/** The same as written, with a signature that is cut or made up. */
export const cutJwt: Finder = (rule) => ({
  anchors: OBJECT_BEGINNINGS.map((word) => [
    word,
    (search, start, wordEnd) => {
      if (search.done(rule) || firstThree(search, start, wordEnd) !== word) return;
      const header = segmentAt(search, start, 0);
      if (header.size < MIN_HEADER) return;
      const end = tokenEnd(search, header, 0, MIN_CUT_SIGNATURE);
      if (end !== undefined && tokenEnd(search, header, 0, MIN_SIGNATURE) === undefined)
        search.report(rule, start, end);
    },
    'free',
  ]),
});
