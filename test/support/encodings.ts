// SPDX-License-Identifier: Apache-2.0
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export type Encoder = (text: string) => string;

function hexOf(bytes: Uint8Array): readonly string[] {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}

function units(text: string, write: (code: number) => string, between = ''): string {
  return Array.from({ length: text.length }, (_, i) => write(text.charCodeAt(i))).join(between);
}

function points(text: string, write: (code: number) => string, between = ''): string {
  return Array.from(text, (letter) => write(letter.codePointAt(0) ?? 0)).join(between);
}

function octets(text: string, write: (byte: number) => string, between = ''): string {
  return Array.from(Buffer.from(text), write).join(between);
}

function hex(code: number, width = 0): string {
  return code.toString(16).padStart(width, '0');
}

function broken(text: string, width: number, by: string): string {
  return (text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? []).join(by);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((digit) => BASE32[Number.parseInt(digit.padEnd(5, '0'), 2)]).join('');
}

function padded(text: string, group: number): string {
  return text.padEnd(Math.ceil(text.length / group) * group, '=');
}

function base64(bytes: Uint8Array | string): string {
  return Buffer.from(bytes as string).toString('base64');
}

/** A zstd frame of one block that is not compressed, for up to 100 KB. */
export function toZstd(bytes: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  const block = (bytes.length << 3) | 1;
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]),
    size,
    Buffer.from([block & 0xff, (block >> 8) & 0xff, block >> 16]),
    bytes,
  ]);
}

