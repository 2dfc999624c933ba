// SPDX-License-Identifier: Apache-2.0
import type { Compression, Inflater } from './compression/inflater.js';
import { inflateCeiling, openStream, plausibleKinds } from './compression/streams.js';
import { deflatedEntries, isZip } from './compression/zip.js';
import { readLegible, type Legible } from './encodings/legible.js';
import type { Memory, Reader } from './memory.js';
import type { ViewLimit, ViewName } from './view.js';

/** A text that an encoding gave. */
export interface Piece {
  readonly encoding: ViewName;
  readonly text: string;
  /** Number of encodings undone to get it: more than one where compressed bytes were encoded. */
  readonly steps: number;
  /** No notation is left in it that runs all through a text. */
  readonly final?: true;
  /** Length of the text of which it is an excerpt. */
  readonly excerptOf?: number;
}

/** What decompressing may cost one surface. */
export interface InflateBudget {
  /** Streams still tried, long ones counted once for each so many bytes. */
  attempts: number;
  /** Bytes still produced. */
  bytes: number;
  limit: ViewLimit | undefined;
}

const BYTES_PER_ATTEMPT = 8192;
/** Streams inside streams. */
const MAX_NESTED = 8;

function inflate(
  inflater: Inflater,
  budget: InflateBudget,
  kind: Compression,
  bytes: Uint8Array,
): Uint8Array | undefined {
  if (budget.limit !== undefined) return undefined;
  budget.attempts -= 1 + Math.floor(bytes.length / BYTES_PER_ATTEMPT);
  if (budget.attempts < 0) {
    budget.limit = 'effort';
    return undefined;
  }
  const result = inflater.inflate(kind, bytes, inflateCeiling(bytes.length, Math.max(1, budget.bytes)));
  if (result === 'too_large') {
    budget.limit ??= 'bomb';
    return undefined;
  }
  if (result !== undefined) budget.bytes -= result.length;
  return result;
}

/** Takes what decoders find in one text. Bytes are not kept. Each method answers whether it took something. */
export class PieceSink {
  readonly pieces: Piece[] = [];
  readonly #inflater: Inflater | undefined;
  readonly #budget: InflateBudget;
  readonly #memory: Memory;

  /** Without an inflater compressed bytes are passed over. The budget and the memory are those of the surface. */
  constructor(inflater: Inflater | undefined, budget: InflateBudget, memory: Memory) {
    this.#inflater = inflater;
    this.#budget = budget;
    this.#memory = memory;
  }

  /** Whether this reader read a run before, here or in another layer, and what it holds is among the layers; notes it. */
  knows(reader: Reader, bytes: Uint8Array, start: number, end: number): boolean {
    return this.#memory.knows(reader, bytes, start, end);
  }

  /**
   * Has a run read that was not read before in every way a run by itself is read. One in which streams were tried is
   * read each time, because each attempt counts.
   */
  readOnce(bytes: Uint8Array, start: number, end: number, read: () => void): void {
    if (this.#memory.knows('run', bytes, start, end)) return;
    const { attempts } = this.#budget;
    read();
    if (this.#budget.attempts !== attempts) this.#memory.forget('run', bytes, start, end);
  }

  /**
   * As `readOnce` for a run that was put together: one in which nothing was found need not be read again. What is found
   * counts each time, since it tells of the pieces. Answers whether something was.
   */
  readUnlessFruitless(bytes: Uint8Array, start: number, end: number, read: () => boolean): boolean {
    if (this.#memory.knows('broken', bytes, start, end)) return false;
    const { attempts } = this.#budget;
    const found = read();
    if (found || this.#budget.attempts !== attempts) this.#memory.forget('broken', bytes, start, end);
    return found;
  }

  /** Whether compressed data can be opened still; without that there is no use in looking for it. */
  get inflates(): boolean {
    return this.#inflater !== undefined && this.#budget.limit === undefined;
  }

  /** Keeps the text that bytes hold, as they are or decompressed. */
  takeBytes(encoding: ViewName, bytes: Uint8Array, steps = 1): boolean {
    let taken = false;
    // What looks like a stream may be a text all the same: both count.
    if (!beginsAsAscii(bytes))
      for (const kind of plausibleKinds(bytes)) if (this.takeStream(kind, bytes, steps)) taken = true;
    if (this.takeEntries(bytes, steps)) taken = true;
    const legible = readLegible(bytes);
    if (legible === undefined) return taken;
    this.pieces.push({ encoding, text: legible.text, steps });
    return true;
  }

  /** Keeps the texts that bytes hold if they are a zip archive. */
  takeEntries(bytes: Uint8Array, steps = 1): boolean {
    if (!isZip(bytes)) return false;
    let taken = false;
    // What is inflated may be kept where these bytes are.
    for (const data of deflatedEntries(bytes.slice())) if (this.takeStream('deflate', data, steps)) taken = true;
    return taken;
  }

  /** Keeps the text that bytes hold if they are text throughout. */
  takeWhole(encoding: ViewName, bytes: Uint8Array): boolean {
    const legible = readLegible(bytes);
    if (legible?.whole !== true) return false;
    this.takeText(encoding, legible.text);
    return true;
  }

  /** Keeps the text that a compressed stream holds. */
  takeStream(kind: Compression, bytes: Uint8Array, steps = 1): boolean {
    const inflater = this.#inflater;
    if (inflater === undefined || steps > MAX_NESTED) return false;
    const inner = openStream(kind, bytes, (as, stream) => inflate(inflater, this.#budget, as, stream));
    return inner !== undefined && this.takeBytes(kind, inner, steps + 1);
  }

  takeText(encoding: ViewName, text: string): void {
    if (text !== '') this.pieces.push({ encoding, text, steps: 1 });
  }

  /** Keeps a text, or an excerpt of one, in which notations that run all through it were undone, and none is left. */
  takeRewritten(piece: Omit<Piece, 'final'>): void {
    if (piece.text !== '') this.pieces.push({ ...piece, final: true });
  }

  /**
   * Keeps what is legible of several readings of one run, of which at most one is what was encoded: where one is text
   * throughout, the others are not.
   */
  takeReadings(encoding: ViewName, readings: readonly Legible[]): boolean {
    const whole = readings.find((reading) => reading.whole);
    for (const { text } of whole === undefined ? readings : [whole]) this.takeText(encoding, text);
    return readings.length > 0;
  }
}

/** Streams begin with bytes that are no text, or hold some soon. */
const HEAD = 64;

function beginsAsAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length && at < HEAD; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x7f || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}
