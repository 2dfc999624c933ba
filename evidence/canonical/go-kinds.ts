// SPDX-License-Identifier: Apache-2.0
import { demand, FormatError, type FormatErrorCode } from './errors.js';
import { compactRawJson, goString, toCanonicalTime } from './go-text.js';
import { rawSlice, toPlain, type JsonMember, type JsonNode, type JsonValue } from './json-reader.js';
import { compareCodePoints } from './text.js';

/** How one kind of value is read and written. */
export interface Kind<V = unknown> {
  /** The value of an untrusted node of `text`. Throws FormatError. */
  readonly read: (node: JsonNode, path: string, text: string) => V;
  /** Its text, or undefined for a value that does not fit. Objects report what does not fit in them by FormatError. */
  readonly write: (data: unknown, path: string) => string | undefined;
  /** The texts for which an optional member is left out. */
  readonly empty: readonly string[];
  /** Gives a value that the platform read from canonical text its 64-bit integers; absent where there are none. */
  readonly widen?: (data: unknown) => unknown;
}

export const INT64_MAX = 2n ** 63n - 1n;
export const UINT64_MAX = 2n ** 64n - 1n;
const SAFE_MIN = BigInt(Number.MIN_SAFE_INTEGER);
export const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

export function fault(code: FormatErrorCode, message: string, path: string): FormatError {
  return new FormatError(code, message, { path });
}

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The node, if it is of a kind, which the message calls `what`. Throws FormatError `json_type`. */
export function nodeOf<K extends JsonNode['kind']>(node: JsonNode, kind: K, what: string, path: string) {
  if (node.kind !== kind) throw fault('json_type', `${what} is expected`, path);
  return node as Extract<JsonNode, { readonly kind: K }>;
}

export function membersOf(node: JsonNode, path: string): readonly JsonMember[] {
  return nodeOf(node, 'object', 'an object', path).members;
}

const INTEGER_LITERAL = /^(?:0|-?[1-9][0-9]*)$/;

/** The value of an integer literal within bounds. Throws FormatError `json_type` or `json_number`. */
export function integerOf(node: JsonNode, min: bigint, max: bigint, path: string): bigint {
  const { literal } = nodeOf(node, 'number', 'an integer', path);
  // Twenty characters hold any 64-bit integer; a longer one is not worth converting.
  const isInteger = literal.length <= 20 && INTEGER_LITERAL.test(literal);
  if (!isInteger) throw fault('json_number', 'not a 64-bit integer', path);
  const value = BigInt(literal);
  if (value < min || value > max) throw fault('json_number', 'integer out of range', path);
  return value;
}

const STRING: Kind<string> = {
  read: (node, path) => nodeOf(node, 'string', 'a string', path).value,
  write: (data) => (typeof data === 'string' ? goString(data) : undefined),
  empty: ['""'],
};

const BOOL: Kind<boolean> = {
  read: (node, path) => nodeOf(node, 'boolean', 'true or false', path).value,
  write: (data) => (typeof data === 'boolean' ? String(data) : undefined),
  empty: ['false'],
};

/** A number, or a bigint where it may be wider than a double is exact. */
export function integer<V extends number | bigint>(min: bigint, max: bigint, wide = max > SAFE_MAX): Kind<V> {
  return {
    read: (node, path) => {
      const value = integerOf(node, min, max, path);
      return (wide ? value : Number(value)) as V;
    },
    write: (data) => {
      const fits = typeof data === 'bigint' ? wide : Number.isSafeInteger(data);
      const value = data as number | bigint;
      return fits && value >= min && value <= max ? String(value) : undefined;
    },
    empty: ['0'],
    ...(wide ? { widen: (data) => BigInt(data as number) } : {}),
  };
}

const INT = integer<number>(SAFE_MIN, SAFE_MAX);

const TIME: Kind<string> = {
  read: (node, path) => {
    const time = toCanonicalTime(nodeOf(node, 'string', 'a string', path).value);
    if (time === undefined) throw fault('time', 'not an RFC 3339 time', path);
    return time;
  },
  write: (data) => {
    const time = typeof data === 'string' ? toCanonicalTime(data) : undefined;
    return time && `"${time}"`;
  },
  empty: [],
};

/** A list of at least so many items. */
export function listOf<V>(item: Kind<V>, least = 0): Kind<readonly V[]> {
  const { widen } = item;
  return {
    read: (node, path, text) => {
      const { items } = nodeOf(node, 'array', 'a list', path);
      demand(items.length >= least, 'the list is empty', path);
      return items.map((one, index) => item.read(one, `${path}/${index}`, text));
    },
    write: (data, path) => {
      if (!Array.isArray(data)) return undefined;
      const texts = data.map((one, index) => item.write(one, `${path}/${index}`));
      return texts.includes(undefined) ? undefined : `[${texts.join(',')}]`;
    },
    empty: ['[]'],
    ...(widen === undefined ? {} : { widen: (data) => (data as unknown[]).map(widen) }),
  };
}

