// SPDX-License-Identifier: Apache-2.0

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What is left of each byte: letters in lower case, digits, and everything beyond ASCII. 0: nothing. */
const LEFT = new Uint8Array(256);
for (let byte = 0x30; byte <= 0x39; byte++) LEFT[byte] = byte;
for (let byte = 0x61; byte <= 0x7a; byte++) LEFT[byte] = LEFT[byte - 0x20] = byte;
for (let byte = 0x80; byte <= 0xff; byte++) LEFT[byte] = byte;

const SHARED_BYTES = 65_536;
const shared = new Uint8Array(SHARED_BYTES);

/** Up to this length native replacing beats a trip through bytes. */
const SHORT = 64;
const NOT_LEFT = /[\x00-\x2f\x3a-\x60\x7b-\x7f]+/g;

/**
 * A text without anything but letters (in lower case) and digits, so that a value whose pieces are parted by dots,
 * slashes, quotes, brackets or parameters stands whole again. Linear; untrusted input.
 */
export function collapse(text: string): string {
  if (text.length <= SHORT) return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(NOT_LEFT, '');
  const capacity = text.length * 3;
  // A large text gets bytes of its own: the shared ones must not grow with it, nor keep its content.
  const bytes = capacity > SHARED_BYTES ? new Uint8Array(capacity) : shared;
  const { written } = encoder.encodeInto(text, bytes);
  let end = 0;
  for (let i = 0; i < written; i++) {
    const left = LEFT[bytes[i] ?? 0] ?? 0;
    bytes[end] = left;
    end += left === 0 ? 0 : 1;
  }
  return decoder.decode(bytes.subarray(0, end));
}
