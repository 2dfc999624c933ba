// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { parseCheckpoint, type Checkpoint } from '../../../../evidence/log/checkpoint.js';
import { checkInclusion } from '../../../../evidence/log/proof-check.js';
import { MAX_ENTRY_BYTES, parseBundle } from '../../../../evidence/log/tiles.js';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { createSigningKey, loadSigningKey } from '../../../../evidence/store/key-file.js';
import { systemProcesses } from '../../../../evidence/store/lock.js';
import { appendLeaves, type LeafReceipt } from '../../../../evidence/store/log/leaf-log.js';
import type { LogPlace } from '../../../../evidence/store/log/log-writer.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { hasher } from '../../../support/log-samples.js';
import { ALL_PASS, logWorkspace, verifyLog } from './_log.js';
import { draft, workspace } from './_store.js';

const processes = systemProcesses();

function leafLog(t: ExecutionContext, io: StoreIo = nodeIo): LogPlace {
  const { root } = workspace(t);
  createSigningKey(join(root, 'leaves.key'));
  const signer = loadSigningKey(join(root, 'leaves.key'), 'same_uid');
  return { io, dir: join(root, 'log'), signer, origin: 'log.example.com/leaves', fileMode: 0o600, processes };
}

function entries(from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, at) => utf8Encode(`{"entry":${from + at}}`));
}

function headOf({ origin, head }: LeafReceipt): Checkpoint {
  return { origin, size: head.size, root: fromHex(head.root) };
}

/** Every proof leads from its entry to the root that the log signed, which is the one of its checkpoint. */
function assertProved(t: ExecutionContext, place: LogPlace, list: readonly Uint8Array[], answer: LeafReceipt): void {
  const { size, root } = headOf(answer);
  for (const [at, { hash, index, proof }] of answer.leaves.entries()) {
    t.deepEqual(hash, hasher.leaf(list[at] as Uint8Array));
    t.true(checkInclusion({ index, size }, hash, proof, root, hasher), `entry ${at}`);
  }
  const checkpoint = parseCheckpoint(readFileSync(join(place.dir, 'checkpoint'), 'utf8'));
  t.deepEqual({ size: checkpoint.size, root: Buffer.from(checkpoint.root) }, { size, root: Buffer.from(root) });
}

test('entries become leaves once, and are proved however the log grew since', async (t) => {
  const place = leafLog(t);
  const first = entries(0, 5);
  const one = await appendLeaves(place, first);
  t.is(one.appended, 5);
  assertProved(t, place, first, one);
  const again = await appendLeaves(place, first, headOf(one));
  t.is(again.appended, 0);
  t.deepEqual(again, { ...one, appended: 0, consistency: { fromSize: 5, proof: [] } });
  const more = entries(3, 700);
  const grown = await appendLeaves(place, more, headOf(one));
  t.is(grown.appended, 695);
  t.is(grown.head.size, 700);
  assertProved(t, place, more, grown);
  const refreshed = await appendLeaves(place, first, headOf(grown));
  t.deepEqual([refreshed.appended, refreshed.head.size], [0, 700]);
  assertProved(t, place, first, refreshed);
  t.deepEqual(
    refreshed.leaves.map(({ index }) => index),
    [0, 1, 2, 3, 4],
  );
  const twice = [...entries(900, 901), ...entries(900, 901)];
  const doubled = await appendLeaves(place, twice);
  t.is(doubled.appended, 1);
  assertProved(t, place, twice, doubled);
});

test('the longest entry there can be is one, a longer one is refused and nothing is written', async (t) => {
  const place = leafLog(t);
  const long = [new Uint8Array(MAX_ENTRY_BYTES).fill(0x61)];
  const answer = await appendLeaves(place, long);
  assertProved(t, place, long, answer);
  const bundle = readFileSync(join(place.dir, 'tile/entries/000.p/1'));
  t.deepEqual(parseBundle(bundle, 1)?.[0]?.length, MAX_ENTRY_BYTES);
  await t.throwsAsync(() => appendLeaves(place, [...entries(0, 1), new Uint8Array(MAX_ENTRY_BYTES + 1)]), {
    code: 'size',
  });
  t.is((await appendLeaves(place, [])).head.size, 1);
});

