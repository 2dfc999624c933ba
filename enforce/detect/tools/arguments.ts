// SPDX-License-Identifier: Apache-2.0

export type ArgumentType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** One value inside the arguments of a call. */
export interface Argument {
  /** Keys and indices down to the value, joined by dots: `options.paths.0`. */
  readonly path: string;
  /** The nearest key; empty at the top. */
  readonly key: string;
  readonly type: ArgumentType;
  /** Scalars as text; empty for lists and objects. */
  readonly text: string;
  /** Characters of a text, elements of a list, members of an object. */
  readonly length: number;
}

/** All values of a call's arguments, outer before inner. */
export interface ArgumentList {
  readonly values: readonly Argument[];
  /** Lists of texts by path: arguments of a program, as a rule. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** What could not be looked at. */
  readonly limit: 'depth' | 'count' | undefined;
}

const MAX_DEPTH = 64;
const MAX_VALUES = 20_000;
/** Fewest numbers that are taken for the codes of a text. */
const MIN_CODES = 4;

/** Keys with blanks or paths in them. */
const TELLING_KEY = /\S[\s/\\]+\S/;

interface Walk {
  readonly values: Argument[];
  readonly lists: Map<string, readonly string[]>;
  limit: 'depth' | 'count' | undefined;
}

function typeOf(value: unknown): ArgumentType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object' ? type : 'string';
}

/** A list of character codes reads as the text they spell. */
function spelled(items: readonly unknown[]): string | undefined {
  if (items.length < MIN_CODES) return undefined;
  const printable = (item: unknown): boolean =>
    typeof item === 'number' &&
    Number.isInteger(item) &&
    ((item >= 32 && item < 127) || item === 9 || item === 10 || item === 13);
  if (!items.every(printable)) return undefined;
  return items.map((item) => String.fromCharCode(Number(item))).join('');
}

function add(walk: Walk, path: string, key: string, type: ArgumentType, text: string, length: number): void {
  walk.values.push({ path, key, type, text, length });
}

function visit(walk: Walk, value: unknown, path: string, key: string, depth: number): void {
  if (walk.values.length >= MAX_VALUES) walk.limit ??= 'count';
  if (depth > MAX_DEPTH) walk.limit = 'depth';
  if (walk.limit !== undefined) return;
  const type = typeOf(value);
  if (Array.isArray(value)) visitList(walk, value, path, key, depth);
  else if (type === 'object') visitObject(walk, Object.entries(value as object), path, key, depth);
  else {
    const text = type === 'null' ? '' : String(value);
    add(walk, path, key, type, text, text.length);
    if (type === 'string') visitEmbedded(walk, text, path, key, depth);
  }
}

function visitList(walk: Walk, items: readonly unknown[], path: string, key: string, depth: number): void {
  add(walk, path, key, 'array', '', items.length);
  const text = spelled(items);
  if (text !== undefined) add(walk, path, key, 'string', text, text.length);
  if (items.length > 0 && items.every((item) => typeof item === 'string')) walk.lists.set(path, items);
  items.forEach((item, i) => {
    visit(walk, item, path === '' ? String(i) : `${path}.${i}`, key, depth + 1);
  });
}

function visitObject(
  walk: Walk,
  members: readonly (readonly [string, unknown])[],
  path: string,
  key: string,
  depth: number,
): void {
  add(walk, path, key, 'object', '', members.length);
  for (const [name, value] of members) {
    const inner = path === '' ? name : `${path}.${name}`;
    // A key that is more than a name is a value in disguise.
    if (TELLING_KEY.test(name)) add(walk, inner, '', 'string', name, name.length);
    visit(walk, value, inner, name, depth + 1);
  }
}

const MAX_EMBEDDED = 65_536;

/** A text that is itself a JSON document: some clients send arguments so. */
function visitEmbedded(walk: Walk, text: string, path: string, key: string, depth: number): void {
  if (text.length > MAX_EMBEDDED || !/^\s{0,16}[[{]/.test(text)) return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  visit(walk, value, path, key, depth + 1);
}

/**
 * Every value of the arguments, at most 64 levels deep. Deeper ones are reported as a limit, never passed over in
 * silence. Never throws. Untrusted input.
 */
export function collectArguments(value: unknown): ArgumentList {
  const walk: Walk = { values: [], lists: new Map(), limit: undefined };
  visit(walk, value, '', '', 0);
  return walk;
}