function quotedPrintable(text: string): string {
  const escaped = octets(text, (byte) => `=${hex(byte, 2).toUpperCase()}`);
  return broken(escaped, 72, '=\r\n');
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export function toBase58(text: string): string {
  let number = BigInt(`0x${Buffer.from(text).toString('hex')}`);
  let digits = '';
  for (; number > 0n; number /= 58n) digits = BASE58.charAt(Number(number % 58n)) + digits;
  return digits;
}

const DELIMITERS = [':', ' ', '-', ',', '.', '_', '\n', ';', ', ', '|'];

const HEX_FORMS = Object.fromEntries(
  DELIMITERS.map((by) => [`hex with ${JSON.stringify(by)}`, (text: string) => hexOf(Buffer.from(text)).join(by)]),
);

function prefixedHex(prefix: string, between = ''): Encoder {
  return (text) => octets(text, (byte) => `${prefix}${hex(byte, 2)}`, between);
}

/** Everything whose characters are ASCII: a text is encoded as its UTF-8, in printable characters. */
export const ENCODERS: Readonly<Record<string, Encoder>> = {
  percent: (text) => octets(text, (byte) => `%${hex(byte, 2)}`),
  'percent, capitals': (text) => octets(text, (byte) => `%${hex(byte, 2).toUpperCase()}`),
  'percent, twice': (text) => octets(text, (byte) => `%25${hex(byte, 2)}`),
  'percent, nine times': (text) => octets(text, (byte) => `%${'25'.repeat(8)}${hex(byte, 2)}`),
  'percent, u': (text) => units(text, (code) => `%u${hex(code, 4)}`),
  'URI component': encodeURIComponent,
  form: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'decimal entities': (text) => points(text, (code) => `&#${code};`),
  'hex entities': (text) => points(text, (code) => `&#x${hex(code)};`),
  'entities, no semicolon, zeros': (text) => points(text, (code) => `&#${String(code).padStart(7, '0')}`),
  'entities, capital X': (text) => points(text, (code) => `&#X${hex(code, 6)};`),
  'entities, encoded again': (text) => points(text, (code) => `&amp;amp;#${code};`),
  'JSON escapes': (text) => units(text, (code) => `\\u${hex(code, 4)}`),
  'JSON escapes in a string in a string': (text) => units(text, (code) => `\\\\\\u${hex(code, 4)}`),
  'escapes in braces': (text) => points(text, (code) => `\\u{${hex(code)}}`),
  'long escapes': (text) => points(text, (code) => `\\U${hex(code, 8)}`),
  'hex escapes': prefixedHex('\\x'),
  'octal escapes': (text) => octets(text, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'U+': (text) => points(text, (code) => `U+${hex(code, 4).toUpperCase()}`, ' '),
  'list of codes': (text) => JSON.stringify([...Buffer.from(text)]),
  'list of codes over lines': (text) => JSON.stringify([...Buffer.from(text)], undefined, 2),
  'object of codes': (text) => JSON.stringify(Object.fromEntries(Buffer.from(text).entries())),
  'codes with spaces': (text) => octets(text, String, ' '),
  'codes with semicolons': (text) => octets(text, String, ';'),
  fromCharCode: (text) => `String.fromCharCode(${units(text, String, ', ')})`,
  'fromCharCode again and again': (text) => octets(text, (byte) => `String.fromCharCode(${byte})`, ' + '),
  chr: (text) => octets(text, (byte) => `chr(${byte})`, '.'),
  'char casts': (text) => octets(text, (byte) => `[char]${byte}`, '+'),
  'hex numbers': (text) => `[${octets(text, (byte) => `0x${hex(byte)}`, ', ')}]`,
  'binary numbers': (text) => octets(text, (byte) => byte.toString(2).padStart(8, '0'), ' '),
  'octal numbers': (text) => octets(text, (byte) => byte.toString(8), ' '),
  base64,
  'base64, no padding': (text) => base64(text).replaceAll('=', ''),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64, MIME lines': (text) => broken(base64(text), 76, '\r\n'),
  'base64, short lines': (text) => broken(base64(text), 20, '\n'),
  'base64, spaced': (text) => broken(base64(text), 4, ' '),
  'base64, put together': (text) => `"${broken(base64(text), 12, '" + "')}"`,
  'data URL': (text) => `data:text/plain;base64,${base64(text)}`,
  'hex, plain': (text) => Buffer.from(text).toString('hex'),
  'hex, capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'hex, one digit ahead': (text) => `c${Buffer.from(text).toString('hex')}`,
  'hex, in fours': (text) => broken(Buffer.from(text).toString('hex'), 4, ' '),
  'hex, in lines': (text) => broken(Buffer.from(text).toString('hex'), 32, '\n'),
  ...HEX_FORMS,
  'hex with 0x': prefixedHex('0x'),
  'hex with 0x and commas': prefixedHex('0x', ', '),
  'hex with %': prefixedHex('%'),
  base32: (text) => toBase32(Buffer.from(text)),
  'base32, padded': (text) => padded(toBase32(Buffer.from(text)), 8),
  'base32, small': (text) => toBase32(Buffer.from(text)).toLowerCase(),
  'quoted-printable': quotedPrintable,
  'gzip, base64': (text) => base64(gzipSync(text)),
  'gzip, hex': (text) => gzipSync(text).toString('hex'),
  'gzip, base32': (text) => toBase32(gzipSync(text)),
  'zlib, base64': (text) => base64(deflateSync(text)),
  'zlib, fast, base64url': (text) => deflateSync(text, { level: 1 }).toString('base64url'),
  'zlib, hex': (text) => deflateSync(text).toString('hex'),
  'deflate, base64': (text) => base64(deflateRawSync(text)),
  'deflate, fixed codes, base64': (text) => base64(deflateRawSync(text, { strategy: constants.Z_FIXED })),
  'deflate, hex': (text) => deflateRawSync(text).toString('hex'),
  'brotli, base64': (text) => base64(brotliCompressSync(text)),
  'brotli, hex': (text) => brotliCompressSync(text).toString('hex'),
  'zstd, base64': (text) => base64(toZstd(Buffer.from(text))),
  'gzip, list of codes': (text) => JSON.stringify([...gzipSync(text)]),
};

/** Encodings in characters that are not ASCII, of a text that is. */
export const HIDING_ENCODERS: Readonly<Record<string, Encoder>> = {
  tags: (text) => points(text, (code) => String.fromCodePoint(code < 0x80 ? 0xe0000 + code : code)),
  'variation selectors': (text) =>
    `\u{1f600}${octets(text, (byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))}`,
  'bits without width': (text) =>
    octets(text, (byte) => byte.toString(2).padStart(8, '0'))
      .replaceAll('0', '\u200b')
      .replaceAll('1', '\u200c'),
  'UTF-16, base64': (text) => base64(Buffer.from(text, 'utf16le')),
};