function failingAt(step: number): StoreIo {
  let steps = 0;
  const guard = <T>(work: () => T): T => {
    steps += 1;
    if (steps === step) throw Object.assign(new Error('injected'), { code: 'EIO' });
    return work();
  };
  return {
    ...nodeIo,
    createFile: (path, mode) => guard(() => nodeIo.createFile(path, mode)),
    write: (fd, bytes, position) => guard(() => nodeIo.write(fd, bytes, position)),
    rename: (from, to) => guard(() => nodeIo.rename(from, to)),
    syncDir: (path) => guard(() => nodeIo.syncDir(path)),
    dataSyncLater: (fd, done) =>
      nodeIo.dataSyncLater(fd, (error) => done(error ?? (steps++ === step ? new Error('injected') : null))),
  };
}

test('a step that fails anywhere: the next attempt has every entry once', async (t) => {
  let failures = 0;
  for (let step = 1; step <= 44; step += 1) {
    const place = leafLog(t);
    await appendLeaves(place, entries(0, 254));
    const list = entries(250, 260);
    try {
      await appendLeaves({ ...place, io: failingAt(step) }, list);
    } catch (error) {
      failures += 1;
      t.regex(String(error), /injected/, `step ${step}`);
    }
    const answer = await appendLeaves(place, list);
    t.is(answer.head.size, 260, `step ${step}`);
    assertProved(t, place, list, answer);
    t.deepEqual(
      readdirSync(place.dir).filter((name) => name.startsWith('.lock-')),
      [],
      `step ${step}`,
    );
  }
  t.true(failures > 20);
});

test('writers at the same time take turns', async (t) => {
  const place = leafLog(t);
  const lists = [entries(0, 4), entries(2, 8), entries(0, 8), entries(100, 101)];
  const answers = await Promise.all(lists.map((list) => appendLeaves(place, list)));
  t.is(Math.max(...answers.map(({ head }) => head.size)), 9);
  t.is(
    answers.reduce((sum, { appended }) => sum + appended, 0),
    9,
  );
  for (const [at, list] of lists.entries())
    assertProved(t, place, list, await appendLeaves(place, list, headOf(answers[at] as LeafReceipt)));
});

test('a log that was rewritten, cut back or exchanged is not continued', async (t) => {
  const refused = (place: LogPlace, older: Checkpoint | undefined, pattern: RegExp) =>
    t.throwsAsync(() => appendLeaves(place, entries(500, 501), older), { code: 'log_fork', message: pattern });
  const place = leafLog(t);
  const small = headOf(await appendLeaves(place, entries(0, 3)));
  cpSync(place.dir, `${place.dir}-old`, { recursive: true });
  const large = headOf(await appendLeaves(place, entries(3, 300)));
  t.is((await appendLeaves(place, entries(0, 1), large)).appended, 0, 'the benign twin');

  await refused({ ...place, dir: `${place.dir}-old` }, large, /has 3 leaves, .* counts 300: it was cut back/);
  const other = { ...place, dir: `${place.dir}-other` };
  await appendLeaves(other, entries(1, 400));
  await refused(other, small, /does not begin with the tree/);
  await refused({ ...place, origin: undefined }, { ...small, origin: 'log.example.com/x' }, /it is the log/);
  const stranger = leafLog(t);
  await refused({ ...place, signer: stranger.signer }, undefined, /not signed by this log key/);

  // A full tile is not read on opening; the proofs out of it do not lead to the root.
  const tile = join(place.dir, 'tile/0/000');
  const bytes = readFileSync(tile);
  bytes[7 * 32] = (bytes[7 * 32] ?? 0) ^ 1;
  writeFileSync(tile, bytes);
  await t.throwsAsync(() => appendLeaves(place, entries(6, 7)), { code: 'log_fork', message: /leaf 6 does not lead/ });
  rmSync(tile);
  await t.throwsAsync(() => appendLeaves(place, entries(6, 7)), { code: 'log_fork', message: /tiles .* are missing/ });
});

test('leaves of other kinds stand beside receipts in one log', async (t) => {
  const place = logWorkspace(t, { origin: 'log.example.com/shared' });
  const record = async (count: number): Promise<void> => {
    const recorder = await openRecorder(place.options);
    for (let n = 0; n < count; n += 1) await recorder.append(draft(n));
    await recorder.close();
  };
  await record(7);
  const signer = loadSigningKey(join(place.root, 'log.key'), 'same_uid');
  const shared = { io: nodeIo, dir: place.logDir, signer, origin: undefined, fileMode: 0o600, processes };
  const answer = await appendLeaves(shared, entries(0, 3));
  assertProved(t, shared, entries(0, 3), answer);
  t.is(answer.origin, 'log.example.com/shared');
  await record(4);
  const { checks, accepted } = await verifyLog(place);
  t.deepEqual(checks, [...ALL_PASS]);
  t.true(accepted);
  t.is((await appendLeaves(shared, entries(0, 3), headOf(answer))).appended, 0);
});
