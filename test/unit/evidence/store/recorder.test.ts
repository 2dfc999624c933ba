// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { canonicalizeChainLinkUnsigned, parseChainLink } from '../../../../evidence/model/chain-link.js';
import { parseCheckpointDetail, parseTranscriptRootDetail } from '../../../../evidence/model/entry-detail.js';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import type { Recorder, RecorderOptions } from '../../../../evidence/store/options.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import type { Redact } from '../../../../evidence/store/redact.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import { actionId, decision, draft, optionsFor, readRun, sessionsIn, workspace } from './_store.js';

type Open = (options: RecorderOptions, redact?: Redact) => Promise<Recorder>;

const KINDS: readonly (readonly [string, Open])[] = [
  ['in this thread', (options, redact) => openRecorder(options, undefined, redact)],
  ['in a thread of its own', openRecorderThread],
];

async function verifyLink(t: ExecutionContext, dir: string, from: string, to: string, key: string): Promise<void> {
  const text = readFileSync(join(dir, `chain-link-${from}.json`), 'utf8');
  t.true(text.endsWith('}\n'));
  const link = parseChainLink(text.trimEnd());
  t.is(link.successor_session, to);
  const before = await readRun(t, dir, from, key);
  t.is(link.predecessor_tail_hash, before.receipts.at(-1)?.hash ?? '');
  t.is(link.predecessor_tail_seq, before.receipts.at(-1)?.seq ?? -1n);
  const signature = fromHex(link.signature.slice('ed25519:'.length));
  const check = { publicKey: fromHex(key), message: canonicalizeChainLinkUnsigned(link), signature };
  t.deepEqual(await nodeSuite.verifyBatch([check]), [true]);
  t.is(statSync(join(dir, `chain-link-${from}.json`)).mode & 0o777, 0o600);
}

for (const [where, open] of KINDS) {
  test(`a recorder ${where} writes a run that verifies from open to close`, async (t) => {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root, { ext: '{"posture_proof_availability":"absent"}' });
    const recorder = await open(options);
    t.is(recorder.publicKeyHex, publicKeyHex);
    t.is(recorder.custody, 'same_uid');
    const appended = await Promise.all(Array.from({ length: 40 }, (_, n) => recorder.append(draft(n))));
    t.deepEqual(
      appended.map(({ actionId: id, durable, session }) => [id, durable, session]),
      Array.from({ length: 40 }, (_, n) => [actionId(n), true, recorder.session]),
    );
    t.is(recorder.status().state, 'ok');
    await recorder.close();
    await recorder.close('again');
    const { chain, ...status } = recorder.status();
    t.deepEqual(status, { state: 'closed', receipts: 42, fsyncErrors: 0, durabilityBlocks: 0 });

    const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
    t.is(run.damage, undefined);
    t.true(run.closed);
    t.is(run.receipts[0]?.kind, 'session_open');
    t.is(run.receipts.at(-1)?.kind, 'session_close');
    t.deepEqual(chain, { finalSeq: '41', head: run.receipts.at(-1)?.hash ?? '' });
    const hashes = new Map(run.receipts.map((receipt) => [receipt.actionId, receipt]));
    for (const { actionId: id, receiptHash, chainSeq } of appended) {
      t.is(hashes.get(id)?.hash, receiptHash);
      t.is(hashes.get(id)?.seq, chainSeq);
    }
    const root40 = run.entries.at(-2);
    t.is(root40?.type, 'transcript_root');
    const commitment = parseTranscriptRootDetail(root40?.detail ?? '');
    t.is(commitment.root_hash, run.receipts.at(-1)?.hash ?? '');
    t.is(commitment.receipt_count, 42n);
    t.is(root40?.summary, `transcript_root: 42 receipts, root=${commitment.root_hash.slice(0, 16)}`);
    t.is(run.entries[1]?.summary, 'allow: none');
    t.is(run.entries[2]?.summary, 'receipt: allow read forward');
    const times = run.entries.map(({ ts }) => Date.parse(ts));
    t.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    t.deepEqual(
      readdirSync(options.dir).filter((name) => name.startsWith('.')),
      [],
    );
  });

  test(`checkpoints of a recorder ${where} cover every entry once`, async (t) => {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root, { checkpointInterval: 7 });
    const recorder = await open(options);
    for (let n = 0; n < 12; n += 1) await recorder.append(draft(n));
    await recorder.close();
    const { entries } = await readRun(t, options.dir, recorder.session, publicKeyHex);
    let next = 0n;
    for (const entry of entries.filter(({ type }) => type === 'checkpoint')) {
      const detail = parseCheckpointDetail(entry.detail);
      t.is(detail.first_seq, next);
      t.is(detail.last_seq, entry.seq - 1n);
      t.is(BigInt(detail.entry_count), entry.seq - next);
      t.true(detail.entry_count <= 7);
      t.is(detail.signature.length, 128);
      next = entry.seq + 1n;
    }
    t.is(next, (entries.at(-1)?.seq ?? 0n) + 1n);
  });

  test(`a recorder ${where} refuses after close and keeps secrets out`, async (t) => {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root);
    const redact: Redact = (text) => (text.includes('S3CRET') ? ['Test Rule'] : []);
    const recorder = await open(options, redact);
    await recorder.append(draft(1));
    await recorder.append({
      ...draft(2, { target: 'https://api.example.com/?k=S3CRET', pattern: 'kept' }),
      decision: { ...decision(2), pattern: 'S3CRET in the pattern' },
    });
    const refused = recorder.append(draft(3, { actor: 'agent-S3CRET' }));
    t.is((await t.throwsAsync(refused, { instanceOf: EvidenceUnavailableError })).code, 'secret_in_identity');
    await recorder.close();
    const late = recorder.append(draft(4));
    t.is((await t.throwsAsync(late, { instanceOf: EvidenceUnavailableError })).code, 'closed');

    const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
    const targets = run.receipts.map(({ target }) => target);
    t.true(targets.includes('https://api.example.com/items/1'));
    t.true(targets.includes('[redacted-Test Rule]'));
    t.is(run.receipts.length, 4);
    for (const name of readdirSync(options.dir)) {
      t.false(readFileSync(join(options.dir, name), 'utf8').includes('S3CRET'));
    }
    const detail = run.entries.find(({ type, summary }) => type === 'decision' && summary.includes('redacted'))?.detail;
    t.regex(detail ?? '', /^\{"detected_patterns":\["\[REDACTED:Test Rule\]"\],"original_size":\d+,"redacted":true\}$/);
  });
}

