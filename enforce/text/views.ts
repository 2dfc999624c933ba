// SPDX-License-Identifier: Apache-2.0
import { decodePercentFully, decodeToken, MIN_ENCODED_LENGTH, type Decoded } from './decode.js';
import { normalizeForDlp, normalizeKeepingLines } from './normalize.js';

export type ViewName = 'raw' | 'url' | 'base64' | 'base64url' | 'hex' | 'base32' | 'subdomain' | 'split';

/** One reading of a surface. */
export interface View {
  readonly name: ViewName;
  readonly text: string;
  /** The text was put together from pieces that did not stand side by side. */
  readonly joined: boolean;
  /** Offsets in `text` are offsets in the surface. */
  readonly exact: boolean;
}

/** Which cap was hit. Text beyond a cap was not searched, so the caller must treat the surface as unread. */
export type ViewLimit = 'views' | 'size' | 'depth';

export interface ViewLimits {
  readonly maxViews: number;
  /** UTF-16 units over all views. */
  readonly maxChars: number;
}

const DECODE_DEPTH = 3;

/** Collects the distinct views of one surface. */
export interface ViewCollector {
  readonly views: readonly View[];
  readonly limit: ViewLimit | undefined;
  /** Adds a normalised reading. Returns false when it is empty or known already. */
  add(name: ViewName, text: string, joined?: boolean, exact?: boolean): boolean;
  /** Adds what a token decodes to, and what that decodes to, three layers deep. */
  readonly addDecodings: (token: string) => void;
  /** Adds the percent-decoded form, if it differs, and returns it. */
  addPercentDecoded(text: string): string;
}

/** Comparing beats hashing here: texts of equal length are rare, and hashing reads every text to its end. */
function isKnown(views: readonly View[], text: string): boolean {
  for (const view of views) if (view.text.length === text.length && view.text === text) return true;
  return false;
}

/** An empty collector. A collector belongs to one surface of one action. */
export function openViews(limits: ViewLimits): ViewCollector {
  const views: View[] = [];
  let chars = 0;

  const add = (name: ViewName, text: string, joined = false, exact = false): boolean => {
    if (text === '' || isKnown(views, text)) return false;
    chars += text.length;
    if (views.length >= limits.maxViews) collector.limit ??= 'views';
    else if (chars > limits.maxChars) collector.limit ??= 'size';
    else views.push({ name, text, joined, exact });
    return collector.limit === undefined;
  };

  const addDecoded = ({ view, text }: Decoded, depth: number): void => {
    const normal = normalizeForDlp(text);
    if (!add(view, normal)) return;
    // Lines mark where binary was cut out; joining them could hide a boundary, so both readings count.
    if (normal !== text) add(view, normalizeKeepingLines(text));
    if (depth >= DECODE_DEPTH) return;
    const plain = addPercentDecoded(normal);
    forEachToken(plain, (token) => decode(token, depth + 1));
  };

  const decode = (token: string, depth: number): void => {
    if (collector.limit !== undefined) return;
    for (const decoded of decodeToken(token)) addDecoded(decoded, depth);
  };

  const addDecodings = (token: string): void => {
    if (token.length >= MIN_ENCODED_LENGTH) decode(token, 1);
  };

  const addPercentDecoded = (text: string): string => {
    if (!text.includes('%')) return text;
    const decoded = decodePercentFully(text);
    if (decoded === undefined) {
      collector.limit ??= 'depth';
      return text;
    }
    add('url', normalizeForDlp(decoded));
    return decoded;
  };

  // A plain member, not an accessor: this object is made for every URL.
  const collector: MutableCollector = { views, limit: undefined, add, addDecodings, addPercentDecoded };
  return collector;
}

type MutableCollector = { -readonly [Key in keyof ViewCollector]: ViewCollector[Key] };

const MIN_TOKEN = 10;
/** 1 for the characters of base64 in both alphabets; base32 and hex are among them. */
const IN_TOKEN = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  IN_TOKEN[letter.charCodeAt(0)] = 1;

