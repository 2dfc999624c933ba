// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRun } from '../unit/verify/evidence-runs.js';

function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'tsconfig.base.json'))) folder = dirname(folder);
  return folder;
}

/** All that the verifier may need. Whatever else it imported would be missing in the copy. */
const PARTS = [
  'verify',
  'evidence/canonical',
  'evidence/model',
  'evidence/crypto',
  'evidence/chain',
  'evidence/log',
  'tsconfig.base.json',
  'globals.d.ts',
  'package.json',
  'bin/pipelock-verify.js',
];
const MODULES = ['@noble', 'structured-headers', '@scure', '@types', 'undici-types'];
/**
 * Lines of code a stranger has to read, without blank lines, comments and imports: to trust the verification of any one
 * format, and to trust the whole command, every format included.
 */
const MAX_FORMAT_LINES = 3760;
const MAX_LINES = 7690;

const IMPORT = /(?:from|import)\s*\(?'(\.[^']+)\.js'|new URL\('(\.[^']+)\.js'/g;

/** Statements that only name other files, over as many lines as they take. */
const IMPORT_STATEMENT = /^(?:import\b|export (?:type )?(?:\*|\{[^}]*\}) from\b)[^;]*;$/gm;
/** Strings, templates and expressions are matched first, so that what looks like a comment in one stays. */
const COMMENT = /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** The lines of code in a file: not blank, no comment, no import. */
function linesOfCode(text: string): number {
  const bare = text.replace(COMMENT, (_match, kept: string | undefined) => kept ?? '').replace(IMPORT_STATEMENT, '');
  return bare.split('\n').filter((line) => line.trim() !== '').length;
}

/** Lines of code of the files that a file reaches by import. */
function reachableLines(start: string, seen = new Set<string>()): number {
  if (seen.has(start) || !existsSync(start)) return 0;
  seen.add(start);
  const text = readFileSync(start, 'utf8');
  const imports = [...text.matchAll(IMPORT)].map((match) => join(dirname(start), `${match[1] ?? match[2] ?? ''}.ts`));
  return imports.reduce((sum, path) => sum + reachableLines(path, seen), linesOfCode(text));
}

/** The module of each format, receipts and chains first. */
function formFiles(root: string): readonly string[] {
  const text = readFileSync(join(root, 'verify/core/forms.ts'), 'utf8');
  const modules = [...text.matchAll(/^import \{[^}]*\} from '\.\/([^']+)\.js'/gm)].map((match) => match[1] ?? '');
  return ['folders/directory', ...modules].map((name) => join(root, 'verify/core', `${name}.ts`));
}

test('the verifier builds and runs with the rest of the tree absent', (t) => {
  t.timeout(300_000);
  const root = projectRoot();
  const alone = mkdtempSync(join(tmpdir(), 'pipelock-alone-'));
  try {
    for (const part of PARTS) cpSync(join(root, part), join(alone, part), { recursive: true });
    mkdirSync(join(alone, 'node_modules'));
    for (const name of MODULES) {
      const module = join(root, 'node_modules', name);
      if (existsSync(module)) symlinkSync(module, join(alone, 'node_modules', name));
    }
    const lines = reachableLines(join(alone, 'verify/node/main.ts'));
    t.log(`${lines} lines of code`);
    t.true(lines > 1000 && lines < MAX_LINES, `${lines} lines of code`);
    for (const form of formFiles(alone)) {
      const formLines = reachableLines(form);
      t.true(formLines > 100 && formLines < MAX_FORMAT_LINES, `${form}: ${formLines} lines of code`);
    }
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(alone, 'verify/node')]);

    const run = buildRun();
    const receipt = join(alone, 'receipt.json');
    writeFileSync(receipt, run.receipts[1] ?? '');
    const command = [join(alone, 'bin/pipelock-verify.js'), receipt];
    const pinned = spawnSync(process.execPath, [...command, '--key', run.signer.publicKeyHex], { encoding: 'utf8' });
    t.is(pinned.status, 0, pinned.stderr);
    t.true(pinned.stdout.startsWith('OK: receipt'));
    writeFileSync(receipt, (run.receipts[1] ?? '').replace('agent-a', 'agent-b'));
    t.is(spawnSync(process.execPath, [...command, '--key', run.signer.publicKeyHex]).status, 1);
  } finally {
    rmSync(alone, { recursive: true, force: true });
  }
});
