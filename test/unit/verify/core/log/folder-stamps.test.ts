// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { writeLogProof } from '../../../../../evidence/log/write-log-proof.js';
import { inclusionProof } from '../../../../../evidence/log/proof.js';
import { noteKeyOf } from '../../../../../evidence/sign/log-note.js';
import { openFolderLog } from '../../../../../verify/core/log/folder-log.js';
import { LOG_PROOF_FORM } from '../../../../../verify/core/log/log-proof-form.js';
import { NO_LOG_TRUST, type LogTrust } from '../../../../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import {
  checkpointOf,
  hasher,
  logFiles,
  memoryTree,
  newLogSigner,
  ORIGIN,
  receiptEntries,
  sampleTree,
} from '../../../../support/log-samples.js';
import { makeAuthority, makeToken } from '../../../../support/time-stamps.js';

const signer = newLogSigner();
const receipts = Array.from({ length: 9 }, (_, index) => nodeSuite.sha256Hex(String(index)));
const entries = receiptEntries(receipts);
const forked = entries.with(1, receiptEntries(['ab'.repeat(32)])[0] ?? Uint8Array.of());
const AUTHORITY = makeAuthority();
const key = { name: ORIGIN, publicKey: noteKeyOf(signer, ORIGIN).publicKey };
const trust: LogTrust = { ...NO_LOG_TRUST, keys: [key], authorities: [new Uint8Array(AUTHORITY.root)] };

function stampOf(checkpoint: string): Uint8Array {
  return new Uint8Array(makeToken({ authority: AUTHORITY, data: Buffer.from(checkpoint) }));
}

function stamped(size: number, list = entries, name = size): Record<string, Uint8Array> {
  const checkpoint = checkpointOf(list, signer, size);
  return {
    [`log/timestamps/${name}.checkpoint`]: utf8Encode(checkpoint),
    [`log/timestamps/${name}.tsr`]: stampOf(checkpoint),
  };
}

async function judge(stamps: Record<string, Uint8Array>, log = trust): Promise<readonly string[]> {
  const tree = memoryTree({ ...logFiles(entries, checkpointOf(entries, signer)), ...stamps });
  const checks =
    (await openFolderLog(tree, { trust: createTrustRoot({ log }), suite: nodeSuite }))?.finish(false) ?? [];
  return checks
    .filter(({ code }) => code === 'log_timestamp')
    .map(({ status, subject, message }) => `${status} ${subject}: ${message}`);
}

test('stamped checkpoints with which the log begins say until when its receipts existed', async (t) => {
  const until = 'existed no later than 2026-06-01T12:00:00.000Z';
  t.deepEqual(await judge({}), []);
  t.deepEqual(await judge({ ...stamped(9), ...stamped(4), 'log/timestamps/notes': Uint8Array.of(1) }), [
    `pass log/timestamps/4: the first 4 leaves ${until}, stamped by an authority that was given`,
    `pass log/timestamps/9: the first 9 leaves ${until}, stamped by an authority that was given`,
  ]);
  const [claimed = ''] = await judge(stamped(4), { ...NO_LOG_TRUST, keys: [key] });
  t.regex(claimed, /^not_checked .*as its time stamp claims/);
});

test('a stamp that does not belong to the log is a failure', async (t) => {
  const { 'log/timestamps/4.tsr': token = Uint8Array.of(), 'log/timestamps/4.checkpoint': note = Uint8Array.of() } =
    stamped(4);
  const cases: readonly (readonly [string, Record<string, Uint8Array>, RegExp])[] = [
    ['another history', stamped(4, forked), /does not begin with the stamped tree/],
    ['a longer history', stamped(12, [...entries, ...forked]), /12 leaves was stamped, and the log has fewer/],
    ['another name', stamped(4, entries, 5), /another one than its name says/],
    ['a swapped token', { ...stamped(4), 'log/timestamps/4.tsr': stampOf('else') }, /of something else/],
    ['no checkpoint', { 'log/timestamps/4.tsr': token }, /its checkpoint are expected: no such file/],
    ['no note', { ...stamped(4), 'log/timestamps/4.checkpoint': utf8Encode('text') }, /signed note/],
    ['no text', { ...stamped(4), 'log/timestamps/4.checkpoint': Uint8Array.of(0xff) }, /UTF-8/],
    ['no token', { ...stamped(4), 'log/timestamps/4.tsr': Uint8Array.of(1) }, /DER/],
  ];
  for (const [label, files, reason] of cases) {
    const [first = '', ...more] = await judge(files);
    t.regex(first, /^fail /, label);
    t.regex(first, reason, label);
    t.is(more.length, 0, label);
  }
  t.deepEqual(await judge({ 'log/timestamps/4.checkpoint': note }), [], 'a copy without a stamp says nothing');
  const other = checkpointOf(entries, signer, 4).replaceAll(ORIGIN, 'other.example');
  const [strange = ''] = await judge({
    'log/timestamps/4.checkpoint': utf8Encode(other),
    'log/timestamps/4.tsr': stampOf(other),
  });
  t.regex(strange, /another one than its name says/);
});

test('a token that cannot be read is a failure, and only so many are judged', async (t) => {
  const files = { ...logFiles(entries, checkpointOf(entries, signer)), ...stamped(4) };
  const tree = memoryTree(files);
  const refusing = {
    ...tree,
    bytes: (path: string, most: number) =>
      path.endsWith('.tsr')
        ? Promise.resolve({ code: 'size_limit', message: 'too long' } as const)
        : tree.bytes(path, most),
  };
  const checks =
    (await openFolderLog(refusing, { trust: createTrustRoot({ log: trust }), suite: nodeSuite }))?.finish(false) ?? [];
  t.true(checks.some(({ code, status }) => code === 'log_timestamp' && status === 'fail'));
  const many = Object.fromEntries(
    Array.from({ length: 4097 }, (_, size) => [`log/timestamps/${size}.tsr`, Uint8Array.of(1)] as const),
  );
  t.regex((await judge(many)).at(-1) ?? '', /^not_checked log\/timestamps: 1 older ones were not judged/);
});

async function judgeProof(timeStamp: Uint8Array | undefined, log: LogTrust = trust): Promise<readonly string[]> {
  const tree = sampleTree(entries);
  const checkpoint = checkpointOf(entries, signer);
  const inclusion = inclusionProof(tree.read, 2, entries.length, hasher);
  const proof = {
    kind: 'receipt',
    digest: receipts[2] ?? '',
    index: 2,
    inclusion,
    checkpoint,
    consistency: undefined,
  } as const;
  const text = writeLogProof({ ...proof, ...(timeStamp === undefined ? {} : { timeStamp }) });
  const result = await LOG_PROOF_FORM.verify(text, { trust: createTrustRoot({ log }), suite: nodeSuite });
  const about = result.checks.filter(({ code }) => code === 'log_timestamp');
  return [result.verdict, ...about.map(({ status, message }) => `${status}: ${message}`)];
}

test('a proof document with a stamp says until when its receipt existed', async (t) => {
  const right = stampOf(checkpointOf(entries, signer));
  const until = 'the checkpoint, and the receipt in its tree, existed no later than 2026-06-01T12:00:00.000Z';
  t.deepEqual(await judgeProof(right), ['valid', `pass: ${until}, stamped by an authority that was given`]);
  t.deepEqual(await judgeProof(undefined), ['valid']);
  t.regex((await judgeProof(right, { ...NO_LOG_TRUST, keys: [key] }))[1] ?? '', /^not_checked: .*claims/);
  t.deepEqual(await judgeProof(stampOf('else')), ['invalid', 'fail: the time stamp is of something else']);
});
