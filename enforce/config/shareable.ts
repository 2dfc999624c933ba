// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CONFIG_SCHEMA, type Config } from './schema.js';
import { innerSchema, sectionKeys } from './shape.js';

type Plain = Readonly<Record<string, unknown>>;

/**
 * A configuration that may be shown to anybody: switches, numbers and words of a fixed list are kept. Of every other
 * text only whether it is set is told, of lists and maps how long they are: a token may stand in any of them.
 */
export function shareableConfig(config: Config): Plain {
  return shareableSection(CONFIG_SCHEMA, config);
}

function shareableSection(schema: z.core.$ZodType, values: Plain): Plain {
  const keys = Object.entries(sectionKeys(schema) ?? {});
  return Object.fromEntries(keys.map(([key, member]) => [key, shareableValue(member, values[key])]));
}

function shareableValue(schema: z.core.$ZodType, value: unknown): unknown {
  if (sectionKeys(schema) !== undefined) return shareableSection(schema, (value ?? {}) as Plain);
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (Array.isArray(value)) return `[${value.length} entries]`;
  if (typeof value === 'object' && value !== null) return `[${Object.keys(value).length} entries]`;
  if (typeof value !== 'string') return undefined;
  const inner = innerSchema(schema);
  if (inner instanceof z.ZodEnum || inner instanceof z.ZodLiteral) return value;
  return value === '' ? '' : '[set]';
}
