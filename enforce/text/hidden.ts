// SPDX-License-Identifier: Apache-2.0
import { readLegible } from './legible.js';
import type { PieceSink } from './pieces.js';

/** Tag characters, one for each ASCII character. A flag emoji is followed by a few, closed by the last of the block. */
const TAGS = /(\u{1f3f4})?([\u{e0001}-\u{e007e}]+)(\u{e007f})?/gu;
const FIRST_TAG = 0xe0000;
const MAX_FLAG = 6;

const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** The selectors that choose between a text and an emoji form, which stand in ordinary text. */
const ORDINARY = /[\ufe0e\ufe0f]/g;
const MIN_SELECTORS = 6;

const ZERO_WIDTH = /[\u200b-\u200d\u2060-\u2064\ufeff\u180e]/g;
const ZERO_WIDTH_RUN = /[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{16,}/;
const MIN_BITS = 48;

function readTags(text: string, sink: PieceSink): void {
  const runs: string[] = [];
  for (const [, flag, run = '', closed] of text.matchAll(TAGS)) {
    const tags = Array.from(run, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? FIRST_TAG) - FIRST_TAG));
    if (flag !== undefined && closed !== undefined && tags.length <= MAX_FLAG) continue;
    runs.push(tags.join(''));
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

function bytesOf(bits: string, zero: string, width: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(bits.length / width));
  for (let i = 0; i < bytes.length; i++) {
    let value = 0;
    for (let bit = 0; bit < width; bit++) value = (value << 1) | (bits.charAt(i * width + bit) === zero ? 0 : 1);
    bytes[i] = value & 0xff;
  }
  return bytes;
}

/** The two characters that occur most, most often first. */
function commonest(letters: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([letter]) => letter);
}

/** Bits written as two characters without width, eight or seven or sixteen to a character. */
function readZeroWidth(text: string, sink: PieceSink): void {
  const all = text.match(ZERO_WIDTH);
  if (all === null || all.length < MIN_BITS) return;
  // Scripts that join letters use them too, but never many in a row.
  if (!ZERO_WIDTH_RUN.test(text) && all.length * 8 < text.length) return;
  const pair = commonest(all);
  const bits = all.filter((letter) => pair.includes(letter)).join('');
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