const LIST = listOf(STRING);
/** A value, or null where there is none. */
export function orNull<V>(kind: Kind<V>): Kind<V | null> {
  return {
    read: (node, path, text) => (node.kind === 'null' ? null : kind.read(node, path, text)),
    write: (data, path) => (data === null ? 'null' : kind.write(data, path)),
    empty: ['null', ...kind.empty],
  };
}

/** An object with at least so many free names, written in the order of their code points. */
export function mapOf<V>(item: Kind<V>, least = 0): Kind<Readonly<Record<string, V>>> {
  return {
    read: (node, path, text) => {
      const members = membersOf(node, path);
      demand(members.length >= least, 'the object is empty', path);
      // Unlike an assignment, this makes a member even of `__proto__`.
      return Object.fromEntries(members.map(({ key, value }) => [key, item.read(value, `${path}/${key}`, text)]));
    },
    write: (data, path) => {
      if (!isMembers(data)) return undefined;
      const members = Object.keys(data)
        .sort(compareCodePoints)
        .map((name) => {
          const text = item.write(data[name], `${path}/${name}`);
          if (text === undefined) throw fault('field_value', `member ${name} does not fit its type`, `${path}/${name}`);
          return `${goString(name)}:${text}`;
        });
      return `{${members.join(',')}}`;
    },
    empty: ['{}'],
  };
}

/** An observation: text, a truth value, or an integer, so that any implementation can compare it. */
const FACT: Kind<number | string | boolean> = {
  read: (node, path) => (node.kind === 'string' || node.kind === 'boolean' ? node.value : INT.read(node, path, '')),
  write: (data, path) => (typeof data === 'string' ? STRING : typeof data === 'boolean' ? BOOL : INT).write(data, path),
  empty: [],
};

/** Any value, and an object with any members: plain, and only read. */
export const ANY: Kind<JsonValue> = { read: toPlain, write: () => undefined, empty: [] };
const MEMBERS: Kind<Readonly<Record<string, JsonValue>>> = mapOf(ANY);

const RAW: Kind<string> = {
  read: (node, _path, text) => rawSlice(text, node),
  write: (data) => (typeof data === 'string' ? compactRawJson(data) : undefined),
  empty: [''],
};

/** A kind with a rule that what was read has to keep: it throws FormatError. */
export function ruled<V>(kind: Kind<V>, rule: (value: V, path: string) => void): Kind<V> {
  const read = (node: JsonNode, path: string, text: string): V => {
    const value = kind.read(node, path, text);
    rule(value, path);
    return value;
  };
  return { ...kind, read };
}

/** Text that fits a pattern, or that a test accepts; `expectation` says which text that is. */
export function textWhere(expectation: string, holds: RegExp | ((text: string) => boolean)): Kind<string> {
  const fits = typeof holds === 'function' ? holds : (text: string): boolean => holds.test(text);
  return ruled(STRING, (text, path) => demand(fits(text), `${expectation} is expected`, path));
}

export function oneOf<const W extends string>(...values: readonly W[]): Kind<W> {
  const known: readonly string[] = values;
  return textWhere(values.join(' or '), (text) => known.includes(text)) as Kind<W>;
}

/** The version of a format of which there is but one. */
const FIRST = ruled(INT, (version, path) => demand(version === 1, 'version 1 is expected', path));
const HASH = textWhere('a text of 64 lower-case hex digits', /^[0-9a-f]{64}$/);
const TEXT = textWhere('a text that is not empty', /./s);

/** The kinds that tables name. */
export const KINDS = {
  string: STRING,
  bool: BOOL,
  /** A safe JavaScript integer; what may be wider is a bigint. */
  int: INT,
  uint8: integer<number>(0n, 255n),
  uint64: integer<bigint>(0n, UINT64_MAX),
  /** RFC 3339 text, read into its canonical spelling. */
  time: TIME,
  texts: LIST,
  /** A list that is null when it is unset. */
  strings: orNull(LIST),
  counts: mapOf(INT),
  facts: mapOf(FACT),
  any: ANY,
  members: MEMBERS,
  /** Embedded JSON text; `verbatim` is such text of which not even a space may change. */
  raw: RAW,
  verbatim: { ...RAW, write: (data) => (typeof data === 'string' ? data : undefined) },

  v1: FIRST,
  text: TEXT,
  filled: listOf(TEXT),
  hash: HASH,
  key: HASH,
  hash_or_genesis: textWhere('a hash or genesis', /^(?:genesis|[0-9a-f]{64})$/),
  sha256: textWhere('sha256: and 64 lower-case hex digits', /^sha256:[0-9a-f]{64}$/),
  signature: textWhere('ed25519: and 128 lower-case hex digits', /^ed25519:[0-9a-f]{128}$/),
  /** A session id names files: it is not empty and holds no separator. */
  session: textWhere('a session id', /^[^/\\\0]+$/),
  /** A counter; `whole` is one as far as the sorted canonical form can spell it. */
  count: integer<number>(0n, SAFE_MAX),
  whole: integer<bigint>(0n, INT64_MAX),
} as const satisfies Readonly<Record<string, Kind>>;
