// SPDX-License-Identifier: Apache-2.0
import { decodePercentFully } from '../../text/notations/percent-text.js';
import { rateKey } from '../rate.js';

/** A text and the name under which it stands. */
export interface Leaf {
  readonly key: string;
  readonly value: string;
}

/** What of a request can carry pieces of a credential. Everything is untrusted and as received. */
export interface FragmentSource {
  /** Host of the destination in lower case. */
  readonly host?: string;
  /** Those that are searched. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Path of the URL, percent-encoded or not. */
  readonly path?: string;
  readonly query?: readonly { readonly key: string; readonly value: string }[];
  /** What a body consists of that is a form, decoded. */
  readonly fields?: readonly Leaf[];
  /** Text of any other body, of a frame or of tool arguments. */
  readonly body?: string;
}

/** Texts of one request, by the streams they belong to. */
export interface RequestParts {
  /** Streams that are joined from request to request, by name. */
  readonly streams: ReadonlyMap<string, string>;
  /** The single value most likely to be a piece. */
  readonly token: string;
  /** Its place among others, where the request says one. */
  readonly index: number | undefined;
  /** What counts for a budget. */
  readonly measured: readonly string[];
}

const MAX_BODY = 65_536;
/** As many as such a body can hold. */
const MAX_LEAVES = 32_768;
/** Streams of single keys that one request can add to. */
const MAX_KEYED = 48;
/** Names of streams stay short, whatever keys a sender makes up. */
const MAX_KEY = 64;
/** Keys whose value says where a piece belongs. */
const INDEX_KEY =
  /^(?:i|n|no|nr|num|number|idx|index|seq|sequence|part|chunk|order|offset|pos|position|page|step|piece|seg|segment|frag|fragment|id)$/i;
const INDEX_VALUE = /^[0-9]{1,6}$/;
/** `part 3`, `chunk-3:`, `#3`, `3/5` in front of a piece. */
const INDEX_LABEL =
  /(?:part|chunk|piece|frag(?:ment)?|seg(?:ment)?|seq|line|no|[#[(])[ _.:=-]{0,2}([0-9]{1,6})|^\s{0,4}([0-9]{1,4})[/:.)\]|-]/i;
const MAX_LABEL_PLACE = 64;
/** Values that are looked at for a label. */
const MAX_LABELLED = 64;
const TOKEN = /[A-Za-z0-9_+/=.-]{1,512}/g;
const MAX_TOKENS = 256;

function decoded(text: string): string {
  return text.includes('%') ? (decodePercentFully(text) ?? text) : text;
}

const MAX_SINGLE_NUMBERS = 16;

/** Vectors and tables are data of one piece; so many numbers by themselves are no pieces of anything. */
function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > MAX_SINGLE_NUMBERS && value.every((item) => typeof item === 'number');
}

/** The texts and numbers of a JSON document with the keys they stand under, in order; undefined when it is none. */
function jsonLeaves(body: string): readonly Leaf[] | undefined {
  const first = body.trimStart().charAt(0);
  if (first !== '{' && first !== '[' && first !== '"') return undefined;
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    return undefined;
  }
  const leaves: Leaf[] = [];
  const pending: { key: string; value: unknown }[] = [{ key: '', value: root }];
  for (let next = pending.pop(); next !== undefined && leaves.length < MAX_LEAVES; next = pending.pop()) {
    const { key, value } = next;
    if (typeof value === 'string' || typeof value === 'number') leaves.push({ key, value: String(value) });
    else if (isNumbers(value)) leaves.push({ key, value: value.join() });
    else if (Array.isArray(value)) for (const item of value.toReversed()) pending.push({ key, value: item });
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value).reverse()) pending.push({ key: name, value: member });
  }
  return leaves;
}

/** The longest stretch of a text that could be part of a credential. */
function longestToken(text: string): string {
  let longest = '';
  let count = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.length >= longest.length) longest = token;
    if (++count === MAX_TOKENS) break;
  }
  return longest;
}

function isIndex({ key, value }: Leaf): boolean {
  return INDEX_KEY.test(key) && INDEX_VALUE.test(value);
}

/** The number in a label at the beginning of one of the texts. */
function labelledIndex(texts: readonly string[]): number | undefined {
  for (const text of texts.slice(0, MAX_LABELLED)) {
    const label = INDEX_LABEL.exec(text.slice(0, MAX_LABEL_PLACE));
    if (label !== null) return Number(label[1] ?? label[2]);
  }
  return undefined;
}

