// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextRecord, type RunState } from '../../../../evidence/chain/emit.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import { canonicalizeActionRecord } from '../../../../evidence/model/receipt/action-receipt.codec.js';
import type { ReceiptDraft } from '../../../../evidence/model/evidence-draft.js';
import { newActionId } from '../../../../evidence/store/action-id.js';
import { entryHash, writeEntryLine } from '../../../../evidence/model/recorder-entry.codec.js';
import type { RecorderEntry } from '../../../../evidence/model/recorder-entry.js';
import { createRecordClock } from '../../../../evidence/store/clock.js';
import { writeOwnEntry } from '../../../../evidence/store/entry-text.js';
import { asUnavailable, nodeIo } from '../../../../evidence/store/io.js';
import { isProvedDead, lockPath, releaseLock, systemProcesses, takeLock } from '../../../../evidence/store/lock.js';
import { receiveOutcomes, sendOutcomes } from '../../../../evidence/store/messages.js';
import { isSessionBase, newSession, parseShardName, sessionBase, shardName } from '../../../../evidence/store/names.js';
import { keepPolicyDocument } from '../../../../evidence/store/policy-documents.js';
import { placeRecord, writeUnplacedRecord } from '../../../../evidence/store/record-text.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { prepareDraft } from '../../../../evidence/store/redact.js';
import { removeExpiredEscrow } from '../../../../evidence/store/retention.js';
import { decision, draft, optionsFor, readRun, sessionsIn, workspace } from './_store.js';

test('the clock follows the wall clock, trims its digits and never steps back', (t) => {
  let wall = Date.parse('2026-11-22T20:00:00.000Z');
  let monotonic = 5;
  const clock = createRecordClock(
    () => wall,
    () => monotonic,
  );
  const pass = (ms: number): void => {
    wall += ms;
    monotonic += ms;
  };
  t.is(clock(), '2026-11-22T20:00:00Z');
  pass(120);
  t.is(clock(), '2026-11-22T20:00:00.12Z');
  pass(0.5);
  t.is(clock(), '2026-11-22T20:00:00.1205Z');
  wall -= 3_600_000;
  t.is(clock(), '2026-11-22T20:00:00.1205Z');
  wall += 7_200_000;
  t.is(clock(), '2026-11-22T21:00:00.1205Z');
});

test('a shard name is read back as it was written; other names are not shards', (t) => {
  const session = newSession('my-proxy');
  t.is(sessionBase(session), 'my-proxy');
  t.deepEqual(parseShardName(shardName(session, 17n)), { name: shardName(session, 17n), session, seqStart: 17n });
  for (const name of ['evidence-a-01.jsonl', 'evidence-a-.jsonl', 'evidence--1.jsonl.tmp', 'other-a-1.jsonl']) {
    t.is(parseShardName(name), undefined, name);
  }
  t.true(isSessionBase('proxy'));
  for (const base of ['', '../up', 'a/b', 'a\\b', '.hidden', 'a b']) t.false(isSessionBase(base), base);
});

