// SPDX-License-Identifier: Apache-2.0

/** Where a picture ends, and the comments in it. */
export interface MediaWalk {
  /** Offset behind its last byte. */
  readonly end: number;
  readonly texts: readonly string[];
}

const utf8 = new TextDecoder('utf-8');

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Segments up to the end marker; the scan's data is passed over. */
export function jpegEnd(bytes: Uint8Array): MediaWalk | undefined {
  const texts: string[] = [];
  let scanned = false;
  for (let at = 2; at + 1 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) return scanned ? { end: at + 2, texts } : undefined;
    const length = uint16(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === 0xfe || marker === 0xe1) texts.push(utf8.decode(bytes.subarray(at + 4, at + 2 + length)));
    at += 2 + length;
    if (marker !== 0xda) continue;
    scanned = true;
    // In the data a marker is an 0xff not followed by zero or a restart.
    while (
      at + 1 < bytes.length &&
      !(bytes[at] === 0xff && bytes[at + 1] !== 0 && !((bytes[at + 1] ?? 0) >= 0xd0 && (bytes[at + 1] ?? 0) <= 0xd7))
    )
      at++;
  }
  return undefined;
}

/** The blocks of a GIF, each a chain of pieces with a length; undefined when it breaks off. */
function gifPieces(bytes: Uint8Array, from: number): { readonly end: number; readonly data: Uint8Array } | undefined {
  let at = from;
  while (at < bytes.length) {
    const size = bytes[at] ?? 0;
    at += size + 1;
    if (size === 0) return { end: at, data: bytes.subarray(from, at) };
  }
  return undefined;
}

function tableSize(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

export function gifEnd(bytes: Uint8Array): MediaWalk | undefined {
  const texts: string[] = [];
  let pictures = 0;
  let at = 13 + tableSize(bytes[10] ?? 0);
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return pictures > 0 ? { end: at + 1, texts } : undefined;
    let start = at + 2;
    if (kind === 0x2c) {
      start = at + 11 + tableSize(bytes[at + 9] ?? 0);
      pictures++;
    } else if (kind !== 0x21) return undefined;
    const pieces = gifPieces(bytes, start);
    if (pieces === undefined) return undefined;
    if (kind === 0x21 && bytes[at + 1] === 0xfe) texts.push(utf8.decode(pieces.data.subarray(1)));
    at = pieces.end;
  }
  return undefined;
}
