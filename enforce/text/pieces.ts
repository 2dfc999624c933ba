// SPDX-License-Identifier: Apache-2.0
import { plausibleKinds, withoutHeader } from './compressed.js';
import type { Compression, Inflater } from './inflater.js';
import { readLegible, type Legible } from './legible.js';
import type { ViewLimit, ViewName } from './view.js';

/** A text that an encoding gave. */
export interface Piece {
  readonly encoding: ViewName;
  readonly text: string;
  /** Number of encodings undone to get it: more than one where compressed bytes were encoded. */
  readonly steps: number;
}

/** Takes what decoders find in one text. Bytes are not kept. Each answers whether it took something. */
export interface PieceSink {
  /** Whether compressed data can be opened still; without that there is no use in looking for it. */
  readonly inflates: boolean;
  /** Keeps the text that bytes hold, as they are or decompressed. */
  takeBytes(encoding: ViewName, bytes: Uint8Array): boolean;
  /** Keeps the text that a compressed stream holds. */
  takeStream(kind: Compression, bytes: Uint8Array): boolean;
  takeText(encoding: ViewName, text: string): void;
}

/** What decompressing may cost one surface. */
export interface InflateBudget {
  /** Streams still tried, long ones counted once for each so many bytes. */
  attempts: number;
  /** Bytes still produced. */
  bytes: number;
  limit: ViewLimit | undefined;
}

/** Bytes that any stream may give; above that, so many times its own length. */
const FREE_BYTES = 1_048_576;
const MAX_RATIO = 128;
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
  const most = Math.min(Math.max(1, budget.bytes), Math.max(FREE_BYTES, bytes.length * MAX_RATIO));
  const result = inflater.inflate(kind, bytes, most);
  if (result === 'too_large') {
    budget.limit ??= 'bomb';
    return undefined;
  }
  if (result !== undefined) budget.bytes -= result.length;
  return result;
}

/** Opens a stream; where its checksum or frame is broken, what stands in it all the same. */
function open(inflater: Inflater, budget: InflateBudget, kind: Compression, bytes: Uint8Array): Uint8Array | undefined {
  const whole = inflate(inflater, budget, kind, bytes);
  if (whole !== undefined || budget.limit !== undefined) return whole;
  const bare = withoutHeader(kind, bytes);
  return bare === undefined ? undefined : inflate(inflater, budget, 'deflate', bare);
}

/** A sink that keeps pieces in `pieces`. Without an inflater compressed bytes are passed over. */
export function openSink(pieces: Piece[], inflater: Inflater | undefined, budget: InflateBudget): PieceSink {
  const takeLegible = (encoding: ViewName, bytes: Uint8Array, steps: number): boolean => {
    const legible = readLegible(bytes);
    if (legible === undefined) return false;
    pieces.push({ encoding, text: legible.text, steps });
    return true;
  };
  const takeStream = (kind: Compression, bytes: Uint8Array, steps: number): boolean => {
    if (inflater === undefined || steps > MAX_NESTED) return false;
    const inner = open(inflater, budget, kind, bytes);
    return inner !== undefined && take(kind, inner, steps + 1);
  };
  const take = (encoding: ViewName, bytes: Uint8Array, steps: number): boolean => {
    if (isAscii(bytes)) return takeLegible(encoding, bytes, steps);
    for (const kind of plausibleKinds(bytes)) if (takeStream(kind, bytes, steps)) return true;
    return takeLegible(encoding, bytes, steps);
  };
  return {
    get inflates() {
      return inflater !== undefined && budget.limit === undefined;
    },
    takeBytes: (encoding, bytes) => take(encoding, bytes, 1),
    takeStream: (kind, bytes) => takeStream(kind, bytes, 1),
    takeText: (encoding, text) => {
      if (text !== '') pieces.push({ encoding, text, steps: 1 });
    },
  };
}

/** Streams begin with bytes that are no text, or hold some soon. */
const HEAD = 64;

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length && at < HEAD; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x7f || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}

/**
 * Keeps what is legible of several readings of one run, of which at most one is what was encoded: where one is text
 * throughout, the others are not.
 */
export function takeReadings(encoding: ViewName, readings: readonly Legible[], sink: PieceSink): boolean {
  const whole = readings.find((reading) => reading.whole);
  for (const { text } of whole === undefined ? readings : [whole]) sink.takeText(encoding, text);
  return readings.length > 0;
}
