// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLineAt } from '../../../dashboard/evidence/lines.js';
import { RunIndex } from '../../../dashboard/evidence/run-index.js';
import type { RunFiles } from '../../../verify/core/folders/plan.js';

function folder(t: ExecutionContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'pipelock-index-'));
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function receipt(number: number, verdict = 'allow', layer = ''): string {
  const record = { verdict, layer, transport: 'fetch', target: `https://example.org/${number}` };
  return `${JSON.stringify({ v: 2, type: 'action_receipt', detail: { action_record: record } })}\n`;
}

const OTHER = `${JSON.stringify({ v: 2, type: 'decision', detail: { note: 'action_receipt' } })}\n`;

function files(...names: string[]): RunFiles {
  return { session: 's', shards: names.map((name, at) => ({ name, seqStart: BigInt(at) })) };
}

function numbers(index: RunIndex, filter = {}): number[] {
  return [...index.matching(filter, 0)];
}

test('receipts are found over several files, and read back from where they stand', async (t) => {
  const dir = folder(t);
  writeFileSync(join(dir, 'a'), receipt(0) + OTHER + receipt(1, 'block', 'dlp'));
  writeFileSync(join(dir, 'b'), `${receipt(2, 'block')}torn action_receipt line`);
  const index = new RunIndex(dir, files('a', 'b'));
  await index.read();
  t.is(index.count, 3);
  t.deepEqual(numbers(index, { verdict: 'block' }), [1, 2]);
  t.deepEqual(numbers(index, { verdict: 'block', layer: 'dlp' }), [1]);
  t.deepEqual(numbers(index, { layer: '' }), [0, 2]);
  t.deepEqual(numbers(index, { verdict: 'none such' }), []);
  t.deepEqual([...index.inShard('b')], [2]);
  t.deepEqual(index.tally('verdict'), [
    { name: 'block', count: 2 },
    { name: 'allow', count: 1 },
  ]);
  const place = index.place(2);
  t.is(`${readLineAt(join(dir, 'b'), place?.offset ?? 0, place?.length ?? 0)}\n`, receipt(2, 'block'));
  t.is(index.place(3), undefined);
});

test('a run that grows is followed; one that was replaced or cut is begun anew', async (t) => {
  const dir = folder(t);
  const path = join(dir, 'a');
  writeFileSync(path, receipt(0));
  const index = new RunIndex(dir, files('a'));
  await index.read();
  t.true(index.fits(files('a')));
  t.true(index.done);
  appendFileSync(path, receipt(1));
  t.true(index.fits(files('a')));
  t.false(index.done, 'there is more to read');
  await index.read();
  writeFileSync(join(dir, 'b'), receipt(2));
  t.true(index.fits(files('a', 'b')));
  t.false(index.done);
  await index.read();
  t.is(index.count, 3);
  t.false(index.fits(files('b')));
  writeFileSync(path, receipt(0));
  t.false(index.fits(files('a', 'b')), 'cut');
  writeFileSync(join(dir, 'new'), receipt(0) + receipt(1));
  renameSync(join(dir, 'new'), path);
  t.false(index.fits(files('a', 'b')), 'another file');
});

test('a line that is not where it was is not shown', async (t) => {
  const dir = folder(t);
  const path = join(dir, 'a');
  writeFileSync(path, receipt(0) + receipt(1));
  const index = new RunIndex(dir, files('a'));
  await index.read();
  const { offset = 0, length = 0 } = index.place(1) ?? {};
  writeFileSync(path, `x${receipt(0)}${receipt(1)}`);
  t.throws(() => readLineAt(path, offset, length), { code: 'changed' });
  rmSync(path);
  t.throws(() => readLineAt(path, offset, length), { code: 'unreadable' });
  symlinkSync('/etc/passwd', path);
  t.throws(() => readLineAt(path, 0, 10), { code: 'unreadable' });
  t.throws(() => readLineAt(dir, 0, 10));
});

test('links, folders and garbage are named, and do not stop the rest', async (t) => {
  const dir = folder(t);
  symlinkSync('/etc/passwd', join(dir, 'a'));
  writeFileSync(join(dir, 'b'), `not json action_receipt\n${receipt(0)}{"type":"action_receipt","detail":null}\n`);
  const index = new RunIndex(dir, files('a', 'b'));
  await index.read();
  t.is(index.count, 3);
  t.is(index.faults.length, 1);
  t.true(index.fits(files('a', 'b')), 'a link that stays one is no reason to begin anew');
  t.deepEqual(numbers(index, { verdict: '(unreadable)' }), [0]);
  t.deepEqual(numbers(index, { verdict: '' }), [2]);
});

test('a column with very many values keeps a bounded list of them', async (t) => {
  const dir = folder(t);
  writeFileSync(join(dir, 'a'), Array.from({ length: 1000 }, (_, at) => receipt(at, `v${at}`)).join(''));
  const index = new RunIndex(dir, files('a'));
  await index.read();
  t.is(index.count, 1000);
  t.true(index.tally('verdict').length <= 201);
  t.is(numbers(index, { verdict: '(other)' }).length, 800);
  t.deepEqual(numbers(index, { verdict: 'v7' }), [7]);
});