test('action ids are version 7 and begin with their time', (t) => {
  t.regex(newActionId(0x0123456789ab), /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('only a writer that is gone counts as dead', (t) => {
  const { root } = workspace(t);
  const processes = systemProcesses();
  takeLock(nodeIo, root, 's', processes);
  t.false(isProvedDead(nodeIo, root, 's', processes));
  const taken = t.throws(() => takeLock(nodeIo, root, 's', processes), { instanceOf: EvidenceUnavailableError });
  t.is(taken.code, 'lock');
  const owner = JSON.parse(readFileSync(lockPath(root, 's'), 'utf8')) as Record<string, unknown>;
  const cases: readonly (readonly [object, boolean])[] = [
    [{}, false],
    [{ start_time: 'earlier' }, true],
    [{ boot_id: 'another' }, true],
    [{ pid_space: 'another container' }, false],
    [{ pid: 'no number' }, false],
  ];
  for (const [change, dead] of cases) {
    writeFileSync(lockPath(root, 's'), JSON.stringify({ ...owner, ...change }));
    t.is(isProvedDead(nodeIo, root, 's', processes), dead, JSON.stringify(change));
  }
  writeFileSync(lockPath(root, 's'), JSON.stringify(owner));
  t.true(isProvedDead(nodeIo, root, 's', { ...processes, startTime: () => undefined }));
  const unsure = (): never => {
    throw new Error('the process table cannot be read');
  };
  t.false(isProvedDead(nodeIo, root, 's', { ...processes, startTime: unsure }));
  t.is(processes.startTime(process.pid), processes.self.start_time);
  writeFileSync(lockPath(root, 's'), 'torn');
  t.false(isProvedDead(nodeIo, root, 's', processes));
  releaseLock(nodeIo, root, 's');
  t.true(isProvedDead(nodeIo, root, 's', processes));
});

test('retention removes old escrow and nothing else', (t) => {
  const { root } = workspace(t);
  const old = new Date(Date.now() - 10 * 86_400_000);
  for (const name of ['evidence-s-1-raw-a.raw.enc', 'evidence-s-0.jsonl', 'chain-link-s.json', 'new.raw.enc']) {
    writeFileSync(join(root, name), 'x');
    if (name !== 'new.raw.enc') utimesSync(join(root, name), old, old);
  }
  t.deepEqual(removeExpiredEscrow(nodeIo, root, 0, Date.now()), []);
  t.deepEqual(removeExpiredEscrow(nodeIo, root, 30, Date.now()), []);
  t.deepEqual(removeExpiredEscrow(nodeIo, root, 7, Date.now()), ['evidence-s-1-raw-a.raw.enc']);
  t.deepEqual(readdirSync(root).sort(), ['chain-link-s.json', 'evidence-s-0.jsonl', 'key', 'key.pub', 'new.raw.enc']);
});

test('a policy document is kept once, under its hash', (t) => {
  const { root } = workspace(t);
  const hash = nodeSuite.sha256Hex('{}');
  keepPolicyDocument(root, hash, '{}');
  keepPolicyDocument(root, hash, 'something else');
  t.is(readFileSync(join(root, 'policy', `${hash}.json`), 'utf8'), '{}');
  t.throws(() => keepPolicyDocument(root, '../up', '{}'), { instanceOf: EvidenceUnavailableError });
  t.deepEqual(readdirSync(join(root, 'policy')), [`${hash}.json`]);
});

test('platform errors get the code callers switch on', (t) => {
  const codes = {
    ENOSPC: 'no_space',
    EDQUOT: 'no_space',
    EFBIG: 'no_space',
    EROFS: 'permission',
    EACCES: 'permission',
  };
  for (const [code, expected] of Object.entries({ ...codes, EIO: 'io', ENOENT: 'io' })) {
    t.is(asUnavailable(Object.assign(new Error(code), { code }), 'testing').code, expected as 'io');
  }
  const own = new EvidenceUnavailableError('lock', 'held');
  t.is(asUnavailable(own, 'testing'), own);
});

const anyText = fc.string({ unit: 'binary', minLength: 1 });
const anyDraft: fc.Arbitrary<ReceiptDraft> = fc
  .record(
    {
      target: anyText,
      actor: anyText,
      pattern: anyText,
      redaction: fc.record({
        by_class: fc.dictionary(anyText, fc.integer({ min: 0, max: 9 }), { noNullPrototype: true }),
      }),
      contract_generation: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      venue: anyText,
      precedent_refs: fc.array(anyText),
    },
    { requiredKeys: ['target', 'actor'] },
  )
  .map((more) => ({ ...draft(1).receipt, ...more }));

test('a record written before its place is known equals the record written after', (t) => {
  const state: RunState = {
    runNonce: '1'.repeat(32),
    openNonce: '2'.repeat(32),
    policyHash: '3'.repeat(64),
    nextSeq: 12n,
    head: '4'.repeat(64),
    segmentCount: 12n,
    beats: 0n,
  };
  fc.assert(
    fc.property(anyDraft, (receipt) => {
      const placed = placeRecord(writeUnplacedRecord(receipt), state.head, state.nextSeq, state.runNonce);
      t.is(placed, canonicalizeActionRecord(nextRecord(state, receipt)));
    }),
  );
});

test('an entry written by the short path equals what the entry codec writes', (t) => {
  const place = { session: newSession('proxy'), seq: 7n, ts: '2026-11-22T20:00:00.12Z', prevHash: 'a'.repeat(64) };
  const kinds = fc.constantFrom('', 'read');
  const text = anyText.map((value) => value.replaceAll('\0', ''));
  fc.assert(
    fc.property(text, text, kinds, (transport, summary, eventKind) => {
      const detail = '{"a":1}';
      const { line, hash } = writeOwnEntry(place, { type: 'decision', eventKind, transport, summary, detail });
      const entry: RecorderEntry = {
        v: 2,
        seq: place.seq,
        ts: place.ts,
        session_id: place.session,
        type: 'decision',
        event_kind: eventKind,
        transport,
        summary,
        detail,
        prev_hash: place.prevHash,
        hash,
      };
      t.is(entryHash(entry, nodeSuite), hash);
      t.is(writeEntryLine(entry), line);
    }),
  );
  const content = { type: 'decision', eventKind: '', transport: 'a\0b', summary: '', detail: '{}' } as const;
  t.throws(() => writeOwnEntry(place, content), { instanceOf: EvidenceUnavailableError });
});

test('outcomes survive the way between threads', (t) => {
  const refused = new EvidenceUnavailableError('no_space', 'full');
  const placed = { receiptHash: 'a'.repeat(64), chainSeq: 2n ** 63n, session: 's', durable: true };
  const received = receiveOutcomes(sendOutcomes([placed, refused, refused, placed]));
  t.deepEqual(received[0], placed);
  t.deepEqual(received[3], placed);
  t.is((received[1] as EvidenceUnavailableError).code, 'no_space');
  t.is(received[1], received[2]);
});

test('a clean draft is not changed by redaction; a scanner that throws stops the record', (t) => {
  t.deepEqual(
    prepareDraft(draft(1), () => []),
    prepareDraft(draft(1), undefined),
  );
  const broken = (): never => {
    throw new Error('scanner');
  };
  t.is(t.throws(() => prepareDraft(draft(1), broken), { instanceOf: EvidenceUnavailableError }).code, 'io');
  const fraction = { ...draft(1), decision: { ...decision(1), facts: { 'a.b': 0.5 } } };
  t.throws(() => prepareDraft(fraction, undefined), { instanceOf: EvidenceUnavailableError });
});

test('wherever a shard is cut, the next run seals or links and the good part stays', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const whole = optionsFor(root, { dir: join(root, 'whole') });
  const recorder = await openRecorder(whole);
  for (let n = 0; n < 3; n += 1) await recorder.append(draft(n));
  await recorder.close();
  const name = shardName(recorder.session, 0n);
  const bytes = readFileSync(join(whole.dir, name));
  const openEnd = bytes.indexOf(0x0a) + 1;
  const cuts = [openEnd, openEnd + 1, bytes.length - 1, bytes.length, 1];
  for (let index = 0; index < 25; index += 1) cuts.push(openEnd + ((index * 7919) % (bytes.length - openEnd)));
  for (const [index, cut] of cuts.entries()) {
    const dir = join(root, `cut-${index}`);
    mkdirSync(dir);
    writeFileSync(join(dir, name), bytes.subarray(0, cut));
    const next = await openRecorder({ ...whole, dir });
    await next.close();
    const run = await readRun(t, dir, recorder.session, publicKeyHex);
    const slot = JSON.parse(readFileSync(join(dir, `chain-link-${recorder.session}.json`), 'utf8')) as Record<
      string,
      unknown
    >;
    t.is(slot['kind'], run.damage === undefined ? undefined : 'recovery_seal');
    t.is(slot['damage_offset'], run.damage?.offset);
    t.is(slot['predecessor_tail_hash'], run.receipts.at(-1)?.hash ?? 'genesis');
    t.is(statSync(join(dir, name)).size, cut, 'the damaged shard is left as it was');
  }
});

test('a pending link is published when its run exists and dropped when it does not', async (t) => {
  const { root } = workspace(t);
  const options = optionsFor(root);
  const first = await openRecorder(options);
  await first.close();
  const ghost = newSession('proxy');
  writeFileSync(join(options.dir, `.pending-${ghost}-chain-link-${first.session}.json`), '{}');
  const second = await openRecorder(options);
  await second.close();
  t.deepEqual(
    readdirSync(options.dir).filter((name) => name.startsWith('.')),
    [],
  );
  t.true(readFileSync(join(options.dir, `chain-link-${first.session}.json`), 'utf8').includes(second.session));
  writeFileSync(join(options.dir, `.pending-${second.session}-chain-link-${ghost}.json`), 'signed');
  const third = await openRecorder(options);
  await third.close();
  t.is(readFileSync(join(options.dir, `chain-link-${ghost}.json`), 'utf8'), 'signed');
  t.is(sessionsIn(options.dir).length, 3);
  t.true(existsSync(join(options.dir, `chain-link-${second.session}.json`)));
});
