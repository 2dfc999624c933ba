// SPDX-License-Identifier: Apache-2.0
import { FILLERS, KEY_QUALIFIERS, REFUSED_HEADS, SECRET_HEADS } from '../labels/label-words.table.js';
import type { DlpRule } from '../rules/rule.js';
import type { Anchor, Probe, Search } from '../search.js';
import { chanceOdds, chanceOddsOf } from '../values/chance.js';
import {
  DIGIT,
  DOT,
  isOf,
  LETTER_OR_DIGIT,
  LETTER_UPPER,
  MEMBERSHIP,
  skipForward,
  standsAt,
  TOKEN,
} from '../values/characters.js';
import { isInBase64 } from '../values/in-base64.js';
import { isLeftOut, saysMadeUp } from '../values/placeholder.js';
import { leastOf } from './shape.js';
import type { Part } from './vendor-token.js';

/** Shortest body of a near miss, whatever the vendor's tokens are like, and the longest that is read. */
const MIN_BODY = 12;
const MAX_BODY = 256;
/** What is left of a token has to be this part of it. */
const MIN_SHARE = 0.5;
/** How much of chance there has to be, by the digits: names lie far below, `FAKE_TEST_0000` just above. */
const MIN_ODDS_NUMBERED = -1.2;
const MIN_ODDS = -0.5;
const MIN_ODDS_SHORT = -0.3;
const MIN_ODDS_NO_DIGITS = 0;
const NUMBER = /[0-9]{4}/;
const SHORT_PREFIX = 3;
/** A short prefix is known well enough when it stands in the first table, or so many vendors begin their tokens with it. */
const MANY_VENDORS = 3;
const MIN_DIGITS = 2;
/** A name that ends in a mark or has one in it, or is long enough and of mixed case without one. */
const PREFIX =
  /^[A-Za-z0-9][A-Za-z0-9_.:-]*(?:[_.:-]|[_-][a-z]+|[A-Z][a-z]\w*|[a-z0-9][A-Z]\w*|[A-Z]{4}[0-9])$|^(?!.*AAA)[A-Z]{4}$/;
/** Keys that may be shown are no secrets of anybody, whosever they are. */
const PUBLIC = /^p(?:k|ub|ublic)[_.-]/;
const CODED = /[0-9]|[a-z][A-Z]|[A-Z]{2}/;
/** Small letters below this are a word of the language: `test`, `private`. */
const MIN_NAME_ODDS = -2.6;
/** What follows a name or a template, not a token. */
const CONTINUED = new Set(Array.from('([{<$*%~', (mark) => mark.charCodeAt(0)));

/** What labels are made of, whoever writes them. */
const COMMON: ReadonlySet<string> = new Set([...SECRET_HEADS, ...KEY_QUALIFIERS, ...REFUSED_HEADS, ...FILLERS, 'key']);

const CAPITALS_ONLY = /^[A-Z]+$/;

/** Whether tokens are known by this beginning alone: a part of it is no word of the language, or the vendor's name. */
function isDistinct(prefix: string, name: string): boolean {
  if (prefix.length < SHORT_PREFIX || !PREFIX.test(prefix) || PUBLIC.test(prefix)) return false;
  const parts = prefix.split(/[^A-Za-z0-9]+/).filter((part) => part.length > 1 && !COMMON.has(part));
  const names = name.toLowerCase().split(/[^a-z0-9]+/);
  const isName = (part: string): boolean =>
    part.length >= SHORT_PREFIX &&
    names.some((own) => (prefix.length > part.length + 1 ? own.startsWith(part) : own === part));
  return parts.some((part) => CODED.test(part) || chanceOddsOf(part) > MIN_NAME_ODDS || isName(part));
}

