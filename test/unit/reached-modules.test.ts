// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import ts from 'typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const PRODUCT = ['evidence', 'verify', 'mappings', 'assess', 'reports', 'dashboard', 'enforce', 'cli'];
/** The two commands, the script that builds pages, and the two scripts of pages. */
const ENTRIES = [
  'cli/main.ts',
  'verify/node/main.ts',
  'verify/build/main.ts',
  'verify/page/main.ts',
  'verify/page/box.ts',
];

/** What a file imports, and the threads and processes that it starts. */
function leadsTo(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const started = [...text.matchAll(/new URL\('(\.[^']+)'/g)].map(([, path = '']) => path);
  return [...imports, ...started]
    .filter((path) => path.startsWith('.'))
    .map((path) => relative(root, resolve(root, dirname(file), path)).replace(/\.js$/, '.ts'));
}

function filesOf(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
}

function reachedFrom(entries: readonly string[], all: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !all.has(file)) continue;
    reached.add(file);
    waiting.push(...leadsTo(file));
  }
  return reached;
}

/** Files and folders of the section of the architecture page. */
function namedAsUnreached(): readonly string[] {
  const page = readFileSync(join(root, 'docs/design/architecture.md'), 'utf8');
  const section = page.split('## Built, not reached')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, path = '']) => path);
}

test('what no command reaches is what the architecture page says, no more and no less', (t) => {
  const all = filesOf(PRODUCT);
  const reached = reachedFrom(ENTRIES, new Set(all));
  const named = namedAsUnreached();
  const covers = (path: string, file: string): boolean => (path.endsWith('/') ? file.startsWith(path) : file === path);
  const unreached = all.filter((file) => !reached.has(file));
  t.deepEqual(
    unreached.filter((file) => !named.some((path) => covers(path, file))),
    [],
  );
  t.deepEqual(
    named.filter((path) => !unreached.some((file) => covers(path, file))),
    [],
  );
});

/** Names of the values that a file exports, and all words in it. */
function namesOf(file: string): { readonly exported: readonly string[]; readonly words: ReadonlySet<string> } {
  const text = readFileSync(join(root, file), 'utf8');
  const exported = [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
  return { exported, words: new Set(text.match(/\w+/g)) };
}

test('a value is exported only where another file names it', (t) => {
  const files = new Map(filesOf([...PRODUCT, 'bench', 'test']).map((file) => [file, namesOf(file)]));
  const users = new Map<string, number>();
  for (const { words } of files.values()) for (const word of words) users.set(word, (users.get(word) ?? 0) + 1);
  const needless = [...files].flatMap(([file, { exported }]) =>
    exported.filter((name) => (users.get(name) ?? 0) < 2).map((name) => `${file}: ${name}`),
  );
  t.deepEqual(needless, []);
});
