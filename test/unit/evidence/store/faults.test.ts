// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { createSigningKey } from '../../../../evidence/store/key-file.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import { draft, optionsFor, readRun, sessionsIn, workspace } from './_store.js';

const CHILD = fileURLToPath(new URL('./_fault-child.js', import.meta.url));
const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;

type Answer = Readonly<Partial<Record<'open' | 'hash' | 'refused' | 'state' | 'notOpen' | 'message', string>>>;

interface Driven {
  readonly first: Answer;
  readonly child: ChildProcess;
  ask(line: string): Promise<Answer>;
}

/** Starts a recorder in a process of its own and waits for its first word. */
async function drive(t: ExecutionContext, child: ChildProcess): Promise<Driven> {
  t.teardown(() => child.kill('SIGKILL'));
  if (child.stdout === null || child.stdin === null) throw new Error('the child has no pipes');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Answer> => JSON.parse(String((await answers.next()).value)) as Answer;
  const { stdin } = child;
  return {
    first: await next(),
    child,
    ask: (line) => {
      stdin.write(`${line}\n`);
      return next();
    },
  };
}

function unavailable(
  t: ExecutionContext,
  error: unknown,
  code: EvidenceUnavailableError['code'],
  message: RegExp,
): void {
  t.true(error instanceof EvidenceUnavailableError);
  t.is((error as EvidenceUnavailableError).code, code);
  t.regex((error as EvidenceUnavailableError).message, message);
}

test('a missing, linked, open or broken key is refused with advice; a good one opens', async (t) => {
  const { root } = workspace(t);
  const key = join(root, 'key');
  symlinkSync(key, join(root, 'link'));
  writeFileSync(join(root, 'broken'), 'not a key\n', { mode: 0o600 });
  mkdirSync(join(root, 'folder'), { mode: 0o700 });
  const cases: readonly (readonly [string, RegExp])[] = [
    ['absent', /no signing key at .*absent/],
    ['link', /symbolic link/],
    ['broken', /cannot be used/],
    ['folder', /not a regular file/],
  ];
  for (const open of [openRecorder, openRecorderThread]) {
    for (const [name, message] of cases) {
      const signingKeyPath = join(root, name);
      unavailable(t, await t.throwsAsync(open(optionsFor(root, { signingKeyPath }))), 'key', message);
    }
    for (const mode of [0o644, 0o660, 0o604]) {
      chmodSync(key, mode);
      unavailable(t, await t.throwsAsync(open(optionsFor(root))), 'key', /chmod 0600/);
    }
    for (const mode of [0o640, 0o600]) {
      chmodSync(key, mode);
      const recorder = await open(optionsFor(root));
      await recorder.close();
    }
  }
  const again = t.throws(() => createSigningKey(key));
  unavailable(t, again, 'key', /exists already/);
});

test('an unreadable key and a read-only folder are refused', async (t) => {
  const { root } = workspace(t);
  const evidence = join(root, 'evidence');
  mkdirSync(evidence, { mode: 0o750 });
  chmodSync(root, 0o755);
  const asOther = IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {};
  const start = (): Promise<Driven> => drive(t, spawn(process.execPath, [CHILD, root], { ...asOther, stdio: 'pipe' }));

  chmodSync(join(root, 'key'), IS_ROOT ? 0o600 : 0o000);
  const { first: unreadable } = await start();
  t.is(unreadable.notOpen, 'key');
  t.regex(unreadable.message ?? '', /cannot be read/);

  chmodSync(join(root, 'key'), 0o600);
  if (IS_ROOT) for (const name of ['key', 'evidence']) chownSync(join(root, name), NOBODY, NOBODY);
  chmodSync(evidence, 0o550);
  const { first: readOnly } = await start();
  t.is(readOnly.notOpen, 'permission');

  chmodSync(evidence, 0o750);
  const { first: fine } = await start();
  t.truthy(fine.open);
});

