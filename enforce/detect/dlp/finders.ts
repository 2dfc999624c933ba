// SPDX-License-Identifier: Apache-2.0
import type { Probe, Probes, Search } from './search.js';
import {
  BASE58,
  DIGIT,
  isOf,
  LETTER,
  LETTER_OR_DIGIT,
  skipBack,
  skipForward,
  TOKEN,
  WORD,
} from './tokens/characters.js';
import { cardEnd } from './validators.js';

/** Makes the probes of one rule, given its index. */
export type Finder = (rule: number) => Partial<Probes>;

function anchored(words: readonly string[], probe: Probe): Partial<Probes> {
  return { anchors: words.map((word) => [word, probe] as const) };
}

const WALLET_KEY_FIRST: ReadonlySet<string> = new Set(['5', 'K', 'L']);

const walletKey: Finder = (rule) => ({
  words: [
    (search, start, end) => {
      if ((end - start !== 51 && end - start !== 52) || search.done(rule)) return;
      if (!WALLET_KEY_FIRST.has(search.text.charAt(start))) return;
      if (skipForward(search.bytes, start, end, BASE58) !== end) return;
      if (search.accepts(rule, search.text.slice(start, end))) search.report(rule, start, end);
    },
  ],
});

const MAX_ACCOUNT = 34;

/** Two letters, two digits, letters and digits. */
function looksLikeAccount({ bytes, length }: Search, start: number, end: number): boolean {
  const kinds = [LETTER, LETTER, DIGIT, DIGIT];
  return (
    kinds.every((kind, i) => isOf(bytes, length, start + i, kind)) &&
    skipForward(bytes, start, end, LETTER_OR_DIGIT) === end
  );
}

const accountNumber: Finder = (rule) => ({
  words: [
    (search, start, end) => {
      if (end - start > MAX_ACCOUNT || !isOf(search.bytes, search.length, start + 2, DIGIT) || search.done(rule))
        return;
      if (!looksLikeAccount(search, start, end)) return;
      if (search.accepts(rule, search.text.slice(start, end))) search.report(rule, start, end);
    },
  ],
});

/** The number goes on behind or before a decimal point: a fraction, not a name of anything. */
function isFraction({ bytes, length }: Search, start: number, end: number): boolean {
  const point = (at: number, beyond: number): boolean => bytes[at] === DOT && isOf(bytes, length, beyond, DIGIT);
  return (start > 0 && point(start - 1, start - 2)) || (end < length && point(end, end + 1));
}

const DOT = 0x2e;

const LONG_GROUP = /[0-9A-F]{4,}/g;
const MANY_GROUPS = 2;
const BESIDE = 12;

/** More groups of its kind stand beside a number written in groups: a table of numbers, not a card. */
function isInTable(text: string, start: number, end: number): boolean {
  if (!/[ -]/.test(text.slice(start, end))) return false;
  const beside = `${text.slice(Math.max(0, start - BESIDE), start)} ${text.slice(end, end + BESIDE)}`;
  return (beside.match(LONG_GROUP)?.length ?? 0) >= MANY_GROUPS;
}

const cardNumber: Finder = (rule) => ({
  numbers: [
    (search, from, to) => {
      const { text, bytes, length, joined } = search;
      if (joined || to - from < 15 || search.done(rule)) return;
      if (isOf(bytes, length, from - 1, WORD) || isFraction(search, from, to)) return;
      for (let at = from; at < to; at++) {
        const starts = at === from || !isOf(bytes, length, at - 1, LETTER_OR_DIGIT);
        if (!starts || !isOf(bytes, length, at, LETTER_OR_DIGIT)) continue;
        const end = cardEnd(text, at, false);
        if (end < 0 || isInTable(text, at, end)) continue;
        search.report(rule, at, end);
        return;
      }
    },
  ],
});

/** Area 000, 666 and 900 to 999, group 00 and serial number 0000 are never issued; 111-22-3333 is an example. */
const SOCIAL_SECURITY = /\b(?!000|666|9|([0-9])\1\1-([0-9])\2-([0-9])\3{3})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\b/;

const socialSecurity: Finder = (rule) => ({
  numbers: [
    (search, from, to) => {
      if (search.joined || search.done(rule)) return;
      // With the characters around it, so that the boundaries are seen.
      const start = Math.max(0, from - 1);
      const match = SOCIAL_SECURITY.exec(search.text.slice(start, to + 1));
      if (match !== null) search.report(rule, start + match.index, start + match.index + match[0].length);
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
  wallet_key: walletKey,
  account_number: accountNumber,
  card_number: cardNumber,
  social_security_number: socialSecurity,
  discord_token: discordToken,
  oauth_client_id: oauthClientId,
} as const;