/** Six or more pairs of hex digits with the same kind of delimiter between them. */
const DELIMITED_HEX = /[0-9a-f]{2}(?:[:\-, ][0-9a-f]{2}){6,}|(?:\\x[0-9a-f]{2}){6,}|(?:0x[0-9a-f]{2}[:\-, ]?){6,}/gi;

/**
 * Calls back for each maximal stretch that could be an encoding: base64, base32 and plain hex by alphabet, delimited
 * hex with its delimiters. A stretch with slashes is also given in pieces, since a path may hold an encoding.
 */
export function forEachToken(text: string, visit: (token: string) => void): void {
  const length = text.length;
  let start = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 && IN_TOKEN[code] === 1) continue;
    if (i - start >= MIN_TOKEN) visitToken(text.slice(start, i), visit);
    start = i + 1;
  }
  if (length - start >= MIN_TOKEN) visitToken(text.slice(start), visit);
  if (length < 2 * MIN_TOKEN) return;
  for (const match of text.matchAll(DELIMITED_HEX)) visit(match[0].replace(/[:\-, ]$/, ''));
}

function visitToken(token: string, visit: (token: string) => void): void {
  visit(token);
  if (!token.includes('/')) return;
  for (const piece of token.split('/')) if (piece.length >= MIN_TOKEN && piece !== token) visit(piece);
}

const COLLAPSIBLE = new Uint8Array(128);
for (const letter of ' \t\n\r\v\f') COLLAPSIBLE[letter.charCodeAt(0)] = 1;
const LINE_BREAKS = new Uint8Array(128);
for (const letter of '\t\n\r') LINE_BREAKS[letter.charCodeAt(0)] = 1;
const DOT = new Uint8Array(128);
DOT[0x2e] = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
let scratch = new Uint8Array(16_384);

/** The text without the ASCII characters of a table. One pass over bytes: a regular expression costs several times more. */
function dropCharacters(text: string, table: Uint8Array): string {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3);
  const { written } = encoder.encodeInto(text, scratch);
  let kept = 0;
  for (let i = 0; i < written; i++) {
    const byte = scratch[i] ?? 0;
    if (byte < 128 && table[byte] === 1) continue;
    scratch[kept++] = byte;
  }
  if (kept === written) return text;
  const result = decoder.decode(scratch.subarray(0, kept));
  // A large text must not keep its memory, nor its content, until the next one comes.
  if (scratch.length > 1_048_576) scratch = new Uint8Array(16_384);
  return result;
}

const TEXT_LIMITS: ViewLimits = { maxViews: 2048, maxChars: 64 * 1024 * 1024 };

/** A line break inside what could be one token. */
const BROKEN_TOKEN = /[A-Za-z0-9_+/=-][\t\r\n]+[A-Za-z0-9_+/=-]/;
/** A dot inside what could be one token. */
const DOTTED_TOKEN = /[A-Za-z0-9_-]\.[A-Za-z0-9_-]/;

/**
 * The views of a free text such as a body or a header value: as it stands, without control characters, percent-decoded,
 * with white space removed, with dots removed, and every encoding found in it, three layers deep. A view that could
 * show nothing new is left out. Untrusted input; what exceeds a cap is reported in `limit`, never skipped in silence.
 */
export function textViews(text: string): ViewCollector {
  const collector = openViews(TEXT_LIMITS);
  const lines = normalizeKeepingLines(text);
  collector.add('raw', lines, false, lines === text);
  if (BROKEN_TOKEN.test(lines)) collector.add('raw', dropCharacters(lines, LINE_BREAKS));
  const plain = collector.addPercentDecoded(lines);
  if (plain.includes('+') && plain !== lines) collector.add('url', normalizeForDlp(plain.replaceAll('+', ' ')));
  collector.add('raw', dropCharacters(lines, COLLAPSIBLE), true);
  if (DOTTED_TOKEN.test(lines)) collector.add('subdomain', dropCharacters(lines, DOT), true);
  forEachToken(lines, collector.addDecodings);
  if (plain !== lines) forEachToken(plain, collector.addDecodings);
  return collector;
}
