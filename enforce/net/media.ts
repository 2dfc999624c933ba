// SPDX-License-Identifier: Apache-2.0
import { SNIFF_BYTES } from './limits.js';

/** Types whose payload is text whatever their top level says. */
const TEXT_APPLICATIONS: ReadonlySet<string> = new Set([
  'application/json',
  'application/xml',
  'application/javascript',
  'application/ecmascript',
  'application/x-javascript',
  'application/x-www-form-urlencoded',
  'application/x-ndjson',
  'application/jsonl',
  'application/graphql',
  'application/yaml',
  'application/x-yaml',
  'application/toml',
  'application/sql',
  'application/rtf',
  'application/x-sh',
  'application/mbox',
  'image/svg+xml',
]);

const TEXT_SUFFIXES = ['+json', '+xml', '+yaml', '+text'];

/** The bare type of a Content-Type value in lower case, without parameters; undefined when it is not `type/subtype`. */
export function bareMediaType(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  const end = contentType.indexOf(';');
  const bare = (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
  return /^[^\s/,]+\/[^\s/,]+$/.test(bare) ? bare : undefined;
}

/** Whether the declared type says text. Multipart counts as text: its parts may be. No usable type counts as text. */
export function isTextType(mediaType: string | undefined): boolean {
  if (mediaType === undefined) return true;
  if (mediaType.startsWith('text/') || mediaType.startsWith('multipart/') || mediaType.startsWith('message/')) {
    return true;
  }
  return TEXT_APPLICATIONS.has(mediaType) || TEXT_SUFFIXES.some((suffix) => mediaType.endsWith(suffix));
}

const PICTURES: ReadonlySet<string> = new Set(['image/gif', 'image/jpeg', 'image/png']);

/** Whether the declared type is a picture that can be checked to be one once it is there whole. */
export function isPictureType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && PICTURES.has(mediaType);
}

/**
 * Whether the first bytes of a body read as text. A type is only a claim: text labelled `image/png` would reach an
 * agent unread. True for UTF-8 or Latin text with few control characters, for mostly ASCII letters whatever stands
 * between them (a NUL in front must not hide a sentence), and for a UTF-16 mark.
 */
export function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  const length = Math.min(head.length, SNIFF_BYTES);
  if (isUtf16WithoutMark(head, length)) return true;
  let nuls = 0;
  let controls = 0;
  let printable = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) nuls++;
    if (byte >= 0x20 && byte < 0x7f) printable++;
    else if (byte < 0x20 && !isTextControl(byte)) controls++;
  }
  // A stray control in a long text stays text; compressed data has one in eight.
  if (nuls === 0 && controls * 32 <= length) return true;
  // Compressed data is printable to less than a half.
  return printable * 10 >= length * 7;
}

/** Tab, line feed, form feed, carriage return, escape (terminal colours). */
function isTextControl(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b;
}

/** Every second byte NUL and the others printable: ASCII written as UTF-16. */
function isUtf16WithoutMark(head: Uint8Array, length: number): boolean {
  if (length < 8) return false;
  for (const nulAt of [0, 1]) {
    let fits = true;
    for (let i = 0; i < length && fits; i++) {
      const byte = head[i] ?? 0;
      fits = i % 2 === nulAt ? byte === 0 : (byte >= 0x20 && byte < 0x7f) || isTextControl(byte);
    }
    if (fits) return true;
  }
  return false;
}
