// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import type { FormatErrorCode } from '../canonical/errors.js';
import { integerOf } from '../canonical/go-json-decode.js';
import { UINT64_MAX, canonicalTime, goString } from '../canonical/go-json.js';
import { ZERO_TIME, isCanonicalTime, toCanonicalTime } from '../canonical/go-text.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { DEFAULT_MAX_DEPTH, parseStrictJson, rawSlice } from '../canonical/json-reader.js';
import type { JsonNode } from '../canonical/json-reader.js';
import { ENTRY_TYPES } from './recorder-entry.js';
import type { EntryType, RecorderEntry } from './recorder-entry.js';

/** Longest line a recorder file may hold, in bytes without the line feed. */
export const MAX_LINE_BYTES = 1_048_576;

const ENTRY_TYPE_SET: ReadonlySet<string> = new Set(ENTRY_TYPES);

/** The one thing entry hashing needs of a crypto suite. */
export interface TextHasher {
  sha256Hex(data: string): string;
}

/** The text whose SHA-256 is the entry's hash: its members joined with NUL, absent ones empty. */
export function entryPreimage(entry: RecorderEntry): string {
  return preimage(entry, entry.v === 1 ? remarshalDetail(entry.detail) : entry.detail);
}

function preimage(entry: RecorderEntry, detail: string): string {
  const { v } = entry;
  const head = `${v}\0${String(entry.seq)}\0${canonicalTime(entry.ts)}\0${entry.session_id}\0`;
  const namespace = v === 3 ? `${entry.chain_kind ?? ''}\0${entry.writer_instance_id ?? ''}\0` : '';
  const kind = v === 1 ? '' : `${entry.event_kind ?? ''}\0`;
  const origin = `${entry.trace_id ?? ''}\0${entry.type}\0${kind}${entry.transport}\0`;
  return `${head}${namespace}${origin}${entry.summary}\0${detail}\0${entry.raw_ref ?? ''}\0${entry.prev_hash}`;
}

/** Version 1 hashed the detail as written again with sorted keys, not as it stood on the line. */
function remarshalDetail(detail: string): string {
  return canonicalizeJcs(parseStrictJson(detail), 'go_any');
}

/** The hash an entry has to carry: 64 lower-case hex digits. */
export function entryHash(entry: RecorderEntry, suite: TextHasher): string {
  return suite.sha256Hex(entryPreimage(entry));
}

/**
 * Whether an entry carries the hash of its content. Version 1 was hashed in two ways: over the detail as marshalled again
 * with sorted keys, and by its writers over the detail as it stands. Both bind the same values, so either is taken.
 */
export function hasValidHash(entry: RecorderEntry, suite: TextHasher): boolean {
  if (entry.v === 1 && entry.hash === suite.sha256Hex(preimage(entry, entry.detail))) return true;
  return entry.hash === entryHash(entry, suite);
}

/** One line without its line feed. `detail` is written as it is; the rest as Go-JSON. */
export function writeEntryLine(entry: RecorderEntry): string {
  const { trace_id: trace, event_kind: kind, raw_ref: ref, chain_kind: chain, writer_instance_id: writer } = entry;
  return (
    `{"v":${entry.v},"seq":${String(entry.seq)},"ts":"${canonicalTime(entry.ts)}","session_id":` +
    goString(entry.session_id) +
    optional(',"chain_kind":', chain) +
    optional(',"writer_instance_id":', writer) +
    optional(',"trace_id":', trace) +
    `,"type":"${entry.type}"` +
    optional(',"event_kind":', kind) +
    `,"transport":${goString(entry.transport)},"summary":${goString(entry.summary)},"detail":${entry.detail}` +
    optional(',"raw_ref":', ref) +
    `,"prev_hash":${goString(entry.prev_hash)},"hash":${goString(entry.hash)}}`
  );
}

function optional(prefix: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : prefix + goString(text);
}

