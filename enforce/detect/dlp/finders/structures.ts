// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { BASE64, isOf, LETTER_OR_DIGIT, MEMBERSHIP, skipForward, SPACE, VISIBLE } from '../values/characters.js';
import { isChosenPassword, isHashed } from '../values/chosen.js';
import { isExampleSecret, isFilledIn, isPlaceholder } from '../values/placeholder.js';
import { isSubstitute } from './assignments.js';
import { decodeBase64Prefix } from './base64-prefix.js';
import type { Finder } from './finder.js';

const MAX_USER = 128;
const MAX_PASSWORD = 256;
const MIN_PASSWORD = 8;
const ADDRESS = new RegExp(
  `[^\\s:/?#@"'\`<>{}()[\\]\\\\]{0,${MAX_USER}}:([^\\s:/?@"'\`<>()[\\]\\\\]{${MIN_PASSWORD},${MAX_PASSWORD}})@[A-Za-z0-9[]`,
  'y',
);

/** A word by itself is what documents write where a password would stand. */
function isChosen(password: string): boolean {
  if (isSubstitute(password) || isHashed(password) || isFilledIn(password) || /[{}]|^\*|\*$|\*\*/.test(password))
    return false;
  const letters =
    /[0-9]/.test(password) || (/[a-z]/.test(password) && /[A-Z]/.test(password)) || /[^A-Za-z]/.test(password);
  return letters && !(password.length >= 16 && isPlaceholder(password));
}

const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;

/** Whether an `@` behind a colon stands before the path. */
function mayHoldPassword({ bytes, length }: Search, start: number): boolean {
  let colon = false;
  for (let at = start; at < length && at < start + MAX_USER + MAX_PASSWORD; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === AT) return colon;
    if (byte === COLON) colon = true;
    else if (((MEMBERSHIP[byte] ?? 0) & VISIBLE) === 0 || byte === SLASH) return false;
  }
  return false;
}

/** `scheme://user:password@host` of any scheme. */
export const addressPassword: Finder = (rule) => ({
  anchors: [
    [
      '://',
      (search, start, end) => {
        if (search.done(rule) || end - start !== 3 || !mayHoldPassword(search, end)) return;
        ADDRESS.lastIndex = end;
        const match = ADDRESS.exec(search.text);
        if (match === null || !isChosen(match[1] ?? '')) return;
        search.report(rule, end, ADDRESS.lastIndex - 2);
      },
    ],
  ],
});

const MAX_BASIC = 512;

/** Whether a text in base64 is a user name, a colon and a password. */
function holdsUserAndPassword(encoded: string): boolean {
  const plain = decodeBase64Prefix(encoded, MAX_BASIC);
  const colon = plain.indexOf(':');
  if (colon < 0 || colon + 4 > plain.length || !/^[\x20-\x7e]+$/.test(plain)) return false;
  const password = plain.slice(colon + 1);
  if (isSubstitute(password) || isExampleSecret(password)) return false;
  return !isExampleSecret(plain.slice(0, colon)) || isChosenPassword(password, 'plain');
}

/** The base64 that stands at a place, its padding included. */
function base64At({ text, bytes, length }: Search, start: number): string {
  const end = skipForward(bytes, start, Math.min(length, start + MAX_BASIC), BASE64);
  return text.slice(start, end);
}

/** `Basic` and what it encodes (RFC 7617). */
export const basicCredentials: Finder = (rule) => ({
  anchors: [
    [
      'basic',
      (search, start, end) => {
        const { bytes, length } = search;
        if (search.joined || search.done(rule) || end - start !== 5 || isOf(bytes, length, start - 1, LETTER_OR_DIGIT))
          return;
        const from = end + 1;
        if (bytes[end] !== 0x20 || !isOf(bytes, length, from, LETTER_OR_DIGIT)) return;
        const encoded = base64At(search, from);
        if (encoded.length >= 8 && holdsUserAndPassword(encoded)) search.report(rule, from, from + encoded.length);
      },
    ],
  ],
});

