// SPDX-License-Identifier: Apache-2.0

const encoder = new TextEncoder();

const SHARED_BYTES = 65_536;

/** A text as UTF-8. Bytes beyond `length` mean nothing. */
export interface Utf8 {
  readonly bytes: Uint8Array;
  /** The same bytes two by two. */
  readonly pairs: Uint16Array;
  readonly length: number;
}

const shared = new Uint8Array(SHARED_BYTES);
const sharedPairs = new Uint16Array(shared.buffer);

/** A lone surrogate becomes the replacement character. A short text's bytes are valid until the next call. */
export function encodeText(text: string): Utf8 {
  if (text.length * 3 <= SHARED_BYTES) {
    return { bytes: shared, pairs: sharedPairs, length: encoder.encodeInto(text, shared).written };
  }
  // A large text gets bytes of its own: the shared ones must not grow with it.
  const bytes = encoder.encode(text);
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return {
    bytes: aligned,
    pairs: new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length >> 1),
    length: aligned.length,
  };
}

const image = new Uint8Array(SHARED_BYTES);

/**
 * One byte for each UTF-16 unit of a text: its code where it is ASCII, 0xff elsewhere. Reading bytes is several times
 * faster than asking a text for its characters. Valid until the next call; bytes beyond the text mean nothing.
 */
export function imageOf(text: string): Uint8Array {
  const bytes = text.length <= SHARED_BYTES ? image : new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read === text.length && written === read) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 128 ? code : 0xff;
  }
  return bytes;
}
