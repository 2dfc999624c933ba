// SPDX-License-Identifier: Apache-2.0
import { Decompress } from 'fzstd';
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type BrotliOptions,
  type ZlibOptions,
} from 'node:zlib';
import type { Compression, Inflater } from '../text/compression/inflater.js';

type Codec = (bytes: Uint8Array, maxBytes: number) => Uint8Array;

/** What was read of a stream that is cut short is read all the same: so does whoever receives it. */
function zlibOptions(maxBytes: number): ZlibOptions {
  return { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
}

function brotliOptions(maxBytes: number): BrotliOptions {
  return { maxOutputLength: maxBytes, finishFlush: constants.BROTLI_OPERATION_FLUSH };
}

class TooLarge extends Error {}

/** Block by block, so that a small stream cannot ask for much memory. */
function unzstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((block) => {
    size += block.length;
    if (size > maxBytes) throw new TooLarge();
    blocks.push(block.slice());
  });
  try {
    stream.push(bytes, true);
  } catch (cause) {
    if (cause instanceof TooLarge || size === 0) throw cause;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

const CODECS: Readonly<Record<Compression, Codec>> = {
  gzip: (bytes, max) => gunzipSync(bytes, zlibOptions(max)),
  zlib: (bytes, max) => inflateSync(bytes, zlibOptions(max)),
  deflate: (bytes, max) => inflateRawSync(bytes, zlibOptions(max)),
  brotli: (bytes, max) => brotliDecompressSync(bytes, brotliOptions(max)),
  zstd: unzstd,
};

function isTooLarge(error: unknown): boolean {
  return (
    error instanceof TooLarge || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
  );
}

/** Decompression of this platform. */
export const nodeInflater: Inflater = {
  inflate(kind, bytes, maxBytes) {
    try {
      const result = CODECS[kind](bytes, maxBytes);
      return result.length === 0 ? undefined : result;
    } catch (error) {
      return isTooLarge(error) ? 'too_large' : undefined;
    }
  },
};