/** Beginnings of an ASN.1 sequence in base64. Private keys go on with a version number, certificates do not. */
const SEQUENCES = ['MII', 'MIG', 'MIH', 'MHcC', 'MHQC', 'MC4C', 'MFMC', 'MFEC'] as const;
const MIN_KEY = 56;
/** The first line of keys that stand in tests, named so that nobody takes them for keys. */
const TESTING = /TESTING KEY-----\s*$/;
/** OpenPGP (RFC 9580): a packet of a secret key, its length, version 4, a time of this century. */
const OPENPGP = /(?:lQ[A-Za-z0-9+/]{2}B[FGH]|lFgE[X-Z]|lIYE[X-Z])[A-Za-z0-9+/]{50,70}/y;
const OPENSSH = 'b3BlbnNzaC1rZXktdjEA';
const PUTTY = 'PuTTY-User-Key-File-';

/** PKCS #1, PKCS #8 or SEC 1: a sequence that begins with the version number 0 or 1. */
function beginsPrivateKey(encoded: string): boolean {
  const der = decodeBase64Prefix(encoded.slice(0, 12), 12);
  const lengthByte = der.charCodeAt(1);
  const content = lengthByte === 0x82 ? 4 : lengthByte === 0x81 ? 3 : 2;
  if (der.charCodeAt(0) !== 0x30 || der.charCodeAt(content) !== 2 || der.charCodeAt(content + 1) !== 1) return false;
  const version = der.charCodeAt(content + 2);
  // Behind version 0 stands a number (RSA, DSA) or a sequence (PKCS #8), behind version 1 the octets of an EC key.
  const next = der.charCodeAt(content + 3);
  return (version === 0 && (next === 0x02 || next === 0x30)) || (version === 1 && (next === 0x04 || next === 0x30));
}

/** The body of a private key whose first line is missing. */
export const privateKeyBody: Finder = (rule) => ({
  anchors: [
    ...SEQUENCES.map(
      (word) =>
        [
          word,
          (search: Search, start: number) => {
            const { text, bytes, length } = search;
            if (search.done(rule) || !text.startsWith(word, start)) return;
            if (TESTING.test(text.slice(Math.max(0, start - 24), start))) return;
            const escaped = text.charAt(start - 2) === '\\';
            if (!escaped && isOf(bytes, length, start - 1, BASE64)) return;
            const end = skipForward(bytes, start, Math.min(length, start + MIN_KEY), BASE64);
            if (end - start >= MIN_KEY && beginsPrivateKey(text.slice(start, end))) search.report(rule, start, end);
          },
        ] as const,
    ),
    ...['lQ', 'lFgE', 'lIYE'].map(
      (word) =>
        [
          word,
          (search: Search, start: number) => {
            const { text, bytes, length } = search;
            if (search.joined || search.done(rule) || (start > 0 && !isOf(bytes, length, start - 1, SPACE))) return;
            OPENPGP.lastIndex = start;
            if (OPENPGP.test(text)) search.report(rule, start, OPENPGP.lastIndex);
          },
        ] as const,
    ),
    [
      OPENSSH,
      (search, start) => {
        const { text, bytes, length } = search;
        if (search.done(rule) || !text.startsWith(OPENSSH, start)) return;
        const end = skipForward(bytes, start, Math.min(length, start + MIN_KEY), BASE64);
        if (end - start >= MIN_KEY) search.report(rule, start, end);
      },
    ],
    [
      PUTTY,
      (search, start, end) => {
        if (!search.done(rule) && /^[23]: ?[a-z]/.test(search.text.slice(end, end + 4)))
          search.report(rule, start, end);
      },
    ],
  ],
});

const JWK_REACH = 1500;
const PRIVATE_MEMBER = /"(?:d|k)"\s{0,8}:\s{0,8}"([A-Za-z0-9_-]{22,1024})"/y;

