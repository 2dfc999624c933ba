// SPDX-License-Identifier: Apache-2.0

/** Longest method that is looked for; those registered have at most 17 letters. */
const MAX_METHOD = 20;
const LINE = /^[A-Z-]+ \S+ HTTP\/\d\.\d\r?$/;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const HYPHEN = 0x2d;

function isMethodLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === HYPHEN;
}

/**
 * Whether a connection begins with the line of an HTTP request (RFC 9112 section 3), or with the preface of HTTP/2, which
 * looks like one. `incomplete` asks for more bytes. Untrusted input.
 */
export function beginsRequest(bytes: Uint8Array): boolean | 'incomplete' {
  let start = 0;
  // Servers pass over an empty line ahead of a request (RFC 9112 section 2.2).
  while (bytes[start] === RETURN || bytes[start] === LINE_FEED) start++;
  let at = start;
  while (at < bytes.length && isMethodLetter(bytes[at] ?? 0) && at - start <= MAX_METHOD) at++;
  if (at === bytes.length) return 'incomplete';
  if (at === start || bytes[at] !== SPACE) return false;
  const end = bytes.indexOf(LINE_FEED, at);
  if (end < 0) return 'incomplete';
  return LINE.test(String.fromCharCode(...bytes.subarray(start, end)));
}
