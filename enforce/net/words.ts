// SPDX-License-Identifier: Apache-2.0

/** Shortest stretch, in bytes, that is taken for more than a message of a program. */
const MIN_WORDS = 96;
/** The same in characters, of which one takes three bytes at most; the longer ones are pairs. */
const STRETCH = /[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]{32,}/g;
/** Most of a body that is looked at, in bytes: more than a model is shown of one, less than large programs have. */
const MAX_READ = 4 * 1024 * 1024;
/** Most of a stretch that is looked at again with what continues it. */
const MAX_CARRIED = 2_048;
/** Three words, or some letters of a script that puts no spaces between its words. */
const SENTENCE =
  /(?:\p{L}{2,32}[^\p{L}\p{N}]{1,4}){3}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]{9}/u;

/** Printable ASCII, tab, line ends, or a byte that stands as in UTF-8 letters. */
function isLegible(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
  if (byte < 0xc0) return at === 0 || (bytes[at - 1] ?? 0) >= 0x80;
  return byte >= 0xc2 && byte <= 0xf4 && (at + 1 === bytes.length || ((bytes[at + 1] ?? 0) & 0xc0) === 0x80);
}

function endOfStretch(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && isLegible(bytes, end)) end++;
  return end;
}

function startOfStretch(bytes: Uint8Array, end: number): number {
  let start = end;
  while (start > 0 && isLegible(bytes, start - 1)) start--;
  return start;
}

/** Whether a stretch is long enough. Looks at a byte in MIN_WORDS: such a stretch holds one of them. */
function hasStretch(bytes: Uint8Array): boolean {
  for (let at = MIN_WORDS - 1; at < bytes.length; at += MIN_WORDS) {
    if (!isLegible(bytes, at)) continue;
    if (endOfStretch(bytes, at) - startOfStretch(bytes, at) >= MIN_WORDS) return true;
  }
  return false;
}

/**
 * Finds what can be read in a body that is passed on as it comes: a type is only a claim, and a head of binary data says
 * little about what follows. Each call gives what could be orders in the next piece as UTF-8, each a paragraph of its own,
 * the one that the piece before ended in included; undefined when there are none. Untrusted input.
 */
export function createWordFinder(): (piece: Uint8Array) => Uint8Array | undefined {
  const utf8 = new TextDecoder('utf-8');
  const encoder = new TextEncoder();
  let carried: Uint8Array = new Uint8Array();
  let read = 0;
  return (piece) => {
    if (read >= MAX_READ) return undefined;
    read += piece.length;
    const found = hasStretch(piece) || carried.length + endOfStretch(piece, 0) >= MIN_WORDS;
    const start = startOfStretch(piece, piece.length);
    const joined = found || start === 0 ? Buffer.concat([carried, piece]) : piece;
    const kept = start === 0 ? startOfStretch(joined, joined.length) : joined.length - piece.length + start;
    carried = Uint8Array.from(joined.subarray(Math.max(kept, joined.length - MAX_CARRIED)));
    if (!found) return undefined;
    const sentences =
      utf8
        .decode(joined)
        .match(STRETCH)
        ?.filter((stretch) => SENTENCE.test(stretch)) ?? [];
    return sentences.length === 0 ? undefined : encoder.encode(sentences.join('\n\n'));
  };
}