function lastSegment(path: string): string {
  return path.split('/').findLast((segment) => segment !== '') ?? '';
}

/** A label in front of a piece, as in `part1: `, and the rest. */
const LABEL = /^[^\r\n]{0,32}?[0-9#]{1,6}[ \t]{0,2}[:=|)\]]\s{0,4}/;

/** The streams of values: all together, those that are no numbers, their names, and each name by itself. */
function leafStreams(leaves: readonly Leaf[]): Map<string, string> {
  const streams = new Map<string, string>();
  const texts: string[] = [];
  const keys: string[] = [];
  const byKey = new Map<string, string[]>();
  for (const { key, value } of leaves) {
    // Numbers may count the pieces, or be some.
    if (!INDEX_VALUE.test(value)) texts.push(value);
    keys.push(key);
    const known = byKey.get(key);
    if (known !== undefined) known.push(value);
    else if (byKey.size < MAX_KEYED) byKey.set(key, [value]);
  }
  streams.set('values', leaves.map(({ value }) => value).join(''));
  streams.set('texts', texts.join(''));
  streams.set('keys', keys.join(''));
  for (const [key, values] of byKey) streams.set(`value:${key.slice(0, MAX_KEY)}`, values.join(''));
  return streams;
}

/** Segments of a path that are told apart by their place; the last one is looked for wherever it is. */
const MAX_SEGMENTS = 8;
const ASSIGNMENT = /^\s{0,8}([^=\s]{1,64})=(?=[^=])/;

const MAX_PIECE = 512;

/** What of a header's value is most likely a piece: its last word, or where an address ends. */
function pieceIn(value: string): string {
  const word = /[^ \t"]*"?[ \t]*$/.exec(value.slice(-MAX_PIECE))?.[0].replace(/["\s]/g, '') ?? '';
  return word.includes('://') ? lastSegment(word) : word;
}

/** Texts by places that most requests leave as they are, so that only what changes there is joined. */
function placesOf({ host = '', headers = [], path = '' }: FragmentSource): readonly Leaf[] {
  const places: Leaf[] = [];
  const zone = host === '' ? '' : rateKey(host);
  const labels = host.endsWith(`.${zone}`) ? host.slice(0, -zone.length - 1).replaceAll('.', '') : '';
  if (labels !== '') places.push({ key: `host ${zone}`, value: labels });
  const segments = path.split('/', MAX_SEGMENTS).slice(1, -1);
  segments.forEach((segment, i) => places.push({ key: `path ${i}`, value: decoded(segment) }));
  for (const [name, value] of headers) {
    for (const part of value.split(/[;,]/)) {
      const [assigned = '', key = ''] = ASSIGNMENT.exec(part) ?? [];
      places.push({ key: `header ${name} ${key}`, value: pieceIn(part.slice(assigned.length)) });
    }
  }
  return places;
}

/** Takes a request apart. Bodies count up to 64 KiB. */
export function requestParts(source: FragmentSource): RequestParts {
  const { path = '', query = [], body = '', fields: form = [] } = source;
  const text = body.length > MAX_BODY ? body.slice(0, MAX_BODY) : body;
  const fields = [...query.map(({ key, value }) => ({ key: decoded(key), value: decoded(value) })), ...form];
  const document = jsonLeaves(text);
  const leaves = [...fields, ...(document ?? [])];
  const segment = decoded(lastSegment(path));
  const plain = document === undefined ? text : '';
  const unlabelled = plain.slice(0, MAX_LABEL_PLACE).replace(LABEL, '') + plain.slice(MAX_LABEL_PLACE);
  const numbered = leaves.find(isIndex);
  const values = leaves.filter((leaf) => leaf !== numbered).map(({ value }) => value);
  const candidates = [...values, plain].filter((value) => value !== '');
  const token = longestToken(candidates.length > 0 ? candidates.join(' ') : segment);
  const streams = leafStreams(leaves);
  for (const { key, value } of placesOf(source)) streams.set(`value:${key.slice(0, MAX_KEY)}`, value);
  streams.set('path', segment);
  streams.set('body', plain);
  if (unlabelled !== plain) streams.set('unlabelled', unlabelled);
  streams.set('token', token);
  for (const [name, joined] of streams) if (joined === '') streams.delete(name);
  return {
    streams,
    token,
    index: numbered === undefined ? labelledIndex(candidates) : Number(numbered.value),
    measured: [...path.split('/').map(decoded), ...fields.map(({ value }) => value), text].filter(
      (part) => part !== '',
    ),
  };
}
