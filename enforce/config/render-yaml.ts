// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { stringify } from 'yaml';
import { KEY_NOTES } from './fields.js';
import { CONFIG_SCHEMA, type Config } from './schema.js';
import { sectionKeys } from './shape.js';

const WIDTH = 100;

/** A configuration as YAML, each key under its documentation. Keys stand in the order of the table. */
export function renderCommentedYaml(config: Config, heading: readonly string[]): string {
  const head = heading.flatMap((text) => comment(text, '')).join('\n');
  return `${head}\n\n${renderSection(CONFIG_SCHEMA, config, '').join('\n')}\n`;
}

function renderSection(schema: z.core.$ZodType, values: Readonly<Record<string, unknown>>, indent: string): string[] {
  return Object.entries(sectionKeys(schema) ?? {}).flatMap(([key, member]) => {
    const value = values[key];
    const note = KEY_NOTES.get(member as z.ZodType);
    const remark = note === undefined ? [] : comment(remarkOf(note), indent);
    const gap = indent === '' && sectionKeys(member) !== undefined ? [''] : [];
    if (sectionKeys(member) === undefined) return [...gap, ...remark, ...renderKey(key, value, indent)];
    const inner = renderSection(member, value as Readonly<Record<string, unknown>>, `${indent}  `);
    return [...gap, ...remark, `${indent}${key}:`, ...inner];
  });
}

function remarkOf({ description, expected }: { readonly description: string; readonly expected: string }): string {
  return /^(?:one of|a whole number|a number)/.test(expected) ? `${description} (${expected})` : description;
}

function renderKey(key: string, value: unknown, indent: string): string[] {
  const text = stringify({ [key]: value }, { lineWidth: 0, version: '1.2' }).trimEnd();
  return text.split('\n').map((line) => `${indent}${line}`);
}

function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH && line !== `${indent}#`) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
