// SPDX-License-Identifier: Apache-2.0
import { noteChange, openRewriter, type Rewriter, type Source } from './rewriting.js';
import { copyUpTo, writeByte } from './writer.js';

const OPEN = 0x3c;
const CLOSE = 0x3e;
const SLASH = 0x2f;
/** Longest tag, comment or hidden text that is passed over. */
const MAX_LENGTH = 256;

/** Elements that a word may go on behind; others begin a new one. */
export const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span ' +
    'strike strong sub sup time tspan tt u var wbr'
  ).split(' '),
);
const HIDDEN = /\bhidden\b|display\s*:\s*none|font-size\s*:\s*0|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])/i;

/** What stands between the brackets of a tag: program text compares things with them. */
const TAG = /^\/?([a-z]+)(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?$/i;

/** By byte: 1 for what words and tokens consist of. */
const WORD = new Uint8Array(256).fill(1, 0x80);
for (const letter of '0123456789_-+/=') WORD[letter.charCodeAt(0)] = 1;
WORD.fill(1, 0x41, 0x5b);
WORD.fill(1, 0x61, 0x7b);

const MAY_STAND = /[0-9A-Za-z_\-+/=\u0080-\uffff]<(?:\/?[a-z]|!--)/i;

/** Whether a tag or a comment may stand inside a word. */
export function hasInlineMarkup(text: string): boolean {
  return text.includes('<') && MAY_STAND.test(text);
}

function textIn(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function find(bytes: Uint8Array, from: number, length: number, byte: number): number {
  const end = Math.min(length, from + MAX_LENGTH);
  for (let at = from; at < end; at++) if (bytes[at] === byte) return at;
  return -1;
}

/** The place behind a comment whose beginning has been read, or 0. */
function commentEnd(bytes: Uint8Array, from: number, length: number): number {
  for (let at = find(bytes, from, length, CLOSE); at >= 0; at = find(bytes, at + 1, length, CLOSE)) {
    if (bytes[at - 1] === 0x2d && bytes[at - 2] === 0x2d) return at + 1;
    if (at - from > MAX_LENGTH) return 0;
  }
  return 0;
}

/** The place behind the end tag of an element that is not shown, or the place itself where there is none near. */
function behindHidden(bytes: Uint8Array, from: number, length: number): number {
  const open = find(bytes, from, length, OPEN);
  if (open < 0 || bytes[open + 1] !== SLASH) return from;
  return find(bytes, open, length, CLOSE) + 1 || from;
}

/** The place behind the comment or the inline tag that begins at a place, with what it hides; 0 when there is none. */
function tagEnd(bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at + 1] === 0x21 && bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d) {
    return commentEnd(bytes, at + 4, length);
  }
  const close = find(bytes, at, length, CLOSE);
  if (close < 0) return 0;
  const tag = textIn(bytes, at + 1, close);
  const name = TAG.exec(tag)?.[1] ?? '';
  if (!INLINE.has(name.toLowerCase())) return 0;
  return HIDDEN.test(tag) ? behindHidden(bytes, close + 1, length) : close + 1;
}

/** Words are often split one after the other: so far behind one that was, tags around words are dropped too. */
const NEAR = 256;

function isWord(bytes: Uint8Array, at: number, length: number): boolean {
  return at >= 0 && at < length && WORD[bytes[at] ?? 0] === 1;
}

/** Drops comments and inline tags that stand inside a word, and what they hide. */
export function undoInlineMarkup({ bytes, length }: Source): Rewriter {
  const writer = openRewriter(length);
  let split = -Infinity;
  for (let at = 0; at < length;) {
    at = copyUpTo(writer, bytes, at, length, OPEN);
    if (at === length) break;
    const behind = isWord(bytes, at - 1, length);
    const near = at - split < NEAR;
    let end = at;
    if (behind || near) {
      for (let next = end; next > 0 && bytes[next] === OPEN; end = next || end) next = tagEnd(bytes, next, length);
    }
    const ahead = isWord(bytes, end, length);
    if (end > at && (near ? behind || ahead : behind && ahead)) {
      if (behind && ahead) split = end;
      at = end;
      noteChange(writer, at);
    } else writeByte(writer, bytes[at++] ?? 0);
  }
  return writer;
}
