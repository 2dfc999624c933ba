// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../../../../evidence/log/checkpoint.js';
import { receiptOfLeaf } from '../../../../evidence/log/leaf.js';
import { parseBundle } from '../../../../evidence/log/tiles.js';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { createSigningKey } from '../../../../evidence/store/key-file.js';
import type { Recorder } from '../../../../evidence/store/options.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import { ALL_PASS, checkpointOf, logWorkspace, verifyLog, type LogWorkspace } from './_log.js';
import { draft, readRun, sessionsIn } from './_store.js';

let next = 0;

async function appendTo(recorder: Recorder, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await recorder.append(draft(next++));
}

async function record(place: LogWorkspace, count: number, io: StoreIo = nodeIo): Promise<Recorder> {
  const recorder = await openRecorder(place.options, io);
  try {
    await appendTo(recorder, count);
  } finally {
    // A recorder that is let go of without this is a living one: nobody may touch its run.
    await recorder.close();
  }
  return recorder;
}

/** Receipts that the leaves name, in order. */
function leavesOf(place: LogWorkspace): string[] {
  const { size } = parseCheckpoint(checkpointOf(place));
  const leaves: string[] = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const name = `${String(index).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;
    const entries = parseBundle(readFileSync(join(place.logDir, 'tile/entries', name)), width) ?? [];
    leaves.push(...entries.map((entry) => receiptOfLeaf(entry) ?? 'another kind'));
  }
  return leaves;
}

async function receiptsOf(t: ExecutionContext, place: LogWorkspace): Promise<string[]> {
  const runs = await Promise.all(
    sessionsIn(place.dir).map((session) => readRun(t, place.dir, session, place.publicKeyHex)),
  );
  return runs.flatMap(({ receipts }) => receipts.map(({ hash }) => hash));
}

/** Every receipt of the folder is one leaf, and there are no others. */
async function checkLeaves(t: ExecutionContext, place: LogWorkspace): Promise<number> {
  const leaves = leavesOf(place);
  t.deepEqual([...leaves].sort(), (await receiptsOf(t, place)).sort());
  return leaves.length;
}

test('every receipt of a run is a leaf, in the order of the run', async (t) => {
  const place = logWorkspace(t);
  const recorder = await record(place, 30);
  const { receipts } = await readRun(t, place.dir, recorder.session, place.publicKeyHex);
  t.deepEqual(
    leavesOf(place),
    receipts.map(({ hash }) => hash),
  );
  t.deepEqual(recorder.status().log, { state: 'ok', leaves: 32, waiting: 0 });
  t.deepEqual((await verifyLog(place)).checks, [...ALL_PASS]);
  t.is(statSync(join(place.root, 'log.key')).mode & 0o777, 0o600);
  t.is(statSync(join(place.logDir, 'checkpoint')).mode & 0o777, 0o600);
});

test('a log grows over restarts, tiles fill up, and an older checkpoint stays a part of it', async (t) => {
  const place = logWorkspace(t, { origin: 'log.example.com/proxy' });
  await record(place, 100);
  const older = checkpointOf(place);
  await record(place, 200);
  await record(place, 10);
  t.is(await checkLeaves(t, place), 316);
  t.is(parseCheckpoint(checkpointOf(place)).origin, 'log.example.com/proxy');
  const verdict = await verifyLog(place, older);
  t.true(verdict.accepted);
  t.true(verdict.checks.includes('log_consistency:pass'));
  t.true(existsSync(join(place.logDir, 'tile/0/000')));
  t.false(existsSync(join(place.logDir, 'tile/0/000.p')), 'a full tile replaces its partial ones');
  t.false(readdirSync(place.logDir).some((name) => name.startsWith('.tmp-') || name.startsWith('.lock-')));
});

test('a rollover to the next run keeps the log going', async (t) => {
  const place = logWorkspace(t);
  const options = { ...place.options, maxEntriesPerFile: 20, maxFiles: 2 };
  const recorder = await openRecorder(options);
  await appendTo(recorder, 60);
  await recorder.close();
  t.true(sessionsIn(place.dir).length > 2);
  t.is(await checkLeaves(t, place), (await receiptsOf(t, place)).length);
  t.true((await verifyLog(place)).accepted);
});

test('recorders of one folder share its log', async (t) => {
  const place = logWorkspace(t);
  const recorders = await Promise.all([
    openRecorder(place.options),
    openRecorder({ ...place.options, base: 'other' }),
    openRecorderThread(place.options),
  ]);
  await Promise.all(recorders.map((recorder) => appendTo(recorder, 40)));
  await Promise.all(recorders.map((recorder) => recorder.close()));
  t.is(await checkLeaves(t, place), 3 * 42);
  t.true((await verifyLog(place)).accepted);
});

test('heartbeats publish what waits', async (t) => {
  const place = logWorkspace(t, { interval: 100_000 });
  const recorder = await openRecorder({ ...place.options, heartbeatSeconds: 1 });
  await appendTo(recorder, 3);
  const publishes = (): number => parseCheckpoint(checkpointOf(place)).size;
  while (publishes() < 5) await new Promise((resolve) => setImmediate(resolve));
  await recorder.close();
  t.is(await checkLeaves(t, place), leavesOf(place).length);
});

test('what a dead run could not hand in any more is taken up by the next start', async (t) => {
  const place = logWorkspace(t);
  const { log, ...without } = place.options;
  await record({ ...place, options: without }, 12);
  await record({ ...place, options: { ...without, maxEntriesPerFile: 10 } }, 30);
  t.truthy(log);
  await record(place, 4);
  t.is(await checkLeaves(t, place), 14 + 32 + 6);
  const before = checkpointOf(place);
  await record(place, 1);
  t.is(await checkLeaves(t, place), 14 + 32 + 6 + 3, 'and once only');
  t.true((await verifyLog(place, before)).accepted);
});

test('a torn tail does not become a leaf', async (t) => {
  const place = logWorkspace(t);
  const { log, ...without } = place.options;
  t.truthy(log);
  const dead = await record({ ...place, options: without }, 5);
  const shard = join(place.dir, `evidence-${dead.session}-0.jsonl`);
  const lines = readFileSync(shard, 'utf8').trimEnd().split('\n');
  const receiptLine = lines.findLastIndex((line) => line.includes('"action_receipt"'));
  writeFileSync(shard, `${lines.slice(0, receiptLine).join('\n')}\n${(lines[receiptLine] ?? '').slice(0, 200)}`);
  await record(place, 2);
  t.is(await checkLeaves(t, place), 6 + 4);
  t.is((await verifyLog(place)).verdict, 'discontinuous');
});

test('a start reads little of a log', async (t) => {
  const place = logWorkspace(t, { interval: 1000 });
  await record(place, 700);
  let bytes = 0;
  const counting: StoreIo = {
    ...nodeIo,
    read: (path) => {
      const read = nodeIo.read(path);
      if (path.startsWith(place.logDir)) bytes += read.length;
      return read;
    },
  };
  const recorder = await openRecorder(place.options, counting);
  const atStart = bytes;
  await recorder.close();
  t.true(atStart > 0 && atStart < 100_000, `${atStart} bytes`);
});

async function refusesToOpen(t: ExecutionContext, place: LogWorkspace, message: RegExp): Promise<void> {
  await t.throwsAsync(openRecorder(place.options), { name: 'EvidenceUnavailableError', message });
}

const TAMPERING: Readonly<Record<string, { readonly how: (place: LogWorkspace) => void; readonly message: RegExp }>> = {
  'a changed tile': {
    how: ({ logDir }) => {
      const path = join(logDir, 'tile/0/000.p/22');
      const bytes = readFileSync(path);
      bytes[5] = (bytes[5] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    message: /its tiles are not those of the tree that was signed/,
  },
  'a changed entry': {
    how: ({ logDir }) => {
      const path = join(logDir, 'tile/entries/000.p/22');
      const bytes = readFileSync(path);
      bytes[70] = (bytes[70] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    message: /its tiles are not those of the tree that was signed/,
  },
  'a missing tile': {
    how: ({ logDir }) => rmSync(join(logDir, 'tile/0/000.p/22')),
    message: /tiles of its signed tree are missing/,
  },
  'no checkpoint': { how: ({ logDir }) => rmSync(join(logDir, 'checkpoint')), message: /its checkpoint is missing/ },
  'no checkpoint and no state': {
    how: ({ logDir }) => {
      rmSync(join(logDir, 'checkpoint'));
      rmSync(join(logDir, 'state.json'));
    },
    message: /there are tiles but no checkpoint/,
  },
  'no state': { how: ({ logDir }) => rmSync(join(logDir, 'state.json')), message: /its state file is missing/ },
  'a damaged state': {
    how: ({ logDir }) => appendFileSync(join(logDir, 'state.json'), 'x'),
    message: /its state file is damaged/,
  },
  'a state of another kind': {
    how: ({ logDir }) => writeFileSync(join(logDir, 'state.json'), '{"schema":"pipelock.log-state.v2"}'),
    message: /not one of this version/,
  },
  'a state with a count that is none': {
    how: ({ logDir }) => {
      const path = join(logDir, 'state.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"runs":\{.*\}\}/, '"runs":{"a":-1}}'));
    },
    message: /a count that is none/,
  },
  'a damaged checkpoint': {
    how: ({ logDir }) => writeFileSync(join(logDir, 'checkpoint'), 'nothing\n'),
    message: /its checkpoint is damaged/,
  },
  'another key': {
    how: ({ root }) => {
      rmSync(join(root, 'log.key'));
      createSigningKey(join(root, 'log.key'));
    },
    message: /not signed by this log key/,
  },
};

for (const [name, { how, message }] of Object.entries(TAMPERING)) {
  test(`a log is not continued after: ${name}`, async (t) => {
    const place = logWorkspace(t);
    await record(place, 20);
    how(place);
    await refusesToOpen(t, place, message);
  });
}

test('a log that was cut back or exchanged for another history is not continued', async (t) => {
  const place = logWorkspace(t, { origin: 'log.example.com/proxy' });
  await record(place, 20);
  const copy = join(place.root, 'copy');
  cpSync(place.logDir, copy, { recursive: true });
  await record(place, 20);
  const checkpoint = checkpointOf(place);
  rmSync(place.logDir, { recursive: true });
  cpSync(copy, place.logDir, { recursive: true });
  writeFileSync(join(place.logDir, 'checkpoint'), checkpoint);
  await refusesToOpen(t, place, /cut back to 22 leaves, but 44 are signed/);

  // Another history of the same log: made elsewhere under the same key, longer than the signed one.
  const other = {
    ...place,
    dir: join(place.root, 'elsewhere'),
    options: { ...place.options, dir: join(place.root, 'elsewhere') },
  };
  await record(other, 60);
  rmSync(place.logDir, { recursive: true });
  cpSync(join(other.dir, 'log'), place.logDir, { recursive: true });
  writeFileSync(join(place.logDir, 'checkpoint'), checkpoint);
  await refusesToOpen(t, place, /the history was changed/);
});

test('another origin, an origin that is none and the key of receipts are refused', async (t) => {
  const place = logWorkspace(t, { origin: 'log.example.com/one' });
  await record(place, 3);
  const { log } = place.options;
  t.truthy(log);
  if (log === undefined) return;
  const opened = (more: Partial<typeof log>): LogWorkspace => ({
    ...place,
    options: { ...place.options, log: { ...log, ...more } },
  });
  await refusesToOpen(t, opened({ origin: 'log.example.com/two' }), /it is the log log.example.com\/one/);
  await refusesToOpen(t, opened({ dir: join(place.root, 'new'), origin: 'a b' }), /no origin/);
  await refusesToOpen(t, opened({ keyPath: join(place.root, 'key') }), /a key of its own/);
  await refusesToOpen(t, opened({ keyPath: join(place.root, 'none') }), /no signing key/);
  await refusesToOpen(t, opened({ interval: 0 }), /whole number from 1/);
});

test('a fork while the recorder runs stops the log, not the receipts', async (t) => {
  const place = logWorkspace(t, { interval: 4 });
  const recorder = await openRecorder(place.options);
  await appendTo(recorder, 10);
  writeFileSync(join(place.logDir, 'state.json'), '{}');
  await appendTo(recorder, 20);
  await recorder.close();
  t.like(recorder.status().log, { state: 'stopped' });
  t.regex(recorder.status().log?.message ?? '', /cannot go on/);
  const run = await readRun(t, place.dir, recorder.session, place.publicKeyHex);
  t.is(run.receipts.length, 32);
  t.true(run.closed);
});

test('a log that cannot be written leaves the receipts alone, and is caught up later', async (t) => {
  const place = logWorkspace(t, { interval: 4 });
  let broken = false;
  const failing: StoreIo = {
    ...nodeIo,
    rename: (from, to) => {
      if (broken && to.includes('/log/')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      nodeIo.rename(from, to);
    },
  };
  const recorder = await openRecorder(place.options, failing);
  await appendTo(recorder, 10);
  broken = true;
  await appendTo(recorder, 10);
  await new Promise((resolve) => setImmediate(resolve));
  t.like(recorder.status(), { state: 'ok' });
  await recorder.close();
  t.like(recorder.status().log, { state: 'behind' });
  broken = false;
  const lag = await verifyLog(place);
  t.true(lag.accepted, 'the end that is not anchored is no fault');
  t.true(lag.checks.includes('log_inclusion:not_checked'));
  t.regex(lag.messages.join(), /not anchored: the last \d+ receipts/);
  await record(place, 1);
  await checkLeaves(t, place);
  t.deepEqual((await verifyLog(place)).checks, [...ALL_PASS]);
});

/** Fails one step, counted from when it is armed. */
function failingAt(step: number): StoreIo {
  let steps = 0;
  const guard = <T>(work: () => T): T => {
    steps += 1;
    if (steps === step) throw Object.assign(new Error('injected'), { code: 'EIO' });
    return work();
  };
  const inLog = (path: string): boolean => path.includes('/log/');
  return {
    ...nodeIo,
    createFile: (path, mode) =>
      inLog(path) ? guard(() => nodeIo.createFile(path, mode)) : nodeIo.createFile(path, mode),
    rename: (from, to) => (inLog(to) ? guard(() => nodeIo.rename(from, to)) : nodeIo.rename(from, to)),
    link: (from, to) => (inLog(to) ? guard(() => nodeIo.link(from, to)) : nodeIo.link(from, to)),
    syncDir: (path) => (inLog(`${path}/`) ? guard(() => nodeIo.syncDir(path)) : nodeIo.syncDir(path)),
    dataSyncLater: (fd, done) =>
      nodeIo.dataSyncLater(fd, (error) => done(error ?? (steps++ === step ? new Error('injected') : null))),
  };
}

test('a step that fails leaves a log that the next attempt puts right', async (t) => {
  for (let step = 1; step <= 60; step += 3) {
    const place = logWorkspace(t, { interval: 3 });
    try {
      await record(place, 12, failingAt(step));
    } catch (error) {
      t.regex(String(error), /injected/, `step ${step}`);
    }
    await record(place, 3);
    await checkLeaves(t, place);
    const { checks } = await verifyLog(place);
    t.deepEqual(checks, [...ALL_PASS], `step ${step}`);
  }
});

test('an outbox holds every receipt once, for a log that somebody else keeps', async (t) => {
  const place = logWorkspace(t);
  const outbox = join(place.root, 'outbox');
  const { log } = place.options;
  if (log === undefined) return t.fail();
  const handing = { ...place, options: { ...place.options, log: { ...log, dir: outbox, backend: 'outbox' as const } } };
  const { log: none, ...without } = place.options;
  t.truthy(none);
  await record({ ...place, options: without }, 3);
  await record(handing, 17);
  await record(handing, 2);
  const lines = readdirSync(outbox).flatMap((name) => readFileSync(join(outbox, name), 'utf8').trimEnd().split('\n'));
  const leaves = lines.map((line) => receiptOfLeaf(Buffer.from(line)) ?? 'another kind');
  t.deepEqual(leaves.sort(), (await receiptsOf(t, place)).sort());
  t.is(readdirSync(outbox).filter((name) => name.includes('.last.')).length, 3);
});
