// SPDX-License-Identifier: Apache-2.0
import { scanHtml } from './html-scan.js';

export interface ReadableText {
  readonly title: string;
  readonly text: string;
}

/** Never have content, so they never nest. */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Ended by the next of their kind when their end tag is missing. */
const SELF_ENDING: ReadonlySet<string> = new Set('p li dt dd tr td th option optgroup rt rp'.split(' '));

/** Shown on lines of their own. */
const BLOCK: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 head header hr html li main nav noscript ol option p pre section select summary table tbody ' +
    'td textarea tfoot th thead title tr ul'
  ).split(' '),
);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '\u2013',
  mdash: '\u2014',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201c',
  rdquo: '\u201d',
  hellip: '\u2026',
  copy: '\u00a9',
  reg: '\u00ae',
  bull: '\u2022',
  middot: '\u00b7',
  shy: '',
  zwj: '\u200d',
  zwnj: '\u200c',
};

/** Whether elements nest deeper than `limit`. Counts before any tree is built, and stops at the limit. */
export function nestsDeeperThan(markup: string, limit: number): boolean {
  const stack: string[] = [];
  let foreign = 0;
  try {
    scanHtml(markup, {
      text: () => undefined,
      open(name, selfClosing) {
        if (VOID.has(name) || (selfClosing && foreign > 0)) return;
        if (SELF_ENDING.has(name) && stack[stack.length - 1] === name) return;
        stack.push(name);
        if (name === 'svg' || name === 'math') foreign++;
        if (stack.length > limit) throw DEEP;
      },
      close(name) {
        const place = stack.lastIndexOf(name);
        if (place < 0) return;
        for (const ended of stack.splice(place)) if (ended === 'svg' || ended === 'math') foreign--;
      },
    });
    return false;
  } catch (error) {
    if (error === DEEP) return true;
    throw error;
  }
}

const DEEP = new Error('nesting limit');

/** Title and visible text of any markup, in time linear in its length. Keeps more than a reader would need. */
export function plainText(markup: string): ReadableText {
  const parts: string[] = [];
  let title = '';
  let inTitle = false;
  scanHtml(markup, {
    text(start, end) {
      const text = decodeEntities(markup.slice(start, end));
      if (inTitle) title ||= collapse(text);
      else parts.push(text);
    },
    open(name) {
      inTitle = name === 'title';
      if (BLOCK.has(name)) parts.push('\n');
    },
    close(name) {
      if (name === 'title') inTitle = false;
      if (BLOCK.has(name)) parts.push('\n');
    },
  });
  return { title, text: tidyLines(parts.join('')) };
}

/** One space for any run of white space on a line; at most one empty line; no white space at either end. */
export function tidyLines(text: string): string {
  const lines: string[] = [];
  let empty = true;
  for (const raw of text.split('\n')) {
    const line = collapse(raw);
    if (line !== '') lines.push(line);
    else if (!empty) lines.push('');
    empty = line === '';
  }
  return lines.join('\n').trim();
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
