// SPDX-License-Identifier: Apache-2.0
import { base64 } from '@scure/base';
import { crc32 } from '../crc32.js';
import { gifEnd, jpegEnd, type MediaWalk } from './pictures.js';

/** What an encoded value turns out to be. */
export type Embedded =
  /** A picture, whole from its first byte to its last. `texts` are its comments. */
  | { readonly kind: 'media'; readonly type: string; readonly texts: readonly string[] }
  /** Readable text, also behind the header of a picture that it is not. */
  | { readonly kind: 'text'; readonly text: string }
  /** Bytes that are neither. */
  | { readonly kind: 'opaque' };

const utf8 = new TextDecoder('utf-8');
const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
/** Comments kept of one picture, in bytes. */
const MAX_COMMENT = 65_536;

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  );
}

/** Chunk by chunk, each with its checksum, up to the last one. A header alone is no picture. */
function walkPng(bytes: Uint8Array): MediaWalk | undefined {
  const texts: string[] = [];
  let data = false;
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const length = uint32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length || uint32(bytes, end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return undefined;
    const type = latin(bytes.subarray(at + 4, at + 8));
    if (type === 'tEXt' || type === 'iTXt' || type === 'eXIf')
      texts.push(utf8.decode(bytes.subarray(at + 8, Math.min(end - 4, at + 8 + MAX_COMMENT))));
    data ||= type === 'IDAT';
    at = end;
    if (type === 'IEND') return data ? { end: at, texts } : undefined;
  }
  return undefined;
}

function walkRiff(bytes: Uint8Array): MediaWalk | undefined {
  if (latin(bytes.subarray(8, 12)) !== 'WEBP' || !/^VP8[ LX]$/.test(latin(bytes.subarray(12, 16)))) return undefined;
  const size = (bytes[4] ?? 0) + (bytes[5] ?? 0) * 0x100 + (bytes[6] ?? 0) * 0x10000 + (bytes[7] ?? 0) * 0x1000000;
  return { end: size + 8, texts: [] };
}

const FORMATS: readonly {
  readonly type: string;
  readonly signature: readonly number[];
  readonly walk: (bytes: Uint8Array) => MediaWalk | undefined;
}[] = [
  { type: 'image/png', signature: PNG, walk: walkPng },
  { type: 'image/jpeg', signature: [0xff, 0xd8, 0xff], walk: jpegEnd },
  { type: 'image/gif', signature: [0x47, 0x49, 0x46, 0x38], walk: gifEnd },
  { type: 'image/webp', signature: [0x52, 0x49, 0x46, 0x46], walk: walkRiff },
];

/** Share of characters that a text must have, in percent. */
const READABLE = 85;

function readable(bytes: Uint8Array): string | undefined {
  const text = utf8.decode(bytes);
  let good = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0xfffd && (code >= 0x20 || code === 9 || code === 10 || code === 13) && code !== 0x7f) good++;
  }
  return good * 100 >= text.length * READABLE ? text : undefined;
}

/** The longest stretch of printable ASCII: what stands behind a forged header. */
function printableTail(bytes: Uint8Array): string | undefined {
  const runs = latin(bytes.subarray(0, 1_048_576)).match(/[\x20-\x7e\t\n\r]{12,}/g);
  return runs === null ? undefined : runs.join('\n');
}

/** What the bytes are. A picture must be whole and end where its bytes end; anything behind it counts as text or opaque. */
export function judgeBytes(bytes: Uint8Array): Embedded {
  const format = FORMATS.find(({ signature }) => startsWith(bytes, signature));
  const walk = format?.walk(bytes);
  if (format !== undefined && walk !== undefined && walk.end === bytes.length)
    return { kind: 'media', type: format.type, texts: walk.texts };
  const text = readable(bytes);
  if (text !== undefined) return { kind: 'text', text };
  const tail = format === undefined ? undefined : printableTail(bytes);
  return tail === undefined ? { kind: 'opaque' } : { kind: 'text', text: tail };
}

const DATA_URI = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)?(?:;[a-z0-9=_-]+)*;base64,/i;
const MIN_ENCODED = 48;

/** The bytes of a base64 value or data URI; undefined when the text is none. */
export function encodedBytes(text: string): Uint8Array | undefined {
  const body = text.replace(DATA_URI, '').replace(/[\r\n]/g, '');
  if (body.length < MIN_ENCODED || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(body)) return undefined;
  // Words and identifiers are of the same alphabet; what holds neither a digit nor both cases is one of them.
  if (!DATA_URI.test(text) && !(/[0-9+/]/.test(body) && /[a-z]/.test(body) && /[A-Z]/.test(body))) return undefined;
  if (/^[0-9a-f]+$/i.test(body)) return undefined;
  const plain = body.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  try {
    return base64.decode(plain + '='.repeat((4 - (plain.length % 4)) % 4));
  } catch {
    return undefined;
  }
}
