// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import type { FormatErrorCode } from '../canonical/errors.js';
import { integerOf } from '../canonical/go-json-decode.js';
import { openScan, passGoJson, passSortedJson } from '../canonical/go-json-scan.js';
import type { Marks, PassRaw } from '../canonical/go-json-scan.js';
import { UINT64_MAX, canonicalTime, goString, goStruct } from '../canonical/go-json.js';
import { ZERO_TIME, toCanonicalTime } from '../canonical/go-text.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { DEFAULT_MAX_DEPTH, parseStrictJson, rawSlice } from '../canonical/json-reader.js';
import type { JsonNode } from '../canonical/json-reader.js';
import { scanActionReceipt } from './receipt/action-receipt.codec.js';
import type { ParsedActionReceipt } from './receipt/action-receipt.codec.js';
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

/** An entry with what reading its line established. */
export interface ReadEntry {
  readonly entry: RecorderEntry;
  /** The line is exactly what `writeEntryLine` makes of the entry: no byte of it is outside the hash. */
  readonly canonical: boolean;
  /** The receipt in the detail, read in the same pass; only where line and receipt are canonical. */
  readonly receipt: ParsedActionReceipt | undefined;
}

/**
 * Reads one line of a recorder file. The line is untrusted. Unknown members are ignored, as the format demands; doubled
 * ones are not. Throws FormatError: `json_*`, `size` (over 1 MiB), `time`, `field_value` (version, type, NUL in a hashed
 * member, namespace members on versions 1 and 2), `missing_field` (namespace members of version 3). Whether the hash is
 * right is not checked.
 */
export function readEntryLine(line: string): ReadEntry {
  if (line.length > MAX_LINE_BYTES) throw new FormatError('size', 'recorder line is longer than 1 MiB');
  const scanned = scanEntry(line);
  if (scanned !== undefined) return scanned;
  const entry = parseAnySpelling(line);
  return { entry, canonical: writeEntryLine(entry) === line, receipt: undefined };
}

/** The entry of a line. Throws as `readEntryLine`. */
export function parseEntryLine(line: string): RecorderEntry {
  return readEntryLine(line).entry;
}

interface EntryV2 extends Omit<RecorderEntry, 'v' | 'chain_kind' | 'writer_instance_id'> {
  readonly v: number;
}

const ENTRY_V2 = goStruct<EntryV2>({
  v: 'int',
  seq: 'uint64',
  ts: 'time',
  session_id: 'string',
  trace_id: 'string?',
  type: 'string',
  event_kind: 'string?',
  transport: 'string',
  summary: 'string',
  detail: 'raw',
  raw_ref: 'string?',
  prev_hash: 'string',
  hash: 'string',
});

/** One level less than a whole line: the entry around the detail is the first. */
const DETAIL_DEPTH = DEFAULT_MAX_DEPTH - 1;

/** Where the marks of each member stand. */
const AT = Object.fromEntries(ENTRY_V2.fields.map(({ name, index }) => [name, 2 * index])) as Readonly<
  Record<keyof EntryV2, number>
>;

/** The fast way: version 2 as this product writes it. Undefined leaves the line to the strict reader. */
function scanEntry(line: string): ReadEntry | undefined {
  const scan = openScan(line);
  const marks: Marks = new Array<number>(2 * ENTRY_V2.fields.length).fill(0);
  let receipt: ParsedActionReceipt | undefined;
  const passDetail: PassRaw = (place) => {
    const start = place.at;
    if (line.startsWith('"action_receipt"', marks[AT.type])) {
      receipt = scanActionReceipt(place);
      if (receipt !== undefined) return true;
      place.at = start;
    }
    return passSortedJson(place, DETAIL_DEPTH);
  };
  if (!passGoJson(ENTRY_V2, scan, marks, passDetail) || scan.at !== line.length) return undefined;
  // NUL separates the hashed members; the strict reader knows where it may stand.
  if (!scan.plain && line.includes('\\u0000')) return undefined;
  const source = (at: number): string => line.slice(marks[at], marks[at + 1]);
  const text = (at: number): string => (scan.plain ? source(at).slice(1, -1) : (JSON.parse(source(at)) as string));
  const type = text(AT.type);
  if (source(AT.v) !== '2' || !isEntryType(type)) return undefined;
  const entry: { -readonly [K in keyof RecorderEntry]: RecorderEntry[K] } = {
    v: 2,
    seq: BigInt(source(AT.seq)),
    ts: text(AT.ts),
    session_id: text(AT.session_id),
    type,
    transport: text(AT.transport),
    summary: text(AT.summary),
    detail: receipt?.receiptText ?? source(AT.detail),
    prev_hash: text(AT.prev_hash),
    hash: text(AT.hash),
  };
  if (marks[AT.trace_id] !== 0) entry.trace_id = text(AT.trace_id);
  if (marks[AT.event_kind] !== 0) entry.event_kind = text(AT.event_kind);
  if (marks[AT.raw_ref] !== 0) entry.raw_ref = text(AT.raw_ref);
  return { entry, canonical: true, receipt };
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
