// SPDX-License-Identifier: Apache-2.0

/** Longest method that is looked for; those registered have at most 17 letters. */
const MAX_METHOD = 40;
/** A line that some server reads as one of a request: in any case, with any blanks, or as HTTP had it before versions. */
const LINE = /^\S+[ \t]+(?:\S.*HTTP\/\d|\/\S*[ \t]*\r?$)/i;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** By byte: 1 for what a method may consist of (RFC 9110 section 5.6.2). */
const IN_METHOD = new Uint8Array(256);
for (const mark of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  IN_METHOD[mark.charCodeAt(0)] = 1;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/**
 * Whether a connection begins with the line of an HTTP request (RFC 9112 section 3), well-formed or not: what is not is
 * refused by the parser, and a lenient server would obey it. So does the preface of HTTP/2, which looks like one.
 * `incomplete` asks for more bytes. Untrusted input.
 */
export function beginsRequest(bytes: Uint8Array): boolean | 'incomplete' {
  let start = 0;
  // Servers pass over an empty line ahead of a request (RFC 9112 section 2.2), and some over blanks.
  while (bytes[start] === RETURN || bytes[start] === LINE_FEED || isBlank(bytes[start])) start++;
  let at = start;
  while (at < bytes.length && IN_METHOD[bytes[at] ?? 0] === 1 && at - start <= MAX_METHOD) at++;
  if (at === bytes.length) return 'incomplete';
  if (at === start || !isBlank(bytes[at])) return false;
  const end = bytes.indexOf(LINE_FEED, at);
  if (end < 0) return 'incomplete';
  return LINE.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'));
}
