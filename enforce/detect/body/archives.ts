// SPDX-License-Identifier: Apache-2.0
import type { Compression, Inflater } from '../../text/compression/inflater.js';
import { inflateCeiling, markedKind, openStream, plausibleKinds } from '../../text/compression/streams.js';
import { zipEntryAt } from '../../text/compression/zip.js';

/** What was found in compressed data; what could not be opened says why. */
export interface Opened {
  readonly contents: readonly Uint8Array[];
  readonly error?: 'limit' | 'compressed';
}

/** What a body may unpack to: streams, bytes in all, archives in archives. */
const MAX_STREAMS = 4_096;
const MAX_BYTES = 64 << 20;
const MAX_DEPTH = 4;

/** Compressed data that nothing here opens: xz, 7z, rar, lzip. Long enough not to occur in passing. */
const CLOSED: readonly (readonly number[])[] = [
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07],
  [0x4c, 0x5a, 0x49, 0x50, 0x01],
];
const LZ4 = [0x04, 0x22, 0x4d, 0x18];
const BZIP2 = [0x42, 0x5a, 0x68];
/** The first block of a bzip2 file begins with these, four bytes in. */
const BZIP2_BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
function standsAt(bytes: Uint8Array, at: number, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[at + i] === byte);
}

function isClosed(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at];
  if (first === BZIP2[0]) return standsAt(bytes, at, BZIP2) && standsAt(bytes, at + 4, BZIP2_BLOCK);
  if (first === LZ4[0]) {
    // Version 1, and the reserved bits of the frame descriptor.
    const flags = bytes[at + 4] ?? 0xff;
    return standsAt(bytes, at, LZ4) && (flags & 0xc2) === 0x40 && ((bytes[at + 5] ?? 0xff) & 0x8f) === 0;
  }
  return CLOSED.some((mark) => standsAt(bytes, at, mark));
}

/** By byte: 1 where compressed data may begin. */
const MAY_BEGIN = new Uint8Array(256);
for (const first of [0x1f, 0x28, 0x50, BZIP2[0], LZ4[0], ...CLOSED.map(([byte]) => byte)])
  MAY_BEGIN[first as number] = 1;

class Opening {
  readonly contents: Uint8Array[] = [];
  error: Opened['error'];
  #streams = 0;
  #bytes = 0;
  readonly #inflater: Inflater;

  constructor(inflater: Inflater) {
    this.#inflater = inflater;
  }

  /** A body that is one stream from its first byte on needs no mark. What only looks like one and is a bomb is neither. */
  begin(bytes: Uint8Array): void {
    for (const kind of plausibleKinds(bytes)) {
      if (kind === 'gzip' || kind === 'zstd') continue;
      const whole = this.#inflater.inflate(kind, bytes, inflateCeiling(bytes.length, MAX_BYTES));
      if (whole !== undefined && whole !== 'too_large') this.#keep(whole, 0);
    }
    this.search(bytes, 0);
  }

  /** Looks for compressed data anywhere in some bytes: a part of a form, what stands behind a picture. */
  search(bytes: Uint8Array, depth: number): void {
    for (let at = 0; at < bytes.length && this.error !== 'limit'; at++) {
      if (MAY_BEGIN[bytes[at] as number] === 1) this.#openAt(bytes, at, depth);
    }
  }

  #openAt(bytes: Uint8Array, at: number, depth: number): void {
    if (isClosed(bytes, at)) {
      this.error = 'compressed';
      return;
    }
    const entry = zipEntryAt(bytes, at);
    if (entry !== undefined) {
      if (!entry.isReadable) this.error = 'compressed';
      else if (!entry.isStored) this.#inflate('deflate', entry.data, depth);
      return;
    }
    const rest = bytes.subarray(at);
    const kind = markedKind(rest);
    // Two bytes are no mark: zlib streams are looked for by the views, in what can be text.
    if (kind === 'gzip' || kind === 'zstd') this.#inflate(kind, rest, depth);
  }

  #inflate(kind: Compression, bytes: Uint8Array, depth: number): void {
    const left = MAX_BYTES - this.#bytes;
    if (++this.#streams > MAX_STREAMS || depth >= MAX_DEPTH || left <= 0) {
      this.error = 'limit';
      return;
    }
    const whole = openStream(kind, bytes, (as, stream) =>
      this.#inflater.inflate(as, stream, inflateCeiling(bytes.length, left)),
    );
    if (whole === 'too_large') this.error = 'limit';
    else if (whole !== undefined) this.#keep(whole, depth);
  }

  #keep(whole: Uint8Array, depth: number): void {
    this.#bytes += whole.length;
    this.contents.push(whole);
    this.search(whole, depth + 1);
  }
}

/**
 * What bytes (untrusted) hold in gzip and zstd streams and in zip archives, wherever these begin, archives in archives
 * included, and what they are if they are a zlib, deflate or brotli stream themselves. `compressed`: something is
 * compressed or encrypted in a way that nothing here undoes; `limit`: it unpacks to more than a body may hold. What could
 * be opened is there in spite of an error.
 */
export function openArchives(bytes: Uint8Array, inflater: Inflater): Opened {
  const opening = new Opening(inflater);
  opening.begin(bytes);
  const { contents, error } = opening;
  return { contents, ...(error === undefined ? {} : { error }) };
}
