// SPDX-License-Identifier: Apache-2.0
import type { PieceSink } from '../pieces.js';
import { readLegible } from './legible.js';

/** Tag characters, one for each ASCII character, as halves of surrogate pairs. */
const TAG_HIGH = 0xdb40;
const TAG_LOW = 0xdc00;
const TAG_MARK = String.fromCharCode(TAG_HIGH);
const LAST_TAG = 0x7e;
/** A flag emoji is followed by a few, closed by the last of the block. */
const CANCEL_TAG = 0x7f;
const FLAG_HIGH = 0xd83c;
const FLAG_LOW = 0xdff4;
const MAX_FLAG = 6;

const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** The selectors that choose between a text and an emoji form, which stand in ordinary text. */
const ORDINARY = /[\ufe0e\ufe0f]/g;
const MIN_SELECTORS = 6;

/** The characters without width that bits are written as, as ranges. */
const ZERO_WIDTH = [0x200b, 0x200d, 0x2060, 0x2064, 0xfeff, 0xfeff, 0x180e, 0x180e] as const;
const MIN_ROW = 16;
const MIN_BITS = 48;

/** The tag at a place, 1 to 127, or 0. */
function tagAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== TAG_HIGH) return 0;
  const tag = text.charCodeAt(at + 1) - TAG_LOW;
  return tag > 0 && tag <= CANCEL_TAG ? tag : 0;
}

function readTags(text: string, sink: PieceSink): void {
  const runs: string[] = [];
  for (let at = text.indexOf(TAG_MARK); at >= 0; at = text.indexOf(TAG_MARK, at)) {
    const start = at;
    let run = '';
    let tag = tagAt(text, at);
    for (; tag > 0 && tag <= LAST_TAG; tag = tagAt(text, at)) {
      run += String.fromCharCode(tag);
      at += 2;
    }
    if (run === '') {
      at++;
      continue;
    }
    const isFlag = text.charCodeAt(start - 1) === FLAG_LOW && text.charCodeAt(start - 2) === FLAG_HIGH;
    if (!isFlag || tag !== CANCEL_TAG || run.length > MAX_FLAG) runs.push(run);
  }
  if (runs.length > 0) sink.takeText('hidden', runs.join('\n'));
}

function byteOf(selector: string): number {
  const code = selector.codePointAt(0) ?? 0;
  return code < 0x10000 ? code - 0xfe00 : code - 0xe0100 + 16;
}

/** Bytes written as variation selectors, which stand for 0 to 255; or for half a byte where only 16 are used. */
function readSelectors(text: string, sink: PieceSink): void {
  const selectors = text.match(SELECTORS);
  if (selectors === null || selectors.length < MIN_SELECTORS) return;
  for (const kept of [selectors, selectors.filter((selector) => selector.replace(ORDINARY, '') !== '')]) {
    const bytes = Uint8Array.from(kept, byteOf);
    const legible = readLegible(bytes)?.text;
    if (legible !== undefined) {
      sink.takeText('hidden', legible);
      return;
    }
    if (bytes.some((byte) => byte > 15)) continue;
    const halves = new Uint8Array(bytes.length >> 1);
    for (let i = 0; i < halves.length; i++) halves[i] = ((bytes[2 * i] ?? 0) << 4) | (bytes[2 * i + 1] ?? 0);
    if (sink.takeBytes('hidden', halves)) return;
  }
}

function bytesOf(bits: Uint16Array, zero: number, width: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(bits.length / width));
  for (let i = 0; i < bytes.length; i++) {
    let value = 0;
    for (let bit = 0; bit < width; bit++) value = (value << 1) | (bits[i * width + bit] === zero ? 0 : 1);
    bytes[i] = value & 0xff;
  }
  return bytes;
}

function hasNoWidth(code: number): boolean {
  if (code < 0x180e) return false;
  for (let i = 0; i < ZERO_WIDTH.length; i += 2)
    if (code >= (ZERO_WIDTH[i] ?? 0) && code <= (ZERO_WIDTH[i + 1] ?? 0)) return true;
  return false;
}

/** The two codes that occur most, most often first. */
function commonest(codes: Uint16Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([code]) => code);
}

/** The characters without width in a text, and the length of the longest row of them. */
function findZeroWidth(text: string): { readonly all: Uint16Array; readonly longest: number } {
  const all = new Uint16Array(text.length);
  let count = 0;
  let longest = 0;
  for (let at = 0, row = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!hasNoWidth(code)) {
      row = 0;
      continue;
    }
    all[count++] = code;
    if (++row > longest) longest = row;
  }
  return { all: all.subarray(0, count), longest };
}

/** Bits written as two characters without width, eight or seven or sixteen to a character. */
function readZeroWidth(text: string, sink: PieceSink): void {
  const { all, longest } = findZeroWidth(text);
  if (all.length < MIN_BITS) return;
  // Scripts that join letters use them too, but never many in a row.
  if (longest < MIN_ROW && all.length * 8 < text.length) return;
  const pair = commonest(all);
  const bits = all.filter((code) => pair.includes(code));
  for (const width of [8, 7, 16]) {
    for (const zero of pair) if (sink.takeBytes('hidden', bytesOf(bits, zero, width))) return;
  }
}

/** One of all these characters; most texts beyond ASCII have none. */
const ANY = /[\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0001}-\u{e01ef}]/u;

/** Reads text that is hidden in characters nobody sees: tags, variation selectors, bits without width. */
export function readHidden(text: string, sink: PieceSink): void {
  if (!ANY.test(text)) return;
  readTags(text, sink);
  readSelectors(text, sink);
  readZeroWidth(text, sink);
}
