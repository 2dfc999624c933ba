// SPDX-License-Identifier: Apache-2.0
import { FormatError } from './errors.js';
import { compactRawJson, goString, toCanonicalTime } from './go-text.js';
import { compareCodePoints } from './text.js';

export { canonicalTime, compactRawJson, goString } from './go-text.js';

type ScalarType =
  'string' | 'int' | 'int64' | 'uint64' | 'uint8' | 'bool' | 'time' | 'strings' | 'texts' | 'counts' | 'raw';

/**
 * Type of a field. A trailing `?` means "left out when empty" (`""`, 0, false, null, an empty list or map). `int` is a
 * safe JavaScript integer, `int64` and `uint64` are bigint, `time` is RFC 3339 text, `strings` a list of strings (null
 * when unset), `texts` one that is never null, `counts` a map of name to integer, `raw` embedded JSON text, `{ struct }` a nested object (present when
 * set, even if all its members are zero), `{ list }` a list of objects.
 */
export type GoType =
  | ScalarType
  | `${ScalarType}?`
  | { readonly struct: GoStruct<never>; readonly optional: boolean }
  | { readonly list: GoStruct<never>; readonly optional: true };

export interface GoField {
  readonly name: string;
  readonly index: number;
  readonly kind: ScalarType | 'struct' | 'list';
  readonly optional: boolean;
  readonly struct: GoStruct<never> | undefined;
  /** `"name":`, and the same with a comma in front. */
  readonly first: string;
  readonly next: string;
  readonly write: WriteValue;
}

/** The written value, '' for an empty optional member, undefined for a value that does not fit. */
type WriteValue = (data: unknown) => string | undefined;

/** The members of an object in the order in which they are written. Made by `goStruct`. */
export interface GoStruct<T> {
  readonly fields: readonly GoField[];
  readonly byName: ReadonlyMap<string, GoField>;
  readonly requiredCount: number;
  /** Fields that hold a 64-bit integer, directly or further down. */
  readonly wide: readonly GoField[];
  /** Never present; ties the descriptor to the type it writes. */
  readonly phantom?: (value: T) => void;
}

/** Describes an object: wire names in wire order. Every member of T has to be named. */
export function goStruct<T>(types: { readonly [K in keyof T]-?: GoType }): GoStruct<T> {
  const fields = Object.entries<GoType>(types).map(([name, type], index) => describeField(name, type, index));
  return {
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    requiredCount: fields.filter((field) => !field.optional).length,
    wide: fields.filter(({ kind, struct }) => kind === 'int64' || kind === 'uint64' || (struct?.wide.length ?? 0) > 0),
  };
}

function describeField(name: string, type: GoType, index: number): GoField {
  const shared = { name, index, first: `${goString(name)}:`, next: `,${goString(name)}:` };
  if (typeof type !== 'string') {
    const list = 'list' in type;
    const struct = list ? type.list : type.struct;
    const write: WriteValue = list
      ? (data) => writeList(struct, data)
      : (data) => (isMembers(data) ? writeInOrder(struct, data) : undefined);
    return { ...shared, kind: list ? 'list' : 'struct', optional: type.optional, struct, write };
  }
  const optional = type.endsWith('?');
  const kind = (optional ? type.slice(0, -1) : type) as ScalarType;
  return { ...shared, kind, optional, struct: undefined, write: SCALAR_WRITERS[kind](optional) };
}

const SCALAR_WRITERS: Readonly<Record<ScalarType, (optional: boolean) => WriteValue>> = {
  string: (optional) => (data) =>
    typeof data !== 'string' ? undefined : optional && data === '' ? '' : goString(data),
  bool: (optional) => (data) => (typeof data !== 'boolean' ? undefined : optional && !data ? '' : String(data)),
  int: (optional) => (data) => writeInteger('int', optional, data),
  int64: (optional) => (data) => writeInteger('int64', optional, data),
  uint64: (optional) => (data) => writeInteger('uint64', optional, data),
  uint8: (optional) => (data) => writeInteger('uint8', optional, data),
  time: () => writeTime,
  strings: (optional) => (data) => writeStrings(optional, data),
  texts: (optional) => (data) => (data === null ? undefined : writeStrings(optional, data)),
  counts: (optional) => (data) => writeCounts(optional, data),
  raw: () => (data) => (typeof data === 'string' ? compactRawJson(data) : undefined),
};

