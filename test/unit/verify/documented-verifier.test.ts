// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { programsIn, rowsOf } from '../../support/page-tables.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PAGE = 'docs/design/verifying-evidence.md';
const CORE = readdirSync(join(root, 'verify/core'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `verify/core/${name}`);
/** Folders whose tables have an example for each file. */
const WITH_EXAMPLES = ['verify/core', ...CORE, 'verify/node', 'verify/page'];
const LEAVES = ['canonical', 'crypto', 'chain', 'log', 'model'].map((name) => `evidence/${name}`);

for (const folder of [...WITH_EXAMPLES, ...LEAVES])
  test(`the page names each file of ${folder}, and none besides`, (t) => {
    const files = rowsOf(PAGE, folder).map(([file]) => file ?? '');
    t.deepEqual(files.sort(), programsIn(folder));
  });

for (const folder of WITH_EXAMPLES)
  test(`each file of ${folder} has the example that the page names`, (t) => {
    for (const [file = '', , example = ''] of rowsOf(PAGE, folder)) {
      t.not(example, '', file);
      t.true(readFileSync(join(root, folder, file), 'utf8').includes(example), `${file}: ${example}`);
    }
  });

test('the picture and the order of reading name files that are there', (t) => {
  const text = readFileSync(join(root, PAGE), 'utf8');
  const picture = /```text\n([^`]*)```/.exec(text)?.[1] ?? '';
  const named = [...picture.matchAll(/\b((?:core|node)\/[\w/-]+(?:\.ts)?)/g)].map(([, path = '']) => `verify/${path}`);
  const order = text.split('## In which order to read')[1]?.split('\n## ')[0] ?? '';
  const listed = [...order.matchAll(/`([\w/-]+\.ts)`/g)].map(([, path = '']) => path);
  t.true(named.length >= 12 && listed.length >= 18);
  const known = new Set(
    ['verify', 'evidence'].flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
    ),
  );
  const isThere = (path: string): boolean => {
    const bare = path.replace(/\/$/, '');
    // Files beside one that is named in full are named without their folder.
    return [bare, `verify/core/${bare}`, `evidence/canonical/${bare}`].some((one) => known.has(one));
  };
  t.deepEqual(
    [...named, ...listed].filter((path) => !isThere(path)),
    [],
  );
});