test('a file-size limit refuses what does not fit and keeps what was acknowledged', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  // 128 KiB: the reserve fits, and a few dozen records.
  const shell = `ulimit -f 256; exec "${process.execPath}" "${CHILD}" "${root}"`;
  const driven = await drive(t, spawn('/bin/sh', ['-c', shell], { stdio: 'pipe' }));
  t.truthy(driven.first.open);
  const hashes: string[] = [];
  const keep = async (line: string): Promise<void> => {
    const { hash } = await driven.ask(line);
    t.truthy(hash, line);
    hashes.push(hash ?? '');
  };
  for (let n = 0; n < 6; n += 1) await keep(`append ${n} 5000`);
  // Larger than the limit itself, so what is left in the file is the same in every run.
  const refusal = await driven.ask('append 100 140000');
  t.is(refusal.refused, 'no_space');
  t.is(refusal.state, 'unavailable');
  // A record that still fits is taken: unavailability ends by itself.
  await keep('append 1000 1');
  driven.child.kill('SIGKILL');
  const dir = join(root, 'evidence');
  const run = await readRun(t, dir, driven.first.open ?? '', publicKeyHex);
  t.is(run.damage, undefined);
  const found = new Set(run.receipts.map(({ hash }) => hash));
  t.true(hashes.every((hash) => found.has(hash)));
});

test('a full disk is refused, answered again when there is room, and can still be closed', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const dir = join(root, 'evidence');
  mkdirSync(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    t.log('skipped: mounting a small file system needs privileges that this run does not have');
    t.pass();
    return;
  }
  t.teardown(() => execFileSync('umount', ['-l', dir], { stdio: 'ignore' }));
  const recorder = await openRecorderThread(optionsFor(root, { dir }));
  await recorder.append(draft(1));
  const filler = join(dir, 'filler');
  const fill = (): void => {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
    } catch {
      // Full: that is what was wanted.
    }
  };
  fill();
  const target = `https://api.example.com/${'x'.repeat(20_000)}`;
  unavailable(t, await t.throwsAsync(recorder.append(draft(2, { target }))), 'no_space', /free space/);
  t.is(recorder.status().state, 'unavailable');
  t.is(recorder.status().code, 'no_space');
  t.is(recorder.status().durabilityBlocks, 1);
  rmSync(filler);
  await recorder.append(draft(3, { target }));
  t.is(recorder.status().state, 'ok');
  fill();
  await t.throwsAsync(recorder.append(draft(4, { target })));
  await recorder.close();
  const run = await readRun(t, dir, recorder.session, publicKeyHex);
  t.is(run.damage, undefined);
  t.true(run.closed);
  t.deepEqual(
    run.receipts.map(({ kind, actionId }) => kind ?? actionId.slice(-1)),
    ['session_open', '1', '3', 'session_close'],
  );
  rmSync(filler);
  const after = await openRecorder(optionsFor(root, { dir }));
  await after.close();
});

function failing(code: string): Error {
  return Object.assign(new Error(`${code}: made to fail`), { code });
}

