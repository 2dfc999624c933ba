// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../support/chromium.js';
import { pipelock, projectFile, runProgram } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const home = await tempFolder();
const EXAMPLE = projectFile('docs/formats/example');
const EVIDENCE = ['--evidence', EXAMPLE, '--key', join(EXAMPLE, 'signer.pub'), '--scanning-only'];

test.after.always(() => removeFolder(home));

test.serial('one command assesses, signs and writes every output; a stranger verifies it', async (t) => {
  t.timeout(300_000);
  const dir = join(home, 'whole');
  const made = await pipelock(
    ['assess', '--output-dir', dir, '--attestation', '--badge', '--archive', '--json', ...EVIDENCE],
    home,
  );
  t.is(made.code, 0, made.stderr);
  const { public_key: key, overall_grade: grade } = JSON.parse(made.stdout) as Record<string, string>;
  t.regex(grade ?? '', /^[A-F]$/);
  for (const name of [
    'assessment.html',
    'assessment.sarif',
    'abom.cdx.json',
    'oscal-assessment-results.json',
    'verify.txt',
  ]) {
    t.true(existsSync(join(dir, name)), name);
  }
  t.true(existsSync(`${dir}.tar.gz`));
  t.is((await pipelock(['assess', 'verify', dir], home)).code, 0);
  t.is((await pipelock(['assess', 'verify-attestation', dir], home)).code, 0);
  const alone = await runProgram(process.execPath, [projectFile('bin/pipelock-verify.js'), dir, '--key', key ?? '']);
  t.is(alone.code, 0, alone.stdout);
  t.regex(alone.stdout, /^OK: assessment bundle/);
  writeFileSync(join(dir, 'summary.md'), `${readFileSync(join(dir, 'summary.md'), 'utf8')} `);
  const changed = await pipelock(['assess', 'verify', dir, '--json'], home);
  t.is(changed.code, 1);
  t.true((JSON.parse(changed.stdout) as { faults: string[] }).faults.some((fault) => fault.startsWith('summary.md')));
});

test.serial('step by step, with exit codes that a script can rely on', async (t) => {
  t.timeout(300_000);
  const dir = join(home, 'steps');
  t.is((await pipelock(['assess', 'init', '--output-dir', dir], home)).code, 0);
  t.is((await pipelock(['assess', 'init', '--output-dir', dir], home)).code, 2);
  t.is((await pipelock(['assess', 'finalize', dir], home)).code, 2);
  t.is((await pipelock(['assess', 'run', dir, '--skip', 'nothing'], home)).code, 1);
  const skipped = ['--skip', 'simulate,verify-install,discover'];
  t.is((await pipelock(['assess', 'run', dir, ...skipped, ...EVIDENCE], home)).code, 0);
  const status = await pipelock(['assess', 'status', dir, '--json'], home);
  t.is((JSON.parse(status.stdout) as { status: string }).status, 'completed');
  t.is((await pipelock(['assess', 'finalize', dir], home)).code, 2);
  t.is((await pipelock(['assess', 'finalize', dir, '--badge'], home)).code, 1);
  t.is((await pipelock(['assess', 'finalize', dir, '--unsigned', '--allow-partial'], home)).code, 0);
  t.is((await pipelock(['assess', 'verify', dir], home)).code, 3);
  t.is((await pipelock(['assess', 'verify-attestation', dir], home)).code, 3);
});

test.serial('what is wrong is said: no such folder, no such configuration, no such key', async (t) => {
  for (const [name, exit] of [
    ['run', 2],
    ['finalize', 2],
    ['log', 2],
    ['verify', 1],
    ['status', 1],
  ] as const) {
    const { code, stdout, stderr } = await pipelock(['assess', name, join(home, 'nowhere')], home);
    t.is(code, exit, name);
    t.regex(stdout + stderr, /nowhere/);
  }
  const config = await pipelock(['assess', '-c', join(home, 'none.yaml'), '--output-dir', join(home, 'x')], home);
  t.is(config.code, 1);
  t.regex(config.stderr, /none\.yaml/);
  const agent = await pipelock(
    ['assess', '--agent', '../up', '--output-dir', join(home, 'y'), '--scanning-only'],
    home,
  );
  t.is(agent.code, 1);
  t.regex(agent.stderr, /not the name of an agent/);
});

