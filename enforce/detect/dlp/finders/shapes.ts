// SPDX-License-Identifier: Apache-2.0
import { cardEnd, mayBeginCard } from '../checks/cards.js';
import type { DlpRule } from '../rules/rule.js';
import { MIN_STRETCH, type Probe, type Probes, type Search } from '../search.js';
import { DIGIT, isOf, LETTER_OR_DIGIT, MEMBERSHIP, skipBack, skipForward, TOKEN, WORD } from '../values/characters.js';
import type { Finder } from './finder.js';

function anchored(words: readonly string[], probe: Probe): Partial<Probes> {
  return { anchors: words.map((word) => [word, probe] as const) };
}

/** The number goes on behind or before a decimal point: a fraction, not a name of anything. */
function isFraction({ bytes, length }: Search, start: number, end: number): boolean {
  const point = (at: number, beyond: number): boolean => bytes[at] === DOT && isOf(bytes, length, beyond, DIGIT);
  return (start > 0 && point(start - 1, start - 2)) || (end < length && point(end, end + 1));
}

const DOT = 0x2e;

const MINUS = 0x2d;

/** A sign stands before the number: an amount, not a name of anything. */
function isNegative({ bytes, length }: Search, start: number): boolean {
  return bytes[start - 1] === MINUS && !isOf(bytes, length, start - 2, WORD);
}

const GROUPS_BEFORE = /(?:[0-9A-F]{4,6}[ -]){0,3}$/;
const GROUPS_AFTER = /^(?:[ -][0-9A-F]{4,6}){0,3}/;
const MANY_GROUPS = 2;
const BESIDE = 21;

/** More groups of its kind stand beside a number written in groups: a table of numbers, not a card. */
function isInTable(text: string, start: number, end: number): boolean {
  if (!/[ -]/.test(text.slice(start, end))) return false;
  const before = GROUPS_BEFORE.exec(text.slice(Math.max(0, start - BESIDE), start))?.[0] ?? '';
  const after = GROUPS_AFTER.exec(text.slice(end, end + BESIDE))?.[0] ?? '';
  return (before + after).split(/[ -]/).filter((group) => group !== '').length >= MANY_GROUPS;
}

const cardNumber: Finder = (rule) => ({
  numbers: [
    (search, from, to) => {
      const { text, bytes, length, joined } = search;
      if (joined || to - from < 15 || search.done(rule)) return;
      if (isOf(bytes, length, from - 1, WORD) || isFraction(search, from, to) || isNegative(search, from)) return;
      for (let at = from, before = 0; at < to; at++) {
        const kinds = MEMBERSHIP[bytes[at] ?? 0] ?? 0;
        const starts = (kinds & ~before & LETTER_OR_DIGIT) !== 0;
        before = kinds;
        if (!starts || !mayBeginCard(bytes[at] ?? 0)) continue;
        const end = cardEnd(bytes, length, at, false);
        if (end < 0 || isInTable(text, at, end)) continue;
        search.report(rule, at, end);
        return;
      }
    },
  ],
});

