// SPDX-License-Identifier: Apache-2.0
import { forEachToken } from '../../text/encodings/tokens.js';
import { normalizeForDlp } from '../../text/normalize.js';
import { decodePercentFully } from '../../text/notations/percent-text.js';
import { openViews, type ViewCollector, type ViewLimits } from '../../text/view-collector.js';
import type { QueryPart } from '../url/target.js';
import { combinePieces, type AnchorTree } from './combine.js';

/** The parts of a URL in which a credential is searched. */
export interface UrlParts {
  readonly raw: string;
  readonly host: string;
  /** Empty for a host that is an address: its dots separate numbers. */
  readonly literal: boolean;
  readonly path: string;
  readonly query: string;
  readonly parts: readonly QueryPart[];
}

const LIMITS: ViewLimits = { maxViews: 4096, maxChars: 16 * 1024 * 1024 };
const MIN_SEGMENT = 10;
const NOISE = /[^A-Za-z0-9_=-]+/g;
const NOT_ALPHANUMERIC = /[^A-Za-z0-9]+/g;
/** No known credential is shorter; joined pieces below this length cannot hold one. */
const MIN_JOINED = 16;

function addJoined(collector: ViewCollector, name: 'split' | 'subdomain', text: string, decode = true): void {
  if (text.length < MIN_JOINED) return;
  if (collector.add(name, text, true) && decode) collector.addDecodings(text);
}

function addHost(collector: ViewCollector, host: string): void {
  if (host.length < MIN_JOINED) return;
  const labels = host.split('.');
  for (const label of labels) if (label.length >= MIN_SEGMENT) collector.addDecodings(label);
  addJoined(collector, 'subdomain', labels.join(''));
  // The registrable part would spoil the end of an encoding, and its length is not known here: try two.
  for (const kept of [labels.length - 2, labels.length - 3]) {
    if (kept >= 2) addJoined(collector, 'subdomain', labels.slice(0, kept).join(''));
  }
}

/** A name asked for over DNS carries what its labels hold to whoever answers for it. */
function addAskedName(collector: ViewCollector, name: string): void {
  collector.add('subdomain', normalizeForDlp(name));
  addHost(collector, name);
}

const PARAMETERS = /[;=,]/;

/** A path segment, and the parts of one that carries parameters (`item;key=value`). */
function addSegment(collector: ViewCollector, segment: string): void {
  collector.addDecodings(segment);
  if (!PARAMETERS.test(segment)) return;
  for (const part of segment.split(PARAMETERS)) if (part.length >= MIN_SEGMENT) collector.addDecodings(part);
}

function addPath(collector: ViewCollector, path: string): void {
  if (path.length < MIN_SEGMENT) return;
  const decoded = path.includes('%') ? (decodePercentFully(path) ?? path) : path;
  for (let start = 1; decoded.length - start >= MIN_SEGMENT;) {
    const slash = decoded.indexOf('/', start);
    const end = slash < 0 ? decoded.length : slash;
    if (end - start >= MIN_SEGMENT) addSegment(collector, decoded.slice(start, end));
    start = end + 1;
  }
  // The URL parser leaves no character in a path that would need more than decoding.
  const normal = decoded === path ? path : normalizeForDlp(decoded);
  if (normal.length >= MIN_JOINED) addJoined(collector, 'split', normal.replace(NOISE, ''));
}

function decodePart(text: string): string {
  return normalizeForDlp(text.includes('%') ? (decodePercentFully(text) ?? text) : text);
}

/** Notations of single characters that a server may undo: `\x41`, `\u0041`, `&#65;`. */
const NOTED = /\\[xu0-7]|&#/i;

function addPart(collector: ViewCollector, raw: string, text: string): void {
  if (raw.includes('+')) collector.add('url', decodePart(raw.replaceAll('+', ' ')));
  if (text.length < MIN_SEGMENT) return;
  forEachToken(text, (token) => collector.addDecodings(token));
  if (NOTED.test(text)) collector.addLayers(text);
  const stripped = text.replace(NOISE, '');
  if (stripped.length !== text.length) addJoined(collector, 'split', stripped);
}

/** Printable ASCII without a percent sign: there is nothing to decode. */
const AS_IT_IS = /^[\x20-\x24\x26-\x7e]*$/;

function decodeParts(parts: readonly QueryPart[]): readonly QueryPart[] {
  let all = '';
  for (const { key, value } of parts) all += key + value;
  return AS_IT_IS.test(all)
    ? parts
    : parts.map(({ key, value }) => ({ key: decodePart(key), value: decodePart(value) }));
}

function addJoinedParts(collector: ViewCollector, joined: string, decode: boolean): void {
  if (joined.length < MIN_JOINED) return;
  const stripped = joined.replace(NOISE, '');
  addJoined(collector, 'split', joined, false);
  addJoined(collector, 'split', stripped, decode);
  addJoined(collector, 'split', stripped.replace(NOT_ALPHANUMERIC, ''), false);
}

function addQuery(collector: ViewCollector, parts: readonly QueryPart[], anchors: AnchorTree): void {
  const values: string[] = [];
  let keys = '';
  let interleaved = '';
  decodeParts(parts).forEach(({ key, value }, i) => {
    const raw = parts[i];
    if (raw === undefined) return;
    if (key.length >= MIN_SEGMENT || raw.key.includes('+')) addPart(collector, raw.key, key);
    if (value.length >= MIN_SEGMENT || raw.value.includes('+')) addPart(collector, raw.value, value);
    if (value !== '') values.push(value);
    keys += key;
    interleaved += key + value;
  });
  if (values.length > 1) addJoinedParts(collector, values.join(''), true);
  if (parts.length > 1) {
    addJoinedParts(collector, keys, false);
    addJoinedParts(collector, interleaved, false);
  }
  const combined = combinePieces(values, anchors);
  if (combined.length > 0) collector.add('split', combined.join('\n'), true);
}

/**
 * The views of a URL: whole, percent-decoded, its parts decoded, and its pieces joined the ways a credential is cut up
 * to pass as harmless. `askedName` is the name that the URL asks a resolver for. Untrusted input; a cap that was hit
 * stands in `limit`.
 */
export function urlViews(target: UrlParts, anchors: AnchorTree, askedName?: string): ViewCollector {
  const collector = openViews(LIMITS);
  const raw = normalizeForDlp(target.raw);
  collector.add('raw', raw, false, raw === target.raw);
  collector.addPercentDecoded(raw);
  if (!target.literal) addHost(collector, target.host);
  if (askedName !== undefined) addAskedName(collector, askedName);
  addPath(collector, target.path);
  if (target.parts.length > 0) addQuery(collector, target.parts, anchors);
  const fragment = target.raw.indexOf('#');
  if (fragment >= 0) forEachToken(target.raw.slice(fragment + 1), (token) => collector.addDecodings(token));
  return collector;
}
