// SPDX-License-Identifier: Apache-2.0
import { BASE64 } from '../bytes/digits.js';
import type { Utf8 } from '../bytes/utf8.js';
import { copyUpTo, hexAt, writeByte, type Writer } from '../bytes/writer.js';
import { finderOf } from './finder.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const EQUALS = 0x3d;
const QUESTION = 0x3f;
const UNDERSCORE = 0x5f;
const SPACE = 0x20;
/** Longest word; mail programs write at most 75 characters, others do not keep to it. */
const MAX_WORD = 8192;
const MAX_CHARSET = 40;

/** Whether a text may hold words of mail headers in RFC 2047 form. */
export const hasMimeWords = finderOf('=?', /=\?[\w*-]{2,40}\?[bq]\?/i);

function writeQuoted(writer: Writer, bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const value = byte === EQUALS ? hexAt(bytes, at + 1, 2, to) : -1;
    if (value >= 0) at += 2;
    writeByte(writer, value >= 0 ? value : byte === UNDERSCORE ? SPACE : byte);
  }
}

function writeBase64(writer: Writer, bytes: Uint8Array, from: number, to: number): void {
  let held = 0;
  let pending = 0;
  for (let at = from; at < to; at++) {
    const digit = BASE64.values[bytes[at] ?? 0] ?? -1;
    if (digit < 0) continue;
    held = ((held << 6) | digit) & 0xfff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    writeByte(writer, (held >> pending) & 0xff);
  }
}

/** The next question mark before `end`, or -1. */
function questionFrom(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === QUESTION) return at;
  return -1;
}

/** Writes what a word stands for; returns the place behind it, or 0 when there is none. */
function writeWord(writer: Writer, bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at + 1] !== QUESTION) return 0;
  const charset = questionFrom(bytes, at + 2, Math.min(length, at + MAX_CHARSET));
  if (charset < at + 3 || bytes[charset + 2] !== QUESTION) return 0;
  const form = (bytes[charset + 1] ?? 0) | 0x20;
  const from = charset + 3;
  const to = questionFrom(bytes, from, Math.min(length, from + MAX_WORD));
  if (to < 0 || bytes[to + 1] !== EQUALS) return 0;
  if (form === 0x71) writeQuoted(writer, bytes, from, to);
  else if (form === 0x62) writeBase64(writer, bytes, from, to);
  else return 0;
  return to + 2;
}

/** Where the next word begins behind white space, which is dropped between two words; the place itself otherwise. */
function behindSpace(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length && (bytes[at] === SPACE || bytes[at] === 0x09 || bytes[at] === 0x0d || bytes[at] === 0x0a)) at++;
  return bytes[at] === EQUALS && bytes[at + 1] === QUESTION ? at : from;
}

/** Undoes words of mail headers, `=?UTF-8?B?...?=` and `=?UTF-8?Q?...?=`. */
export function undoMimeWords({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  for (let at = 0; at < length;) {
    at = copyUpTo(writer, bytes, at, length, EQUALS);
    if (at === length) break;
    const end = writeWord(writer, bytes, at, length);
    if (end === 0) {
      writeByte(writer, EQUALS);
      at++;
      continue;
    }
    at = behindSpace(bytes, end, length);
    noteChange(writer, at);
  }
  return writer;
}
