// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { ConfigError, type ConfigFault } from '../../evidence/model/errors.js';
import { checkCrossRules } from './cross-rules.js';
import { KEY_NOTES } from './fields.js';
import { kindOf, takeKnownKeys } from './keys.js';
import { pathOf } from './path.js';
import { CONFIG_SCHEMA, frozen, type Config } from './schema.js';
import { memberSchema, sectionKeys } from './shape.js';
import { readYamlTree } from './yaml-tree.js';

export interface LoadOptions {
  /** Shown as the path of a fault that concerns the whole text. */
  readonly sourceName?: string;
  /** RFC 3339 time against which exclusions with an end are checked. Without it they are taken as they stand. */
  readonly now?: string;
}

/**
 * Reads a configuration file. The text is what an operator wrote: it is not trusted to be right, but it is trusted to
 * be theirs. Throws ConfigError, and nothing else, with every fault at once.
 */
export function loadConfig(text: string, options: LoadOptions = {}): Config {
  const tree = readYamlTree(text);
  const faults: ConfigFault[] = [...tree.faults];
  const report = (fault: Omit<ConfigFault, 'line'>): void => {
    faults.push({ ...fault, line: tree.lineOf(fault.path) });
  };
  if (tree.value === undefined) throw refusal(faults, options);
  const known = takeKnownKeys(tree.value, report);
  const parsed = CONFIG_SCHEMA.safeParse(known);
  const issues = parsed.success ? [] : parsed.error.issues;
  for (const issue of issues) report(describeIssue(issue, known));
  // Rules over several keys are checked even when single keys are wrong, with the wrong ones at their defaults.
  const config = parsed.success ? parsed.data : parseWithout(known, issues);
  const wrong = new Set(faults.map((fault) => fault.path));
  for (const fault of config === undefined ? [] : checkCrossRules(config, options.now)) {
    if (!wrong.has(fault.path)) report(fault);
  }
  if (faults.length > 0 || config === undefined) throw refusal(faults, options);
  return frozen(config);
}

function describeIssue(issue: z.core.$ZodIssue, root: unknown): Omit<ConfigFault, 'line'> {
  const path = pathOf(issue.path);
  const found = valueAt(root, issue.path);
  return { path, message: issueMessage(issue, found), expected: expectedAt(issue.path) };
}

function issueMessage(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'is too long' : 'is too large';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'is too short' : 'is too small';
    case 'invalid_value':
      if (typeof found === 'number') return `is ${found}`;
      return typeof found === 'string' && found !== '' ? 'is none of the possible values' : `is ${kindOf(found)}`;
    case 'invalid_type':
      return `is ${kindOf(found)}`;
    default:
      return 'is not in the right form';
  }
}

/** What the table says should stand at a path: the note of the deepest schema that has one. */
function expectedAt(places: readonly PropertyKey[]): string | undefined {
  let schema: z.core.$ZodType | undefined = CONFIG_SCHEMA;
  let expected: string | undefined;
  for (const place of places) {
    schema = typeof place === 'string' ? (sectionKeys(schema)?.[place] ?? memberSchema(schema)) : memberSchema(schema);
    if (schema === undefined) break;
    expected = KEY_NOTES.get(schema as z.ZodType)?.expected ?? expected;
  }
  return expected;
}

function valueAt(root: unknown, places: readonly PropertyKey[]): unknown {
  return places.reduce<unknown>(
    (value, place) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[place] : undefined,
    root,
  );
}

/**
 * The configuration without what is wrong: a wrong key falls back to its default, a wrong item of a list leaves a
 * hole in its place, so that the other items keep their numbers.
 */
function parseWithout(known: unknown, issues: readonly z.core.$ZodIssue[]): Config | undefined {
  const holes = new Map<string, { places: readonly PropertyKey[]; length: number; at: Set<number> }>();
  for (const { path } of issues) {
    const end = path.findIndex((place) => typeof place === 'number');
    const places = end < 0 ? path : path.slice(0, end);
    const list = end < 0 ? undefined : valueAt(known, places);
    if (Array.isArray(list)) {
      const hole = holes.get(pathOf(places)) ?? { places, length: list.length, at: new Set() };
      holes.set(pathOf(places), hole);
      hole.at.add(Number(path[end]));
    } else {
      Reflect.deleteProperty(membersAt(known, places.slice(0, -1)), places.at(-1) ?? '');
    }
  }
  for (const { places, at } of holes.values()) {
    // The list may be gone by now: it can be wrong as a whole as well.
    const whole = valueAt(known, places);
    if (!Array.isArray(whole)) continue;
    membersAt(known, places.slice(0, -1))[places.at(-1) ?? ''] = whole.filter((_, index) => !at.has(index));
  }
  const { data } = CONFIG_SCHEMA.safeParse(known);
  for (const { places, length, at } of holes.values()) {
    const kept = (valueAt(data, places) ?? []) as unknown[];
    const spread: unknown[] = [];
    for (let index = 0, next = 0; index < length; index += 1) if (!at.has(index)) spread[index] = kept[next++];
    spread.length = length;
    membersAt(data, places.slice(0, -1))[places.at(-1) ?? ''] = spread;
  }
  return data;
}

function membersAt(root: unknown, places: readonly PropertyKey[]): Record<PropertyKey, unknown> {
  return (valueAt(root, places) ?? {}) as Record<PropertyKey, unknown>;
}

function refusal(faults: readonly ConfigFault[], { sourceName = '' }: LoadOptions): ConfigError {
  const named = faults.map((fault) => (fault.path === '' ? { ...fault, path: sourceName } : fault));
  return new ConfigError(named.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}
