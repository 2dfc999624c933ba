// SPDX-License-Identifier: Apache-2.0

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Control characters are 0. */
const PRINTABLE = 1;
/** A byte that cannot begin a UTF-8 character. */
const BAD = 2;
/** Above these: the number of bytes of the character, plus this. */
const LEAD = 3;

const KIND = new Uint8Array(256);
KIND.fill(PRINTABLE, 0x20, 0x7f);
for (const letter of '\t\n\r') KIND[letter.charCodeAt(0)] = PRINTABLE;
KIND.fill(BAD, 0x80, 0x100);
KIND.fill(LEAD + 2, 0xc2, 0xe0);
KIND.fill(LEAD + 3, 0xe0, 0xf0);
KIND.fill(LEAD + 4, 0xf0, 0xf5);

/** Shortest text, in bytes, that is worth reading. */
export const MIN_LEGIBLE = 6;
/** Below this length every byte has to be legible. */
const MIN_BLEMISHED = 12;
/** Shortest stretch that is taken out of binary. */
const MIN_STRETCH = 8;
const LINE_FEED = 0x0a;
/** Bytes at each end that may belong to a character cut off there. */
const CUT = 3;

/** Shortest stretch by which so many bytes of binary count as holding text: random bytes have some short ones. */
export function neededRun(length: number): number {
  return length < 4096 ? 12 : length < 65_536 ? 15 : length < 1_048_576 ? 18 : 21;
}

