// SPDX-License-Identifier: Apache-2.0
import { stripText } from './bytes.js';
import { decodePercentFully, decodeToken, MIN_ENCODED_LENGTH, type Decoded } from './decode.js';
import { normalizeForDlp, normalizeKeepingLines } from './normalize.js';
import { forEachToken } from './tokens.js';

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

/** A text that stands in a surface, as received or undone of its encodings, before any normalisation. */
export interface Layer {
  /** The last encoding that was undone; `raw` for the text as received. */
  readonly encoding: ViewName;
  readonly text: string;
  /** Number of encodings undone. */
  readonly depth: number;
}

/** Collects the distinct views of one surface. */
export interface ViewCollector {
  readonly views: readonly View[];
  /** Texts found by decoding, in the order they were found. The text as received is not among them. */
  readonly layers: readonly Layer[];
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
  const layers: Layer[] = [];
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
    layers.push({ encoding: view, text, depth });
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
    if (add('url', normalizeForDlp(decoded))) layers.push({ encoding: 'url', text: decoded, depth: 1 });
    return decoded;
  };

  // A plain member, not an accessor: this object is made for every URL.
  const collector: MutableCollector = { views, layers, limit: undefined, add, addDecodings, addPercentDecoded };
  return collector;
}

type MutableCollector = { -readonly [Key in keyof ViewCollector]: ViewCollector[Key] };

const TEXT_LIMITS: ViewLimits = { maxViews: 2048, maxChars: 64 * 1024 * 1024 };

const LINE_BREAKS = /[\t\n\r]+/g;
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
  const asWritten = stripText(text);
  const lines = asWritten.plain ? text : normalizeKeepingLines(text);
  const { spaced, withoutSpace, withoutDots } = lines === text ? asWritten : stripText(lines);
  collector.add('raw', lines, false, lines === text);
  if (spaced && BROKEN_TOKEN.test(lines)) collector.add('raw', lines.replace(LINE_BREAKS, ''));
  const plain = collector.addPercentDecoded(lines);
  if (plain.includes('+') && plain !== lines) collector.add('url', normalizeForDlp(plain.replaceAll('+', ' ')));
  collector.add('raw', withoutSpace, true);
  if (withoutDots !== lines && DOTTED_TOKEN.test(lines)) collector.add('subdomain', withoutDots, true);
  forEachToken(lines, collector.addDecodings);
  if (plain !== lines) forEachToken(plain, collector.addDecodings);
  return collector;
}