/**
 * Writes a value as Go-JSON: compact, members in declared order, empty optional members left out. Members the struct does
 * not describe are not written. Throws FormatError when a required member is absent or a value does not fit its type.
 */
export function writeGoJson<T>(struct: GoStruct<T>, value: T): string {
  return writeInOrder(struct, value as Members) ?? writeByDeclaration(struct, value as Members, '');
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One pass over the members as they stand. Undefined when they are not in declared order or do not fit. */
function writeInOrder<T>(struct: GoStruct<T>, value: Members): string | undefined {
  let out = '{';
  let last = -1;
  let required = 0;
  for (const key in value) {
    const data = value[key];
    if (data === undefined) continue;
    const field = struct.byName.get(key);
    if (field === undefined || field.index <= last) return undefined;
    last = field.index;
    const text = field.write(data);
    if (text === undefined) return undefined;
    if (!field.optional) required++;
    else if (text === '') continue;
    out += (out.length === 1 ? field.first : field.next) + text;
  }
  return required === struct.requiredCount ? `${out}}` : undefined;
}

function writeByDeclaration<T>(struct: GoStruct<T>, value: Members, path: string): string {
  let out = '{';
  for (const field of struct.fields) {
    const data = value[field.name];
    const at = `${path}/${field.name}`;
    if (data === undefined) {
      if (field.optional) continue;
      throw new FormatError('missing_field', `member ${field.name} is missing`, { path: at });
    }
    const text = field.write(data) ?? writeNested(field, data, at);
    if (text !== '') out += (out.length === 1 ? field.first : field.next) + text;
  }
  return `${out}}`;
}

function writeNested(field: GoField, data: unknown, path: string): string {
  if (field.struct !== undefined) {
    const { struct } = field;
    if (field.kind === 'struct' && isMembers(data)) return writeByDeclaration(struct, data, path);
    if (field.kind === 'list' && Array.isArray(data) && data.every(isMembers)) {
      return `[${data.map((item, i) => writeByDeclaration(struct, item, `${path}/${i}`)).join(',')}]`;
    }
  }
  throw new FormatError('field_value', `member ${field.name} does not fit its type`, { path });
}

export const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;
export const UINT64_MAX = 2n ** 64n - 1n;

function writeInteger(
  kind: 'int' | 'int64' | 'uint64' | 'uint8',
  optional: boolean,
  data: unknown,
): string | undefined {
  if (typeof data === 'number') {
    if (!Number.isSafeInteger(data) || (kind === 'uint64' && data < 0)) return undefined;
    if (kind === 'uint8' && (data < 0 || data > 255)) return undefined;
    return optional && data === 0 ? '' : String(data);
  }
  if (typeof data !== 'bigint' || kind === 'int' || kind === 'uint8') return undefined;
  if (kind === 'uint64' ? data < 0n || data > UINT64_MAX : data < INT64_MIN || data > INT64_MAX) return undefined;
  return optional && data === 0n ? '' : String(data);
}

function writeTime(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  const time = toCanonicalTime(data);
  return time === undefined ? undefined : `"${time}"`;
}

function writeStrings(optional: boolean, data: unknown): string | undefined {
  if (data === null) return optional ? '' : 'null';
  if (!Array.isArray(data)) return undefined;
  if (data.length === 0) return optional ? '' : '[]';
  let out = '';
  for (const item of data) {
    if (typeof item !== 'string') return undefined;
    out += (out === '' ? '[' : ',') + goString(item);
  }
  return `${out}]`;
}

function writeCounts(optional: boolean, data: unknown): string | undefined {
  if (!isMembers(data)) return undefined;
  const names = Object.keys(data).sort(compareCodePoints);
  if (names.length === 0) return optional ? '' : '{}';
  let out = '';
  for (const name of names) {
    const count = data[name];
    if (typeof count !== 'number' || !Number.isSafeInteger(count)) return undefined;
    out += `${out === '' ? '{' : ','}${goString(name)}:${String(count)}`;
  }
  return `${out}}`;
}

function writeList(struct: GoStruct<never>, data: unknown): string | undefined {
  if (!Array.isArray(data)) return undefined;
  if (data.length === 0) return '';
  let out = '';
  for (const item of data) {
    const text = isMembers(item) ? writeInOrder(struct, item) : undefined;
    if (text === undefined) return undefined;
    out += (out === '' ? '[' : ',') + text;
  }
  return `${out}]`;
}