const COUNT = /\{([0-9]+)/g;

/** Characters that a match of a pattern has at least, behind its beginning, in the longest of its alternatives. */
function leastOfSource(source: string): number {
  const alternatives = source.replace(/\((?:[^()]|\([^()]*\))*\)/g, '').split('|');
  const sizes = alternatives.map((part) => [...part.matchAll(COUNT)].reduce((sum, match) => sum + Number(match[1]), 0));
  return Math.max(...sizes);
}

/** How tokens begin that are told by their beginning, how much of them has to be there, and whose they are. */
interface Beginning {
  readonly prefix: string;
  readonly least: number;
  readonly dotted: boolean;
  /** Capitals and digits throughout, as the prefix is. */
  readonly capitals: boolean;
  /** Rules of whole tokens that begin so. */
  readonly whole: readonly number[];
  /** Longer beginnings of others: theirs is the token then. */
  readonly longer: readonly string[];
}

interface Told {
  readonly rule: number;
  readonly prefix: string;
  readonly size: number;
  readonly dotted: boolean;
  /** From a row of the tables of vendors. */
  readonly row: boolean;
}

function hasDot(part: Part): boolean {
  return typeof part === 'string' ? part.includes('.') : part.charset === 'token_dot' || part.charset === 'unreserved';
}

/** The beginnings of a rule that has no more to it than beginning and shape. */
function beginningsOf(
  { name, token, anchors, validator, finder, source, origin }: DlpRule,
  rule: number,
): readonly Told[] {
  const found = finder !== undefined && finder !== 'access_id';
  if (origin === 'user' || found || validator !== undefined || token?.context !== undefined) return [];
  const size = token === undefined ? leastOfSource(source) : leastOf(token.body);
  if (size < MIN_BODY) return [];
  const dotted = token === undefined ? source.includes('\\.') || source.includes('.-]') : token.body.some(hasDot);
  return (token?.prefixes ?? anchors ?? [])
    .filter((prefix) => isDistinct(prefix, name))
    .map((prefix) => ({ rule, prefix, size, dotted, row: token !== undefined }));
}

function compileBeginnings(rules: readonly DlpRule[]): readonly Beginning[] {
  const told = rules.flatMap(beginningsOf);
  const isKnown = (prefix: string): boolean => {
    const own = told.filter((other) => other.prefix === prefix);
    return prefix.length > SHORT_PREFIX || own.length >= MANY_VENDORS || own.some(({ row }) => !row);
  };
  const prefixes = [...new Set(told.map(({ prefix }) => prefix))].filter(isKnown);
  return prefixes.map((prefix) => {
    // What begins so begins like the tokens of shorter beginnings too.
    const whole = told.filter((other) => prefix.startsWith(other.prefix));
    const sizes = whole.map((other) => other.size - (prefix.length - other.prefix.length));
    return {
      prefix,
      least: Math.max(MIN_BODY, Math.ceil(Math.min(...sizes) * MIN_SHARE)),
      dotted: whole.some(({ dotted }) => dotted),
      capitals: CAPITALS_ONLY.test(prefix),
      whole: whole.map(({ rule }) => rule),
      longer: prefixes.filter((other) => other.length > prefix.length && other.startsWith(prefix)),
    };
  });
}

/** Where the characters end that a token may have, marks at the end left out. */
function bodyEnd({ bytes, length }: Search, start: number, kinds: number): number {
  const stop = Math.min(length, start + MAX_BODY);
  let end = skipForward(bytes, start, stop, kinds);
  while (end > start && !isOf(bytes, length, end - 1, LETTER_OR_DIGIT)) end--;
  return end;
}

/** Whether the text breaks off behind a place, or goes on with what makes it a name. */
function isContinued({ text, bytes, length }: Search, end: number): boolean {
  return end < length && (CONTINUED.has(bytes[end] ?? 0) || text.startsWith('..', end) || text.startsWith('…', end));
}

function digitsIn(bytes: Uint8Array, start: number, end: number): number {
  let digits = 0;
  for (let at = start; at < end; at++) if (((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & DIGIT) !== 0) digits++;
  return digits;
}

/** A name may have a digit or two; what is made up for a test has a number, or says what it is. */
function oddsFor(body: string, digits: number): number {
  if (NUMBER.test(body) || saysMadeUp(body)) return MIN_ODDS_NUMBERED;
  return digits < MIN_DIGITS ? MIN_ODDS_NO_DIGITS : MIN_ODDS;
}

function nearMissProbe({ prefix, least, dotted, capitals, whole, longer }: Beginning, rule: number): Probe {
  const short = prefix.length <= SHORT_PREFIX;
  const kinds = capitals ? LETTER_UPPER | DIGIT : dotted ? TOKEN | DOT : TOKEN;
  return (search, start, bodyStart) => {
    const { text, bytes, length } = search;
    if (search.done(rule) || bodyStart - start !== prefix.length || !standsAt(bytes, length, start, prefix)) return;
    const end = bodyEnd(search, bodyStart, kinds);
    if (end - bodyStart < least || isContinued(search, end)) return;
    if (capitals && isOf(bytes, length, end, TOKEN)) return;
    const digits = digitsIn(bytes, bodyStart, end);
    if (short && digits < MIN_DIGITS) return;
    const body = text.slice(bodyStart, end);
    if (chanceOdds(bytes, bodyStart, end) < (short ? MIN_ODDS_SHORT : oddsFor(body, digits))) return;
    if (longer.some((other) => standsAt(bytes, length, start, other)) || whole.some((other) => search.done(other)))
      return;
    if (!isLeftOut(body) && !isInBase64(search, start)) search.report(rule, start, end);
  };
}

/**
 * Anchors for what begins like the token of a vendor and is none by its length or its characters: cut, padded or made
 * up. Half of a token is half of a secret. `rules` are all rules in force, whose indices count.
 */
export function nearMissAnchors(rules: readonly DlpRule[], rule: number): readonly Anchor[] {
  return compileBeginnings(rules).map((beginning) => [beginning.prefix, nearMissProbe(beginning, rule), 'free', TOKEN]);
}
