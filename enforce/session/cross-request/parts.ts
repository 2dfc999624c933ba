// SPDX-License-Identifier: Apache-2.0
import { decodePercentFully } from '../../text/decode.js';

/** What of a request can carry pieces of a credential. Everything is untrusted and as received. */
export interface FragmentSource {
  /** Path of the URL, percent-encoded or not. */
  readonly path?: string;
  readonly query?: readonly { readonly key: string; readonly value: string }[];
  /** Text of the body, of a frame or of tool arguments. */
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
const TOKEN = /[A-Za-z0-9_+/=.-]{1,512}/g;
const MAX_TOKENS = 256;

function decoded(text: string): string {
  return text.includes('%') ? (decodePercentFully(text) ?? text) : text;
}

interface Leaf {
  readonly key: string;
  readonly value: string;
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
  for (const text of texts) {
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

/** Takes a request apart. Bodies count up to 64 KiB. */
export function requestParts({ path = '', query = [], body = '' }: FragmentSource): RequestParts {
  const streams = new Map<string, string>();
  const add = (name: string, text: string): void => {
    if (text !== '') streams.set(name, (streams.get(name) ?? '') + text);
  };
  const text = body.length > MAX_BODY ? body.slice(0, MAX_BODY) : body;
  const fields = query.map(({ key, value }) => ({ key: decoded(key), value: decoded(value) }));
  const document = jsonLeaves(text);
  const leaves = [...fields, ...(document ?? [])];
  const segment = decoded(lastSegment(path));
  add('path', segment);
  const keyed = new Set<string>();
  for (const { key, value } of leaves) {
    add('values', value);
    // Numbers may count the pieces, or be some.
    if (!INDEX_VALUE.test(value)) add('texts', value);
    add('keys', key);
    if (keyed.size < MAX_KEYED || keyed.has(key)) add(`value:${key.slice(0, MAX_KEY)}`, value);
    keyed.add(key);
  }
  const plain = document === undefined ? text : '';
  add('body', plain);
  const unlabelled = plain.slice(0, MAX_LABEL_PLACE).replace(LABEL, '') + plain.slice(MAX_LABEL_PLACE);
  if (unlabelled !== plain) add('unlabelled', unlabelled);
  const numbered = leaves.find(isIndex);
  const values = leaves.filter((leaf) => leaf !== numbered).map(({ value }) => value);
  const candidates = [...values, plain].filter((value) => value !== '');
  const token = longestToken(candidates.length > 0 ? candidates.join(' ') : segment);
  add('token', token);
  const index = numbered === undefined ? labelledIndex(candidates) : Number(numbered.value);
  return {
    streams,
    token,
    index,
    measured: [...path.split('/').map(decoded), ...fields.map(({ value }) => value), text].filter(
      (part) => part !== '',
    ),
  };
}
