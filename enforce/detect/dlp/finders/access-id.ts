// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { chanceOdds } from '../values/chance.js';
import {
  BASE64,
  charsetBit,
  DIGIT,
  DOT,
  isOf,
  LETTER_LOWER,
  LETTER_OR_DIGIT,
  LETTER_UPPER,
  MEMBERSHIP,
  skipForward,
  SPACE,
} from '../values/characters.js';
import { JoinedText } from '../values/joined-text.js';
import type { Finder } from './finder.js';

const PREFIXES = ['AKIA', 'A3T', 'AGPA', 'AIDA', 'AROA', 'AIPA', 'ANPA', 'ANVA', 'ASIA'] as const;
/** Prefixes that also occur inside words: asia, canvas, aida. */
const WORDLIKE: ReadonlySet<string> = new Set(['ASIA', 'ANVA', 'AIDA']);
const BODY = 16;
const CAPITALS = LETTER_UPPER | DIGIT;
/** The alphabet of an id, in either case. */
const ISSUED = charsetBit('base32') | charsetBit('base32_lower');

/** The id without what stands between its characters, and one character more if there is one. */
const id = new Uint8Array(4 + BODY + 1);

/** Reads letters and digits from a place on, blanks passed over; how many. Stops at any other character. */
function readId({ bytes, length }: Search, start: number, blanks: number): number {
  let count = 0;
  for (let at = start; at < length && count < id.length; at++) {
    const kinds = MEMBERSHIP[bytes[at] ?? 0] ?? 0;
    if ((kinds & LETTER_OR_DIGIT) !== 0) id[count++] = bytes[at] ?? 0;
    else if ((kinds & blanks) === 0) break;
  }
  return count;
}

function isAllOf(from: number, to: number, kinds: number): boolean {
  return skipForward(id, from, to, kinds) === to;
}

function digitCount(from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (((MEMBERSHIP[id[at] ?? 0] ?? 0) & DIGIT) !== 0) count++;
  return count;
}

const X = 0x58;
const MAX_OTHERS = 4;

/** Whether the body is a row of `X`, as documents write it. */
function isFilled(end: number): boolean {
  let others = 0;
  for (let at = end - BODY; at < end; at++) if (id[at] !== X) others++;
  return others <= MAX_OTHERS;
}

/**
 * Ids are issued in capitals. In small letters (a host name, an evasion) the same letters occur in ordinary words, so
 * there the body must use the alphabet of an id and have the digits a random one has. In letters of both cases they
 * occur in any long base64, so there the id must stand alone.
 */
function isIssued({ bytes, length }: Search, start: number, prefix: string, read: number): boolean {
  const end = prefix.length + BODY;
  if (isAllOf(0, end, CAPITALS)) return !isFilled(end);
  const digits = digitCount(prefix.length, end);
  if (digits === 0 || !isAllOf(prefix.length, end, ISSUED)) return false;
  if (isAllOf(0, end, LETTER_LOWER | DIGIT)) return digits >= (WORDLIKE.has(prefix) ? 2 : 1);
  const alone = read === end && !isOf(bytes, length, start - 1, BASE64) && !isOf(bytes, length, start + end, BASE64);
  return alone && prefix.length === 4 && digits >= 2;
}

/** Blanks inside: capitals only, with a digit, in no order that words have. */
function isBroken(search: Search, start: number, prefix: string): boolean {
  if (prefix.length < 4 || isOf(search.bytes, search.length, start - 1, LETTER_OR_DIGIT)) return false;
  const end = prefix.length + BODY;
  if (readId(search, start, SPACE | DOT) < end || !isAllOf(0, end, CAPITALS)) return false;
  return digitCount(prefix.length, end) > 0 && chanceOdds(id, prefix.length, end) > 0;
}

/** The id in groups of four, as people write down numbers. */
const GROUPS = /A[A-Z0-9]{3}([-_:/,+])(?:[A-Z0-9]{4}\1){3}[A-Z0-9]{4}(?![A-Za-z0-9])/y;

function groupsEnd({ text, bytes, length }: Search, start: number): number {
  if (isOf(bytes, length, start - 1, LETTER_OR_DIGIT)) return -1;
  GROUPS.lastIndex = start;
  const match = GROUPS.exec(text);
  return match !== null && /[0-9]/.test(match[0]) ? GROUPS.lastIndex : -1;
}

/** Access key ids of AWS, in any case, whole or with white space or dots between their characters. */
export const accessId: Finder = (rule) => ({
  anchors: PREFIXES.map((prefix) => [
    prefix,
    (search, start, end) => {
      if (search.done(rule)) return;
      const needed = prefix.length + BODY;
      const read = readId(search, start, 0);
      if (read >= needed) {
        // What was put together may be anything: source maps are lists of such letters.
        if (search.joined && digitCount(prefix.length, needed) === 0) return;
        if (isIssued(search, start, prefix, read)) search.report(rule, start, start + needed);
      } else if (isBroken(search, start, prefix)) search.report(rule, start, end);
      else if (read === prefix.length) {
        const groups = groupsEnd(search, start);
        if (groups >= 0) search.report(rule, start, groups);
      }
    },
  ]),
});

const SECRET_LABELS = [
  'awssecret',
  'aws_secret',
  'aws-secret',
  'secretaccess',
  'secret_access',
  'secret-access',
] as const;
const SECRET =
  /(?:aws[ ._-]?secret|secret[ ._-]?access)[ ._-]?(?:access)?[ ._-]?key[^A-Za-z0-9+/]{1,5}[A-Za-z0-9+/]{40}/iy;
const SECRET_BODY = 40;
/** Label, separators, body. */
const SECRET_REACH = 80;

/** A secret access key behind its name, whole or with white space or dots between its characters. */
export const awsSecretKey: Finder = (rule) => ({
  anchors: SECRET_LABELS.map((label) => [
    label,
    (search, start, end) => {
      if (search.done(rule)) return;
      SECRET.lastIndex = start;
      if (SECRET.test(search.text)) {
        search.report(rule, start, SECRET.lastIndex);
        return;
      }
      const joined = JoinedText.read(search, start, SECRET_REACH, SPACE | DOT);
      if (joined.blanks === 0 || !joined.hasDigit(0, SECRET_REACH)) return;
      SECRET.lastIndex = 0;
      if (!SECRET.test(joined.text())) return;
      const found = SECRET.lastIndex;
      if (joined.odds(found - SECRET_BODY, found) > 0) search.report(rule, start, end);
    },
  ]),
});
