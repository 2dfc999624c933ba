// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { ABSENT_KEYS } from './absent.table.js';
import { KEY_NOTES } from './fields.js';
import { keyPath } from './path.js';
import { PRESETS } from './presets.table.js';
import { CONFIG_SCHEMA, defaultConfig } from './schema.js';
import { memberSchema, sectionKeys } from './shape.js';

/** The reference page of the configuration file, as Markdown. A test holds the page in docs/ to this text. */
export function renderConfigReference(): string {
  return [
    '# Configuration',
    '',
    'Generated from the table of keys; do not edit. `pipelock generate schema` prints the same as a JSON Schema.',
    '',
    'One YAML document. A key that is not listed here is refused, and so is a value out of its range: all faults are',
    'reported at once, each with its path, its line and what was expected. A key without a value counts as left out.',
    'Times such as `60s`, `5m` or `1h30m` are durations. A configuration is read once, at start. Keys marked live are those whose change would not need new sockets or a new record.',
    '',
    '## Presets',
    '',
    'Without a file, `pipelock run` uses the preset `balanced`.',
    '',
    ...Object.entries(PRESETS).map(([name, { purpose }]) => `- \`${name}\`: ${plain(purpose)}`),
    '',
    '## Top level',
    '',
    ...keyList(CONFIG_SCHEMA, defaultConfig(), ''),
    ...sections(CONFIG_SCHEMA, defaultConfig(), ''),
    '',
    '## Known keys that are not in this build',
    '',
    'A file may spell these sections out as long as they are off; what would turn one on is refused.',
    '',
    ...Object.entries(ABSENT_KEYS).map(([name, row]) => absentLine(name, row)),
    '',
  ].join('\n');
}

function absentLine(name: string, row: (typeof ABSENT_KEYS)[string]): string {
  if (typeof row === 'string' || !Object.hasOwn(CONFIG_SCHEMA.shape, name)) return `- \`${name}\``;
  return `- \`${name}\`: ${Object.keys(row)
    .map((key) => `\`${key}\``)
    .join(', ')}`;
}

type Values = Readonly<Record<string, unknown>>;

function sections(schema: z.core.$ZodType, values: Values, path: string): string[] {
  return Object.entries(sectionKeys(schema) ?? {}).flatMap(([key, member]) => {
    if (sectionKeys(member) === undefined) return [];
    const at = keyPath(path, key);
    const inner = values[key] as Values;
    const intro = plain(KEY_NOTES.get(member as z.ZodType)?.description ?? '');
    return ['', `## ${at}`, '', intro, '', ...keyList(member, inner, at), ...sections(member, inner, at)];
  });
}

function keyList(schema: z.core.$ZodType, values: Values, path: string): string[] {
  return Object.entries(sectionKeys(schema) ?? {}).flatMap(([key, member]) =>
    sectionKeys(member) === undefined ? keyLines(member, values[key], keyPath(path, key), '') : [],
  );
}

function keyLines(schema: z.core.$ZodType, value: unknown, path: string, indent: string): string[] {
  const note = KEY_NOTES.get(schema as z.ZodType);
  const fallback = value === undefined ? 'required' : `default ${code(value)}`;
  const reload = indent === '' ? `; ${note?.reload ?? ''}` : '';
  const line = `${indent}- \`${path}\` (${fallback}${reload}): ${plain(`${note?.description ?? ''} Value: ${note?.expected ?? ''}.`)}`;
  const item = memberSchema(schema);
  const keys = item === undefined ? undefined : sectionKeys(item);
  const members = Object.entries(keys ?? {}).flatMap(([key, member]) => {
    const absent = (member as z.ZodType).safeParse(undefined);
    return keyLines(member, absent.data, key, `${indent}  `);
  });
  return [line, ...members];
}

function code(value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return value.map((item) => `\`${String(item)}\``).join(', ');
  return value === '' ? 'empty' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** Text in which Markdown sees no markup. */
function plain(text: string): string {
  return text.replaceAll('*', '\\*');
}
