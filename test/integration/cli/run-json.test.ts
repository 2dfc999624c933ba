// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { pipelock, pipelockProcess } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

interface Ready {
  readonly schema: string;
  readonly pid: number;
  readonly proxy: string;
  readonly fetch: string;
  readonly mode: string;
  readonly policy_hash: string;
  readonly evidence: Readonly<Record<string, unknown>> | null;
  readonly off: readonly string[];
}

interface Ended {
  readonly schema: string;
  readonly program_exit: number | null;
  readonly program_error?: string;
  readonly decisions: { readonly total: number; readonly allowed: number; readonly blocked: number };
  readonly evidence: Readonly<Record<string, unknown>> | null;
}

function lines(stderr: string): readonly unknown[] {
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

const ANY_PORT = ['--listen', '127.0.0.1:0'];
/** Asks the proxy for an address that no setting opens. */
const BLOCKED = `
  const { status } = await fetch(process.env.PIPELOCK_FETCH_URL + '?url=http://169.254.169.254/');
  console.log('{"mine":' + status + '}');
  process.exit(7);`;

test('one line when the proxy is ready and one at the end; standard output is the program’s alone', async (t) => {
  const home = await tempFolder();
  const program = ['--', process.execPath, '--input-type=module', '-e', BLOCKED];
  const ran = await pipelockProcess(['run', '--json', ...ANY_PORT, ...program], home);
  t.is(ran.code, 7);
  t.is(ran.stdout, '{"mine":403}\n');
  const [ready, ended, ...more] = lines(ran.stderr) as [Ready, Ended];
  t.deepEqual(more, []);
  t.is(ready.schema, 'pipelock.run_ready.v1');
  t.regex(ready.proxy, /^http:\/\/127\.0\.0\.1:[1-9][0-9]*$/);
  t.is(ready.fetch, `${ready.proxy}/fetch`);
  t.regex(ready.policy_hash, /^[0-9a-f]{64}$/);
  t.true(ready.off.includes('canary_tokens'));
  t.false(ready.off.includes('enforce'));
  const key = (await readFile(join(home, 'keys/receipt-signing.key.pub'), 'utf8')).trim();
  t.like(ready.evidence, { dir: join(home, 'evidence'), public_key: key, receipts_required: true });
  t.regex(String(ready.evidence?.['key_fingerprint']), /^sha256:[0-9a-f]{64}$/);
  t.is(ended.schema, 'pipelock.run_ended.v1');
  t.is(ended.program_exit, 7);
  t.deepEqual(ended.decisions, { total: 1, allowed: 0, blocked: 1 });
  t.like(ended.evidence, { session: ready.evidence?.['session'], state: 'closed' });

  const args = ['transcript-root', '--json', '--key', key, join(home, 'evidence')];
  const root = JSON.parse((await pipelock(args, home)).stdout) as Record<string, unknown>;
  t.is(root['root_hash'], ended.evidence?.['root_hash'], 'the head that was told is the one that verifies');
  t.is(root['final_seq'], ended.evidence?.['final_seq']);
  await removeFolder(home);
});

test('a program that cannot be started, and what is turned off', async (t) => {
  const home = await tempFolder();
  const args = ['run', '--json', '--mode', 'audit', ...ANY_PORT, '--', 'no-such-program', '--json'];
  const ran = await pipelockProcess(args, home);
  t.is(ran.code, 10);
  t.is(ran.stdout, '');
  const [ready, ended] = lines(ran.stderr) as [Ready, Ended];
  t.is(ready.mode, 'audit');
  t.true(ready.off.includes('enforce'));
  t.is(ended.program_exit, 10);
  t.regex(ended.program_error ?? '', /no-such-program/);
  await removeFolder(home);
});

test('errors before the start are one line on standard error; without --json they are words', async (t) => {
  const home = await tempFolder();
  const told = await pipelockProcess(['run', '--json', '--listen', 'nowhere'], home);
  t.deepEqual([told.code, told.stdout], [2, '']);
  t.like(lines(told.stderr)[0], { error: { code: 'usage' } });
  // What stands behind `--` is the program's.
  const said = await pipelockProcess(['run', '--listen', 'nowhere', '--', 'program', '--json'], home);
  t.deepEqual([said.code, said.stdout], [2, '']);
  t.regex(said.stderr, /^pipelock: --listen must be/);
  await removeFolder(home);
});
