// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toHex } from '../../../../evidence/canonical/text.js';
import { generateEscrowPair } from '../../../../evidence/crypto/node/agreement.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { openBox } from '../../../../evidence/crypto/escrow-box.js';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import { parseRawAction } from '../../../../evidence/model/raw-action.codec.js';
import { parseEntryLine } from '../../../../evidence/model/entry-line.js';
import type { RecorderEntry } from '../../../../evidence/model/recorder-entry.js';
import type { EvidenceDraft } from '../../../../evidence/model/evidence-draft.js';
import { createEscrowKey, loadEscrowKey } from '../../../../evidence/store/escrow-key.js';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { parseSidecarName, sidecarName } from '../../../../evidence/store/names.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import { rawSample } from '../../../support/raw-sample.js';
import { actionId, decision, draft, optionsFor, workspace } from './_store.js';
import { runToDeath } from './_die.js';

const PAIR = generateEscrowPair();
const SECRET = 'hushhush-4711';

function rawDraft(n: number): EvidenceDraft {
  const { action_id: actionId, request_id: requestId, phase, policy } = decision(n);
  const target = `https://api.example.com/items/${n}?token=${SECRET}`;
  return { ...draft(n), raw: rawSample({ actionId, requestId, phase, policy, target }) };
}

function escrowOptions(root: string, more: object = {}): ReturnType<typeof optionsFor> {
  return optionsFor(root, { escrowPublicKey: toHex(PAIR.publicKey), ...more });
}

function entriesIn(dir: string): readonly RecorderEntry[] {
  const shards = readdirSync(dir).filter((name) => name.endsWith('.jsonl'));
  return shards.flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n').slice(0, -1).map(parseEntryLine));
}

const sidecarsIn = (dir: string): readonly string[] => readdirSync(dir).filter((name) => name.endsWith('.raw.enc'));

/** Every sealed file is named by one entry, holds what that entry is about, and the other way round. */
function checkEscrow(t: ExecutionContext, dir: string, entries: readonly RecorderEntry[]): void {
  const refs = entries.flatMap((entry) => (entry.raw_ref === undefined ? [] : [entry]));
  t.deepEqual([...sidecarsIn(dir)].sort(), refs.map(({ raw_ref: ref }) => ref ?? '').sort());
  for (const { raw_ref: ref = '', seq, session_id: session, detail } of refs) {
    const bytes = readFileSync(join(dir, ref));
    t.is(ref, sidecarName(session, seq, nodeSuite.sha256Hex(bytes)));
    t.is(statSync(join(dir, ref)).mode & 0o777, 0o600);
    const raw = parseRawAction(openBox(bytes, PAIR.privateKey));
    t.is(raw.actionId, (JSON.parse(detail) as { action_id: string }).action_id);
  }
}

for (const [name, open] of [
  ['on the calling thread', openRecorder],
  ['on its own thread', (options: Parameters<typeof openRecorder>[0]) => openRecorderThread(options)],
] as const) {
  test(`a recorder ${name} seals what decisions are about, over shards, and writes it in no other form`, async (t) => {
    const { root } = workspace(t);
    const options = escrowOptions(root, { maxEntriesPerFile: 20, fileMode: 0o640 });
    const recorder = await open(options);
    await Promise.all(Array.from({ length: 30 }, (_, n) => recorder.append(n % 3 === 0 ? draft(n) : rawDraft(n))));
    await recorder.close();
    const entries = entriesIn(options.dir);
    t.is(entries.filter(({ raw_ref: ref }) => ref !== undefined).length, 20);
    t.true(entries.every(({ raw_ref: ref, type }) => ref === undefined || type === 'decision'));
    checkEscrow(t, options.dir, entries);
    for (const file of readdirSync(options.dir)) t.false(readFileSync(join(options.dir, file)).includes(SECRET), file);
  });
}