/**
 * Reads one line of a recorder file. The line is untrusted. Unknown members are ignored, as the format demands; doubled
 * ones are not. Throws FormatError: `json_*`, `size` (over 1 MiB), `time`, `field_value` (version, type, NUL in a hashed
 * member, namespace members on versions 1 and 2), `missing_field` (namespace members of version 3). Whether the hash is
 * right is not checked.
 */
export function parseEntryLine(line: string): RecorderEntry {
  if (line.length > MAX_LINE_BYTES) throw new FormatError('size', 'recorder line is longer than 1 MiB');
  return parseCompactV2(line) ?? parseAnySpelling(line);
}

const PLAIN = '([^"\\\\\\u0000-\\u001f\\ud800-\\udfff]*)';

/** The head of a compact version 2 line whose strings hold no escape; what this product writes, nearly always. */
const COMPACT_HEAD = new RegExp(
  `^\\{"v":2,"seq":(0|[1-9][0-9]{0,15}),"ts":"${PLAIN}","session_id":"${PLAIN}",(?:"trace_id":"${PLAIN}",)?` +
    `"type":"${PLAIN}",(?:"event_kind":"${PLAIN}",)?"transport":"${PLAIN}","summary":"${PLAIN}","detail":`,
);

const HASH_LENGTH = 64;
const HASH_KEY = '","hash":"';
const PREV_KEY = ',"prev_hash":"';
const LOWER_HEX_HASH = /^[0-9a-f]{64}$/;

/**
 * The fast way: head and tail are matched as text, so each member can only be where it is and stands once, provided
 * that what lies between is exactly one JSON value without doubled keys.
 */
function parseCompactV2(line: string): RecorderEntry | undefined {
  const hashStart = line.length - HASH_LENGTH - 2;
  const hash = line.slice(hashStart, -2);
  if (!line.endsWith('"}') || !line.endsWith(HASH_KEY, hashStart) || !LOWER_HEX_HASH.test(hash)) return undefined;
  const head = COMPACT_HEAD.exec(line);
  const prev = previousHash(line, hashStart - HASH_KEY.length);
  if (head === null || prev === undefined) return undefined;
  const [all, seq = '', ts = '', session = '', trace, type = '', kind, transport = '', summary = ''] = head;
  const detail = line.slice(all.length, prev.start);
  if (!ENTRY_TYPE_SET.has(type) || !isCanonicalTime(ts) || !isOneJsonValue(detail)) return undefined;
  return {
    v: 2,
    seq: BigInt(seq),
    ts,
    session_id: session,
    ...(trace === undefined ? {} : { trace_id: trace }),
    type: type as EntryType,
    ...(kind === undefined ? {} : { event_kind: kind }),
    transport,
    summary,
    detail,
    prev_hash: prev.text,
    hash,
  };
}

/** `prev_hash` where it has one of its two regular forms, and where its member begins. */
function previousHash(line: string, end: number): { readonly text: string; readonly start: number } | undefined {
  for (const length of [HASH_LENGTH, 'genesis'.length]) {
    const text = line.slice(end - length, end);
    const start = end - length - PREV_KEY.length;
    if (line.startsWith(PREV_KEY, start) && (text === 'genesis' || LOWER_HEX_HASH.test(text))) return { text, start };
  }
  return undefined;
}

/**
 * Whether the text is one JSON value by the strict reader's rules, without space around it. Text that the platform
 * prints again unchanged holds no doubled key; escaped surrogates and deep nesting survive that and are looked for.
 */
function isOneJsonValue(text: string): boolean {
  try {
    const printed = JSON.stringify(JSON.parse(text));
    if (printed === text && !text.includes('\\ud') && openings(text) <= ENTRY_DETAIL_DEPTH) return true;
    const node = parseStrictJson(text, { maxDepth: ENTRY_DETAIL_DEPTH });
    return node.start === 0 && node.end === text.length;
  } catch {
    return false;
  }
}

/** One level less than a whole line: the entry around the detail is the first. */
const ENTRY_DETAIL_DEPTH = DEFAULT_MAX_DEPTH - 1;

