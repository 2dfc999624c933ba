// SPDX-License-Identifier: Apache-2.0
import { isLetter, isSpace } from '../bytes/ascii.js';
import { finderOf } from './finder.js';

/** Shown on lines of their own. Any other element may stand in the middle of a word. */
const BLOCK: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br button caption center dd desc details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html input item label legend li main meta nav ' +
    'noscript ol optgroup option p pre section select summary svg table tbody td text textarea tfoot th thead title ' +
    'tr ul'
  ).split(' '),
);
const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup ' +
    'time tspan tt u var wbr'
  ).split(' '),
);
const VOID: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** Content that is code. It is searched as it stands, with the rest of the document. */
const CODE: ReadonlySet<string> = new Set(['script', 'style']);

const HIDING = /display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden|font-size\s{0,8}:\s{0,8}0(?![.\d]*[1-9])/i;
/** An attribute value that may be a sentence. */
const SENTENCE = /\S\s+\S+\s+\S/;
const ENTITY = /<!ENTITY\s{1,8}([\w.-]{1,64})\s{1,8}(?:"([^"]{0,4096})"|'([^']{0,4096})')/g;
const MAX_ENTITIES = 64;
const MAX_EXPANDED = 1_048_576;

const LESS = 0x3c;
const SLASH = 0x2f;
const GREATER = 0x3e;

/** Walks a document once, never backwards, and keeps what a reader of it would see. */
class MarkupReader {
  readonly #markup: string;
  readonly #all: string[] = [];
  readonly #shown: string[] = [];
  readonly #attributes: string[] = [];
  /** The element whose content is not shown, and how many of its name are open inside. */
  #hidden: { readonly name: string; depth: number } | undefined;
  #hides = false;
  /** The last thing seen was the end of an element that is not known to HTML. */
  #closedOther = false;
  /** Set by the attributes of the tag being read. */
  #hiding = false;

  readonly #lastBracket: number;

  constructor(markup: string) {
    this.#markup = markup;
    this.#lastBracket = markup.lastIndexOf(']');
  }

  read(): string {
    const markup = this.#markup;
    let textFrom = 0;
    for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
      const next = markup.charCodeAt(at + 1);
      const isTag = isLetter(next) || (next === SLASH && isLetter(markup.charCodeAt(at + 2)));
      if (!isTag && next !== 0x21 && next !== 0x3f) {
        at++;
        continue;
      }
      this.#text(textFrom, at);
      at = textFrom = isTag ? this.#tag(at) : this.#declaration(at);
    }
    this.#text(textFrom, markup.length);
    const texts = this.#hides ? [this.#all.join(''), this.#shown.join('')] : [this.#all.join('')];
    return [...texts, this.#attributes.join('\n')].join('\n\n');
  }