test('an entry is written only when its sealed file and its name are on the disk', async (t) => {
  const { root } = workspace(t);
  const steps: string[] = [];
  const files = new Map<number, string>();
  const kind = (path: string): string => (path.endsWith('.raw.enc') ? 'sealed' : 'other');
  const io: StoreIo = {
    ...nodeIo,
    createFile: (path, mode) => {
      const fd = nodeIo.createFile(path, mode);
      files.set(fd, kind(path));
      return fd;
    },
    write: (fd, bytes, position) => {
      steps.push(`write ${files.get(fd) ?? ''}`);
      return nodeIo.write(fd, bytes, position);
    },
    dataSync: (fd) => {
      steps.push(`sync ${files.get(fd) ?? ''}`);
      nodeIo.dataSync(fd);
    },
    syncDir: (path) => {
      steps.push('sync folder');
      nodeIo.syncDir(path);
    },
  };
  const recorder = await openRecorder(escrowOptions(root), io);
  steps.length = 0;
  await recorder.append(rawDraft(1));
  t.deepEqual(steps.slice(0, 4), ['write sealed', 'sync sealed', 'sync folder', 'write other']);
  await recorder.close();
});

for (const failing of ['createFile', 'write', 'dataSync', 'syncDir'] as const) {
  test(`when ${failing} of a sealed file fails the append is refused, and nothing is left of it`, async (t) => {
    const { root } = workspace(t);
    let broken = false;
    let sealedFd = -1;
    const fail = (): never => {
      throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    };
    const isSealed = (path: string): boolean => path.endsWith('.raw.enc');
    const io: StoreIo = {
      ...nodeIo,
      createFile: (path, mode) => {
        if (broken && isSealed(path) && failing === 'createFile') return fail();
        const fd = nodeIo.createFile(path, mode);
        if (isSealed(path)) sealedFd = fd;
        return fd;
      },
      write: (fd, bytes, position) =>
        broken && fd === sealedFd && failing === 'write' ? fail() : nodeIo.write(fd, bytes, position),
      dataSync: (fd) => (broken && fd === sealedFd && failing === 'dataSync' ? fail() : nodeIo.dataSync(fd)),
      syncDir: (path) => (broken && failing === 'syncDir' ? fail() : nodeIo.syncDir(path)),
    };
    const options = escrowOptions(root);
    const recorder = await openRecorder(options, io);
    await recorder.append(rawDraft(1));
    broken = true;
    const error = await t.throwsAsync(recorder.append(rawDraft(2)), { instanceOf: EvidenceUnavailableError });
    t.is(error.code, 'no_space');
    t.is(recorder.status().state, 'unavailable');
    broken = false;
    await recorder.append(rawDraft(3));
    t.is(recorder.status().state, 'ok');
    await recorder.close();
    const entries = entriesIn(options.dir);
    checkEscrow(t, options.dir, entries);
    t.false(entries.some(({ detail }) => detail.includes(actionId(2))));
  });
}

test('a record whose line cannot be written takes its sealed file with it', async (t) => {
  const { root } = workspace(t);
  let broken = false;
  const io: StoreIo = {
    ...nodeIo,
    dataSyncLater: (fd, done) =>
      broken ? void setImmediate(() => done(new Error('lost'))) : nodeIo.dataSyncLater(fd, done),
  };
  const options = escrowOptions(root);
  const recorder = await openRecorder(options, io);
  broken = true;
  await t.throwsAsync(recorder.append(rawDraft(1)), { instanceOf: EvidenceUnavailableError });
  t.deepEqual(sidecarsIn(options.dir), []);
  broken = false;
  await recorder.append(rawDraft(2));
  await recorder.close();
  checkEscrow(t, options.dir, entriesIn(options.dir));
});

test('without a key nothing is sealed and nothing that is to be sealed is written; a useless key opens nothing', async (t) => {
  const { root } = workspace(t);
  const recorder = await openRecorder(optionsFor(root));
  await t.throwsAsync(recorder.append(rawDraft(1)), { instanceOf: EvidenceUnavailableError, code: 'key' });
  await recorder.append(draft(2));
  await recorder.close();
  const useless = optionsFor(root, { escrowPublicKey: '0'.repeat(64) });
  await t.throwsAsync(openRecorder(useless), { instanceOf: EvidenceUnavailableError, code: 'key' });
  await t.throwsAsync(openRecorderThread(useless), { instanceOf: EvidenceUnavailableError, code: 'key' });
});

