// SPDX-License-Identifier: Apache-2.0

const WHITE = 1;
const DOT = 2;
/** A control character other than tab and line breaks. */
const CONTROL = 4;

/** What each byte is; those above ASCII are none of these. */
const KIND = new Uint8Array(256);
for (let code = 0; code < 0x20; code++) KIND[code] = CONTROL;
KIND[0x7f] = CONTROL;
for (const letter of '\t\n\r ') KIND[letter.charCodeAt(0)] = WHITE;
for (const letter of '\v\f') KIND[letter.charCodeAt(0)] = WHITE | CONTROL;
KIND[0x2e] = DOT;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const SHARED_BYTES = 65_536;
const sharedSource = new Uint8Array(SHARED_BYTES);
const sharedSpaceless = new Uint8Array(SHARED_BYTES);
const sharedDotless = new Uint8Array(SHARED_BYTES);

/** A text as it is searched, and without some of its characters. */
export interface Stripped {
  /** Printable ASCII, tabs and line breaks only. */
  readonly plain: boolean;
  readonly spaced: boolean;
  readonly withoutSpace: string;
  readonly withoutDots: string;
}

/** Up to this length native replacing beats a trip through bytes. */
const SHORT = 64;
const NOT_PLAIN = /[^\x20-\x7e\t\n\r]/;
const WHITE_SPACE = /[ \t\n\r\v\f]+/g;

function stripShort(text: string): Stripped {
  const withoutSpace = text.replace(WHITE_SPACE, '');
  return {
    plain: !NOT_PLAIN.test(text),
    spaced: withoutSpace.length !== text.length,
    withoutSpace,
    withoutDots: text.includes('.') ? text.replaceAll('.', '') : text,
  };
}

/** Strips a text of white space and of dots in one pass over its bytes, without a branch: both come at random. */
export function stripText(text: string): Stripped {
  if (text.length <= SHORT) return stripShort(text);
  const capacity = text.length * 3;
  // A large text gets bytes of its own: the shared ones must not grow with it, nor keep its content.
  const own = capacity > SHARED_BYTES;
  const source = own ? new Uint8Array(capacity) : sharedSource;
  const { written } = encoder.encodeInto(text, source);
  const spaceless = own ? new Uint8Array(written) : sharedSpaceless;
  const dotless = own ? new Uint8Array(written) : sharedDotless;
  let seen = 0;
  let spacelessEnd = 0;
  let dotlessEnd = 0;
  for (let i = 0; i < written; i++) {
    const byte = source[i] ?? 0;
    const kind = KIND[byte] ?? 0;
    seen |= kind;
    spaceless[spacelessEnd] = byte;
    dotless[dotlessEnd] = byte;
    spacelessEnd += 1 - (kind & WHITE);
    dotlessEnd += 1 - ((kind & DOT) >> 1);
  }
  return {
    plain: written === text.length && (seen & CONTROL) === 0,
    spaced: (seen & WHITE) !== 0,
    withoutSpace: spacelessEnd === written ? text : decoder.decode(spaceless.subarray(0, spacelessEnd)),
    withoutDots: dotlessEnd === written ? text : decoder.decode(dotless.subarray(0, dotlessEnd)),
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
