// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../../verify/node/main.js';
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
