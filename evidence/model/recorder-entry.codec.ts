// SPDX-License-Identifier: Apache-2.0
import { demand, FormatError } from '../canonical/errors.js';
import { canonicalTime, platformJson, rewriteGoJson, widen, writeGoJson, type GoStruct } from '../canonical/go-json.js';
import { fault, integerOf, isMembers, KINDS, membersOf, nodeOf, UINT64_MAX } from '../canonical/go-kinds.js';
import { ZERO_TIME, toCanonicalTime } from '../canonical/go-text.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { parseStrictJson, rawSlice, type JsonNode } from '../canonical/json-reader.js';
import { canonicalReceipt } from './receipt/action-receipt.codec.js';
import { CHECKPOINT, DECISION, ENTRY, ENTRY_TYPES, TRANSCRIPT_ROOT, type RecorderEntry } from './recorder-entry.js';

/** Longest line a recorder file may hold, in bytes without the line feed. */
export const MAX_LINE_BYTES = 1_048_576;

const ENTRY_TYPE_SET: ReadonlySet<string> = new Set(ENTRY_TYPES);

/** The one thing entry hashing needs of a crypto suite. */
export interface TextHasher {
  sha256Hex(data: string): string;
}

/**
 * The text whose SHA-256 is the entry's hash: its members joined with NUL, absent ones empty. Version 1 hashed the detail
 * as written again with sorted keys, not as it stood on the line.
 */
export function entryPreimage(entry: RecorderEntry): string {
  return preimage(entry, entry.v === 1 ? canonicalizeJcs(parseStrictJson(entry.detail), 'go_any') : entry.detail);
}

function preimage(entry: RecorderEntry, detail: string): string {
  const { v } = entry;
  const head = `${v}\0${String(entry.seq)}\0${canonicalTime(entry.ts)}\0${entry.session_id}\0`;
  const namespace = v === 3 ? `${entry.chain_kind ?? ''}\0${entry.writer_instance_id ?? ''}\0` : '';
  const kind = v === 1 ? '' : `${entry.event_kind ?? ''}\0`;
  const origin = `${entry.trace_id ?? ''}\0${entry.type}\0${kind}${entry.transport}\0`;
  return `${head}${namespace}${origin}${entry.summary}\0${detail}\0${entry.raw_ref ?? ''}\0${entry.prev_hash}`;
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
  return writeGoJson(ENTRY, entry);
}

/**
 * Reads one line of a recorder file. The line is untrusted. Unknown members are ignored, as the format demands; doubled
 * ones are not. Throws FormatError: `json_*`, `size` (over 1 MiB), `time`, `field_value` (version, type, NUL in a hashed
 * member, namespace members on versions 1 and 2), `missing_field` (namespace members of version 3). Whether the hash is
 * right is not checked.
 */
export function readEntryLine(line: string) {
  if (line.length > MAX_LINE_BYTES) throw new FormatError('size', 'recorder line is longer than 1 MiB');
  const canonical = readCanonical(line);
  if (canonical !== undefined) return canonical;
  const entry = parseAnySpelling(line);
  return { entry, canonical: writeEntryLine(entry) === line, receipt: undefined };
}

/**
 * An entry with what reading its line established. `canonical`: the line is exactly what `writeEntryLine` makes of the entry,
 * so no byte of it is outside the hash. `receipt`: read in the same pass; only where line and receipt are canonical.
 */
export type ReadEntry = Readonly<ReturnType<typeof readEntryLine>>;

/** Details that the fast way reads beside receipts. */
const TABLES: ReadonlyMap<unknown, GoStruct<never>> = new Map<unknown, GoStruct<never>>([
  ['decision', DECISION],
  ['checkpoint', CHECKPOINT],
  ['transcript_root', TRANSCRIPT_ROOT],
]);

/**
 * The fast way: an entry of version 2 as this product writes it. It is read by the platform and written again; only what
 * comes out as the same text is taken. Undefined leaves the line to the strict reader.
 */
