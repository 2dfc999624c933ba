// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { IBAN_LENGTHS } from './iban.table.js';
import type { ValidatorName } from './rule.js';

/** Tells a credential from a text of the same shape. The argument is the matched text, untrusted. */
export type Validator = (match: string) => boolean;

function within(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

const MIN_CARD = 15;
const MAX_CARD = 19;
/** The digits of the number being looked at. */
const digits = new Uint8Array(MAX_CARD);

function leading(count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 10 + (digits[i] ?? 0);
  return value;
}

function knownIssuer(length: number): boolean {
  const two = leading(2);
  const three = leading(3);
  const four = leading(4);
  const visa = digits[0] === 4 && (length === 16 || length === 19);
  const mastercard = length === 16 && (within(two, 51, 55) || within(four, 2221, 2720));
  const amex = length === 15 && (two === 34 || two === 37);
  const jcb = within(length, 16, 19) && within(four, 3528, 3589);
  const discover = (length === 16 || length === 19) && (four === 6011 || within(three, 644, 649) || two === 65);
  return visa || mastercard || amex || jcb || discover;
}

/** The Luhn sum ends in 0. */
function hasCheckDigit(length: number): boolean {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const digit = digits[length - 1 - i] ?? 0;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSeparator(code: number): boolean {
  return code === 0x20 || code === 0x2d;
}

function isWord(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x7a) || code === 0x5f;
}

/** Groups of a card number, but for its last, have at least this many digits: 4-4-4-4, 4-6-5. */
const MIN_GROUP = 4;

/**
 * Where the card number ends that starts at a place, or -1: its group of digits, or that and those after it, for a
 * neighbour may have joined in. It ends where the text does, at a separator or, unless `alone`, ahead of anything that
 * is no word.
 */
export function cardEnd(text: string, start: number, alone: boolean): number {
  let count = 0;
  for (let at = start, group = start; ; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      if (count === MAX_CARD) return -1;
      digits[count++] = code - 0x30;
      continue;
    }
    const separated = isSeparator(code);
    if (!separated && at < text.length && (alone || isWord(code))) return -1;
    if (count >= MIN_CARD && knownIssuer(count) && hasCheckDigit(count)) return at;
    if (!separated || at - group < MIN_GROUP) return -1;
    group = at + 1;
  }
}

/** Payment card: 15 to 19 digits of a known issuer whose check digit (ISO/IEC 7812-1) holds. */
export function isCardNumber(match: string): boolean {
  for (let at = 0; at < match.length; at++) {
    const starts = at === 0 || isSeparator(match.charCodeAt(at - 1));
    if (starts && isDigit(match.charCodeAt(at)) && cardEnd(match, at, true) >= 0) return true;
  }
  return false;
}

/**
 * The first place in a text where a card number may start, or undefined. One pass, so that a text made of numbers that
 * are no cards costs no more than another.
 */
export function findCardStart(text: string): number | undefined {
  let afterWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!afterWord && isDigit(code) && cardEnd(text, at, false) >= 0) return at;
    afterWord = isWord(code);
  }
  return undefined;
}

/** Bank account number (ISO 13616): a known country, its exact length, remainder 1 modulo 97. */
export function isIban(match: string): boolean {
  const account = match.toUpperCase();
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(account)) return false;
  if (IBAN_LENGTHS.get(account.slice(0, 2)) !== account.length) return false;
  let remainder = 0;
  for (const letter of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Bank routing number of the United States: nine digits of an assigned range whose weighted sum ends in 0. */
export function isRoutingNumber(match: string): boolean {
  if (!/^[0-9]{9}$/.test(match)) return false;
  const district = Number(match.slice(0, 2));
  const assigned = district <= 12 || within(district, 21, 32) || within(district, 61, 72) || district === 80;
  if (!assigned) return false;
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
  return weights.reduce((sum, weight, i) => sum + weight * Number(match.charAt(i)), 0) % 10 === 0;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function decodeBase58(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = BASE58.indexOf(letter);
    if (carry < 0) return undefined;
    for (let i = 0; i < bytes.length; i++) {
      carry += (bytes[i] ?? 0) * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let i = 0; i < text.length && text.charAt(i) === '1'; i++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

/** Bitcoin private key in wallet import format: version 0x80, 32 bytes (or 33 ending in 1), double SHA-256 checksum. */
export function isWalletKey(match: string, suite: CryptoSuite): boolean {
  if (match.length < 51 || match.length > 52) return false;
  const bytes = decodeBase58(match);
  if (bytes === undefined || bytes[0] !== 0x80) return false;
  const compressed = bytes.length === 38 && bytes[33] === 1;
  if (bytes.length !== 37 && !compressed) return false;
  const digest = suite.sha256(suite.sha256(bytes.subarray(0, -4)));
  return bytes.subarray(-4).every((byte, i) => byte === digest[i]);
}

/** The validators by name, bound to a suite for the one that hashes. */
export function bindValidators(suite: CryptoSuite): Readonly<Record<ValidatorName, Validator>> {
  return {
    luhn: isCardNumber,
    mod97: isIban,
    aba: isRoutingNumber,
    wif: (match) => isWalletKey(match, suite),
  };
}
