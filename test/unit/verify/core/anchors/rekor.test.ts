// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { buildAnchorBundle } from '../../../../../evidence/attest/anchor.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { openRekor } from '../../../../../evidence/store/log/rekor.js';
import { ANCHOR_BUNDLE_FORM } from '../../../../../verify/core/anchors/bundle.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { NO_LOG_TRUST } from '../../../../../verify/core/log/log-trust.js';
import { ecKeys, edKeys, rsaKeys } from '../../../../support/certificates.js';
import {
  ANCHORED,
  ANCHORED_AT,
  entryAt,
  rekorBench,
  rekorNote,
  rekorPromise,
  type RekorBench,
  type RekorEntry,
} from '../../../../support/rekor.js';

const KEYS = ecKeys();
const OTHER = ecKeys();
const [SIGNER = ''] = ANCHORED.signer_keys;

async function bundleFrom({ log, keyPath }: RekorBench, checkpoint = ANCHORED): Promise<string> {
  const rekor = openRekor({ url: `${log.url}/`, keyPath });
  const { proof } = await rekor.anchor(checkpoint, ANCHORED_AT);
  return buildAnchorBundle(checkpoint, proof, rekor.limits, ANCHORED_AT).text;
}

async function verify(text: string, externalKeys: readonly Uint8Array[] = []): Promise<DocumentResult> {
  const trust = createTrustRoot({ keys: [SIGNER], log: { ...NO_LOG_TRUST, externalKeys } });
  const results = await Promise.all(
    [nodeSuite, portableSuite].map((suite) => ANCHOR_BUNDLE_FORM.verify(text, { trust, suite })),
  );
  const [one, other] = results.map((result) => JSON.stringify(result));
  if (one !== other || results[0] === undefined)
    throw new Error(`the suites disagree: ${String(one)} ${String(other)}`);
  return results[0];
}

function codes({ checks }: DocumentResult, status: string): string {
  return checks
    .filter((check) => check.status === status)
    .map(({ code }) => code)
    .join();
}

test('a checkpoint stands in the log under its pinned key, and since when', async (t) => {
  const bench = await rekorBench(t, KEYS);
  const text = await bundleFrom(bench);
  const alone = await verify(text);
  t.is(codes(alone, 'fail'), '');
  t.is(alone.verdict, 'unpinned');
  t.is(codes(alone, 'not_checked'), 'log_signature,unprotected,checkpoint');
  const pinned = await verify(text, [new Uint8Array(bench.log.publicKey)]);
  t.is(codes(pinned, 'fail'), '');
  t.is(pinned.verdict, 'valid');
  const said = pinned.checks.map(({ message }) => message).join('\n');
  t.regex(said, /took the entry in at 2026-07-23T16:30:00.000Z, under its pinned key/);
  const stranger = await verify(text, [new Uint8Array(OTHER.publicKey.export({ format: 'der', type: 'spki' }))]);
  t.is(codes(stranger, 'fail'), 'log_signature');
  t.is(codes(await verify(await bundleFrom(bench)), 'fail'), '');
  t.is(bench.log.entries.length, 6, 'anchoring twice is anchoring once');
  t.not(await bundleFrom(bench, { ...ANCHORED, final_seq: 3n }), text);
  t.is(codes(await verify(await bundleFrom(bench)), 'fail'), '', 'also in a tree that grew since');
});

test('logs with other kinds of keys hold as well', async (t) => {
  for (const keys of [ecKeys('P-384'), rsaKeys(), edKeys()]) {
    const bench = await rekorBench(t, keys);
    const result = await verify(await bundleFrom(bench), [new Uint8Array(bench.log.publicKey)]);
    t.is(result.verdict, 'valid');
  }
});

const older = (entry: RekorEntry, index: number): void => {
  const entries = [Buffer.from('a'), Buffer.from(entry.body, 'base64'), Buffer.from('c')];
  Object.assign(entry, entryAt(entries, index, KEYS));
};

const LIES: readonly (readonly [string, (entry: RekorEntry) => void, string])[] = [
  ['the entry of another', (entry) => older(entry, 0), 'log_entry'],
  ['a body that is no base64', (entry) => void (entry.body = '%%%'), 'format'],
  ['another time', (entry) => void (entry.integratedTime += 1), 'log_time'],
  ['another place', (entry) => void (entry.logIndex += 1), 'log_time'],
  ['another log', (entry) => void (entry.logID = '00'.repeat(32)), 'log_signature'],
  [
    'a promise of another key',
    (entry) => void (entry.verification.signedEntryTimestamp = rekorPromise(entry, OTHER.privateKey)),
    'log_time',
  ],
  ['a promise that is no base64', (entry) => void (entry.verification.signedEntryTimestamp = '%'), 'log_time'],
  ['a proof with a hash missing', (entry) => void entry.verification.inclusionProof.hashes.pop(), 'inclusion'],
  ['a proof of another place', (entry) => void (entry.verification.inclusionProof.logIndex = 1), 'inclusion'],
  [
    'another root',
    (entry) => void (entry.verification.inclusionProof.rootHash = '00'.repeat(32)),
    'inclusion,log_note',
  ],
  ['another size', (entry) => void (entry.verification.inclusionProof.treeSize = 9), 'inclusion,log_note'],
  [
    'a fork: the signed head of another tree',
    (entry) => void (entry.verification.inclusionProof.checkpoint = rekorNote([Buffer.from('x')], KEYS)),
    'log_note',
  ],
  [
    'a head signed by another key',
    (entry) => {
      const entries = [Buffer.from('a'), Buffer.from(entry.body, 'base64')];
      const forged = entryAt(entries, 1, OTHER);
      Object.assign(entry, { ...forged, logID: entry.logID });
      entry.verification.signedEntryTimestamp = rekorPromise(entry, KEYS.privateKey);
    },
    'log_signature',
  ],
  [
    'a head whose signature was changed',
    (entry) => {
      const { inclusionProof } = entry.verification;
      inclusionProof.checkpoint = inclusionProof.checkpoint.replace('Timestamp: 1', 'Timestamp: 2');
    },
    'log_signature',
  ],
  [
    'a head that is no note',
    (entry) => void (entry.verification.inclusionProof.checkpoint = 'text'),
    'log_note,log_signature',
  ],
];

for (const [label, change, expected] of LIES) {
  test(`the log answers with ${label}: noticed`, async (t) => {
    const bench = await rekorBench(t, KEYS);
    bench.log.change = change;
    const pinned = [new Uint8Array(bench.log.publicKey)];
    if (expected === 'format') {
      await t.throwsAsync(bundleFrom(bench), { name: 'FormatError' });
      return;
    }
    const result = await verify(await bundleFrom(bench), pinned);
    t.is(codes(result, 'fail'), expected);
    t.is(result.verdict, 'invalid');
  });
}
