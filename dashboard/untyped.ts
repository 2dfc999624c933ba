// SPDX-License-Identifier: Apache-2.0

/** Reading JSON whose shape nobody vouched for: what is not of the expected kind counts as absent. */
export type Untyped = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): Untyped {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Untyped) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}

export interface Field {
  readonly name: string;
  readonly value: string;
}

const MAX_FIELDS = 300;

/** Members of a value with dotted names, deepest last; at most 300. */
export function flatten(value: unknown, prefix = '', into: Field[] = []): Field[] {
  if (into.length >= MAX_FIELDS) return into;
  if (typeof value !== 'object' || value === null) {
    into.push({ name: prefix, value: value === null ? 'null' : textOf(value) });
    return into;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) into.push({ name: prefix, value: 'empty' });
  for (const [name, member] of entries) flatten(member, prefix === '' ? name : `${prefix}.${name}`, into);
  return into;
}
