// SPDX-License-Identifier: Apache-2.0
import { plausibleKinds, withoutHeader } from './compressed.js';
import type { Compression, Inflater } from './inflater.js';
import { legibleText } from './legible.js';
import type { ViewLimit, ViewName } from './view.js';

/** A text that an encoding gave. */
export interface Piece {
  readonly encoding: ViewName;
  readonly text: string;
  /** Number of encodings undone to get it: more than one where compressed bytes were encoded. */
  readonly steps: number;
}

/** Takes what decoders find in one text. */
export interface PieceSink {
  /** Whether compressed data can be opened; without that there is no use in looking for it. */
  readonly inflates: boolean;
  /** Keeps the text that bytes hold, as they are or decompressed; false when they hold none. The bytes are not kept. */
  takeBytes(encoding: ViewName, bytes: Uint8Array): boolean;
  takeText(encoding: ViewName, text: string): void;
}

/** What decompressing may cost one surface. */
export interface InflateBudget {
  /** Streams still tried. */
  attempts: number;
  /** Bytes still produced. */
  bytes: number;
  limit: ViewLimit | undefined;
}

/** Bytes that any stream may give; above that, so many times its own length. */
const FREE_BYTES = 1_048_576;
const MAX_RATIO = 128;
/** Streams inside streams. */
const MAX_NESTED = 8;

function inflate(
  inflater: Inflater,
  budget: InflateBudget,
  kind: Compression,
  bytes: Uint8Array,
): Uint8Array | undefined {
  if (budget.attempts <= 0) {
    budget.limit ??= 'effort';
    return undefined;
  }
  budget.attempts--;
  const most = Math.min(budget.bytes, Math.max(FREE_BYTES, bytes.length * MAX_RATIO));
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
  const take = (encoding: ViewName, bytes: Uint8Array, steps: number): boolean => {
    let taken = false;
    if (inflater !== undefined && steps <= MAX_NESTED) {
      for (const kind of plausibleKinds(bytes)) {
        const inner = open(inflater, budget, kind, bytes);
        if (inner !== undefined && take(kind, inner, steps + 1)) taken = true;
        if (taken) return true;
      }
    }
    const text = legibleText(bytes, bytes.length);
    if (text === undefined) return taken;
    pieces.push({ encoding, text, steps });
    return true;
  };
  return {
    inflates: inflater !== undefined,
    takeBytes: (encoding, bytes) => take(encoding, bytes, 1),
    takeText: (encoding, text) => {
      if (text !== '') pieces.push({ encoding, text, steps: 1 });
    },
  };
}
