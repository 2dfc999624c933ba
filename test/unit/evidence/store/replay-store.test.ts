// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { openReplayFile, type ReplayFileOptions } from '../../../../evidence/store/replay-store.js';

const NOW = 1_764_000_000;

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'pipelock-replay-'));
}

function options(dir: string, change: Partial<ReplayFileOptions> = {}): ReplayFileOptions {
  return { path: join(dir, 'replay.log'), maxEntries: 10, now: NOW, ...change };
}

test('a key is stored once, and again refused after the file was opened anew', async (t) => {
  const dir = folder();
  const first = openReplayFile(options(dir));
  t.is(await first.checkAndStore('a', NOW + 100, NOW), 'stored');
  t.is(await first.checkAndStore('a', NOW + 100, NOW), 'replay');
  t.is(await first.checkAndStore('b', NOW + 10, NOW), 'stored');
  first.close();
  t.is(statSync(join(dir, 'replay.log')).mode & 0o777, 0o600);
  t.false(readFileSync(join(dir, 'replay.log'), 'utf8').includes('a '), 'keys are kept as digests');
  const second = openReplayFile(options(dir, { now: NOW + 50 }));
  t.is(second.size, 1, 'what has expired is left behind');
  t.is(await second.checkAndStore('a', NOW + 100, NOW + 50), 'replay');
  second.close();
});

test('copies that arrive together: one passes', async (t) => {
  const file = openReplayFile(options(folder()));
  const answers = await Promise.all(Array.from({ length: 5 }, () => file.checkAndStore('a', NOW + 1, NOW)));
  t.deepEqual(answers.sort(), ['replay', 'replay', 'replay', 'replay', 'stored']);
  file.close();
});

test('many at once share a wait for the disk', async (t) => {
  let syncs = 0;
  const io: StoreIo = {
    ...nodeIo,
    dataSyncLater: (fd, done) => {
      syncs += 1;
      nodeIo.dataSyncLater(fd, done);
    },
  };
  const file = openReplayFile(options(folder(), { maxEntries: 1000, io }));
  await Promise.all(Array.from({ length: 500 }, (_, i) => file.checkAndStore(`k${i}`, NOW + 1, NOW)));
  t.true(syncs <= 3, `${syncs} waits`);
  file.close();
});

test('full is full until something expires; the file is rewritten before it grows', async (t) => {
  const dir = folder();
  const file = openReplayFile(options(dir));
  for (let i = 0; i < 10; i++) t.is(await file.checkAndStore(`k${i}`, NOW + i, NOW), 'stored');
  t.is(await file.checkAndStore('more', NOW + 100, NOW), 'full');
  t.is(await file.checkAndStore('more', NOW + 100, NOW + 5), 'stored');
  for (let round = 1; round < 20; round++) {
    const at = NOW + 1000 * round;
    for (let i = 0; i < 10; i++) t.is(await file.checkAndStore(`r${round}-${i}`, at + 1, at), 'stored');
  }
  t.true(statSync(join(dir, 'replay.log')).size < 30 * 78);
  t.is(await file.checkAndStore('r19-9', NOW + 19_001, NOW + 19_000), 'replay');
  file.close();
});

test('a line that was being written in a crash is dropped; any other damage refuses to open', (t) => {
  const dir = folder();
  const path = join(dir, 'replay.log');
  const header = 'pipelock.envelope-replay.v1\n';
  const line = `0${NOW + 100} ${'a'.repeat(64)}\n`.padStart(78, '0');
  writeFileSync(path, header + line + line.slice(0, 30));
  const file = openReplayFile(options(dir));
  t.is(file.size, 1);
  file.close();
  const damaged = [
    '',
    'x',
    header + 'x\n',
    header + line.replace('a', 'A'),
    header + line.slice(1),
    header + '\n' + line,
  ];
  for (const text of damaged) {
    writeFileSync(path, text);
    t.throws(
      () => openReplayFile(options(dir)),
      { code: 'io', message: /stop the proxy .* then remove the file/ },
      text,
    );
  }
  writeFileSync(path, Buffer.from([0xff, 0xfe]));
  t.throws(() => openReplayFile(options(dir)), { message: /is not text/ });
  writeFileSync(path, header + line);
  openReplayFile(options(dir)).close();
  t.pass('a refusal leaves no lock behind');
});

test('a link or a folder in its place is refused', (t) => {
  const dir = folder();
  symlinkSync(join(dir, 'elsewhere'), join(dir, 'replay.log'));
  t.throws(() => openReplayFile(options(dir)), { message: /is not a regular file/ });
  const other = folder();
  mkdirSync(join(other, 'replay.log'));
  t.throws(() => openReplayFile(options(other)), { message: /is not a regular file/ });
  const large = { ...nodeIo, facts: () => ({ size: 2 ** 40, modifiedMs: 0 }) };
  t.throws(() => openReplayFile(options(folder(), { io: large })), { message: /is too large/ });
});

test('one process at a time', (t) => {
  const dir = folder();
  const file = openReplayFile(options(dir));
  t.throws(() => openReplayFile(options(dir)), { code: 'lock' });
  file.close();
  openReplayFile(options(dir)).close();
});

test('a disk that fails lets nothing through, then or later', async (t) => {
  for (const step of ['write', 'dataSyncLater', 'sizeAt'] as const) {
    let failing = false;
    const failure = new Error('no');
    const io: StoreIo = {
      ...nodeIo,
      write: (...args) => {
        if (failing && step === 'write') throw failure;
        return nodeIo.write(...args);
      },
      dataSyncLater: (fd, done) => nodeIo.dataSyncLater(fd, (error) => done(failing ? failure : error)),
      sizeAt: (fd, path) => (failing && step === 'sizeAt' ? undefined : nodeIo.sizeAt(fd, path)),
    };
    const file = openReplayFile(options(folder(), { io }));
    t.is(await file.checkAndStore('a', NOW + 1, NOW), 'stored');
    failing = true;
    const two = [file.checkAndStore('b', NOW + 1, NOW), file.checkAndStore('c', NOW + 1, NOW)];
    for (const one of two) await t.throwsAsync(one, { name: 'EvidenceUnavailableError' }, step);
    failing = false;
    await t.throwsAsync(file.checkAndStore('d', NOW + 1, NOW), undefined, step);
    file.close();
  }
});

test('removed while in use, or closed: nothing passes', async (t) => {
  const dir = folder();
  const file = openReplayFile(options(dir));
  rmSync(join(dir, 'replay.log'));
  await t.throwsAsync(file.checkAndStore('a', NOW + 1, NOW), { message: /was removed, moved or cut/ });
  file.close();
  const other = openReplayFile(options(folder()));
  other.close();
  await t.throwsAsync(other.checkAndStore('a', NOW + 1, NOW), { code: 'closed' });
});

test('a time beyond twelve digits is still one line', async (t) => {
  const dir = folder();
  const file = openReplayFile(options(dir));
  t.is(await file.checkAndStore('a', 999_999_999_999_999, NOW), 'stored');
  file.close();
  const again = openReplayFile(options(dir));
  t.is(again.size, 1);
  again.close();
});
