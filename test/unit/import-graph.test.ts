// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import ts from 'typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const builtins = new Set(builtinModules);

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly to: string;
}

/** The import table of the architecture page: folder -> what it may import. */
function readTable(): Map<string, readonly string[]> {
  const page = readFileSync(join(root, 'docs/design/architecture.md'), 'utf8');
  const section = page.split('## Who may import whom')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.+) \|$/gm)];
  return new Map(
    rows.map(([, folder = '', allowed = '']) => [folder, [...allowed.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? '')]),
  );
}

const table = readTable();
const tops = ['evidence', 'verify', 'mappings', 'assess', 'reports', 'dashboard', 'enforce', 'cli', 'bench', 'test'];

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The longest row that holds the file: `evidence/crypto/node` before `evidence/crypto`. */
function rowOf(path: string): string | undefined {
  return [...table.keys()].filter((row) => path.startsWith(`${row}/`)).sort((a, b) => b.length - a.length)[0];
}

function importsOf(file: string): Import[] {
  const info = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  const folder = rowOf(file) ?? '';
  return info.importedFiles.map(({ fileName }) => ({
    file,
    folder,
    to: fileName.startsWith('.') ? relative(root, resolve(root, dirname(file), fileName)) : fileName,
  }));
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtins.has(specifier);
}

function allowed({ folder, to }: Import): boolean {
  const row = table.get(folder) ?? [];
  if (isBuiltin(to)) return row.includes('node') || row.includes(to);
  const target = rowOf(to);
  if (target === undefined) return row.includes(packageName(to));
  return (
    target === folder || row.some((entry) => target === entry || (isWhole(entry) && target.startsWith(`${entry}/`)))
  );
}

/** A row may name a whole tree (`evidence`), which has no row of its own. */
function isWhole(entry: string): boolean {
  return !table.has(entry);
}

const files = tops.flatMap(sourceFiles);
const imports = files.flatMap(importsOf);

test('the table was read and the graph is not empty', (t) => {
  t.true(table.size > 20);
  t.true(imports.length > 100);
});

test('every source file lies in a folder that has a row', (t) => {
  t.deepEqual(
    files.filter((file) => rowOf(file) === undefined),
    [],
  );
});

test('every import is allowed by the table', (t) => {
  const wrong = imports.filter((edge) => !allowed(edge)).map(({ file, to }) => `${file} -> ${to}`);
  t.deepEqual(wrong, []);
});

test('a wrong import would be noticed', (t) => {
  t.false(allowed({ file: 'x', folder: 'verify/core', to: 'enforce/mediate/mediate.js' }));
  t.false(allowed({ file: 'x', folder: 'evidence/model', to: 'node:fs' }));
  t.true(allowed({ file: 'x', folder: 'evidence/store', to: 'node:fs' }));
});

test('parse and render of a transport stay pure', (t) => {
  const wrong = imports.filter(({ file, to }) => {
    const part = /^enforce\/transports\/[^/]+\/(parse|render)/.test(file);
    return part && (isBuiltin(to) || to.startsWith('enforce/net'));
  });
  t.deepEqual(wrong, []);
});

test('mediation opens no socket and no file', (t) => {
  const wrong = imports.filter(({ folder, to }) => folder === 'enforce/mediate' && isBuiltin(to));
  t.deepEqual(wrong, []);
});

test('no appraisal decides live traffic: enforcement knows neither AARP nor the verifier', (t) => {
  const forbidden = /^(?:evidence\/model\/aarp|evidence\/attest\/aarp|verify)\b/;
  const wrong = imports.filter(({ file, to }) => file.startsWith('enforce/') && forbidden.test(to));
  t.deepEqual(wrong, []);
  t.true(imports.some(({ file, to }) => file.startsWith('verify/') && forbidden.test(to)));
  t.false(allowed({ file: 'x', folder: 'enforce/mediate', to: 'evidence/model/aarp/envelope.js' }));
});

test('exactly one module builds receipts from verdicts', (t) => {
  const builders = files.filter((file) => {
    if (file.startsWith('test/') || file.startsWith('bench/')) return false;
    return /delegation_chain: null/.test(readFileSync(join(root, file), 'utf8'));
  });
  t.true(builders.includes('enforce/mediate/receipt.ts'));
  t.deepEqual(
    builders.filter((file) => file.startsWith('enforce/')),
    ['enforce/mediate/receipt.ts'],
  );
});