/** A key in JSON (RFC 7517) with its private part, `d`, or a symmetric one, `k`. */
export const jsonWebKey: Finder = (rule) => ({
  anchors: ['"d":', '"k":'].map((word) => [
    word,
    (search, start) => {
      if (search.done(rule)) return;
      PRIVATE_MEMBER.lastIndex = start;
      const match = PRIVATE_MEMBER.exec(search.text);
      if (match === null || isPlaceholder(match[1] ?? '')) return;
      const around = search.text.slice(Math.max(0, start - JWK_REACH), start + JWK_REACH);
      const symmetric = word === '"k":';
      if (!around.includes('"kty"') || (symmetric && !around.includes('"oct"'))) return;
      search.report(rule, start, PRIVATE_MEMBER.lastIndex);
    },
  ]),
});

const NPM_TOKEN = /_(?:authtoken|auth|password)(?: ?= ?| )"?([^\s"'`]{8,256})/iy;
const NETRC = /(?:machine\s{1,8}\S{1,128}|default)\s{1,8}login\s{1,8}\S{1,128}\s{1,8}password\s{1,8}(\S{6,128})/iy;
const PGPASS =
  /(?:^|["'`])[^\s:"'`]{1,128}:(?:[0-9]{2,5}|\*):[^\s:"'`]{1,64}:[^\s:"'`]{1,64}:([^\s:"'`]{6,128})(?:$|["'`])/;
const DOCKER_AUTH = /"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/]{8,512}={0,2})"/iy;
const KEY_DATA = /client-key-data"?\s{0,4}:\s{0,4}"?LS0tLS1CRUdJTi/iy;

type Reader = (search: Search, start: number) => boolean;

/** A reader for settings whose name stands by itself, not at the end of a longer one. */
function settingIn(expression: RegExp, isSecret: (value: string) => boolean): Reader {
  const read = secretIn(expression, isSecret);
  return (search, start) => !isOf(search.bytes, search.length, start - 1, LETTER_OR_DIGIT) && read(search, start);
}

/** `user@site`, which the anonymous give. */
const ADDRESS_OF_USER = /^[a-z.]+@[a-z.]+$/i;

function isKept(password: string): boolean {
  return isChosen(password) && !ADDRESS_OF_USER.test(password);
}

/** A reader for lines in which the first group of an expression, tried at the anchor, is a secret. */
function secretIn(expression: RegExp, isSecret: (value: string) => boolean): Reader {
  return ({ text }, start) => {
    expression.lastIndex = start;
    const match = expression.exec(text);
    return match !== null && isSecret(match[1] ?? '');
  };
}

const isPgpassLine: Reader = ({ text }, start) => {
  const before = text.slice(Math.max(0, start - 160), start);
  const after = text.slice(start, start + 320);
  const newline = after.search(/[\r\n]/);
  const line = before.slice(before.lastIndexOf('\n') + 1) + (newline < 0 ? after : after.slice(0, newline));
  const match = PGPASS.exec(line.trim());
  return match !== null && isChosen(match[1] ?? '');
};

const READERS: readonly (readonly [anchor: string, reads: Reader])[] = [
  ['_authtoken', settingIn(NPM_TOKEN, isChosen)],
  ['_auth=', settingIn(NPM_TOKEN, isChosen)],
  ['machine', secretIn(NETRC, isKept)],
  ['defaultlogin', secretIn(NETRC, isKept)],
  [':5432:', isPgpassLine],
  [':5433:', isPgpassLine],
  [':6432:', isPgpassLine],
  [':*:', isPgpassLine],
  ['"auth":', secretIn(DOCKER_AUTH, holdsUserAndPassword)],
  ['client-key-data', secretIn(KEY_DATA, () => true)],
];

/** Files in which programs keep credentials: .npmrc, .netrc, .pgpass, the settings of Docker and of Kubernetes. */
export const credentialFile: Finder = (rule) => ({
  anchors: READERS.map(([anchor, reads]) => [
    anchor,
    (search, start, end) => {
      if (!search.joined && !search.done(rule) && reads(search, start)) search.report(rule, start, end);
    },
  ]),
});