test('a failed write or fdatasync refuses the group, leaves no trace and heals', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  let fault: 'write' | 'short' | 'sync' | 'sync_and_truncate' | undefined;
  const io: StoreIo = {
    ...nodeIo,
    write: (fd, bytes, position) => {
      if (fault === 'write') throw failing('EIO');
      if (fault !== 'short') return nodeIo.write(fd, bytes, position);
      nodeIo.write(fd, bytes.subarray(0, 100), position);
      throw failing('ENOSPC');
    },
    dataSyncLater: (fd, done) => {
      if (fault === undefined) nodeIo.dataSyncLater(fd, done);
      else setImmediate(() => done(failing('EIO')));
    },
    truncate: (fd, size) => {
      if (fault === 'sync_and_truncate') throw failing('EIO');
      nodeIo.truncate(fd, size);
    },
  };
  const options = optionsFor(root);
  const recorder = await openRecorder(options, io);
  let n = 0;
  const good: string[] = [];
  for (const kind of ['write', 'short', 'sync', 'sync_and_truncate'] as const) {
    good.push((await recorder.append(draft(n++))).receiptHash);
    fault = kind;
    // 40 drafts are several groups: the ones built on the failing one must fall with it.
    const refused = await Promise.allSettled(Array.from({ length: 40 }, () => recorder.append(draft(n++))));
    t.true(refused.every(({ status }) => status === 'rejected'));
    t.is(recorder.status().state, 'unavailable');
    t.is(recorder.status().code, kind === 'short' ? 'no_space' : 'io');
    fault = undefined;
    good.push((await recorder.append(draft(n++))).receiptHash);
    t.is(recorder.status().state, 'ok');
  }
  t.is(recorder.status().durabilityBlocks, 160);
  t.true(recorder.status().fsyncErrors >= 2);
  t.regex(recorder.status().lastError ?? '', /made to fail/);
  await recorder.close();
  const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
  t.is(run.damage, undefined);
  t.true(run.closed);
  t.deepEqual(
    run.receipts.filter(({ kind }) => kind === undefined).map(({ hash }) => hash),
    good,
  );
});

test('a shard that somebody removes, moves or cuts under a run takes no more; what somebody adds is cut off', async (t) => {
  const changes: Readonly<Record<string, (path: string) => void>> = {
    removed: (path) => rmSync(path),
    moved: (path) => renameSync(path, `${path}.moved`),
    'moved with its folder': (path) => renameSync(dirname(path), `${dirname(path)}.moved`),
    replaced: (path) => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
    cut: (path) => truncateSync(path, 10),
  };
  for (const [name, change] of [...Object.entries(changes), ['added to', undefined] as const]) {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root);
    const recorder = await openRecorder(options, nodeIo);
    await recorder.append(draft(1));
    const path = join(options.dir, readdirSync(options.dir).find((file) => file.endsWith('.jsonl')) ?? '');
    if (change === undefined) {
      appendFileSync(path, `${'x'.repeat(10_000)}\n`);
      await recorder.append(draft(2));
      await recorder.close();
      const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
      t.deepEqual([run.damage, run.closed], [undefined, true], name);
      continue;
    }
    change(path);
    const refusal = { name: 'EvidenceUnavailableError', message: /was removed, moved or cut/ };
    await t.throwsAsync(recorder.append(draft(2)), refusal, name);
    await t.throwsAsync(recorder.append(draft(3)), refusal, `${name}, and it stays so`);
    t.is(recorder.status().state, 'unavailable', name);
    await recorder.close().catch(() => undefined);
  }
});

test('a shard that cannot be begun refuses its drafts and is begun later', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  let broken = false;
  const io: StoreIo = {
    ...nodeIo,
    createFile: (path, mode) => {
      if (broken) throw failing('EACCES');
      return nodeIo.createFile(path, mode);
    },
  };
  const options = optionsFor(root, { maxEntriesPerFile: 6, maxFiles: 3 });
  const recorder = await openRecorder(options, io);
  const appended: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    broken = n % 5 === 4;
    const [result] = await Promise.allSettled([recorder.append(draft(n))]);
    if (result.status === 'fulfilled') appended.push(result.value.receiptHash);
    else unavailable(t, result.reason, 'permission', /made to fail/);
  }
  broken = false;
  await recorder.close();
  t.true(appended.length >= 24);
  t.true(appended.length < 30);
  const found = new Set<string>();
  for (const session of sessionsIn(options.dir)) {
    const run = await readRun(t, options.dir, session, publicKeyHex);
    t.is(run.damage, undefined);
    t.true(run.closed);
    for (const { hash } of run.receipts) found.add(hash);
  }
  t.true(appended.every((hash) => found.has(hash)));
});
