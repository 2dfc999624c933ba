// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { KEY_NOTES } from './fields.js';
import { keyPath } from './path.js';
import { CONFIG_SCHEMA, type Config } from './schema.js';
import { sectionKeys } from './shape.js';

/** Paths of the keys that differ between two configurations and are read at start only, in the order of the table. */
export function restartKeysChanged(before: Config, after: Config): readonly string[] {
  return changed(CONFIG_SCHEMA, before, after, '');
}

function changed(schema: z.core.$ZodType, before: unknown, after: unknown, path: string): readonly string[] {
  return Object.entries(sectionKeys(schema) ?? {}).flatMap(([key, member]) => {
    const at = keyPath(path, key);
    const left = (before as Readonly<Record<string, unknown>>)[key];
    const right = (after as Readonly<Record<string, unknown>>)[key];
    if (sectionKeys(member) !== undefined) return changed(member, left, right, at);
    if (KEY_NOTES.get(member as z.ZodType)?.reload !== 'restart') return [];
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [at];
  });
}
