// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The tables of a page in the section whose heading names a folder; what stands in code marks is taken out of them. */
export function rowsOf(page: string, folder: string): readonly (readonly string[])[] {
  const text = readFileSync(join(root, page), 'utf8');
  const sections = text.split('\n## ').filter((section) => section.split('\n')[0]?.includes(`\`${folder}\``));
  return [...(sections[0] ?? '').matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => /^`(.*)`$/.exec(cell.trim())?.[1] ?? cell.trim()),
  );
}

/** The programs of a folder, tables of data left out, in the order of their names. */
export function programsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.table.ts'))
    .sort();
}
