// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { ConfigFault } from '../../evidence/model/errors.js';
import {
  ABSENT_KEYS,
  ON_WHEN_PRESENT,
  REFUSED_KEYS,
  type Absent,
  type AbsentKind,
  type AbsentSection,
} from './absent.table.js';
import { durationMs } from './forms.js';
import { keyPath } from './path.js';
import { CONFIG_SCHEMA } from './schema.js';
import { innerSchema, memberSchema, sectionKeys } from './shape.js';
import { nearestName } from './suggest.js';

type Report = (fault: Omit<ConfigFault, 'line'>) => void;

type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Compares the keys of a file with the known ones. Gives back the part that belongs to this build; reports unknown
 * keys, and keys that would turn on something this build lacks. A known key without a value counts as left out.
 */
export function takeKnownKeys(file: unknown, report: Report): unknown {
  return take(file, CONFIG_SCHEMA, ABSENT_KEYS, '', report);
}

function take(
  value: unknown,
  schema: z.core.$ZodType,
  absent: AbsentSection | undefined,
  path: string,
  report: Report,
): unknown {
  const keys = sectionKeys(schema);
  if (keys !== undefined && isMembers(value)) return takeSection(value, keys, absent, path, report);
  const item = memberSchema(schema);
  if (item !== undefined && Array.isArray(value)) {
    return value.map((member, index) => take(member, item, undefined, `${path}[${index}]`, report));
  }
  return value;
}

function takeSection(
  value: Members,
  keys: Readonly<Record<string, z.core.$ZodType>>,
  absent: AbsentSection | undefined,
  path: string,
  report: Report,
): unknown {
  const taken: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const at = keyPath(path, name);
    const schema = own(keys, name);
    const other = absent === undefined ? undefined : own(absent, name);
    if (schema === undefined && other === undefined) {
      reportUnknown(name, at, [...Object.keys(keys), ...Object.keys(absent ?? {})], report);
    } else if (member === null) {
      continue;
    } else if (schema !== undefined) {
      taken[name] = take(member, schema, typeof other === 'object' ? other : undefined, at, report);
    } else if (other !== undefined) {
      checkAbsent(member, other, at, report);
    }
  }
  return taken;
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function reportUnknown(name: string, path: string, known: readonly string[], report: Report): void {
  const refused = own(REFUSED_KEYS, path);
  if (refused !== undefined) {
    report({ path, message: 'is refused', expected: refused });
    return;
  }
  const near = nearestName(name, known);
  const home = near === undefined ? homeOf(name) : undefined;
  const hint = near ?? home;
  const expected = hint === undefined ? undefined : `a known key: did you mean ${hint}?`;
  report({ path, message: 'unknown key', expected });
}

/** More places than these are no hint. */
const MAX_HOMES = 3;

/** Where a key of this name stands, when it was written in the wrong section. Undefined when there are too many. */
function homeOf(name: string): string | undefined {
  const found: string[] = [];
  const look = (schema: z.core.$ZodType, path: string): void => {
    for (const [key, member] of Object.entries(sectionKeys(schema) ?? {})) {
      const at = keyPath(path, key);
      if (key === name) found.push(at);
      if (sectionKeys(innerSchema(member)) !== undefined) look(member, at);
    }
  };
  look(CONFIG_SCHEMA, '');
  return found.length === 0 || found.length > MAX_HOMES ? undefined : found.join(' or ');
}

const NOT_IN_THIS_BUILD = 'not in this build';

function checkAbsent(value: unknown, absent: Absent, path: string, report: Report): void {
  if (value === null) return;
  if (typeof absent === 'string') {
    checkAbsentKey(value, absent, path, report);
    return;
  }
  if (!isMembers(value)) {
    report({ path, message: `is ${kindOf(value)}`, expected: 'a section (key: value lines)' });
    return;
  }
  const switched = value['enabled'] !== undefined && value['enabled'] !== null;
  if (ON_WHEN_PRESENT.has(path) && !switched && Object.keys(value).length > 0) {
    report({ path, message: NOT_IN_THIS_BUILD, expected: 'enabled: false, or no such section' });
  }
  for (const [name, member] of Object.entries(value)) {
    const at = keyPath(path, name);
    const known = own(absent, name);
    if (known === undefined) reportUnknown(name, at, Object.keys(absent), report);
    else checkAbsent(member, known, at, report);
  }
}

interface KindRow {
  readonly expected: string;
  readonly test: (value: unknown) => boolean;
}

const isFlag: KindRow = { expected: 'true or false', test: (value) => typeof value === 'boolean' };
const isText = (value: unknown): value is string => typeof value === 'string';

const KINDS: Readonly<Record<AbsentKind, KindRow>> = {
  off: isFlag,
  on: isFlag,
  flag: isFlag,
  empty: { expected: 'a text, a list or a map', test: (value) => isText(value) || typeof value === 'object' },
  whole: { expected: 'a whole number, 0 or more', test: (value) => Number.isSafeInteger(value) && Number(value) >= 0 },
  number: { expected: 'a number', test: (value) => typeof value === 'number' && Number.isFinite(value) },
  text: { expected: 'a text', test: isText },
  texts: { expected: 'a list of texts', test: (value) => Array.isArray(value) && value.every(isText) },
  list: { expected: 'a list', test: Array.isArray },
  map: { expected: 'a map', test: isMembers },
  duration: {
    expected: 'a duration such as 60s or 24h',
    test: (value) => isText(value) && (value === '' || durationMs(value) !== undefined),
  },
  any: { expected: 'any value', test: () => true },
};

function checkAbsentKey(value: unknown, kind: AbsentKind, path: string, report: Report): void {
  if (!KINDS[kind].test(value)) report({ path, message: `is ${kindOf(value)}`, expected: KINDS[kind].expected });
  else if (kind === 'off' && value === true) report({ path, message: NOT_IN_THIS_BUILD, expected: 'false' });
  else if (kind === 'on' && value === false) report({ path, message: NOT_IN_THIS_BUILD, expected: 'true' });
  else if (kind === 'empty' && !isEmpty(value)) report({ path, message: NOT_IN_THIS_BUILD, expected: 'nothing' });
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
}

/** What a value is, in words. The value itself is not shown: it may be a secret in the wrong place. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value === 'boolean') return String(value);
  return Number.isInteger(value) ? 'a whole number' : 'a number';
}
