// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryFile, memoryFolder } from '../../../../../verify/core/input/memory.js';
import type { LineBatch, ReadFault } from '../../../../../verify/core/input/source.js';
import { LIMITS } from '../../../../../verify/core/input/source.js';
import { readLineBatches } from '../../../../../verify/node/read.js';
import { openEvidenceTree } from '../../../../../verify/node/tree.js';

interface Read {
  readonly lines: readonly string[];
  readonly fault: ReadFault | undefined;
}

async function readAll(batches: AsyncIterable<LineBatch> | Iterable<LineBatch>): Promise<Read> {
  const lines: string[] = [];
  let fault: ReadFault | undefined;
  for await (const batch of batches) {
    lines.push(...batch.lines);
    fault ??= batch.fault;
  }
  return { lines, fault };
}

const folder = mkdtempSync(join(tmpdir(), 'pipelock-memory-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const KIB = 1024;
const CASES: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', Buffer.from('')],
  ['one line', Buffer.from('one\n')],
  ['a torn last line', Buffer.from('one\ntwo')],
  ['a line of 100 KiB', Buffer.from(`${'x'.repeat(100 * KIB)}\nshort\n`)],
  ['a line over the limit', Buffer.from(`a\n${'x'.repeat(LIMITS.lineBytes + 1)}\nshort\n`)],
  ['an unfinished line over the limit', Buffer.from(`a\n${'x'.repeat(2 * LIMITS.lineBytes)}`)],
  ['wide characters over the limit', Buffer.from(`${'€'.repeat(LIMITS.lineBytes / 3 + 1)}\n`)],
  ['wide characters within the limit', Buffer.from(`${'€'.repeat(LIMITS.lineBytes / 3 - 1)}\n`)],
  ['not UTF-8', Buffer.from([0x61, 0x0a, 0xff, 0x0a])],
  ['not UTF-8 at the torn end', Buffer.from([0x61, 0x0a, 0xff])],
  ['a byte order mark', Buffer.from('\ufeffa\n')],
];

for (const [name, bytes] of CASES) {
  test(`${name}: read alike from memory and from disk`, async (t) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.jsonl`);
    writeFileSync(path, bytes);
    for (const allowUnterminated of [true, false]) {
      const disk = await readAll(readLineBatches(path, { allowUnterminated }));
      t.deepEqual(await readAll(memoryFile({ path: 'a/b', bytes }).lines(allowUnterminated)), disk);
    }
  });
}

test('any bytes are read alike from memory and from disk', async (t) => {
  const path = join(folder, 'any.jsonl');
  const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => some.map((byte) => (byte > 200 ? 0x0a : byte)));
  await fc.assert(
    fc.asyncProperty(bytes, async (some) => {
      writeFileSync(path, some);
      const disk = await readAll(readLineBatches(path, { allowUnterminated: true }));
      t.deepEqual(await readAll(memoryFile({ path, bytes: some }).lines(true)), disk);
    }),
    { numRuns: 200 },
  );
  t.pass();
});

test('a folder in memory answers like one on disk', async (t) => {
  const files = [
    { path: 'one.jsonl', bytes: Buffer.from('a\nb\n') },
    { path: 'sub/two.txt', bytes: Buffer.from('two') },
    { path: 'ONE.jsonl', bytes: Buffer.from('other') },
    { path: '../out', bytes: Buffer.from('x') },
    { path: 'sub//x', bytes: Buffer.from('x') },
    { path: 'back\\slash', bytes: Buffer.from('x') },
    { path: 'bad', bytes: Buffer.from([0xff]) },
  ];
  const tree = memoryFolder(files);
  t.deepEqual(tree.paths, ['bad', 'one.jsonl', 'sub/two.txt']);
  t.deepEqual(
    tree.refused.map(({ path }) => path),
    ['ONE.jsonl', '../out', 'sub//x', 'back\\slash'],
  );
  t.is(await tree.text('sub/two.txt', 10), 'two');
  t.like(await tree.text('bad', 10), { code: 'malformed_json' });
  t.deepEqual(await tree.bytes('one.jsonl', 10), Buffer.from('a\nb\n'));
  t.like(await tree.bytes('one.jsonl', 2), { code: 'size_limit' });
  t.like(await tree.bytes('../out', 10), { code: 'unreadable' });

  writeFileSync(join(folder, 'one.jsonl'), 'a\nb\n');
  const disk = openEvidenceTree(folder);
  t.deepEqual(await tree.text('one.jsonl', 10), await disk.text('one.jsonl', 10));
  t.deepEqual(await readAll(tree.lines('one.jsonl')), { lines: ['a', 'b'], fault: undefined });
  t.deepEqual(await readAll(disk.lines('one.jsonl')), { lines: ['a', 'b'], fault: undefined });
  t.like(await readAll(tree.lines('none')), { lines: [] });
  t.like(await memoryFile({ path: 'bad', bytes: Buffer.from([0xff]) }).text(10), { code: 'malformed_json' });
});
