// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipelock } from '../support/cli.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAMS = ['pipelock', 'pipelock-verify'] as const;

interface DocumentedBlock {
  /** `README.md:41`, where the block begins. */
  readonly place: string;
  /** Shell lines as a reader would type them, one after another. */
  readonly commands: readonly string[];
  readonly exitCode: number;
}

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

const MARKED_BLOCK = /^<!-- runs(?: exit=(\d+))? -->\n+```sh\n([\s\S]*?)^```$/gm;

function parseBlocks(name: string, text: string): DocumentedBlock[] {
  return [...text.matchAll(MARKED_BLOCK)].map((match) => ({
    place: `${name}:${text.slice(0, match.index).split('\n').length}`,
    commands: (match[2] ?? '').split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : [])),
    exitCode: Number(match[1] ?? 0),
  }));
}

function documents(): string[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(ROOT, 'docs', name),
  );
  return [join(ROOT, 'README.md'), ...pages.filter((name) => name.endsWith('.md')).sort()];
}

const texts = documents().map((path) => ({ name: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
const blocks = texts.flatMap(({ name, text }) => parseBlocks(name, text));

/** A folder as a reader would have it: the commands on PATH, the documents at hand, a product home of its own. */
function prepareFolder(): { readonly folder: string; readonly env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-documented-'));
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  for (const program of PROGRAMS) {
    const wrapper = join(bin, program);
    writeFileSync(wrapper, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin', program)}.js" "$@"\n`);
    chmodSync(wrapper, 0o755);
  }
  cpSync(join(ROOT, 'docs', 'formats', 'example'), join(folder, 'docs', 'formats', 'example'), { recursive: true });
  const captured = join('docs', 'formats', 'captured-request.example.json');
  cpSync(join(ROOT, captured), join(folder, captured));
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  return { folder, env: { ...env, HOME: folder, PIPELOCK_HOME: join(folder, 'home'), NO_COLOR: '1' } };
}

function runShell(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}

const WORD = /[\w./:@,+=-]+|'[^']*'/g;
/** A line of nothing but words, bare or between single quotes: a shell would find no more in it. */
const PLAIN = new RegExp(`^pipelock(?: (?:${WORD.source}))+$`);
const started = new Set<string>();

/**
 * Runs a line as a reader would, in a shell. What a shell adds nothing to runs in this process instead once a command of
 * the same family was started: most of the time goes into starting.
 */
async function runLine(line: string, folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const [, ...words] = (line.match(WORD) ?? []).map((word) => word.replaceAll("'", ''));
  const [family = ''] = words;
  if (!PLAIN.test(line) || !started.has(family)) {
    started.add(family);
    return runShell(line, folder, env);
  }
  const { code, stdout, stderr } = await pipelock(words, folder, env);
  return { exitCode: code, output: stdout + stderr };
}

test('the documents hold marked commands, and every mark stands before a block of them', (t) => {
  const marks = texts.reduce((sum, { text }) => sum + (text.match(/^<!-- runs/gm)?.length ?? 0), 0);
  t.is(blocks.length, marks, 'a mark is not followed by a sh block');
  t.true(blocks.length > 0);
  for (const { place, commands } of blocks) t.true(commands.length > 0, `${place} has no line that begins with "$ "`);
});

test('a block is found with its commands, its place and the exit code it expects', (t) => {
  const text =
    'one\n\n<!-- runs exit=3 -->\n\n```sh\n$ first\nits output\n$ second | third\n```\n\n```sh\n$ not marked\n```\n';
  t.deepEqual(parseBlocks('page.md', text), [
    { place: 'page.md:3', commands: ['first', 'second | third'], exitCode: 3 },
  ]);
});

// One after another: each starts processes of its own, and the machine has other tests to run.
for (const { place, commands, exitCode } of blocks) {
  test.serial(`documented: ${place} ${commands.at(-1) ?? ''}`, async (t) => {
    t.timeout(300_000);
    const { folder, env } = prepareFolder();
    t.teardown(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    for (const [index, command] of commands.entries()) {
      // The mark is about the block's last command; those before it prepare the ground.
      const expected = index === commands.length - 1 ? exitCode : 0;
      const ended = await runLine(command, folder, env);
      t.is(ended.exitCode, expected, `$ ${command}\n${ended.output}`);
    }
  });
}
