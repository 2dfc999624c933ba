// SPDX-License-Identifier: Apache-2.0
import { encodeText, quadsOf, type Utf8 } from './bytes/utf8.js';
import { openWriter, reserve, textOf, writeCode, type Writer } from './bytes/writer.js';
import { CONFUSABLES } from './confusables.table.js';

/** Control characters, characters that leave no trace, and spaces that are none of ASCII, as parts of classes. */
const CONTROLS = '\\x00-\\x1f\\x7f-\\x9f';
const CONTROLS_BUT_LINES = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f';
/** Joiners, direction marks, fillers, variation selectors, tags and other characters that are never drawn. */
const INVISIBLE =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f' +
  '\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';
const EXOTIC_SPACE = '\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** What a pipeline makes of a text beyond mapping letters. */
interface Pipeline {
  /** Matches a text that needs nothing; by byte of ASCII, 1 for what needs nothing. */
  readonly plain: RegExp;
  readonly plainBytes: Uint8Array;
  readonly dropped: RegExp;
  /** By UTF-16 unit: the unit that takes its place, or one of the answers below. */
  readonly units: Uint16Array;
  /** What takes the place of characters for which that is more than one unit, or that are two units themselves. */
  readonly others: Map<number, string>;
}

/** Answers of `units`, beside 0 for a unit that was not met yet; no text that was rewritten holds these. */
const DROPPED = 1;
const OTHER = 2;

function pipeline(lines: boolean, dropped: string): Pipeline {
  const plain = new Uint8Array(256).fill(1, 0x20, 0x7f);
  if (lines) for (const line of '\t\n\r') plain[line.charCodeAt(0)] = 1;
  return {
    plain: new RegExp(`^[\\x20-\\x7e${lines ? '\\t\\n\\r' : ''}]*$`),
    plainBytes: plain,
    dropped: new RegExp(`[${dropped}]+`, 'gu'),
    units: new Uint16Array(65_536),
    others: new Map(),
  };
}

const DLP = pipeline(false, CONTROLS + INVISIBLE + EXOTIC_SPACE);
const DLP_LINES = pipeline(true, CONTROLS_BUT_LINES + INVISIBLE + EXOTIC_SPACE);

const NOT_ASCII = /[^\x00-\x7f]/u;
const LETTERS = /[^\x00-\x7f]/gu;
const MARKS = /[\p{Mn}\p{Me}]+/gu;

function fold(text: string): string {
  return text.replace(LETTERS, (letter) => CONFUSABLES.get(letter) ?? letter);
}

/** What takes the place of one character, whatever stands around it. */
function rewriteCharacter(letter: string, { dropped }: Pipeline): string {
  // Before compatibility mapping, which would turn exotic spaces into plain ones and some look-alikes into others.
  const visible = fold(letter.replace(dropped, ''));
  if (!NOT_ASCII.test(visible) || HANGUL.test(visible)) return visible;
  // Marks go before the look-alikes, because a decomposed letter can uncover one.
  const decomposed = fold(visible.normalize('NFKD'));
  return fold(decomposed.replace(MARKS, '')).replace(dropped, '');
}

const HANGUL = /^[\uac00-\ud7a3]$/;

/** Finds and remembers the answer for a unit that is a character. */
function learn(unit: number, way: Pipeline): number {
  const result = rewriteCharacter(String.fromCharCode(unit), way);
  if (result.length > 1) way.others.set(unit, result);
  const answer = result.length > 1 ? OTHER : result === '' ? DROPPED : result.charCodeAt(0);
  way.units[unit] = answer;
  return answer;
}

/** Characters of two units that are remembered: there are many, and few in any one text. */
const MAX_REMEMBERED = 4096;

function rewriteAstral(code: number, way: Pipeline): string {
  const known = way.others.get(code);
  if (known !== undefined) return known;
  const result = rewriteCharacter(String.fromCodePoint(code), way);
  if (way.others.size < MAX_REMEMBERED) way.others.set(code, result);
  return result;
}

function writeText(writer: Writer, text: string): void {
  for (let i = 0; i < text.length; i++) writeCode(writer, text.charCodeAt(i));
}

/** Longest answer for one character, in bytes: the compatibility form of one Arabic phrase. */
const MAX_GROWTH = 40;

/** Code of the character at a place of well-formed UTF-8; its first byte is above ASCII. */
function codeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | second;
  const third = (bytes[at + 2] ?? 0) & 0x3f;
  if (first < 0xf0) return ((first & 0x0f) << 12) | (second << 6) | third;
  return ((first & 0x07) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] ?? 0) & 0x3f);
}

function sizeOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Copies printable ASCII from `at` on; returns the place of what follows it. */
function copyPlain(writer: Writer, bytes: Uint8Array, at: number, length: number): number {
  const target = writer.bytes;
  let to = writer.length;
  let from = at;
  for (; from < length; from++) {
    const byte = bytes[from] ?? 0;
    if (byte < 0x20 || byte > 0x7e) break;
    target[to++] = byte;
  }
  writer.length = to;
  return from;
}

/** Up to this length an expression beats a trip through bytes. */
const SHORT = 256;

/** Whether there is nothing to do. */
function isPlain({ bytes, length }: Utf8, { plainBytes }: Pipeline): boolean {
  const quads = quadsOf(bytes);
  const count = length >> 2;
  for (let i = 0; i < count; i++) {
    const quad = quads[i] ?? 0;
    // Nothing below a space, nothing from 0x7f on: printable ASCII.
    if ((((quad - 0x20202020) | quad | (quad + 0x01010101)) & 0x80808080) === 0) continue;
    for (let at = 4 * i; at < 4 * i + 4; at++) if (plainBytes[bytes[at] ?? 0] !== 1) return false;
  }
  for (let at = 4 * count; at < length; at++) if (plainBytes[bytes[at] ?? 0] !== 1) return false;
  return true;
}

function rewrite(text: string, way: Pipeline): string {
  if (text.length <= SHORT && way.plain.test(text)) return text;
  const encoded = encodeText(text);
  if (text.length > SHORT && isPlain(encoded, way)) return text;
  const { bytes, length } = encoded;
  // A character of two bytes or more becomes one of three at most.
  const writer = openWriter(length + (length >> 1));
  for (let at = 0; at < length;) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte <= 0x7e) {
      at = copyPlain(writer, bytes, at, length);
      continue;
    }
    const code = byte < 0x80 ? byte : codeAt(bytes, at);
    at += sizeOf(code);
    const answer = code > 0xffff ? OTHER : way.units[code] || learn(code, way);
    if (answer > OTHER) {
      writeCode(writer, answer);
    } else if (answer === OTHER) {
      const other = code > 0xffff ? rewriteAstral(code, way) : (way.others.get(code) ?? '');
      reserve(writer, MAX_GROWTH + ((3 * (length - at)) >> 1));
      writeText(writer, other);
    }
  }
  return textOf(writer);
}

/**
 * The form in which credentials are searched: no control or invisible character, no exotic space, compatibility
 * mapping, no combining mark, look-alike letters as ASCII. Applying it twice changes nothing more. Untrusted input.
 */
export function normalizeForDlp(text: string): string {
  return rewrite(text, DLP);
}

/** As `normalizeForDlp`, but tab, line feed and carriage return stay, so that line starts and word ends stay too. */
export function normalizeKeepingLines(text: string): string {
  return rewrite(text, DLP_LINES);
}
