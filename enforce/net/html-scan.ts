// SPDX-License-Identifier: Apache-2.0
import { isLetter, isSpace } from '../text/bytes/ascii.js';

/** What the scanner found, in document order. Offsets are UTF-16 code units of the markup. */
export interface HtmlVisitor {
  text(start: number, end: number): void;
  /** `selfClosing` is what the markup says, not what HTML makes of it. */
  open(name: string, selfClosing: boolean): void;
  close(name: string): void;
}

/** Elements whose content is not markup up to their own end tag. */
const RAW_TEXT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
]);

/**
 * Splits markup into tags and text in one pass, never backwards, whatever the input: an unclosed tag or comment runs
 * to the end. Attributes are skipped, respecting quotes. A visitor that returns false from `open` is not supported;
 * stop by throwing. Input is untrusted.
 */
export function scanHtml(markup: string, visitor: HtmlVisitor): void {
  let at = 0;
  let textFrom = 0;
  const endText = (end: number): void => {
    if (end > textFrom) visitor.text(textFrom, end);
  };
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    if (open < 0) break;
    const kind = markup.charCodeAt(open + 1);
    if (kind === 0x21 || kind === 0x3f) {
      endText(open);
      at = textFrom = skipDeclaration(markup, open);
    } else if (isLetter(kind) || (kind === 0x2f && isLetter(markup.charCodeAt(open + 2)))) {
      endText(open);
      at = textFrom = scanTag(markup, open, kind === 0x2f, visitor);
    } else at = open + 1;
  }
  endText(markup.length);
}

function scanTag(markup: string, open: number, closing: boolean, visitor: HtmlVisitor): number {
  let at = open + (closing ? 2 : 1);
  const nameFrom = at;
  while (at < markup.length && !isNameEnd(markup.charCodeAt(at))) at++;
  const name = markup.slice(nameFrom, at).toLowerCase();
  const end = skipAttributes(markup, at);
  if (closing) {
    visitor.close(name);
    return end;
  }
  visitor.open(name, markup.charCodeAt(end - 2) === 0x2f);
  return RAW_TEXT.has(name) ? skipRawText(markup, end, name, visitor) : end;
}

/** The offset after the tag's `>`. */
function skipAttributes(markup: string, from: number): number {
  let at = from;
  while (at < markup.length) {
    const code = markup.charCodeAt(at);
    if (code === 0x3e) return at + 1;
    // A quote opens a value only after "=", so that a stray one does not swallow the document.
    if ((code === 0x22 || code === 0x27) && isAfterEquals(markup, at, from)) {
      const end = markup.indexOf(code === 0x22 ? '"' : "'", at + 1);
      if (end < 0) return markup.length;
      at = end;
    }
    at++;
  }
  return markup.length;
}

function isAfterEquals(markup: string, at: number, from: number): boolean {
  let before = at - 1;
  // Bounded, or a run of spaces before each of many quotes would be walked again and again.
  for (let steps = 0; steps < 8 && before >= from && isSpace(markup.charCodeAt(before)); steps++) before--;
  return before >= from && markup.charCodeAt(before) === 0x3d;
}

/** Text of an element that holds no markup, then its end tag. Script and style are no text for a reader. */
function skipRawText(markup: string, from: number, name: string, visitor: HtmlVisitor): number {
  let at = from;
  for (;;) {
    const end = markup.indexOf('</', at);
    const stop = end < 0 ? markup.length : end;
    const closes =
      end >= 0 &&
      markup.slice(end + 2, end + 2 + name.length).toLowerCase() === name &&
      isNameEnd(markup.charCodeAt(end + 2 + name.length));
    if (end >= 0 && !closes) {
      at = end + 2;
      continue;
    }
    if (name !== 'script' && name !== 'style' && stop > from) visitor.text(from, stop);
    visitor.close(name);
    return end < 0 ? markup.length : skipAttributes(markup, end + 2 + name.length);
  }
}

/** The offset after a comment, doctype, CDATA section or processing instruction. */
function skipDeclaration(markup: string, open: number): number {
  const isComment = markup.startsWith('<!--', open);
  if (isComment && (markup.startsWith('>', open + 4) || markup.startsWith('->', open + 4))) {
    return markup.indexOf('>', open) + 1;
  }
  const mark = isComment ? '-->' : markup.startsWith('<![CDATA[', open) ? ']]>' : '>';
  const end = markup.indexOf(mark, open + 2);
  return end < 0 ? markup.length : end + mark.length;
}

/** White space, "/", ">" or the end of the markup. */
function isNameEnd(code: number): boolean {
  return isSpace(code) || code === 0x2f || code === 0x3e || Number.isNaN(code);
}
