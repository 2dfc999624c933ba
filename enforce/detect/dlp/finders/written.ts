// SPDX-License-Identifier: Apache-2.0
import { labelKind } from '../labels/label-kind.js';
import { FOREIGN_CHARACTER, tellingImages, untellingForms } from '../labels/word-images.js';
import type { Probe, Search } from '../search.js';
import {
  charsetBit,
  DIGIT,
  isOf,
  LETTER,
  LETTER_UPPER,
  MEMBERSHIP,
  skipBack,
  skipForward,
  SPACE,
  TOKEN,
} from '../values/characters.js';
import { isChosenPassword, MAX_LENGTH, shortestPassword, type Demand, type Wanted } from '../values/chosen.js';
import type { Finder } from './finder.js';
import { passwordInSentence } from './foreign-sentence.js';
import { passwordInPair } from './pairs.js';
import { passwordInMarkup, passwordInStatement, valueInColumn } from './tables.js';
import { FOREIGN_LABELS, PASSWORD_ANCHORS, SECRET_ANCHORS, SHORT_PASSWORD_ANCHORS } from './written-labels.table.js';

const MAX_LABEL = 64;
const MAX_VALUE = 160;
/** Longest label in letters that are not ASCII. */
const MAX_FOREIGN = 24;

/** What stands between a label and its value. Each is tried where the label ends. */
const JOINTS: readonly (readonly [joint: RegExp, demand: Demand, quoted: boolean])[] = [
  // "key": {"value": "v"}, "key"><value>v
  [
    /\\{0,3}["'](?:[ \t]?:\s{0,4}\{\s{0,12}\\{0,3}["'](?:default)?value\\{0,3}["']\s?:\s?|[ \t]?>\s{0,16}<value>)/iy,
    'plain',
    false,
  ],
  // key: |, and the value on the next line of YAML
  [/["']?:[ \t]{1,4}[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,32}/y, 'plain', false],
  // key = v, "key": "v", 'key' => 'v', $x['key'] = 'v', key: string = "v"
  [
    /\\{0,3}["'`]?\]?\*{0,2}(?: \([\w -]{1,24}\))?[ \t]{0,8}(?::[ \t]?string[ \t]?=|=>|->|:=|[:=：](?![:=>]))\*{0,2}[ \t]{0,8}(?:[rb](?=["']))?/y,
    'plain',
    false,
  ],
  // key    REG_SZ    v
  [/[ \t]{1,8}REG_(?:EXPAND_)?SZ[ \t]{1,8}/y, 'plain', false],
  // username x password 0 v
  [/[ \t][0-9][ \t]/y, 'strict', false],
  // <key>v</key>, <key type="t">v</key>; not what user:<password>@host says
  [/>(?!@)/y, 'plain', false],
  [
    /(?:\s{1,8}(?!\S{0,40}(?:encr|hash|digest|cipher))[\w:.-]{1,40}\s?=\s?(?:"(?![^"]{0,200}Digest)[^"<>]{0,200}"|'(?![^']{0,200}Digest)[^'<>]{0,200}')){1,6}\s{0,4}>/iy,
    'plain',
    false,
  ],
  // define('KEY', 'v')
  [/["'][ \t]?,[ \t]{0,4}(?=["'])/y, 'plain', true],
  // name="key" value="v", "name": "key", "value": "v", - name: key, value: v
  [
    /\\{0,3}["']?,?\s{1,24}\\{0,3}["']?(?:parameter|default)?_?value\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}/iy,
    'plain',
    false,
  ],
  // #define KEY "v", IDENTIFIED BY, PASSWORD 'v'
  [/(?: (?:is|to|by|as))?[ \t]{1,8}(?=["'`])/iy, 'plain', true],
  // the password — v
  [/ [–—-] /y, 'strict', false],
  // the password is v
  [/ (?:for [\w -]{1,32} is|is|ist|lautet|est|es|e|é|è|är|er|jest|je|to|on|это|=):? /iy, 'strict', false],
];

/** A value without quotes ends before white space, quotes, brackets and what parts settings from each other. */
const BARE = /[^\s"'`<>()[\]{},;\\]{1,160}/y;
const QUOTE = /\\{0,3}(["'`])/y;
/** The next parameter of a query. */
const NEXT_PARAMETER = /&[\w.-]+=.*$/;
const SENTENCE_END = /[.:]+$/;

interface Written {
  readonly text: string;
  readonly start: number;
  readonly quoted: boolean;
}

const NOT_ASCII = 0xff;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;
/** What the name of a parameter consists of. */
const NAME = charsetBit('token_dot');
const OPENS = 1;
const BEGINS_JOINT = 2;
const IN_BARE = 4;
/** What a byte may be behind a label: the first of a joint, the first of a quote, a part of a bare value. */
const ROLE = new Uint8Array(256);
for (let code = 0x21; code < 0x7f; code++)
  ROLE[code] = '"\'`<>()[]{},;\\'.includes(String.fromCharCode(code)) ? 0 : IN_BARE;
for (let code = 0; code < 0x20; code++) ROLE[code] = '\t\n\v\f\r'.includes(String.fromCharCode(code)) ? 0 : IN_BARE;
ROLE[0x7f] = IN_BARE;
for (const mark of '\\"\'`]* \t\n\v\f\r=-:>,')
  ROLE[mark.charCodeAt(0)] = (ROLE[mark.charCodeAt(0)] ?? 0) | BEGINS_JOINT;
for (const mark of '\\"\'`') ROLE[mark.charCodeAt(0)] = (ROLE[mark.charCodeAt(0)] ?? 0) | OPENS;
ROLE[NOT_ASCII] = BEGINS_JOINT;

/** Whether the next parameter of a query begins at a place, and the value that ends there is read so far. */
function beginsParameter({ bytes, length }: Search, at: number, limit: number): boolean {
  if (bytes[at] !== AMPERSAND) return false;
  const end = Math.min(length, limit);
  let sign = at + 1;
  while (sign < end && ((MEMBERSHIP[bytes[sign] ?? 0] ?? 0) & NAME) !== 0) sign++;
  return sign > at + 1 && sign < end && bytes[sign] === EQUALS;
}

/** Whether what stands at a place is shorter than a value has to be. Where it is not ASCII only the text tells. */
function isShort(search: Search, start: number, shortest: number): boolean {
  const { bytes, length } = search;
  const end = Math.min(length, start + shortest);
  let at = start;
  while (at < end && ((ROLE[bytes[at] ?? 0] ?? 0) & IN_BARE) !== 0) {
    if (beginsParameter(search, at, start + MAX_VALUE)) return true;
    at++;
  }
  return at < start + shortest && (at >= length || bytes[at] !== NOT_ASCII);
}

const DOT = 0x2e;
const COLON = 0x3a;

/**
 * Whether what stands at a place is longer than a value may be, the end of a sentence left out. Labels may stand close
 * to each other in one stretch without blanks, so its end is looked for once.
 */
function isLong({ bytes, length, traits }: Search, start: number): boolean {
  if (start < traits.valueFrom || start >= traits.valueTo) {
    let at = start;
    while (at < length && ((ROLE[bytes[at] ?? 0] ?? 0) & IN_BARE) !== 0 && bytes[at] !== AMPERSAND) at++;
    traits.valueFrom = start;
    traits.valueTo = at;
  }
  const last = start + MAX_LENGTH;
  return last < traits.valueTo && bytes[last] !== DOT && bytes[last] !== COLON;
}

function valueAt(search: Search, start: number, demand: Demand): Written | undefined {
  const { text, bytes } = search;
  QUOTE.lastIndex = start;
  const quote = ((ROLE[bytes[start] ?? 0] ?? 0) & OPENS) === 0 ? null : QUOTE.exec(text);
  if (quote === null) {
    if (isShort(search, start, shortestPassword(demand)) || isLong(search, start)) return undefined;
    BARE.lastIndex = start;
    const bare = BARE.exec(text)?.[0] ?? '';
    return { text: bare.replace(NEXT_PARAMETER, '').replace(SENTENCE_END, ''), start, quoted: false };
  }
  const from = QUOTE.lastIndex;
  const close = text.slice(from, from + MAX_VALUE).indexOf(quote[0]);
  const value = close < 0 ? '' : text.slice(from, from + close);
  return /\s/.test(value) ? undefined : { text: value, start: from, quoted: true };
}

/** Whether anything between a label that ends at a place and its value could begin there. */
function mayJoin({ bytes, length }: Search, end: number): boolean {
  return end < length && ((ROLE[bytes[end] ?? 0] ?? 0) & BEGINS_JOINT) !== 0;
}

/** The password behind a label that ends at a place; `bare` is what is asked of one with only a blank before it. */
function writtenBehind(search: Search, end: number, bare: Demand | undefined, wanted: Wanted): Written | undefined {
  if (!mayJoin(search, end)) return undefined;
  for (const [joint, demand, needsQuote] of JOINTS) {
    joint.lastIndex = end;
    if (!joint.test(search.text)) continue;
    const value = valueAt(search, joint.lastIndex, demand);
    if (value === undefined || (needsQuote && !value.quoted)) return undefined;
    return isChosenPassword(value.text, demand, wanted) ? value : undefined;
  }
  if (bare === undefined || search.text.charAt(end) !== ' ') return undefined;
  const value = valueAt(search, end + 1, bare);
  return value !== undefined && isChosenPassword(value.text, bare, wanted) ? value : undefined;
}

function report(search: Search, rule: number, end: number, bare?: Demand, wanted: Wanted = 'password'): void {
  const value = writtenBehind(search, end, bare, wanted);
  if (value !== undefined) search.report(rule, value.start, value.start + value.text.length);
  else if (wanted === 'password') {
    const pair = passwordInPair(search.text, end);
    if (pair !== undefined) search.report(rule, ...pair);
  }
}

const HYPHEN = 0x2d;
const LESS_THAN = 0x3c;
const SPACE_CODE = 0x20;
const SMALL_I = 0x69;

/** Shortest word that is no word of a sentence, in characters. */
const MIN_DENSE = 10;

/** Whether a long word with a digit in it stands at a place. */
function isDense({ bytes, length }: Search, start: number): boolean {
  let kinds = 0;
  let at = start;
  for (; at < length && at < start + MAX_VALUE && ((ROLE[bytes[at] ?? 0] ?? 0) & IN_BARE) !== 0; at++)
    kinds |= MEMBERSHIP[bytes[at] ?? 0] ?? 0;
  return at - start >= MIN_DENSE && (kinds & DIGIT) !== 0;
}

/** Whether a label is only followed by more words. In prose nearly every one is. */
function isInProse(search: Search, start: number, first: number, end: number): boolean {
  const { bytes, length, text } = search;
  if (bytes[end] !== SPACE_CODE || !isOf(bytes, length, end + 1, LETTER) || bytes[end + 1] === SMALL_I) return false;
  if (bytes[start - 1] === HYPHEN || isElement(search, first) || isDense(search, end + 1)) return false;
  return !/^ (?:to|by|as|est|es|value|lautet|for)\b/i.test(text.slice(end, end + 10)) && !isOption(search, start);
}

const CONSTANT = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;

/** What is asked of a value with only a blank between it and a label. */
function demandBehindBlank(search: Search, start: number, first: number, end: number): Demand {
  return isOption(search, start) || CONSTANT.test(search.text.slice(first, end)) ? 'plain' : 'strict';
}

const BRACKET = 0x29;
const COMMA = 0x2c;

/** A password in the table of a page or in a statement of SQL, given the name of its column. */
function elsewhere(search: Search, first: number, end: number): readonly [start: number, end: number] | undefined {
  const next = search.bytes[end];
  if (next === LESS_THAN) return passwordInMarkup(search, first, end);
  return next === BRACKET || next === COMMA ? passwordInStatement(search, first, end) : undefined;
}

/** At a word in an identifier: the whole identifier has to name what is looked for. */
function labelled(rule: number, wanted: Wanted): Probe {
  return (search, start) => {
    if (search.joined || search.done(rule)) return;
    const { bytes, length } = search;
    const end = skipForward(bytes, start + 1, Math.min(length, start + MAX_LABEL), TOKEN);
    const first = skipBack(bytes, start, Math.max(0, start - MAX_LABEL), TOKEN);
    const cell =
      valueInColumn(search, [first, end], wanted) ??
      (wanted === 'password' ? elsewhere(search, first, end) : undefined);
    if (cell !== undefined) search.report(rule, ...cell);
    if (!mayJoin(search, end) || isInProse(search, start, first, end)) return;
    if (labelKind(bytes, first, end, 'assign') !== wanted) return;
    const bare = bytes[end] === SPACE_CODE ? demandBehindBlank(search, start, first, end) : undefined;
    report(search, rule, end, bare, wanted);
  };
}

/** Whether the word at a place is the name of an element, perhaps with that of its space before it: `<w:Password`. */
function isElement({ bytes, length }: Search, first: number): boolean {
  if (bytes[first - 1] === LESS_THAN) return true;
  if (bytes[first - 1] !== COLON) return false;
  const space = skipBack(bytes, first - 1, Math.max(0, first - MAX_LABEL), TOKEN);
  return isOf(bytes, length, space, LETTER) && bytes[space - 1] === LESS_THAN;
}

/** Whether the word at a place belongs to an option: `--db-password`, `-Password`. */
function isOption({ bytes, length }: Search, start: number): boolean {
  const first = skipBack(bytes, start + 1, Math.max(0, start - MAX_LABEL), TOKEN);
  if (bytes[first] !== HYPHEN) return false;
  return bytes[first + 1] === HYPHEN || first === 0 || isOf(bytes, length, first - 1, SPACE);
}

/** At a word of another language. */
function foreign(rule: number): Probe {
  return (search, start, end) => {
    const { bytes, length } = search;
    if (search.joined || search.done(rule) || isOf(bytes, length, end, LETTER)) return;
    // The end of a longer word, unless that is written in small and capital letters.
    if (isOf(bytes, length, start - 1, LETTER) && !isOf(bytes, length, start, LETTER_UPPER)) return;
    const cell = valueInColumn(search, [start, end], 'password');
    if (cell !== undefined) search.report(rule, ...cell);
    report(search, rule, end, 'strict');
  };
}

const FOREIGN_ANCHORS = tellingImages(FOREIGN_LABELS);
/** Words of SQL ahead of a password. */
const SQL_ANCHOR = 'identified by';
const OTHER_FORMS = untellingForms(FOREIGN_LABELS);
/** Signs behind the last letter of the other words. */
const FOREIGN_SIGNS = [':', '=', '":', '>'].map((sign) => FOREIGN_CHARACTER + sign);
const ENDING = new RegExp(`(?:${OTHER_FORMS.join('|')})$`, 'i');

/** At a sign behind a word of another alphabet. */
function foreignSign(rule: number): Probe {
  return (search, start) => {
    if (search.joined || search.done(rule)) return;
    const before = search.text.slice(Math.max(0, start + 1 - MAX_FOREIGN), start + 1);
    if (ENDING.test(before.replaceAll(' ', ''))) report(search, rule, start + 1);
  };
}

/** A password with marks in it, or a short one, behind a label in any of many languages. */
export const writtenPassword: Finder = (rule) => ({
  texts: [
    (search) => {
      if (search.joined || search.done(rule)) return;
      const found = passwordInSentence(search);
      if (found !== undefined) search.report(rule, ...found);
    },
  ],
  anchors: [
    ...PASSWORD_ANCHORS.map((word) => [word, labelled(rule, 'password')] as const),
    ...SHORT_PASSWORD_ANCHORS.map((word) => [word, labelled(rule, 'password'), 'free', SPACE] as const),
    ...[...FOREIGN_ANCHORS, SQL_ANCHOR].map((word) => [word, foreign(rule)] as const),
    ...FOREIGN_SIGNS.map((word) => [word, foreignSign(rule)] as const),
  ],
});

/** A secret with marks in it behind its label. */
export const writtenSecret: Finder = (rule) => ({
  anchors: SECRET_ANCHORS.map((word) => [word, labelled(rule, 'secret')] as const),
});