function readCanonical(line: string) {
  const value = platformJson(line);
  if (!isMembers(value) || value['v'] !== 2 || 'chain_kind' in value || 'writer_instance_id' in value) return undefined;
  // NUL separates the hashed members; the strict reader knows where it may stand.
  if (line.includes('\\u0000')) return undefined;
  const { type, detail: held } = value;
  const receipt = type === 'action_receipt' ? canonicalReceipt(held) : undefined;
  const table = TABLES.get(type);
  const detail = receipt?.receiptText ?? (table && rewriteGoJson(table, held));
  const entry = { ...value, detail };
  return rewriteGoJson(ENTRY, entry) === line
    ? { entry: widen(ENTRY, entry) as RecorderEntry, canonical: true, receipt }
    : undefined;
}

function parseAnySpelling(line: string): RecorderEntry {
  const members: Members = new Map(membersOf(parseStrictJson(line), '').map(({ key, value }) => [key, value]));
  const v = versionOf(members.get('v'));
  const seq = members.get('seq');
  const detail = members.get('detail');
  const entry: Record<string, unknown> = {
    v,
    seq: seq === undefined ? 0n : integerOf(seq, 0n, UINT64_MAX, '/seq'),
    ts: timeOf(members.get('ts'), line),
    detail: detail === undefined ? 'null' : rawSlice(line, detail),
  };
  for (const { name, optional, kind } of ENTRY.fields) {
    const text = kind === KINDS.string ? textOf(members.get(name), name, v) : '';
    if (text !== '' || !(optional || name in entry)) entry[name] = text;
  }
  assertNamespace(members, entry, v);
  if (!ENTRY_TYPE_SET.has(String(entry['type']))) throw fault('field_value', 'unknown entry type', '/type');
  return entry as unknown as RecorderEntry;
}

type Members = ReadonlyMap<string, JsonNode>;

function versionOf(node: JsonNode | undefined): 1 | 2 | 3 {
  if (node === undefined) throw fault('missing_field', 'the version is missing', '/v');
  const v = Number(integerOf(node, 0n, UINT64_MAX, '/v'));
  if (v !== 1 && v !== 2 && v !== 3) throw fault('field_value', 'unknown entry version', '/v');
  return v;
}

/** NUL separates the hashed members: inside one, it would let two different entries share a hash. */
function textOf(node: JsonNode | undefined, name: string, v: 1 | 2 | 3): string {
  if (node === undefined || (node.kind === 'null' && v !== 3)) return '';
  const { value } = nodeOf(node, 'string', 'a string', `/${name}`);
  demand(!value.includes('\0'), 'NUL in a hashed member', `/${name}`);
  return value;
}

/** The time has to be spelled without escapes: existing readers parse its source text. */
function timeOf(node: JsonNode | undefined, line: string): string {
  if (node === undefined || node.kind === 'null') return ZERO_TIME;
  const { start, end } = nodeOf(node, 'string', 'a time', '/ts');
  const time = toCanonicalTime(line.slice(start + 1, end - 1));
  if (time === undefined) throw fault('time', 'not an RFC 3339 time', '/ts');
  return time;
}

/** Version 3 names the chain and its writer, the versions before name neither. */
function assertNamespace(members: Members, entry: Readonly<Record<string, unknown>>, v: 1 | 2 | 3): void {
  const isNamed = members.has('chain_kind') || members.has('writer_instance_id');
  demand(v === 3 || !isNamed, 'namespace member on an entry before version 3', '/chain_kind');
  if (v !== 3) return;
  const { chain_kind: kind, writer_instance_id: writer } = entry;
  if (kind !== 'recorder') throw fault('field_value', 'the chain kind is not recorder', '/chain_kind');
  if (writer === undefined) throw fault('missing_field', 'the writer instance is missing', '/writer_instance_id');
}
