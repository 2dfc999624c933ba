// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { decodeLayers } from '../../../../enforce/text/layers.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../..');
const page = readFileSync(join(root, 'docs/design/reading-texts.md'), 'utf8');

/** Cells of the tables behind a heading; what stands in code marks is taken out of them. */
function rowsOf(folder: string): readonly (readonly string[])[] {
  const section = page.split(`\`enforce/text/${folder}\``)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => /^`(.*)`$/.exec(cell.trim())?.[1] ?? cell.trim()),
  );
}

for (const folder of ['encodings', 'notations']) {
  test(`the page names each file of ${folder}, and none besides`, (t) => {
    const files = readdirSync(join(root, 'enforce/text', folder)).filter((name) => !name.endsWith('.table.ts'));
    t.deepEqual(
      rowsOf(folder)
        .map(([file]) => file ?? '')
        .sort(),
      files.sort(),
    );
  });

  test(`the examples of ${folder} are read as the page says`, (t) => {
    const examples = rowsOf(folder).filter(([, , example = '']) => example !== '');
    t.true(examples.length >= 7);
    for (const [file, , example = '', gives = ''] of examples) {
      const texts = decodeLayers(example).layers.map(({ text }) => text);
      t.true(
        texts.slice(1).some((text) => text.includes(gives)),
        `${file ?? ''}: ${texts.join(' · ')}`,
      );
    }
  });
}
