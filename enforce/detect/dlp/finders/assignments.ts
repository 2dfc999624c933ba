// SPDX-License-Identifier: Apache-2.0
import { CURVE_CONSTANTS } from '../checks/curve-constants.table.js';
import type { DlpRule } from '../rules/rule.js';
import type { Anchor, Probes, Search } from '../search.js';
import { HEX, isOf, skipBack, skipForward, VISIBLE, WORD } from '../values/characters.js';
import { isFilledIn, isUnwritten } from '../values/placeholder.js';
import type { Finder } from './finder.js';

const MAX_VALUE = 256;

/** A value is filled in elsewhere, computed, or left out. */
const NOT_WRITTEN = /^(?:[$%]?[<{([]|\$[A-Za-z_]|%[A-Za-z_]+%|\.{2,}|\*|[xX]{3})|\$\{|\{\{|<[^>]*>|\.\.\.$|[([]/;
const CODE = /^(?:process\.|os\.|env\.|self\.|this\.|config\.|new |await |None\b|null\b|true\b|false\b|undefined\b)/;

/** Whether something that is assigned stands for a value instead of being one. */
export function isSubstitute(value: string): boolean {
  return NOT_WRITTEN.test(value) || CODE.test(value);
}

function isLineStart({ bytes }: Search, at: number): boolean {
  return at === 0 || bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d;
}

const PARAMETERS = ['password', 'passwd', 'secret', 'token', 'apikey', 'api_key', 'api-key'] as const;
/** With the blanks that are allowed around the sign behind `?` and `&`. */
const PARAMETER = /(?:password|passwd|secret|token|api[_-]?key)( ?= ?)([A-Za-z0-9+/_.~$!-][^\s&#"'<>`]{3,})/iy;

/** `?token=v`, `&password=v`, and the same at the beginning of a line. */
export const urlParameter: Finder = (rule) => ({
  anchors: PARAMETERS.map((name) => [
    `${name}=`,
    (search, start) => {
      const { text, bytes, joined } = search;
      if (joined || search.done(rule)) return;
      const before = text.charAt(start - 1);
      const inQuery = before === '?' || before === '&';
      if (!inQuery && !isLineStart(search, start)) return;
      PARAMETER.lastIndex = start;
      const match = PARAMETER.exec(text.slice(0, start + 16 + MAX_VALUE));
      if (match === null || bytes[start] === undefined) return;
      const [, sign = '', value = ''] = match;
      if ((!inQuery && sign !== '=') || isSubstitute(value) || isUnwritten(value)) return;
      search.report(rule, start, PARAMETER.lastIndex);
    },
  ]),
});

const ENDINGS = ['_secret_key', '_secret_access_key', '_secret', '_password', '_passwd', '_token', '_api_key'] as const;
/** Names that are one of these endings by themselves. */
const BARE = ['secret_key'] as const;
const MAX_NAME = 96;
const MIN_VALUE = 8;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** `NAME_SECRET=v` and its kin, as in files of environment variables. Names are capitals. */
export const environmentLine: Finder = (rule) => ({
  anchors: [...ENDINGS, ...BARE].map((ending) => [
    `${ending}=`,
    (search, start, end) => {
      const { text, bytes, length, joined } = search;
      if (joined || search.done(rule) || end - start !== ending.length + 1) return;
      const quoted = bytes[end] === DOUBLE_QUOTE || bytes[end] === SINGLE_QUOTE;
      const from = quoted ? end + 1 : end;
      const stop = skipForward(bytes, from, Math.min(length, from + MAX_VALUE), VISIBLE);
      if (stop - from < MIN_VALUE || !text.startsWith(ending.toUpperCase(), start)) return;
      const first = skipBack(bytes, start, Math.max(0, start - MAX_NAME), WORD);
      const named = first < start ? /^[A-Z][A-Z0-9_]*$/.test(text.slice(first, start)) : !ending.startsWith('_');
      if (!named) return;
      const value = text.slice(from, stop);
      if (isSubstitute(value) || isUnwritten(value)) return;
      search.report(rule, first, stop);
    },
  ]),
});

const LABELS =
  /(?:hash|tx|txn|transaction|block|root|topic|digest|keccak|sha|checksum|commit|slot|uint256|bytes32|signature|sig|salt|nonce|id|proof|leaf|storage|state|code|data|input|mask|modulus|prime|order|curve|address|addr|max|min|const)[^A-Za-z]{0,3}(?:[A-Za-z0-9_]{0,12})["'` ]{0,3}[:=([,]?\s{0,4}["'`]?$/i;

/** Few different digits, or one of them many times in a row: a number or a mask. */
function isNumber(digits: string): boolean {
  return new Set(digits.toLowerCase()).size < 8 || /(.)\1{7}/.test(digits);
}

const KEY_PARAMETERS = ['pk', 'sk', 'key'] as const;
const BARE_LENGTH = 64;

/** The digits of a key from a place on, if there are as many and no more. */
function keyDigits({ text, bytes, length }: Search, start: number, count: number): string | undefined {
  const stop = start + count;
  if (skipForward(bytes, start, Math.min(length, stop), HEX) !== stop || isOf(bytes, length, stop, WORD))
    return undefined;
  const digits = text.slice(start, stop);
  return isNumber(digits) || CURVE_CONSTANTS.has(digits.toLowerCase()) ? undefined : digits;
}

/** 0x with 64 hex digits, unless it is called a digest, a number or the like; without 0x, as what a URL calls a key. */
export const ethereumKey: Finder = (rule) => ({
  anchors: [
    [
      '0x',
      (search, start, end) => {
        const { text, bytes, length, joined } = search;
        if (joined || end - start !== 2 || search.done(rule) || isOf(bytes, length, start - 1, WORD)) return;
        if (keyDigits(search, end, BARE_LENGTH) === undefined) return;
        if (LABELS.test(text.slice(Math.max(0, start - 48), start))) return;
        search.report(rule, start, end + BARE_LENGTH);
      },
    ],
    ...KEY_PARAMETERS.map((name): Anchor => [
      `${name}=`,
      (search, start, end) => {
        if (search.joined || search.done(rule)) return;
        const before = search.text.charAt(start - 1);
        if (before !== '?' && before !== '&') return;
        if (keyDigits(search, end, BARE_LENGTH) !== undefined) search.report(rule, start, end + BARE_LENGTH);
      },
    ]),
  ],
});

const DATABASE = /^[a-z+]{1,16}:\/\/([^\s:/?#@]{0,128}):([^\s/?#@]{1,256})@([^\s/?#:,"'`]{0,128})/i;
const LOCAL = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host|hostname|server)/i;
/** What nobody would keep, wherever the database is. */
const STAND_IN =
  /^(?:[*xX.]+|[Cc][Hh][Aa][Nn][Gg][Ee][_-]?(?:[Mm][Ee]|[Ii][Tt])[0-9!]*|PASSWORD|PASSWD|PASS|SECRET|[Rr][Ee][Dd][Aa][Cc][Tt][Ee][Dd])$/;
const SOMEBODY = /^(?:user|username|usr|my_?user|your_?user.*|db_?user)?$/i;
const MAX_ADDRESS = 560;

/** Whether an address shows how one is written: the password is a word for it, on the reader's own machine or for `user`. */
function isDocumented(address: string): boolean {
  const [, user = '', password = '', host = ''] = DATABASE.exec(address) ?? [];
  if (isSubstitute(password) || STAND_IN.test(password)) return true;
  return isFilledIn(password) && (LOCAL.test(host) || (user !== '' && SOMEBODY.test(user)));
}

/** The address of a database with a password in it. `source` and anchors are those of the rule. */
export function databaseAddress({ source, anchors }: DlpRule, rule: number): Partial<Probes> {
  const expression = new RegExp(source, 'iy');
  return {
    anchors: (anchors ?? []).map((anchor) => [
      anchor,
      (search, start) => {
        if (search.joined || search.done(rule)) return;
        expression.lastIndex = start;
        if (!expression.test(search.text)) return;
        const end = expression.lastIndex;
        if (!isDocumented(search.text.slice(start, start + MAX_ADDRESS))) search.report(rule, start, end);
      },
    ]),
  };
}
