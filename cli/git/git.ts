// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { messageOf, UsageError } from '../../evidence/model/errors.js';

/** The same diff whatever the user's settings: no colours, no programs of others, fixed prefixes. */
const DIFF_OPTIONS = ['--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/', '-U0'];
const SETTINGS = ['-c', 'core.quotePath=true', '-c', 'diff.noprefix=false', '-c', 'diff.mnemonicPrefix=false'];

const MAX_COMMITS = 100_000;

/** Runs git and gives its output as text. @throws UsageError with what git says */
export function git(args: readonly string[], input = ''): string {
  const ran = spawnSync('git', [...SETTINGS, ...args], { encoding: 'utf8', input, maxBuffer: 64 << 20 });
  if (ran.error !== undefined) throw new UsageError(`git cannot be run: ${messageOf(ran.error)}`, { cause: ran.error });
  if (ran.status !== 0) throw new UsageError(`git ${args[0] ?? ''}: ${ran.stderr.trim().slice(0, 500)}`);
  return ran.stdout;
}

/** Output of git while it comes. Ends with a UsageError when git fails. */
async function* stream(args: readonly string[], input = ''): AsyncGenerator<Buffer> {
  const child = spawn('git', [...SETTINGS, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 500) complaint += chunk.toString('utf8');
  });
  // git may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => {
      resolve(messageOf(error));
    });
    child.on('close', (code) => {
      resolve(code ?? -1);
    });
  });
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
  } finally {
    child.kill();
  }
  const code = await ended;
  if (code !== 0) throw new UsageError(`git ${args[0] ?? ''}: ${complaint.trim() || String(code)}`);
}

/** What is staged for the next commit. */
export function stagedDiff(): AsyncIterable<Buffer> {
  return stream(['diff', '--cached', ...DIFF_OPTIONS]);
}

/** The commits that a range or a single revision names. */
export function commitsOf(range: string): readonly string[] {
  if (range.startsWith('-')) throw new UsageError(`${range} is not a range of commits`);
  const walk = range.includes('..') ? [] : ['--no-walk'];
  return revisions([...walk, '--end-of-options', range, '--']);
}

function revisions(args: readonly string[]): readonly string[] {
  const lines = git(['rev-list', '--reverse', `--max-count=${MAX_COMMITS + 1}`, ...args]).split('\n');
  const commits = lines.filter((line) => line !== '');
  if (commits.length > MAX_COMMITS) throw new UsageError(`more than ${MAX_COMMITS} commits`);
  return commits;
}

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The commits that a push would add, from what git tells its pre-push hook on standard input. */
export function pushedCommits(input: string): readonly string[] {
  const found = new Set<string>();
  for (const line of input.split('\n')) {
    if (line === '') continue;
    const [, local = '', , remote = ''] = line.split(' ');
    if (!HASH.test(local) || !HASH.test(remote)) throw new UsageError('not what git tells a pre-push hook');
    if (/^0+$/.test(local)) continue;
    const known = /^0+$/.test(remote) || !hasCommit(remote) ? ['--not', '--remotes'] : ['--not', remote];
    for (const commit of revisions([local, ...known])) found.add(commit);
  }
  return [...found];
}

/** Whether the remote's commit was ever fetched. */
function hasCommit(hash: string): boolean {
  return spawnSync('git', ['cat-file', '-e', `${hash}^{commit}`]).status === 0;
}

/** The change of each commit by itself: what was added and taken away again is still in the history. */
export function commitDiffs(commits: readonly string[]): AsyncIterable<Buffer> {
  const options = ['-p', '-r', '--root', '-m', '-M', ...DIFF_OPTIONS];
  return stream(['diff-tree', '--stdin', ...options], commits.map((commit) => `${commit}\n`).join(''));
}