const SOCIAL_SECURITY = /\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b/g;
/** An example; what is never issued the validator knows. */
const EQUAL_DIGITS = /([0-9])\1\1[- ]?([0-9])\2[- ]?([0-9])\3{3}$/;
const NAMED_SECURITY =
  /(?:ssn|social[ _-]?security(?:[ _-]?(?:number|num|no))?)["']?[ \t]{0,2}[:=#]?[ \t]{0,2}["']?[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}\b/iy;
const SECURITY_WORDS = ['ssn', 'social security', 'social_security', 'social-security'];

const socialSecurity: Finder = (rule) => ({
  numbers: [
    (search, from, to) => {
      if (search.joined || search.done(rule)) return;
      // With the characters around it, so that the boundaries are seen.
      const start = Math.max(0, from - 1);
      for (const { 0: match, index } of search.text.slice(start, to + 1).matchAll(SOCIAL_SECURITY)) {
        if (EQUAL_DIGITS.test(match) || !search.accepts(rule, match)) continue;
        search.report(rule, start + index, start + index + match.length);
        return;
      }
    },
  ],
  ...anchored(SECURITY_WORDS, (search, start) => {
    if (search.joined || search.done(rule) || isOf(search.bytes, search.length, start - 1, WORD)) return;
    NAMED_SECURITY.lastIndex = start;
    if (!NAMED_SECURITY.test(search.text)) return;
    const end = NAMED_SECURITY.lastIndex;
    const match = search.text.slice(start, end);
    if (!EQUAL_DIGITS.test(match) && search.accepts(rule, match)) search.report(rule, start, end);
  }),
});

const TRACK =
  /(?:%[A-Z][0-9]{12,19}\^[^^\r\n]{2,26}\^[0-9]{4}[0-9A-Z]{3,60}|;[0-9]{12,19}[=D][0-9]{4}[0-9]{3,24})\??/iy;
const SEMICOLON = 0x3b;
const PERCENT = 0x25;

/** The data of a magnetic stripe: `%B` or `;` before the digits of a card. */
const cardTrack: Finder = (rule) => ({
  numbers: [
    (search, from) => {
      if (search.joined || search.done(rule)) return;
      const { bytes, text } = search;
      const start = bytes[from - 1] === SEMICOLON ? from - 1 : bytes[from - 2] === PERCENT ? from - 2 : -1;
      if (start < 0) return;
      TRACK.lastIndex = start;
      if (!TRACK.test(text)) return;
      const end = TRACK.lastIndex;
      if (search.accepts(rule, text.slice(start, end))) search.report(rule, start, end);
    },
  ],
});

const BRACKET = 0x5b;
const BYTE_LIST = /\[\s{0,4}(?:[0-9]{1,3}\s{0,4},\s{0,8}){63}[0-9]{1,3}\s{0,4}\]/y;

/** Sixty-four numbers in brackets. */
const numberList: Finder = (rule) => ({
  lists: [
    (search, from) => {
      if (search.joined || search.done(rule) || search.bytes[from - 1] !== BRACKET) return;
      BYTE_LIST.lastIndex = from - 1;
      if (!BYTE_LIST.test(search.text)) return;
      const end = BYTE_LIST.lastIndex;
      if (search.accepts(rule, search.text.slice(from - 1, end))) search.report(rule, from - 1, end);
    },
  ],
});

const BOT_PARTS = [24, 6, 27] as const;

/** `[MN]` with 23 or more letters and digits, a dot, 6 characters, a dot, 27 or more. */
const discordToken: Finder = (rule) => ({
  stretches: [
    (search, from, to) => {
      if (to - from < 59 || search.joined || search.done(rule)) return;
      const { bytes, length } = search;
      for (let dot = from; dot < to; dot++) {
        if (bytes[dot] !== DOT) continue;
        const second = dot + 1 + BOT_PARTS[1];
        if (bytes[second] !== DOT || skipForward(bytes, dot + 1, second, TOKEN) !== second) continue;
        const end = skipForward(bytes, second + 1, length, TOKEN);
        if (end - second - 1 < BOT_PARTS[2]) continue;
        const start = botIdStart(search, skipBack(bytes, dot, from, LETTER_OR_DIGIT), dot);
        if (start !== undefined) {
          search.report(rule, start, end);
          return;
        }
      }
    },
  ],
  ...anchored(['mfa.'], (search, start) => {
    if (search.joined || search.done(rule) || !search.text.startsWith('mfa.', start)) return;
    const end = skipForward(search.bytes, start + 4, search.length, TOKEN);
    if (end - start >= 88) search.report(rule, start, end);
  }),
});

function botIdStart({ text }: Search, start: number, end: number): number | undefined {
  for (let at = start; end - at >= BOT_PARTS[0]; at++) {
    const letter = text.charAt(at);
    if (letter === 'M' || letter === 'N') return at;
  }
  return undefined;
}

const OAUTH_CLIENT = /\b[0-9]{6,24}-[A-Za-z0-9]{32}\.$/;

const oauthClientId: Finder = (rule) =>
  anchored(['apps.googleusercontent.com'], (search, start, end) => {
    if (search.done(rule)) return;
    const from = Math.max(0, start - 64);
    const match = OAUTH_CLIENT.exec(search.text.slice(from, start));
    if (match !== null) search.report(rule, from + match.index, end);
  });

/** Finders of rules that stand for themselves. */
export const SHAPE_FINDERS = {
  card_track: cardTrack,
  number_list: numberList,
  card_number: cardNumber,
  social_security_number: socialSecurity,
  discord_token: discordToken,
  oauth_client_id: oauthClientId,
} as const;

/** An account number as it is printed, in groups of four; and how one begins ahead of its first row of digits. */
const PRINTED_ACCOUNT = /[A-Z]{2}[0-9]{2}([ -])[A-Z0-9]{4}(?:\1[A-Z0-9]{4}){1,7}(?:\1[A-Z0-9]{1,3})?(?![A-Za-z0-9])/y;
const ACCOUNT_HEAD = /(?<![A-Za-z0-9])[A-Z]{2}(?:[0-9]{2}[ -](?:[A-Z]{4}[ -])?)?$/;
const MAX_HEAD = 11;

/** Account numbers (ISO 13616), in one word or in groups. */
export function accountNumber(given: DlpRule, rule: number): Partial<Probes> {
  return {
    ...wordFinder(given, rule),
    numbers: [
      (search, from) => {
        if (search.joined || search.done(rule)) return;
        const head = ACCOUNT_HEAD.exec(search.text.slice(Math.max(0, from - MAX_HEAD), from))?.[0] ?? '';
        if (head === '') return;
        PRINTED_ACCOUNT.lastIndex = from - head.length;
        const match = PRINTED_ACCOUNT.exec(search.text);
        if (match === null || !search.accepts(rule, match[0].replace(/[ -]/g, ''))) return;
        search.report(rule, match.index, match.index + match[0].length);
      },
    ],
  };
}

/** A rule whose matches are whole words: its pattern is tried on words of its lengths. */
export function wordFinder({ source, word, caseSensitive }: DlpRule, rule: number): Partial<Probes> {
  const [min, max] = word ?? [MIN_STRETCH, MIN_STRETCH];
  const expression = new RegExp(`^(?:${source})$`, caseSensitive === true ? '' : 'i');
  return {
    words: [
      (search, start, end) => {
        if (end - start < min || end - start > max || search.done(rule)) return;
        const text = search.text.slice(start, end);
        if (expression.test(text) && search.accepts(rule, text)) search.report(rule, start, end);
      },
    ],
  };
}