  #text(start: number, end: number): void {
    if (end <= start) return;
    this.#add(this.#markup.slice(start, end));
    this.#closedOther = false;
  }

  #add(text: string): void {
    this.#all.push(text);
    if (this.#hidden === undefined) this.#shown.push(text);
  }

  /** One line break between blocks: an empty line would end a sentence. */
  #break(): void {
    if (this.#all.at(-1) !== '\n') this.#add('\n');
  }

  /** A comment, a doctype, a processing instruction: nothing a reader sees. A CDATA section is text. */
  #declaration(open: number): number {
    const markup = this.#markup;
    if (markup.startsWith('<![CDATA[', open)) {
      const end = markup.indexOf(']]>', open + 9);
      this.#text(open + 9, end < 0 ? markup.length : end);
      return end < 0 ? markup.length : end + 3;
    }
    if (/^<!doctype\b/i.test(markup.slice(open, open + 10))) return this.#doctype(open);
    const isComment = markup.startsWith('<!--', open);
    if (isComment && (markup.startsWith('>', open + 4) || markup.startsWith('->', open + 4)))
      return markup.indexOf('>', open) + 1;
    const mark = isComment ? '-->' : '>';
    const end = markup.indexOf(mark, open + 2);
    return end < 0 ? markup.length : end + mark.length;
  }

  #doctype(open: number): number {
    const markup = this.#markup;
    const end = markup.indexOf('>', open);
    if (end < 0) return markup.length;
    // Asked once whether anything closes a bracket: a document of openings must not be read again for each.
    if (!markup.slice(open, end).includes('[') || open > this.#lastBracket) return end + 1;
    const last = markup.indexOf('>', markup.indexOf(']', open));
    return last < 0 ? markup.length : last + 1;
  }

  #tag(open: number): number {
    const markup = this.#markup;
    const closing = markup.charCodeAt(open + 1) === SLASH;
    let at = open + (closing ? 2 : 1);
    const from = at;
    for (; at < markup.length; at++) {
      const code = markup.charCodeAt(at);
      if (isSpace(code) || code === SLASH || code === GREATER || code === LESS) break;
    }
    const name = markup.slice(from, at).toLowerCase();
    this.#hiding = false;
    const end = this.#attributesFrom(at);
    if (closing) this.#close(name);
    else this.#open(name, markup.charCodeAt(end - 2) === SLASH);
    return !closing && CODE.has(name) ? this.#pastCode(end, name) : end;
  }

  #open(name: string, selfClosing: boolean): void {
    if (BLOCK.has(name) || this.#closedOther) this.#break();
    this.#closedOther = false;
    if (this.#hidden !== undefined) {
      if (name === this.#hidden.name && !selfClosing) this.#hidden.depth++;
    } else if (this.#hiding && !selfClosing && !VOID.has(name)) {
      this.#hidden = { name, depth: 1 };
      this.#hides = true;
    }
  }

  #close(name: string): void {
    if (this.#hidden?.name === name && --this.#hidden.depth === 0) this.#hidden = undefined;
    if (BLOCK.has(name)) this.#break();
    // Two elements side by side are two things; one in the middle of a word is not.
    this.#closedOther = !BLOCK.has(name) && !INLINE.has(name);
  }

  /** Reads the attributes of a tag; the offset after it. */
  #attributesFrom(from: number): number {
    const markup = this.#markup;
    let nameFrom = from;
    for (let at = from; at < markup.length; at++) {
      const code = markup.charCodeAt(at);
      if (code === GREATER) {
        this.#attribute(markup.slice(nameFrom, at), '');
        return at + 1;
      }
      if (isSpace(code) || code === SLASH) {
        if (at > nameFrom) this.#attribute(markup.slice(nameFrom, at), '');
        nameFrom = at + 1;
      } else if (code === 0x3d) {
        const name = markup.slice(nameFrom, at);
        let start = at + 1;
        while (isSpace(markup.charCodeAt(start))) start++;
        const quote = markup.charAt(start);
        const quoted = quote === '"' || quote === "'";
        const end = quoted ? markup.indexOf(quote, start + 1) : unquotedEnd(markup, start);
        if (end < 0) return markup.length;
        this.#attribute(name, markup.slice(quoted ? start + 1 : start, end));
        at = quoted ? end : end - 1;
        nameFrom = at + 1;
      }
    }
    return markup.length;
  }

  #attribute(name: string, value: string): void {
    if (name.length === 5 && name.toLowerCase() === 'style') this.#hiding ||= HIDING.test(value);
    else if (name.length === 6 && name.toLowerCase() === 'hidden') this.#hiding = true;
    else if (value.length >= 12 && SENTENCE.test(value)) this.#attributes.push(value);
  }

  #pastCode(from: number, name: string): number {
    const markup = this.#markup;
    for (let at = markup.indexOf('</', from); at >= 0; at = markup.indexOf('</', at + 2)) {
      if (markup.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) continue;
      const end = markup.indexOf('>', at);
      return end < 0 ? markup.length : end + 1;
    }
    return markup.length;
  }
}

function unquotedEnd(markup: string, from: number): number {
  for (let at = from; at < markup.length; at++) {
    const code = markup.charCodeAt(at);
    if (isSpace(code) || code === GREATER) return at;
  }
  return markup.length;
}

/** Entities that the document itself declares, put in their places. Bounded: an entity of entities grows without end. */
function expandEntities(markup: string, text: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of markup.matchAll(ENTITY)) {
    if (values.size >= MAX_ENTITIES) break;
    if (!values.has(name)) values.set(name, double ?? single ?? '');
  }
  let expanded = text;
  for (let round = 0; round < 3 && expanded.length <= MAX_EXPANDED; round++) {
    const before = expanded;
    expanded = expanded.replace(/&([\w.-]{1,64});/g, (whole, name: string) => values.get(name) ?? whole);
    if (expanded === before) break;
  }
  return expanded;
}

/**
 * Whether a text holds tags. Program text compares things with brackets and puts types into them: neither ends nor has a
 * value, nor is of HTML.
 */
export const hasMarkup = finderOf(
  '<',
  new RegExp(
    `</[a-z][\\w:.-]{0,40}\\s{0,8}>|<!(?:--|\\[CDATA\\[|doctype|ENTITY)|` +
      `<(?:${[...BLOCK, ...INLINE, ...VOID].join('|')})\\s{0,8}/?>|` +
      `<[a-z][\\w:-]{0,30}\\s{1,8}(?:[\\w:@.-]{1,40}\\s{0,4}=|hidden)`,
    'i',
  ),
);

/**
 * What a reader of HTML or XML would see: the text without tags, once more without what is hidden from view, and the
 * attributes that may be sentences. Comments, scripts and styles are not in it; they are searched where they stand.
 * In time linear in the length, whatever the markup. Untrusted input.
 */
export function readMarkup(text: string): string {
  const read = new MarkupReader(text).read();
  return text.includes('<!ENTITY') ? expandEntities(text, read) : read;
}
