// SPDX-License-Identifier: Apache-2.0

export type Compression = 'gzip' | 'zlib' | 'deflate' | 'brotli' | 'zstd';

/** Decompression, an argument because the platform provides it. */
export interface Inflater {
  /**
   * What a stream holds, at most `maxBytes`; `too_large` when it holds more. A stream that is cut short gives what was
   * read until then, one that is followed by other bytes what stands ahead of them. Undefined when it is no such stream.
   */
  inflate(kind: Compression, bytes: Uint8Array, maxBytes: number): Uint8Array | 'too_large' | undefined;
}
