// SPDX-License-Identifier: Apache-2.0

const encoder = new TextEncoder();

const SHARED_BYTES = 65_536;

/** A text as UTF-8. Bytes beyond `length` mean nothing. An escape of a byte that was undone may not be well-formed. */
export interface Utf8 {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Bytes two by two and four by four: several at once are read as fast as one. */
interface Words {
  readonly pairs: Uint16Array;
  readonly quads: Uint32Array;
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): Words {
  return {
    pairs: new Uint16Array(buffer, byteOffset, length >> 1),
    quads: new Uint32Array(buffer, byteOffset, length >> 2),
  };
}

const shared = new Uint8Array(SHARED_BYTES);
const image = new Uint8Array(SHARED_BYTES);
const sharedWords = wordsOf(shared);
const imageWords = wordsOf(image);

/** A lone surrogate becomes the replacement character. A short text's bytes are valid until the next call. */
export function encodeText(text: string): Utf8 {
  if (text.length * 3 <= SHARED_BYTES) return { bytes: shared, length: encoder.encodeInto(text, shared).written };
  // A large text gets bytes of its own: the shared ones must not grow with it.
  const bytes = encoder.encode(text);
  const aligned = bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return { bytes: aligned, length: aligned.length };
}

/** The text whose image is kept: one detector after the other asks for the same. */
let imaged = '';
/** Whether that text is ASCII throughout. */
let imagedAscii = true;

/**
 * One byte for each UTF-16 unit of a text: its code where it is ASCII, 0xff elsewhere. Reading bytes is several times
 * faster than asking a text for its characters. To be read only, and valid until the next call; bytes beyond the text
 * mean nothing.
 */
export function imageOf(text: string): Uint8Array {
  if (text === imaged) return image;
  const kept = text.length <= SHARED_BYTES;
  const bytes = kept ? image : new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  const ascii = read === text.length && written === read;
  if (kept) {
    imaged = text;
    imagedAscii = ascii;
  }
  if (ascii) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 128 ? code : 0xff;
  }
  return bytes;
}

/** The bytes of `encodeText` or `imageOf` two by two; an odd one at the end is left out. */
export function pairsOf(bytes: Uint8Array): Uint16Array {
  if (bytes === image) return imageWords.pairs;
  return (bytes === shared ? sharedWords : wordsOf(bytes)).pairs;
}

/** The bytes of `encodeText` or `imageOf` four by four; up to three at the end are left out. */
export function quadsOf(bytes: Uint8Array): Uint32Array {
  if (bytes === image) return imageWords.quads;
  return (bytes === shared ? sharedWords : wordsOf(bytes)).quads;
}

/** Whether the image of a text holds nothing but ASCII: known of the last one, read four bytes at once of another. */
export function isAscii(bytes: Uint8Array, length: number): boolean {
  if (bytes === image && length === imaged.length) return imagedAscii;
  const quads = quadsOf(bytes);
  const count = length >> 2;
  let seen = 0;
  for (let i = 0; i < count; i++) seen |= quads[i] ?? 0;
  for (let at = 4 * count; at < length; at++) seen |= bytes[at] ?? 0;
  return (seen & 0x80808080) === 0;
}
