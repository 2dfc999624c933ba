// SPDX-License-Identifier: Apache-2.0
import { FormatError } from './errors.js';
import { goString, minimalString } from './go-text.js';
import type { JsonNode, JsonObject, JsonValue } from './json-reader.js';
import { compareCodePoints } from './text.js';

/**
 * The sorted-key canonical forms in use:
 * - `pipelock`: NFC strings and keys, code-point order, Go escapes, signed 64-bit integers (profile id
 *   `pipelock-jcs-rfc8785-nfc-v1`);
 * - `aarp`: the same, integers within 2^53-1 and no negative zero (I-JSON, RFC 7493);
 * - `rfc8785`: UTF-16 order, no NFC, minimal escapes, numbers as ECMAScript prints doubles;
 * - `ael`: UTF-16 order, no NFC, minimal escapes, integers within 2^53-1, no negative zero;
 * - `sorted_go`: code-point order, no NFC, Go escapes, numbers as spelled (posture capsules);
 * - `go_any`: as `sorted_go`, numbers read as doubles and printed as Go prints them (recorder entries of version 1).
 */
export type JcsProfile = 'pipelock' | 'aarp' | 'rfc8785' | 'ael' | 'sorted_go' | 'go_any';

type WriteNumber = (literal: string) => string;

interface Rules {
  readonly normalize: boolean;
  readonly compare: (a: string, b: string) => number;
  readonly writeString: (text: string) => string;
  readonly writeNumber: WriteNumber;
}

/** Keys of one object differ, so there is no third case. */
const compareUnits = (a: string, b: string): number => (a < b ? -1 : 1);

const GO_SORTED = { compare: compareCodePoints, writeString: goString } as const;
const RFC_SORTED = { normalize: false, compare: compareUnits, writeString: minimalString } as const;

const PROFILES: Readonly<Record<JcsProfile, Rules>> = {
  pipelock: { ...GO_SORTED, normalize: true, writeNumber: writeInt64 },
  aarp: { ...GO_SORTED, normalize: true, writeNumber: writeSafeInteger },
  rfc8785: { ...RFC_SORTED, writeNumber: writeDouble },
  ael: { ...RFC_SORTED, writeNumber: writeSafeInteger },
  sorted_go: { ...GO_SORTED, normalize: false, writeNumber: (literal) => literal },
  go_any: { ...GO_SORTED, normalize: false, writeNumber: writeGoDouble },
};

/**
 * The canonical text of a JSON value under a profile. Throws FormatError `json_number` when the profile has no spelling
 * for a number, `json_duplicate_key` when two keys of an object become one by normalisation.
 */
export function canonicalizeJcs(node: JsonNode, profile: JcsProfile): string {
  return write(node, PROFILES[profile]);
}

/** As `canonicalizeJcs`, for a value made in the program. A number that is not a finite double is refused. */
export function canonicalizeJcsValue(value: WritableJson, profile: JcsProfile): string {
  return write(fromPlain(value), PROFILES[profile]);
}

/** A value made in the program; integers past 2^53 are bigint. */
export type WritableJson = JsonValue | bigint | readonly WritableJson[] | { readonly [key: string]: WritableJson };

/** The node of a plain value. It has no source text: all offsets are 0. */
export function fromPlain(value: WritableJson): JsonNode {
  const span = { start: 0, end: 0 };
  if (typeof value === 'bigint') return { kind: 'number', literal: String(value), ...span };
  if (value === null) return { kind: 'null', ...span };
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...span };
  if (typeof value === 'string') return { kind: 'string', value, ...span };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new FormatError('json_number', 'JSON has no such number');
    return { kind: 'number', literal: JSON.stringify(value), ...span };
  }
  if (Array.isArray(value)) return { kind: 'array', items: (value as WritableJson[]).map(fromPlain), ...span };
  const members = Object.entries(value).map(([key, item]) => ({ key, value: fromPlain(item) }));
  return { kind: 'object', members, ...span };
}

function write(node: JsonNode, rules: Rules): string {
  if (node.kind === 'object') return writeObject(node, rules);
  if (node.kind === 'array') return `[${node.items.map((item) => write(item, rules)).join(',')}]`;
  if (node.kind === 'string') return rules.writeString(rules.normalize ? node.value.normalize('NFC') : node.value);
  if (node.kind === 'number') return rules.writeNumber(node.literal);
  return node.kind === 'null' ? 'null' : String(node.value);
}

function writeObject(node: JsonObject, rules: Rules): string {
  const members = node.members.map(({ key, value }) => ({ key: rules.normalize ? key.normalize('NFC') : key, value }));
  members.sort((a, b) => rules.compare(a.key, b.key));
  let out = '{';
  let previous: string | undefined;
  for (const { key, value } of members) {
    if (key === previous) {
      throw new FormatError('json_duplicate_key', 'two member names are one after normalisation', { path: `/${key}` });
    }
    if (previous !== undefined) out += ',';
    out += `${rules.writeString(key)}:${write(value, rules)}`;
    previous = key;
  }
  return `${out}}`;
}

const INTEGER = /^-?[0-9]+$/;

function integer(literal: string, limit: bigint, lowest: bigint): bigint {
  const isInteger = INTEGER.test(literal) && literal.length <= 20;
  if (!isInteger) throw new FormatError('json_number', 'a 64-bit integer is expected');
  const value = BigInt(literal);
  if (value > limit || value < lowest) throw new FormatError('json_number', 'integer out of range');
  return value;
}

function writeInt64(literal: string): string {
  integer(literal, 2n ** 63n - 1n, -(2n ** 63n));
  return literal;
}

function writeSafeInteger(literal: string): string {
  if (literal === '-0') throw new FormatError('json_number', 'negative zero');
  integer(literal, BigInt(Number.MAX_SAFE_INTEGER), BigInt(Number.MIN_SAFE_INTEGER));
  return literal;
}

/** RFC 8785 section 3.2.2.3: the ECMAScript spelling of the nearest double. */
function writeDouble(literal: string): string {
  const value = Number(literal);
  if (!Number.isFinite(value)) throw new FormatError('json_number', 'number beyond the range of a double');
  return String(value);
}

/** Go prints doubles as ECMAScript does, except that it keeps the sign of zero. */
function writeGoDouble(literal: string): string {
  const text = writeDouble(literal);
  return text === '0' && literal.startsWith('-') ? '-0' : text;
}
