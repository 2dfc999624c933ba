// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceReceipt } from '../../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { parseEvidenceReceipt } from '../../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { textMember } from '../../../../evidence/canonical/json-reader.js';
import type { Recorder, RecorderOptions } from '../../../../evidence/store/options.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { prepareDraft, type Redact } from '../../../../evidence/store/redact.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import { createTrustRoot } from '../../../../verify/core/trust/trust.js';
import { verifyPath } from '../../../../verify/node/verify-path.js';
import { decision, draft, optionsFor, readRun, sessionsIn, workspace } from './_store.js';

type Open = (options: RecorderOptions, redact?: Redact) => Promise<Recorder>;

const KINDS: readonly (readonly [string, Open])[] = [
  ['in this thread', (options, redact) => openRecorder(options, undefined, redact)],
  ['in a thread of its own', openRecorderThread],
];

async function receiptsIn(t: ExecutionContext, dir: string, session: string, key: string): Promise<EvidenceReceipt[]> {
  const { entries } = await readRun(t, dir, session, key);
  return entries
    .filter(({ type }) => type === 'evidence_receipt')
    .map(({ detail }) => parseEvidenceReceipt(detail).receipt);
}

async function verdictOf(dir: string, key: string): Promise<string> {
  const { result } = await verifyPath(dir, {
    trust: createTrustRoot({ keys: [key] }),
    wholeRecorder: true,
    workers: 0,
  });
  return result.verdict;
}

for (const [where, open] of KINDS) {
  test(`a recorder ${where} writes each decision as a receipt of version 2 behind that of version 1`, async (t) => {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root, { evidenceReceipts: 'current' });
    const recorder = await open(options);
    await Promise.all(Array.from({ length: 12 }, (_, n) => recorder.append(draft(n))));
    await recorder.append({ receipt: draft(12).receipt });
    await recorder.close();

    const { entries } = await readRun(t, options.dir, recorder.session, publicKeyHex);
    const types = entries.map(({ type }) => type).filter((type) => type !== 'checkpoint');
    t.deepEqual(types.slice(0, 4), ['action_receipt', 'decision', 'action_receipt', 'evidence_receipt']);
    const entry = entries.find(({ type }) => type === 'evidence_receipt');
    t.is(entry?.event_kind, 'proxy_decision');
    t.is(entry?.summary, 'proxy_decision: http_request allow via scanner');
    const receipts = await receiptsIn(t, options.dir, recorder.session, publicKeyHex);
    t.deepEqual(
      receipts.map(({ chainSeq }) => chainSeq),
      Array.from({ length: 12 }, (_, n) => BigInt(n)),
    );
    t.is(receipts[0]?.shape, 'current');
    t.is(new Set(receipts.map(({ eventId }) => eventId)).size, 12);
    t.is(await verdictOf(options.dir, publicKeyHex), 'valid');
  });

  test(`a recorder ${where} keeps secrets out of receipts of version 2`, async (t) => {
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root, { evidenceReceipts: 'current' });
    const redact: Redact = (text) => (text.includes('S3CRET') ? ['Test Rule'] : []);
    const recorder = await open(options, redact);
    const target = 'https://api.example.com/?k=S3CRET';
    const killed = { ...decision(1), pattern: 'kept', layer: 'kill_switch' };
    await recorder.append({ ...draft(1, { target }), decision: killed });
    const matched = { ...decision(2), pattern: 'S3CRET' };
    await recorder.append({ ...draft(2, { transport: 'connect' }), decision: matched });
    await recorder.close();
    const [first, second] = await receiptsIn(t, options.dir, recorder.session, publicKeyHex);
    if (first === undefined || second === undefined) return t.fail('two receipts are expected');
    t.is(textMember(first.payload, 'target'), '[redacted-Test Rule]');
    t.is(textMember(first.payload, 'rule_id'), 'kept');
    t.is(textMember(first.payload, 'winning_source'), 'kill_switch');
    t.is(textMember(second.payload, 'rule_id'), '[redacted-Test Rule]');
    t.is(textMember(second.payload, 'transport'), 'forward');
    for (const name of readdirSync(options.dir)) {
      t.false(readFileSync(join(options.dir, name), 'utf8').includes('S3CRET'));
    }
    return t.is(await verdictOf(options.dir, publicKeyHex), 'valid');
  });
}

test('a response that passes as its request did has no second one; one that is blocked has', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { evidenceReceipts: 'current' });
  const recorder = await openRecorder(options);
  const ended = { decision_phase: 'outcome', layer: 'outcome', pattern: 'status=200 bytes=1 sent=0 reason=complete' };
  await recorder.append(draft(1, { decision_phase: 'intent' }));
  await recorder.append(draft(1, ended));
  const blocked = draft(1, { ...ended, verdict: 'block' });
  await recorder.append({ ...blocked, decision: { ...decision(1), verdict: 'block', pattern: 'prompt_injection' } });
  await recorder.close();
  const receipts = await receiptsIn(t, options.dir, recorder.session, publicKeyHex);
  t.deepEqual(
    receipts.map(({ payload }) => [textMember(payload, 'verdict'), textMember(payload, 'rule_id')]),
    [
      ['allow', ''],
      ['block', 'prompt_injection'],
    ],
  );
});

test('without the option there are none', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root);
  const recorder = await openRecorder(options);
  await recorder.append(draft(1));
  await recorder.close();
  t.deepEqual(await receiptsIn(t, options.dir, recorder.session, publicKeyHex), []);
});

test('the chain goes on over shards, and begins again with each run', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { evidenceReceipts: 'legacy', maxEntriesPerFile: 8, maxFiles: 4 });
  for (let start = 0; start < 2; start += 1) {
    const recorder = await openRecorder(options);
    await Promise.all(Array.from({ length: 20 }, (_, n) => recorder.append(draft(n))));
    await recorder.close();
  }
  const sessions = sessionsIn(options.dir);
  t.true(sessions.length > 4);
  let count = 0;
  for (const session of sessions) {
    const receipts = await receiptsIn(t, options.dir, session, publicKeyHex);
    count += receipts.length;
    t.deepEqual(
      receipts.map(({ chainSeq }) => chainSeq),
      receipts.map((_, n) => BigInt(n)),
    );
    for (const { shape } of receipts) t.is(shape, 'legacy');
  }
  t.is(count, 40);
  t.is(await verdictOf(options.dir, publicKeyHex), 'valid');
});

test('a disputed character in a target or a name is percent-encoded, in receipts of version 2 only', async (t) => {
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root, { evidenceReceipts: 'current' });
  const recorder = await openRecorder(options);
  const target = 'https://api.example.com/?a=1&b=<\u2028>';
  await recorder.append(draft(1, { target, actor: 'R&D' }));
  await recorder.close();
  const { receipts, entries } = await readRun(t, options.dir, recorder.session, publicKeyHex);
  t.true(receipts.some((receipt) => receipt.target === target));
  const detail = entries.find(({ type }) => type === 'evidence_receipt')?.detail ?? '';
  t.true(detail.includes('"target":"https://api.example.com/?a=1%26b=%3C%E2%80%A8%3E"'));
  t.true(detail.startsWith('{"actor":"R%26D"'));
});

test('a draft whose policy has no hash cannot be a receipt of version 2', (t) => {
  const bad = draft(1, { policy_hash: 'none' });
  t.throws(() => prepareDraft(bad, undefined, { evidence: 'current' }), { code: 'io', message: /policy hash/ });
  t.notThrows(() => prepareDraft(bad, undefined));
});
