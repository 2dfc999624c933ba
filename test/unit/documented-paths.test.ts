// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const TOPS = 'evidence|verify|mappings|assess|reports|dashboard|enforce|cli|bench|test|fixtures|templates|docs|bin';
/** A path of the repository in code marks; `*` stands for a part of a name. */
const PATH = new RegExp(`\`((?:${TOPS})/[A-Za-z0-9_.*/{},-]*)\``, 'g');

function pages(): readonly string[] {
  const docs = readdirSync(join(root, 'docs'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name));
  return [...docs, ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((name) => join(root, name))];
}

/** The paths that one spelling stands for: `a/{b,c}.ts` is two. */
function spelledOut(path: string): readonly string[] {
  const [, before = '', choices, behind = ''] = /^(.*)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  return choices === undefined ? [path] : choices.split(',').map((one) => before + one + behind);
}

function isThere(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(root, path));
  const folder = dirname(path);
  // A star in a folder's name stands for any folder.
  if (folder.includes('*')) return existsSync(join(root, folder.slice(0, folder.indexOf('*'))));
  const name = new RegExp(`^${basename(path).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  return existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((one) => name.test(one));
}

test('every path that the documents name is there', (t) => {
  const named = pages()
    .flatMap((page) => [...readFileSync(page, 'utf8').matchAll(PATH)].map(([, path = '']) => ({ page, path })))
    // Bundles have a folder `evidence` too, of which guides and formats speak.
    .filter(({ page, path }) => path.endsWith('.ts') || !/docs\/(?:guides|formats)/.test(page));
  t.true(named.length > 60);
  const missing = named.filter(({ path }) => !spelledOut(path).every(isThere));
  t.deepEqual(
    missing.map(({ page, path }) => `${page.slice(root.length + 1)}: ${path}`),
    [],
  );
});

test('a path that is not there would be noticed', (t) => {
  t.true(isThere('enforce/text/layers.ts'));
  t.true(isThere('enforce/detect/dlp/tokens/vendors-*.table.ts'));
  t.false(isThere('enforce/text/lairs.ts'));
  t.false(isThere('enforce/detect/dlp/tokens/sellers-*.table.ts'));
});
