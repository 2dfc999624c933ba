// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from '../bytes/utf8.js';
import { writeSpan } from '../bytes/writer.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const ESCAPE = 0x1b;
const BELL = 0x07;
const BACKSPACE = 0x08;
/** Longest sequence; a longer one is no title or link that a terminal would take. */
const MAX_SEQUENCE = 4096;

/** Whether a text holds what a terminal obeys: colours, titles, overstrikes. */
export function hasControls(text: string): boolean {
  return text.includes('\x1b') || text.includes('\b');
}

/** The place behind a control sequence of which the introducer has been read. */
function behindControl(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length && (bytes[at] ?? 0) >= 0x20 && (bytes[at] ?? 0) < 0x40) at++;
  return Math.min(length, at + 1);
}

/** The place behind a string that a bell or an escape ends; of one without an end, where it begins. */
function behindString(bytes: Uint8Array, from: number, length: number): number {
  const end = Math.min(length, from + MAX_SEQUENCE);
  for (let at = from; at < end; at++) {
    if (bytes[at] === BELL) return at + 1;
    if (bytes[at] === ESCAPE) return Math.min(length, at + 2);
  }
  return from;
}

function behindEscape(bytes: Uint8Array, at: number, length: number): number {
  const kind = bytes[at + 1] ?? 0;
  if (kind === 0x5b) return behindControl(bytes, at + 2, length);
  // Operating system command, device control, privacy message, application command.
  if (kind === 0x5d || kind === 0x50 || kind === 0x5e || kind === 0x5f) return behindString(bytes, at + 2, length);
  let end = at + 1;
  while (end < length && (bytes[end] ?? 0) >= 0x20 && (bytes[end] ?? 0) < 0x30) end++;
  return Math.min(length, end + 1);
}

/** Strikes out the last character that was written, which goes whole. */
function strikeOut(writer: Rewriter): void {
  while (writer.length > 0 && ((writer.bytes[writer.length - 1] ?? 0) & 0xc0) === 0x80) writer.length--;
  if (writer.length > 0) writer.length--;
}

/** Drops control sequences as a terminal does, and what a backspace strikes out. */
export function undoControls({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  let copied = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at];
    if (byte !== ESCAPE && byte !== BACKSPACE) continue;
    writeSpan(writer, bytes, copied, at);
    if (byte === BACKSPACE) strikeOut(writer);
    copied = byte === ESCAPE ? behindEscape(bytes, at, length) : at + 1;
    noteChange(writer, copied);
    at = copied - 1;
  }
  writeSpan(writer, bytes, copied, length);
  return writer;
}