test('a run goes on over shards by entries and by bytes', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  for (const limits of [{ maxEntriesPerFile: 9 }, { maxFileBytes: 6000 }]) {
    const options = optionsFor(root, { ...limits, dir: join(root, Object.keys(limits).join('')) });
    const recorder = await openRecorder(options);
    await Promise.all(Array.from({ length: 30 }, (_, n) => recorder.append(draft(n))));
    await recorder.close();
    const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
    t.is(run.damage, undefined);
    t.true(run.closed);
    t.is(run.receipts.length, 32);
    t.true(run.shards.length > 5);
    for (const shard of run.shards) {
      const text = readFileSync(join(options.dir, shard), 'utf8');
      const lines = text.trimEnd().split('\n');
      t.true(shard.endsWith(`-${(JSON.parse(lines[0] ?? '') as { seq: number }).seq}.jsonl`));
      t.true(lines.length <= options.maxEntriesPerFile);
      t.true(text.length <= (options.maxFileBytes ?? Infinity));
    }
  }
});

test('a record larger than a shard may be gets a shard of its own', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { maxFileBytes: 4000 });
  const recorder = await openRecorder(options);
  const outcomes = [draft(1), draft(2, { target: 'x'.repeat(10_000) }), draft(3)].map((item) => recorder.append(item));
  t.is((await Promise.all(outcomes)).length, 3);
  const tooLong = await t.throwsAsync(recorder.append(draft(4, { target: 'x'.repeat(1_100_000) })));
  t.regex(tooLong.message, /longer than a recorder line may be/);
  await recorder.append(draft(5));
  await recorder.close();
  const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
  t.is(run.damage, undefined);
  t.is(run.receipts.length, 6);
});

test('near the shard limit a linked run follows and nothing is refused', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { maxEntriesPerFile: 8, maxFiles: 3 });
  const recorder = await openRecorder(options);
  const first = recorder.session;
  const appended = await Promise.all(Array.from({ length: 40 }, (_, n) => recorder.append(draft(n))));
  await recorder.close();
  const sessions = [...new Set(appended.map(({ session }) => session))];
  t.true(sessions.length > 2);
  t.is(sessions[0], first);
  t.is(sessions.at(-1), recorder.session);
  const hashes = new Set<string>();
  for (const [index, session] of sessions.entries()) {
    const run = await readRun(t, options.dir, session, publicKeyHex);
    t.true(run.closed);
    t.true(run.shards.length <= 3);
    for (const receipt of run.receipts) hashes.add(receipt.hash);
    const next = sessions[index + 1];
    if (next !== undefined) await verifyLink(t, options.dir, session, next, publicKeyHex);
  }
  t.true(appended.every(({ receiptHash }) => hashes.has(receiptHash)));
});

test('a restart opens a run linked to the one before; a living one is not linked to', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root);
  const first = await openRecorder(options);
  await first.append(draft(1));
  const beside = await openRecorder(options);
  t.deepEqual(
    readdirSync(options.dir).filter((name) => name.startsWith('chain-link')),
    [],
  );
  await first.close();
  const third = await openRecorder(options);
  await verifyLink(t, options.dir, first.session, third.session, publicKeyHex);
  await beside.close();
  await third.close();
  t.is(sessionsIn(options.dir).length, 3);
  const other = await openRecorder({ ...options, base: 'other' });
  t.is(readdirSync(options.dir).filter((name) => name.startsWith('chain-link')).length, 1);
  await other.close();
});

test('heartbeats stand in the chain', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { heartbeatSeconds: 1 });
  const recorder = await openRecorder(options);
  const deadline = Date.now() + 60_000;
  while (recorder.status().receipts < 2 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await recorder.close();
  const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
  t.true(run.receipts.some(({ kind }) => kind === 'heartbeat'));
});

test('a draft that breaks the format is refused alone', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root);
  const recorder = await openRecorder(options);
  const results = await Promise.allSettled([
    recorder.append(draft(1)),
    recorder.append(draft(2, { target: '' })),
    recorder.append(draft(3, { transport: 'a\0b' })),
    recorder.append(draft(4)),
  ]);
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  );
  t.is(recorder.status().state, 'ok');
  await recorder.close();
  const run = await readRun(t, options.dir, recorder.session, publicKeyHex);
  t.deepEqual(
    run.receipts.map(({ actionId: id }) => id).filter((id) => id.startsWith('019f0000')),
    [actionId(1), actionId(4)],
  );
});
