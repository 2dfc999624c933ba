// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../../evidence/canonical/text.js';
import type { PieceSink } from '../pieces.js';

/** The second line of a dump of sixteen bytes a line, which most have. */
const SECOND_LINE = /^[ \t]*0*10[:.]?[ \t]/m;
const DUMP_LINE =
  /^[ \t]*[0-9a-f]{4,16}[:.]?[ \t]+((?:(?:[0-9a-f]{2}){1,8}[ \t]{1,2})*(?:[0-9a-f]{2}){1,8})(?![0-9a-z])/i;
const BYTES_PER_LINE = 16;
const BEGIN = /^begin [0-7]{3,4} /;
/** Longest line of a dump or of an encoded file. */
const MAX_LINE = 256;

/** The lines of a text, as far as they are looked at. */
function* linesOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const until = end < 0 ? text.length : end;
    yield text.slice(at, Math.min(until, at + MAX_LINE)).trimEnd();
    at = until + 1;
  }
}

/** Groups of digits up to so many bytes: behind them the text is shown beside its bytes. */
function bytesOfLine(digits: string): readonly string[] {
  const groups: string[] = [];
  let left = BYTES_PER_LINE;
  for (const group of digits.split(/[ \t]+/)) {
    const size = group.length >> 1;
    if (size > left) break;
    groups.push(group);
    left -= size;
  }
  return groups;
}

/** Bytes of a word in the order of memory where a dump shows numbers. */
function swapped(group: string): string {
  return (group.match(/../g) ?? []).reverse().join('');
}

/** Reads what `xxd`, `hexdump` and their like show of a file: an offset and the bytes of each line. */
function readHexDumps(text: string, sink: PieceSink): void {
  let groups: string[] = [];
  const finish = (): void => {
    if (groups.length > 0) {
      const taken = sink.takeBytes('hex', fromHex(groups.join('').toLowerCase()));
      if (!taken || groups.every(({ length }) => length > 2)) {
        sink.takeBytes('hex', fromHex(groups.map(swapped).join('').toLowerCase()));
      }
    }
    groups = [];
  };
  for (const line of linesOf(text)) {
    const digits = DUMP_LINE.exec(line)?.[1];
    if (digits === undefined) finish();
    else groups.push(...bytesOfLine(digits));
  }
  finish();
}

/** Adds the bytes of a line: their number, then four characters for each three. */
function addUuLine(line: string, bytes: number[]): void {
  const value = (at: number): number => (line.charCodeAt(at) - 0x20) & 0x3f;
  const end = bytes.length + value(0);
  for (let at = 1; bytes.length < end; at += 4) {
    const group = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
    for (let shift = 16; shift >= 0 && bytes.length < end; shift -= 8) bytes.push((group >> shift) & 0xff);
  }
}

/** Reads files between `begin 644 name` and `end`; one that is cut off says what it says all the same. */
function readUuencoded(text: string, sink: PieceSink): void {
  let bytes: number[] | undefined;
  const finish = (): void => {
    if (bytes !== undefined) sink.takeBytes('uuencode', Uint8Array.from(bytes));
    bytes = undefined;
  };
  for (const line of linesOf(text)) {
    if (line === 'end') finish();
    else if (BEGIN.test(line)) {
      finish();
      bytes = [];
    } else if (bytes !== undefined && line !== '') addUuLine(line, bytes);
  }
  finish();
}

/** Reads files that are shown as text line by line. Call it for texts that have digits in number: all of them do. */
export function readDumps(text: string, sink: PieceSink): void {
  // Ahead of the search what nearly every dump holds and few other texts do.
  if ((text.includes('0010 ') || text.includes('0010:')) && SECOND_LINE.test(text)) readHexDumps(text, sink);
  if (text.startsWith('begin ') || text.includes('\nbegin ')) readUuencoded(text, sink);
}