test('a start removes sealed files that no entry of a dead run names, and no others', async (t) => {
  const { root } = workspace(t);
  const options = escrowOptions(root);
  const alive = await openRecorder(options);
  const first = await openRecorder(options);
  await first.append(rawDraft(1));
  const { session } = first;
  await first.close();
  const orphan = sidecarName(session, 99n, 'f'.repeat(64));
  const lost = sidecarName(`proxy.run.${'0'.repeat(32)}`, 1n, 'f'.repeat(64));
  const early = sidecarName(alive.session, 99n, 'f'.repeat(64));
  const foreign = 'evidence-proxy-3.raw.enc';
  for (const name of [orphan, lost, early, foreign]) writeFileSync(join(options.dir, name), 'x');
  const second = await openRecorder(options);
  await second.close();
  t.false(existsSync(join(options.dir, orphan)));
  t.false(existsSync(join(options.dir, lost)), 'its run never was');
  t.true(existsSync(join(options.dir, early)), 'its writer lives and may be about to name it');
  t.true(existsSync(join(options.dir, foreign)));
  t.is(sidecarsIn(options.dir).filter((name) => parseSidecarName(name)?.session === session).length, 1);
  await alive.close();
});

test('a name in a damaged line keeps its file', async (t) => {
  const { root } = workspace(t);
  const options = escrowOptions(root);
  const first = await openRecorder(options);
  for (let n = 0; n < 3; n += 1) await first.append(rawDraft(n));
  await first.close();
  const [shard = ''] = readdirSync(options.dir).filter((name) => name.endsWith('.jsonl'));
  const path = join(options.dir, shard);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"type":"decision"', '"type":"decisiom"'));
  const second = await openRecorder(options);
  await second.close();
  t.is(sidecarsIn(options.dir).length, 3);
});

// Steps of a child that appends sealed drafts: the first fall into the opening of a run, the later ones into batches.
for (const step of [20, 24, 27, 30, 31, 32, 33, 34, 35, 36, 37, 38, 41, 47, 60, 75]) {
  test.serial(`killed at step ${step}: after the next start every sealed file has its entry`, async (t) => {
    const { root } = workspace(t);
    const options = escrowOptions(root);
    const half = step % 2 === 0 ? '0' : '500';
    const died = await runToDeath([root, 'step', String(step), half, toHex(PAIR.publicKey)]);
    t.is(died.signal, 'SIGKILL', died.stderr);
    const recorder = await openRecorder({ ...options, maxEntriesPerFile: 60 });
    await recorder.close();
    const whole = readdirSync(options.dir)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(options.dir, name), 'utf8').split('\n').slice(0, -1));
    const entries = whole.map(parseEntryLine);
    const named = new Set(entries.flatMap(({ raw_ref: ref }) => ref ?? []));
    // A line that was cut in the middle may hold a whole name; such a file stays.
    const text = readdirSync(options.dir).flatMap((name) =>
      name.endsWith('.jsonl') ? [readFileSync(join(options.dir, name), 'utf8')] : [],
    );
    for (const name of sidecarsIn(options.dir))
      t.true(
        text.some((shard) => shard.includes(name)),
        name,
      );
    for (const name of named) {
      const raw = parseRawAction(openBox(readFileSync(join(options.dir, name)), PAIR.privateKey));
      t.is(
        sidecarName(
          parseSidecarName(name)?.session ?? '',
          parseSidecarName(name)?.seq ?? 0n,
          nodeSuite.sha256Hex(readFileSync(join(options.dir, name))),
        ),
        name,
      );
      t.true(raw.target.includes('hushhush'));
    }
    for (const line of died.acknowledged) {
      const acknowledged = entries.find(
        ({ type, detail }) => type === 'decision' && detail.includes(line.split(' ')[1] ?? '?'),
      );
      t.truthy(acknowledged?.raw_ref, line);
    }
  });
}

test('an escrow key is made once, for its owner only, and read back', (t) => {
  const { root } = workspace(t);
  const path = join(root, 'keys', 'escrow.key');
  const publicKey = createEscrowKey(path);
  t.is(readFileSync(`${path}.pub`, 'utf8'), `${publicKey}\n`);
  t.is(statSync(path).mode & 0o777, 0o600);
  t.is(loadEscrowKey(path).length, 32);
  t.throws(() => createEscrowKey(path), { instanceOf: EvidenceUnavailableError, code: 'key' });
  for (const [name, text, mode] of [
    ['open', `${'0'.repeat(64)}\n`, 0o644],
    ['short', '00\n', 0o600],
    ['long', '0'.repeat(2000), 0o600],
  ] as const) {
    writeFileSync(join(root, name), text, { mode });
    t.throws(() => loadEscrowKey(join(root, name)), { code: 'key', message: new RegExp(basename(name)) });
  }
  t.throws(() => loadEscrowKey(join(root, 'nothing')), { code: 'key' });
  t.throws(() => loadEscrowKey(root), { code: 'key' });
});
