// SPDX-License-Identifier: Apache-2.0
import { DIGIT, LETTER_LOWER, LETTER_UPPER, MEMBERSHIP } from '../values/characters.js';
import {
  CALL_REFUSED,
  FILLERS,
  KEY_QUALIFIERS,
  KEY_REFUSED,
  PASSWORD_ENDINGS,
  PASSWORD_HEADS,
  REFUSED_HEADS,
  REFUSED_QUALIFIERS,
  SECRET_ENDINGS,
  SECRET_HEADS,
} from './label-words.table.js';
import type { Joint } from './label.js';
import { compileMeanings } from './word-meanings.js';

/**
 * What a label says of its value. secret and password: it is one. scheme: it follows the name of an authorization
 * scheme. key: some key, secret perhaps. unknown: nothing. refused: it is something else.
 */
export type LabelKind = 'secret' | 'password' | 'scheme' | 'basic' | 'key' | 'unknown' | 'refused';

/** Words that count for what the last one means. */
const REACH = 4;

/** Short words that name a password only behind an owner, or alone. */
const SHORT_PASSWORDS = ['pass', 'pw'];
const OWNERS =
  'db database user admin root mysql postgres pg redis mongo smtp imap pop pop3 mail email ftp sftp ssh ldap bind proxy relay basic auth my app default rpc rabbitmq router become vault sudo keystore wifi wlan vpn vnc rdp smb samba cifs nas'.split(
    ' ',
  );

const FILLER = 1;
const REFUSED_HEAD = 1 << 1;
const REFUSES = 1 << 2;
const REFUSES_CALL = 1 << 3;
const PASSWORD_HEAD = 1 << 4;
const SECRET_HEAD = 1 << 5;
const KEY_QUALIFIER = 1 << 6;
const NO_KEY = 1 << 7;
const SHORT_PASSWORD = 1 << 8;
const OWNER = 1 << 9;
const KEY = 1 << 10;
const BEARER = 1 << 11;
const BASIC = 1 << 12;
const ENDS_IN_KEY = 1 << 13;
const TOKEN = 1 << 14;
const REQUEST_TOKEN = 1 << 15;
const CLIENT = 1 << 16;
const REQUEST = 1 << 17;
const IDEMPOTENCY = 1 << 18;
const IDEMPOTENCY_TOKEN = 1 << 19;

const IDEMPOTENCY_WORDS = ['idempotency'];
const IDEMPOTENCY_TOKENS = ['idempotencytoken'];

const MEANINGS = compileMeanings(
  [
    [FILLER, FILLERS],
    [REFUSED_HEAD, REFUSED_HEADS],
    [REFUSES, REFUSED_QUALIFIERS],
    [REFUSES_CALL, CALL_REFUSED],
    [PASSWORD_HEAD, PASSWORD_HEADS],
    [SECRET_HEAD, SECRET_HEADS],
    [KEY_QUALIFIER, KEY_QUALIFIERS],
    [NO_KEY, KEY_REFUSED],
    [SHORT_PASSWORD, SHORT_PASSWORDS],
    [OWNER, OWNERS],
    [KEY, ['key', 'keys']],
    [BEARER, ['bearer']],
    [BASIC, ['basic']],
    [TOKEN, ['token']],
    [REQUEST_TOKEN, ['requesttoken']],
    [CLIENT, ['client']],
    [REQUEST, ['request']],
    [IDEMPOTENCY, IDEMPOTENCY_WORDS],
    [IDEMPOTENCY_TOKEN, IDEMPOTENCY_TOKENS],
  ],
  [
    [PASSWORD_HEAD, PASSWORD_ENDINGS],
    [SECRET_HEAD, SECRET_ENDINGS],
    [ENDS_IN_KEY, ['key']],
    [IDEMPOTENCY, IDEMPOTENCY_WORDS],
    [IDEMPOTENCY_TOKEN, IDEMPOTENCY_TOKENS],
  ],
);

/** Small letter, capital, digit, or 0 for anything else. */
function kindAt(bytes: Uint8Array, at: number): number {
  return (MEMBERSHIP[bytes[at] ?? 0] ?? 0) & (LETTER_LOWER | LETTER_UPPER | DIGIT);
}

/** Whether a word begins at a capital inside a row of letters and digits: apiKey, APIKey. */
function beginsInside(bytes: Uint8Array, at: number, end: number): boolean {
  if (kindAt(bytes, at - 1) !== LETTER_UPPER) return true;
  return at + 1 < end && kindAt(bytes, at + 1) === LETTER_LOWER;
}