/** Number of bytes of the character at `at`, or 0 when there is none. */
export function characterAt(bytes: Uint8Array, at: number, length: number): number {
  const kind = KIND[bytes[at] ?? 0] ?? 0;
  if (kind === PRINTABLE) return 1;
  if (kind <= LEAD) return 0;
  const size = kind - LEAD;
  if (at + size > length) return 0;
  for (let i = 1; i < size; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

interface Measure {
  /** Bytes that belong to no character, and control characters. */
  readonly faults: number;
  readonly zeros: number;
  readonly longest: number;
}

function measure(bytes: Uint8Array, length: number): Measure {
  let faults = 0;
  let zeros = 0;
  let longest = 0;
  let start = 0;
  for (let at = 0; at < length;) {
    const size = characterAt(bytes, at, length);
    if (size > 0) {
      at += size;
      continue;
    }
    if (at - start > longest) longest = at - start;
    if (bytes[at] === 0) zeros++;
    faults++;
    start = ++at;
  }
  return { faults, zeros, longest: Math.max(longest, length - start) };
}

/**
 * Whether so few bytes may hold anything that `readLegible` gives: a stretch of text, or zeros as of wide text. Sooner
 * told than measured, for most of what is tried holds nothing.
 */
export function mayBeLegible(bytes: Uint8Array, length: number): boolean {
  if (length < MIN_LEGIBLE) return false;
  const needed = Math.min(length, MIN_STRETCH);
  let start = 0;
  let zeros = 0;
  for (let at = 0; at < length;) {
    const size = characterAt(bytes, at, length);
    if (size > 0) {
      at += size;
      if (at - start >= needed) return true;
      continue;
    }
    if (bytes[at] === 0) zeros++;
    start = ++at;
    const left = length - at;
    if (left < needed && (zeros + left) * 5 < length * 2) return false;
  }
  return zeros * 5 >= length * 2;
}

const NOT_TEXT = /[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f]+/g;

/** A byte that no text holds: a control character, or one that neither begins a UTF-8 character nor continues one. */
const ALIEN = 0;
const ASCII = 1;
const CONTINUATION = 2;
const BEGINNING = 3;
/** What a byte may be in a text. */
const ROLE = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const kind = KIND[byte] ?? 0;
  ROLE[byte] =
    kind === PRINTABLE ? ASCII : kind > LEAD ? BEGINNING : byte >= 0x80 && byte < 0xc0 ? CONTINUATION : ALIEN;
}

/** Shortest stretch that is taken out of so many bytes of binary. */
function shortestStretch(length: number): number {
  return neededRun(length) - (neededRun(MIN_BLEMISHED) - MIN_STRETCH);
}

/** Adds the stretches of text, start and end in turn, that lie between two places and are long enough. */
function addStretches(stretches: number[], bytes: Uint8Array, from: number, end: number, shortest: number): void {
  let start = from;
  for (let at = from; at <= end;) {
    const size = at < end ? characterAt(bytes, at, end) : 0;
    if (size > 0) {
      at += size;
      continue;
    }
    if (at - start >= shortest) stretches.push(start, at);
    start = ++at;
  }
}

/** The last place from `lowest` to `highest` that is certainly no text; below `lowest` when there is none. */
function lastFault(bytes: Uint8Array, lowest: number, highest: number): number {
  let behind = ALIEN;
  for (let at = highest; at >= lowest; at--) {
    const role = ROLE[bytes[at] ?? 0] ?? ALIEN;
    if (role === ALIEN) return at;
    if (role === ASCII && behind === CONTINUATION) return at + 1;
    if (role === BEGINNING && (behind === ASCII || behind === BEGINNING)) return at;
    behind = role;
  }
  // What stands ahead of `lowest` was no text.
  return behind === CONTINUATION ? lowest : lowest - 1;
}

/**
 * The stretches of text in binary, start and end in turn. One that is long enough covers each place it could end at or
 * one before it, so that most bytes of binary are not looked at.
 */
function findStretches(bytes: Uint8Array, length: number): readonly number[] {
  const shortest = shortestStretch(length);
  const stretches: number[] = [];
  for (let at = shortest - 1, free = 0; at < length;) {
    const fault = lastFault(bytes, free, at);
    if (fault >= free) {
      free = fault + 1;
      at = fault + shortest;
      continue;
    }
    let end = at + 1;
    while (end < length && ROLE[bytes[end] ?? 0] !== ALIEN) end++;
    addStretches(stretches, bytes, free, end, shortest);
    free = end + 1;
    at = end + shortest;
  }
  return stretches;
}

function longestOf(stretches: readonly number[]): number {
  let longest = 0;
  for (let i = 0; i < stretches.length; i += 2)
    longest = Math.max(longest, (stretches[i + 1] ?? 0) - (stretches[i] ?? 0));
  return longest;
}

/** The stretches as lines. Put together first: decoding many short ones one by one takes longer than finding them. */
function textOfStretches(bytes: Uint8Array, stretches: readonly number[]): string {
  let size = 0;
  for (let i = 0; i < stretches.length; i += 2) size += (stretches[i + 1] ?? 0) - (stretches[i] ?? 0) + 1;
  const joined = new Uint8Array(size);
  let filled = 0;
  for (let i = 0; i < stretches.length; i += 2) {
    for (let at = stretches[i] ?? 0; at < (stretches[i + 1] ?? 0); at++) joined[filled++] = bytes[at] ?? 0;
    joined[filled++] = LINE_FEED;
  }
  return utf8.decode(joined.subarray(0, Math.max(0, filled - 1)));
}

function readStretches(bytes: Uint8Array, length: number): string {
  return textOfStretches(bytes, findStretches(bytes, length));
}

/** Text of two bytes a character, in either order; every second byte of such a text in a Latin script is zero. */
function readWide(bytes: Uint8Array, length: number): string {
  let even = 0;
  for (let at = 0; at < length; at += 2) if (bytes[at] === 0) even++;
  const reversed = even * 4 > length && (bytes[0] === 0 || (bytes[0] === 0xfe && bytes[1] === 0xff));
  // The zero stands behind the letter; where it does not, and is not the first byte, something was put ahead.
  const from = even * 4 > length && !reversed ? 1 : 0;
  const ordered = new Uint8Array((length - from + 1) & ~1);
  ordered.set(bytes.subarray(from, length));
  if (reversed) {
    for (let at = 0; at < ordered.length; at += 2) {
      const first = ordered[at] ?? 0;
      ordered[at] = ordered[at + 1] ?? 0;
      ordered[at + 1] = first;
    }
  }
  return utf16.decode(ordered).replace(NOT_TEXT, '');
}

/** Shortest text of two bytes a character, in bytes. */
const MIN_WIDE = 2 * MIN_LEGIBLE;

/** Two bytes in five are zero, each beside one that is not, and few others are no text. */
function isWide(bytes: Uint8Array, length: number, { zeros, faults }: Measure): boolean {
  if (length < MIN_WIDE || zeros * 5 < length * 2 || zeros * 4 < faults * 3) return false;
  // Rows of zeros fill up the records of an archive.
  let alone = 0;
  for (let at = 1; at < length; at++) if ((bytes[at] === 0) !== (bytes[at - 1] === 0)) alone++;
  return alone * 5 >= length * 3;
}

/** From this length on binary is told from text by a part of it. */
const LARGE = 4096;

/** Whether so many of the bytes are no text that they are neither text with some blemishes nor UTF-16. */
function isBinary(bytes: Uint8Array, length: number): boolean {
  let zeros = 0;
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros++;
  if (zeros * 5 >= length * 2) return false;
  // A continuation byte may belong to a character.
  let left = CUT + (length >> 3);
  for (let at = 0; at < length; at++) if (ROLE[bytes[at] ?? 0] === ALIEN && --left < 0) return true;
  return false;
}

/** The text of bytes that are UTF-16 in a Latin script, or undefined. */
export function readWideText(bytes: Uint8Array): string | undefined {
  if (bytes.length < MIN_WIDE || !bytes.includes(0)) return undefined;
  return isWide(bytes, bytes.length, measure(bytes, bytes.length)) ? readWide(bytes, bytes.length) : undefined;
}

/** So short a text in ASCII is sooner made than decoded. */
const SHORT = 48;

function textOf(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return utf8.decode(bytes);
  let all = 0;
  for (let at = 0; at < bytes.length; at++) all |= bytes[at] ?? 0;
  // A typed array is as good as a list here.
  return all < 0x80 ? String.fromCharCode.apply(undefined, bytes as unknown as number[]) : utf8.decode(bytes);
}

export interface Legible {
  readonly text: string;
  /** All of the bytes are text. */
  readonly whole: boolean;
}

/**
 * The text that bytes hold, or undefined for binary. Text in UTF-8 is given whole, with line feeds for the few bytes
 * that are none; UTF-16 likewise; of binary that holds text, the stretches of text, a line each.
 */
export function readLegible(bytes: Uint8Array): Legible | undefined {
  const { length } = bytes;
  if (length < MIN_LEGIBLE) return undefined;
  if (length >= LARGE && isBinary(bytes, length)) {
    const stretches = findStretches(bytes, length);
    return longestOf(stretches) >= neededRun(length)
      ? { text: textOfStretches(bytes, stretches), whole: false }
      : undefined;
  }
  const measured = measure(bytes, length);
  const { faults, longest } = measured;
  if (faults === 0) return { text: textOf(bytes), whole: true };
  if (isWide(bytes, length, measured)) return { text: readWide(bytes, length), whole: true };
  if (length < MIN_BLEMISHED) {
    if (faults > CUT || longest !== length - faults || longest < MIN_STRETCH) return undefined;
    return { text: readStretches(bytes, length), whole: false };
  }
  if ((faults - Math.min(faults, CUT)) * 8 <= length && longest >= MIN_STRETCH) {
    return { text: utf8.decode(bytes).replace(NOT_TEXT, '\n'), whole: false };
  }
  return longest >= neededRun(length) ? { text: readStretches(bytes, length), whole: false } : undefined;
}
