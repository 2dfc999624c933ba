// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPage, run } from '../../../../verify/node/main.js';
import { openEvidenceTree } from '../../../../verify/node/tree.js';
import { buildRun } from '../evidence-runs.js';

async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

function folder(t: { teardown(work: () => void): void }): string {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-main-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

test('the page is printed whole', async (t) => {
  const { code, out } = await command('--page');
  t.is(code, 0);
  t.regex(out, /^<!doctype html>[\s\S]*<\/html>\s*$/);
});

test('a build without its page says so, and prints no part of another file', (t) => {
  const root = folder(t);
  const page = join(root, 'page.html');
  t.throws(() => readPage(page), { code: 'unreadable', message: 'this build came without the page' });
  t.throws(() => readPage(root), { code: 'unreadable' });
  writeFileSync(page, Uint8Array.of(0xff));
  t.throws(() => readPage(page), { code: 'unreadable' });
  writeFileSync(page, '<!doctype html>');
  t.is(readPage(page), '<!doctype html>');
});

test('a time that is none is wrong usage, a right one is taken', async (t) => {
  const evidence = buildRun();
  const path = join(folder(t), 'timed.json');
  writeFileSync(path, evidence.receipts[1] ?? '');
  const right = await command(path, '--key', evidence.signer.publicKeyHex, '--at', '2026-11-26T00:00:00+01:00');
  t.is(right.code, 0, right.err);
  const wrong = await command(path, '--at', 'yesterday');
  t.is(wrong.code, 64);
  t.regex(wrong.err, /--at yesterday: an RFC 3339 time is expected/);
});

test('an age that is borne with is taken, receipts that are older or of later are refused', async (t) => {
  const evidence = buildRun();
  const path = join(folder(t), 'aged.json');
  writeFileSync(path, evidence.receipts[1] ?? '');
  const [, signed = ''] = /"timestamp":"([^"]+)"/.exec(evidence.receipts[1] ?? '') ?? [];
  const later = (ms: number): string => new Date(Date.parse(signed) + ms).toISOString();
  const judge = (at: string, age: string) =>
    command(path, '--key', evidence.signer.publicKeyHex, '--at', at, '--max-age', age);
  t.regex((await judge(later(3_000_000), '1h')).out, /ok +freshness: within 3600 s of /);
  for (const [at, age] of [
    [later(3_000_000), '49m'],
    [later(3_000_000), '90s'],
    [later(-86_400_000), '7d'],
  ] as const) {
    t.is((await judge(at, age)).code, 1, age);
  }
  for (const age of ['5', '1w', '-1d', '1.5h', '9999999d']) t.is((await judge(later(0), age)).code, 64, age);
});

test('a tree with more files than are read says which were left out', (t) => {
  const root = folder(t);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(root, name), '');
  const { paths, refused } = openEvidenceTree(root, 2);
  t.is(paths.length, 2);
  t.deepEqual(
    refused.map(({ reason }) => reason),
    ['more than 2 files'],
  );
});

test('why there is no verdict: a line for people, one JSON object on standard output for programs', async (t) => {
  const missing = join(folder(t), 'none.json');
  for (const [args, code, word] of [
    [[], 64, 'usage'],
    [['a', 'b'], 64, 'usage'],
    [['--nonsense'], 64, 'usage'],
    [[missing, '--at', 'yesterday'], 64, 'usage'],
    [[missing, '--key', 'nokey'], 64, 'usage'],
    [[missing, '--log-key', 'nokey'], 64, 'usage'],
    [[missing], 2, undefined],
    [['aarp'], 64, 'usage'],
    [['aarp', missing, '--nonsense'], 64, 'usage'],
    [['aarp', missing], 2, undefined],
  ] as const) {
    const forPeople = await command(...args);
    t.is(forPeople.code, code, args.join(' '));
    t.is(forPeople.out, '');
    t.regex(forPeople.err, /^pipelock-verify: .+\n$/);
    const forPrograms = await command(...args, '--json');
    t.is(forPrograms.code, code, args.join(' '));
    t.is(forPrograms.err, '');
    const { error } = JSON.parse(forPrograms.out) as { error: { code: string; message: string } };
    if (word !== undefined) t.is(error.code, word);
    t.true(error.message !== '' && forPeople.err.includes(error.message));
  }
});

test('an output that cannot be written is a fault like any other', async (t) => {
  let said = '';
  const full = (): never => {
    throw new Error('no space');
  };
  t.is(await run(['--help'], { out: full, err: (text) => void (said += text) }), 2);
  t.is(said, 'pipelock-verify: no space\n');
});