/** The word read last by `readWord`. */
const word = { start: 0, end: 0 };

/** Finds the last word of a stretch: of `apiKey`, `API_KEY` and `api key` that is `key`. False when there is none. */
function readWord(bytes: Uint8Array, from: number, until: number, labelEnd: number): boolean {
  let at = until - 1;
  while (at >= from && kindAt(bytes, at) === 0) at--;
  if (at < from) return false;
  word.end = at + 1;
  while (at > from) {
    if (kindAt(bytes, at - 1) === 0) break;
    if (kindAt(bytes, at) === LETTER_UPPER && beginsInside(bytes, at, labelEnd)) break;
    at--;
  }
  word.start = at;
  return true;
}

/** Whether each word of a stretch says nothing about what it names. */
export function saysNothing(bytes: Uint8Array, start: number, end: number): boolean {
  for (let until = end; readWord(bytes, start, until, end); until = word.start)
    if ((MEANINGS.of(bytes, word.start, word.end) & FILLER) === 0) return false;
  return true;
}

function keyKind(before: number): LabelKind {
  if ((before & NO_KEY) !== 0) return 'refused';
  return (before & KEY_QUALIFIER) !== 0 ? 'secret' : 'key';
}

/** What the last word means, given the meaning of the one before it. */
function headKind(bytes: Uint8Array, start: number, end: number, meaning: number, before: number): LabelKind {
  if ((meaning & SHORT_PASSWORD) !== 0) return (before & OWNER) !== 0 ? 'password' : 'refused';
  if ((meaning & REFUSED_HEAD) !== 0) return 'refused';
  if ((meaning & PASSWORD_HEAD) !== 0) return 'password';
  if ((meaning & SECRET_HEAD) !== 0) return 'secret';
  if ((meaning & KEY) !== 0) return keyKind(before);
  if ((meaning & BEARER) !== 0) return 'scheme';
  if ((meaning & BASIC) !== 0) return 'basic';
  if ((meaning & ENDS_IN_KEY) === 0 || end - start < 6) return 'unknown';
  return keyKind(MEANINGS.of(bytes, start, end - 3));
}

/** Tokens that make a request count once, not secrets: `client token`, `clientRequestToken`, `idempotency token`. */
function isOnceToken(head: number, before: number, beforeThat: number): boolean {
  if ((head & IDEMPOTENCY_TOKEN) !== 0) return true;
  if ((head & REQUEST_TOKEN) !== 0) return (before & CLIENT) !== 0;
  if ((head & TOKEN) === 0) return false;
  if ((before & (CLIENT | IDEMPOTENCY)) !== 0) return true;
  return (before & REQUEST) !== 0 && (beforeThat & CLIENT) !== 0;
}

/**
 * Reads what the last word of a label means that says something, with those before it. `bytes` hold one for each
 * character (see `imageOf`).
 */
export function labelKind(bytes: Uint8Array, start: number, end: number, joint: Joint): LabelKind {
  if (!readWord(bytes, start, end, end)) return 'unknown';
  let meaning = MEANINGS.of(bytes, word.start, word.end);
  let { start: headStart, end: headEnd } = word;
  // The last word that says something; where none does, the first.
  while ((meaning & FILLER) !== 0 && readWord(bytes, start, headStart, end)) {
    meaning = MEANINGS.of(bytes, word.start, word.end);
    headStart = word.start;
    headEnd = word.end;
  }
  let near = meaning;
  let before = 0;
  let beforeThat = 0;
  let count = 1;
  for (let until = headStart; count < REACH && readWord(bytes, start, until, end); until = word.start, count++) {
    const other = MEANINGS.of(bytes, word.start, word.end);
    near |= other;
    if (count === 1) before = other;
    else if (count === 2) beforeThat = other;
  }
  if ((near & REFUSES) !== 0 || isOnceToken(meaning, before, beforeThat)) return 'refused';
  if (joint === 'call' && (near & REFUSES_CALL) !== 0) return 'refused';
  if (count === 1 && (meaning & SHORT_PASSWORD) !== 0) return 'password';
  return headKind(bytes, headStart, headEnd, meaning, before);
}

const MAX_TEXT = 512;
const textBytes = new Uint8Array(MAX_TEXT);

/** As `labelKind`, for a text of its own; only its first 512 characters count. */
export function labelKindOf(text: string, joint: Joint): LabelKind {
  const length = Math.min(text.length, MAX_TEXT);
  for (let i = 0; i < length; i++) textBytes[i] = Math.min(text.charCodeAt(i), 0xff);
  return labelKind(textBytes, 0, length, joint);
}
