// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { ABSENT_KEYS, type Absent, type AbsentKind, type AbsentSection } from './absent.table.js';
import { KEY_NOTES } from './fields.js';
import { CONFIG_SCHEMA } from './schema.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (draft 2020-12) of the file, with documentation and defaults, for editors. It is looser than loading:
 * rules over several keys, and forms such as host patterns, are checked only there.
 */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(CONFIG_SCHEMA, {
    target: 'draft-2020-12',
    io: 'input',
    metadata: KEY_NOTES,
    override: ({ jsonSchema }) => {
      const { reload, expected } = jsonSchema as { reload?: unknown; expected?: unknown };
      delete jsonSchema['reload'];
      delete jsonSchema['expected'];
      if (typeof reload === 'string') jsonSchema.$comment = `reload: ${reload}; expected: ${String(expected)}`;
    },
  }) as Record<string, unknown>;
  const { $schema, ...rest } = schema;
  const merged = withAbsent(rest, ABSENT_KEYS);
  return { $schema, title: 'Pipelock configuration', ...merged };
}

const ABSENT_FORMS: Readonly<Record<AbsentKind, JsonSchema>> = {
  off: { const: false },
  on: { const: true },
  empty: { enum: ['', [], {}] },
  flag: { type: 'boolean' },
  whole: { type: 'integer', minimum: 0 },
  number: { type: 'number' },
  text: { type: 'string' },
  texts: { type: 'array', items: { type: 'string' } },
  list: { type: 'array' },
  map: { type: 'object' },
  duration: { type: 'string' },
  any: {},
};

/** Adds the keys of parts this build lacks, so that an editor does not mark a file that spells them out as off. */
function withAbsent(schema: JsonSchema, absent: AbsentSection): JsonSchema {
  const known = schema['properties'] as Readonly<Record<string, JsonSchema>>;
  const added = Object.entries(absent).map(([name, row]) => {
    const present = Object.hasOwn(known, name) ? known[name] : undefined;
    return [name, present !== undefined && typeof row === 'object' ? withAbsent(present, row) : absentForm(row)];
  });
  return { ...schema, properties: { ...known, ...(Object.fromEntries(added) as Record<string, JsonSchema>) } };
}

function absentForm(absent: Absent): JsonSchema {
  const description = 'Not in this build.';
  if (typeof absent === 'string') return { description, ...ABSENT_FORMS[absent] };
  const properties = Object.fromEntries(Object.entries(absent).map(([name, row]) => [name, absentForm(row)]));
  return { description, type: 'object', properties, additionalProperties: false };
}
