// SPDX-License-Identifier: Apache-2.0
import { hexToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { demand, FormatError } from './errors.js';

const LOWER_HEX = /^[0-9a-f]*$/;
const ANY_HEX = /^[0-9a-fA-F]*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BYTE_ORDER_MARK = 0xfeff;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `toHex`: bytes as lower-case hex digits. */
export { bytesToHex as toHex } from '@noble/hashes/utils.js';

/** Whether `text` is lower-case hex, of exactly `length` digits when given. */
export function isHex(text: string, length?: number): boolean {
  return (length === undefined || text.length === length) && LOWER_HEX.test(text);
}

/** Hex digits to bytes. The text is untrusted. Throws FormatError `field_value` on another character or an odd length. */
export function fromHex(hex: string): Uint8Array {
  demand(hex.length % 2 === 0 && ANY_HEX.test(hex), 'not hexadecimal text');
  return hexToBytes(hex);
}

/** Bytes as padded standard base64 (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/**
 * Padded standard base64 to bytes. The text is untrusted. Throws FormatError `field_value` unless the text is the one
 * canonical spelling of its bytes.
 */
export function fromBase64(text: string): Uint8Array {
  demand(BASE64.test(text), 'not padded base64 text');
  try {
    return base64.decode(text);
  } catch (cause) {
    throw new FormatError('field_value', 'base64 text with unused bits set', { cause });
  }
}

/** As `fromBase64`, for base64url without padding (RFC 4648 section 5). */
export function fromBase64Url(text: string): Uint8Array {
  demand(/^[A-Za-z0-9_-]*$/.test(text), 'not base64url text');
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(standard.padEnd(Math.ceil(text.length / 4) * 4, '='));
}

/** UTF-8 form of a string. A lone surrogate becomes U+FFFD. */
export function utf8Encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Untrusted bytes to text. Throws FormatError `utf8` on malformed UTF-8 and on a byte order mark. */
export function decodeUtf8Strict(bytes: Uint8Array): string {
  try {
    const text = strictDecoder.decode(bytes);
    if (text.charCodeAt(0) !== BYTE_ORDER_MARK) return text;
  } catch (cause) {
    throw new FormatError('utf8', 'malformed UTF-8', { cause });
  }
  throw new FormatError('utf8', 'byte order mark');
}

/**
 * Order of two strings by code point, which is also the order of their UTF-8 bytes. It differs from JavaScript's own
 * order only where a surrogate meets a unit from U+E000 up: those sort below every surrogate there, above it here.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