test.serial('the report is printed where a browser is, and a plain word is said where none is', async (t) => {
  t.timeout(300_000);
  const dir = join(home, 'whole');
  const none = await pipelock(['assess', 'pdf', dir, '--browser', '/nonexistent'], home, {
    CHROME_PATH: '/nonexistent',
  });
  const browser = await openBrowser(t);
  await browser?.close();
  if (browser === undefined) {
    t.is(none.code, 1);
    t.regex(none.stderr, /no Chromium was found/);
    return;
  }
  const path = join(home, 'report.pdf');
  t.is((await pipelock(['assess', 'pdf', dir, '-o', path], home)).code, 0);
  t.true(readFileSync(path).subarray(0, 5).equals(Buffer.from('%PDF-')));
  t.is((await pipelock(['assess', 'pdf', dir, '-o', path], home)).code, 2);
  t.is((await pipelock(['assess', 'pdf', join(home, 'nowhere')], home)).code, 2);
});

test.serial('the bill of materials of recorded evidence is CycloneDX, and the same each time', async (t) => {
  const argv = ['abom', '--evidence', EXAMPLE, '--key', join(EXAMPLE, 'signer.pub'), '--scan-home', home];
  const first = await pipelock(argv, home);
  t.is(first.code, 0, first.stderr);
  const bom = JSON.parse(first.stdout) as { bomFormat: string; services: { name: string }[] };
  t.is(bom.bomFormat, 'CycloneDX');
  t.true(bom.services.length > 0);
  t.is((await pipelock(argv, home)).stdout, first.stdout);
});

test.serial('the head goes into the log of the product home, when there is one and it is not refused', async (t) => {
  t.timeout(180_000);
  const json = async (...args: string[]): Promise<{ code: number | null; said: Record<string, unknown> }> => {
    const { code, stdout } = await pipelock([...args, '--json'], home);
    return { code, said: JSON.parse(stdout) as Record<string, unknown> };
  };
  const at = (name: string): string => join(home, name);
  const assessIn = (name: string, ...more: string[]): ReturnType<typeof json> =>
    json('assess', '--output-dir', at(name), '--scanning-only', ...more);
  const without = await assessIn('log-none');
  t.like(without, { code: 0, said: { log: { state: 'absent' } } });
  t.is((await json('assess', 'log', at('log-none'))).code, 2);
  t.is((await pipelock(['run', '--listen', '127.0.0.1:0', '--', 'true'], home)).code, 0);
  const logKey = at('keys/log.key.pub');

  t.like(await assessIn('log-refused', '--no-log'), { code: 0, said: { log: { state: 'absent' } } });
  t.like(await json('assess', 'verify', at('log-refused')), { code: 0, said: { log: 'absent' } });
  t.like(await json('assess', 'verify', at('log-refused'), '--log-key', logKey), { code: 2, said: { log: 'failed' } });
  t.like(await json('assess', 'log', at('log-refused')), { code: 0, said: { state: 'logged' } });
  t.like(await json('assess', 'verify', at('log-refused')), { code: 0, said: { log: 'verified' } });

  t.like(await assessIn('log-taken'), { code: 0, said: { log: { state: 'logged' } } });
  t.like(await json('assess', 'verify', at('log-taken'), '--log-key', logKey), { code: 0, said: { log: 'verified' } });
  t.like(await json('assess', 'status', at('log-taken')), { code: 0, said: { log: 'verified' } });
  const alone = ['assess', 'verify', at('log-taken'), '--key', at('agents/assessor/id_ed25519.pub')];
  t.like(await json(...alone, '--home', at('elsewhere')), { code: 0, said: { log: 'claimed' } });
  t.is((await pipelock(['assess', 'verify', at('log-taken'), '--checkpoint', logKey], home)).code, 2);
  const unsigned = await assessIn('log-unsigned', '--unsigned');
  t.like(unsigned, { code: 0, said: { log: { state: 'absent', reason: 'nobody signed it' } } });
  const foreign = await assessIn('log-foreign', '--evidence', at('evidence'), '--log-signing-key', at('nothing'));
  t.like(foreign.said, { log: { state: 'absent' } });
});