/** Opening brackets, those inside strings included: an upper bound of the depth. */
function openings(text: string): number {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) count++;
  }
  return count;
}

function parseAnySpelling(line: string): RecorderEntry {
  const node = parseStrictJson(line);
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected');
  const members = new Map(node.members.map(({ key, value }) => [key, value]));
  const v = versionOf(members.get('v'));
  const text = (name: string): string => stringOf(members.get(name), name, v);
  const seq = members.get('seq');
  const detail = members.get('detail');
  const type = text('type');
  if (!isEntryType(type)) throw fault('field_value', 'unknown entry type', 'type');
  return {
    v,
    seq: seq === undefined ? 0n : integerOf(seq, 0n, UINT64_MAX, '/seq'),
    ts: timeOf(members.get('ts'), line),
    session_id: text('session_id'),
    ...namespaceOf(members, v),
    ...unlessEmpty('trace_id', text('trace_id')),
    type,
    ...unlessEmpty('event_kind', text('event_kind')),
    transport: text('transport'),
    summary: text('summary'),
    detail: detail === undefined ? 'null' : rawSlice(line, detail),
    ...unlessEmpty('raw_ref', text('raw_ref')),
    prev_hash: text('prev_hash'),
    hash: text('hash'),
  };
}

type Members = ReadonlyMap<string, JsonNode>;

function versionOf(node: JsonNode | undefined): 1 | 2 | 3 {
  if (node === undefined) throw fault('missing_field', 'the version is missing', 'v');
  const v = Number(integerOf(node, 0n, UINT64_MAX, '/v'));
  if (v !== 1 && v !== 2 && v !== 3) throw fault('field_value', 'unknown entry version', 'v');
  return v;
}

/** NUL separates the hashed members: inside one, it would let two different entries share a hash. */
function stringOf(node: JsonNode | undefined, name: string, v: 1 | 2 | 3): string {
  if (node === undefined || (node.kind === 'null' && v !== 3)) return '';
  if (node.kind !== 'string') throw fault('json_type', 'a string is expected', name);
  if (node.value.includes('\0')) throw fault('field_value', 'NUL in a hashed member', name);
  return node.value;
}

/** The time has to be spelled without escapes: existing readers parse its source text. */
function timeOf(node: JsonNode | undefined, line: string): string {
  if (node === undefined || node.kind === 'null') return ZERO_TIME;
  if (node.kind !== 'string') throw fault('json_type', 'a time is expected', 'ts');
  const time = toCanonicalTime(line.slice(node.start + 1, node.end - 1));
  if (time === undefined) throw fault('time', 'not an RFC 3339 time', 'ts');
  return time;
}

function namespaceOf(members: Members, v: 1 | 2 | 3): { chain_kind?: string; writer_instance_id?: string } {
  const chain = members.get('chain_kind');
  const writer = members.get('writer_instance_id');
  if (v !== 3) {
    if (chain === undefined && writer === undefined) return {};
    throw fault('field_value', 'namespace member on an entry before version 3', 'chain_kind');
  }
  const kind = stringOf(chain, 'chain_kind', v);
  const instance = stringOf(writer, 'writer_instance_id', v);
  if (kind !== 'recorder') throw fault('field_value', 'the chain kind is not recorder', 'chain_kind');
  if (instance === '') throw fault('missing_field', 'the writer instance is missing', 'writer_instance_id');
  return { chain_kind: kind, writer_instance_id: instance };
}

function unlessEmpty<K extends string>(name: K, text: string): { readonly [P in K]?: string } {
  return text === '' ? {} : ({ [name]: text } as { readonly [P in K]?: string });
}

export function isEntryType(text: string): text is EntryType {
  return ENTRY_TYPE_SET.has(text);
}

function fault(code: FormatErrorCode, message: string, name: string): FormatError {
  return new FormatError(code, message, { path: `/${name}` });
}
