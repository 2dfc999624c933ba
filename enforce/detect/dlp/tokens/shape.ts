// SPDX-License-Identifier: Apache-2.0
import { charsetBit, HEX, isOf, LETTER_OR_DIGIT, MEMBERSHIP, skipBack, WORD } from '../values/characters.js';
import { OPEN, type Part, type VendorToken } from './vendor-token.js';

/** A text under search: one byte for each of its characters. */
export interface Image {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** The kinds of the first character of a body, of which it has one at least; -1 for any. `blanks` may stand ahead of it. */
export function firstKinds([part]: readonly Part[], blanks: number): number {
  if (part === undefined || part === '') return -1;
  const kinds = typeof part === 'string' ? (MEMBERSHIP[part.charCodeAt(0)] ?? 0) : 0;
  if (typeof part === 'string') return kinds === 0 ? -1 : kinds | blanks;
  if (part.min === 0) return -1;
  return (part.charset === 'uuid' ? HEX : charsetBit(part.charset)) | blanks;
}

/** Tells where the body of a token ends that starts at a place, or -1. `blanks` are passed over between characters. */
export type BodyMatcher = (image: Image, start: number, blanks: number) => number;

type Step = (image: Image, at: number, blanks: number) => number;

function skipBlanks({ bytes, length }: Image, at: number, blanks: number): number {
  if (blanks === 0) return at;
  let place = at;
  while (place < length && ((MEMBERSHIP[bytes[place] ?? 0] ?? 0) & blanks) !== 0) place++;
  return place;
}

function literalStep(text: string): Step {
  return (image, at, blanks) => {
    let place = at;
    for (let i = 0; i < text.length; i++) {
      place = skipBlanks(image, place, blanks);
      if (place >= image.length || image.bytes[place] !== text.charCodeAt(i)) return -1;
      place++;
    }
    return place;
  };
}

function runStep(kind: number, min: number, max: number, last: boolean): Step {
  return (image, at, blanks) => {
    const { bytes, length } = image;
    let count = 0;
    let place = at;
    let end = at;
    while (place < length && count < max) {
      const kinds = MEMBERSHIP[bytes[place] ?? 0] ?? 0;
      if ((kinds & kind) !== 0) {
        count++;
        end = place + 1;
      } else if ((kinds & blanks) === 0) break;
      place++;
    }
    if (count < min) return -1;
    // Where pieces are joined nobody knows what belongs to the last of them.
    return last && blanks === 0 && max < OPEN && isOf(bytes, length, end, kind | LETTER_OR_DIGIT) ? -1 : end;
  };
}

const HYPHEN = 0x2d;
const UUID_HYPHENS: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const UUID_LENGTH = 36;

const uuidStep: Step = (image, at, blanks) => {
  const { bytes, length } = image;
  let place = at;
  for (let i = 0; i < UUID_LENGTH; i++) {
    place = skipBlanks(image, place, blanks);
    if (place >= length) return -1;
    if (UUID_HYPHENS.has(i) ? bytes[place] !== HYPHEN : !isOf(bytes, length, place, HEX)) return -1;
    place++;
  }
  return isOf(bytes, length, place, WORD) ? -1 : place;
};

function stepOf(part: Part, last: boolean): Step {
  if (typeof part === 'string') return literalStep(part);
  return part.charset === 'uuid' ? uuidStep : runStep(charsetBit(part.charset), part.min, part.max, last);
}

/** Prepares the match of a token's body, part after part. */
export function compileBody(parts: readonly Part[]): BodyMatcher {
  const steps = parts.map((part, i) => stepOf(part, i === parts.length - 1));
  return (image, start, blanks) => {
    let at = start;
    for (const step of steps) {
      at = step(image, at, blanks);
      if (at < 0) return -1;
    }
    return at;
  };
}

/** Where a token starts one of whose literals was met: its parts before that are read backwards. -1 when they do not fit. */
export type StartFinder = (image: Image, anchorStart: number) => number;

/** Prepares the way back from an anchor. Undefined when no literal of the body holds it. */
export function compileStart(parts: readonly Part[], anchor: string): StartFinder | undefined {
  const index = parts.findIndex((part) => typeof part === 'string' && part.includes(anchor));
  const holder = parts[index];
  if (typeof holder !== 'string') return undefined;
  const offset = holder.indexOf(anchor);
  const before = parts.slice(0, index).reverse();
  return ({ bytes }, anchorStart) => {
    let at = anchorStart - offset;
    for (const part of before) {
      if (typeof part === 'string') at -= part.length;
      else if (part.charset === 'uuid') at -= UUID_LENGTH;
      else {
        const start = skipBack(bytes, at, Math.max(0, at - part.max), charsetBit(part.charset));
        if (at - start < part.min) return -1;
        at = start;
      }
      if (at < 0) return -1;
    }
    return at;
  };
}

/** Visible characters of the shortest body, 0 for one with white space in it. */
export function leastOf(body: readonly Part[]): number {
  if (body.some((part) => typeof part === 'string' && /\s/.test(part))) return 0;
  const least = (part: Part): number =>
    typeof part === 'string' ? part.length : part.charset === 'uuid' ? UUID_LENGTH : part.min;
  return body.reduce((sum, part) => sum + least(part), 0);
}

const CHARSET_SOURCES: Readonly<Record<string, string>> = {
  hex: '[0-9A-Fa-f]',
  hex_lower: '[0-9a-f]',
  hex_upper: '[0-9A-F]',
  alnum: '[0-9A-Za-z]',
  alnum_lower: '[0-9a-z]',
  alnum_upper: '[0-9A-Z]',
  letters: '[A-Za-z]',
  letters_lower: '[a-z]',
  letters_upper: '[A-Z]',
  digits: '[0-9]',
  base32: '[A-Z2-7]',
  base32_lower: '[a-z2-7]',
  base58: '[1-9A-HJ-NP-Za-km-z]',
  base64: '[0-9A-Za-z+/]',
  word: '[0-9A-Za-z_]',
  token: '[0-9A-Za-z_-]',
  token_dot: '[0-9A-Za-z_.-]',
  unreserved: '[0-9A-Za-z_.~-]',
  printable: '[!#-&(-;=?-\\[\\]-_a-~]',
};
const UUID_SOURCE = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';

function quoted(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function partSource(part: Part): string {
  if (typeof part === 'string') return quoted(part);
  if (part.charset === 'uuid') return UUID_SOURCE;
  const count = part.max >= OPEN ? `${part.min},` : part.max === part.min ? `${part.min}` : `${part.min},${part.max}`;
  return `${CHARSET_SOURCES[part.charset] ?? ''}{${count}}`;
}

/** The shape of a row as a pattern, for readers and for the hash over the rules. */
export function shapeSource({ prefixes, body }: VendorToken): string {
  const beginning = prefixes === undefined ? '' : `(?:${prefixes.map(quoted).join('|')})`;
  return beginning + body.map(partSource).join('');
}
