// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { openRekor } from '../../../../evidence/store/log/rekor.js';
import { ANCHORED, ANCHORED_AT, rekorBench, type RekorLog } from '../../../support/rekor.js';

test('what the log answers for a checkpoint is put into the form of a bundle, once however often it is sent', async (t) => {
  const { log, keyPath } = await rekorBench(t);
  const rekor = openRekor({ url: `${log.url}/`, keyPath });
  t.is(rekor.backend, 'rekor');
  t.is(rekor.place, log.url);
  const { proof, at } = await rekor.anchor(ANCHORED, ANCHORED_AT);
  t.is(at, '2026-07-23T16:30:00.000Z');
  t.like(proof, { backend: 'rekor', log_index: 4_000_005n });
  t.like((await rekor.anchor(ANCHORED, ANCHORED_AT)).proof, { log_index: 4_000_005n, entry_hash: proof.entry_hash });
  t.is(log.entries.length, 6);
});

const FAULTS: readonly (readonly [string, NonNullable<RekorLog['answer']>, RegExp])[] = [
  ['an error', (_, response) => (response.writeHead(500).end('{}'), true), /status 500/],
  ['a refusal', (_, response) => (response.writeHead(400).end('{}'), true), /status 400/],
  ['a redirect', (_, response) => (response.writeHead(302, { location: '/elsewhere' }).end(), true), /redirect/],
  [
    'a body without an end',
    (_, response) => (response.writeHead(201).end(Buffer.alloc((1 << 20) + 1, 0x20)), true),
    /more than 1048576 bytes/,
  ],
  ['silence', () => true, /abort|time/i],
  ['a line cut off', (request) => (request.socket.destroy(), true), /fetch failed/],
  ['no JSON', (_, response) => (response.writeHead(201).end('<html>'), true), /JSON|expected|character/i],
  [
    'nothing under the entry',
    (_, response) => (response.writeHead(201).end(`{"${'0'.repeat(64)}":null}`), true),
    /the log's answer/,
  ],
  ['no entry', (_, response) => (response.writeHead(201).end('{}'), true), /one entry is expected/],
  ['a list', (_, response) => (response.writeHead(201).end('[1]'), true), /one entry is expected/],
  [
    'two entries',
    (_, response) => (response.writeHead(201).end(`{"${'0'.repeat(64)}":{},"${'1'.repeat(64)}":{}}`), true),
    /one entry is expected/,
  ],
  ['that it has it, not where', (_, response) => (response.writeHead(409).end('{}'), true), /does not say where/],
];

for (const [label, answer, reason] of FAULTS) {
  test(`the log answers with ${label}: refused`, async (t) => {
    const { log, keyPath } = await rekorBench(t);
    log.answer = answer;
    const limit = label === 'silence' ? { timeoutMs: 50 } : {};
    const error = await t.throwsAsync(openRekor({ url: log.url, keyPath, ...limit }).anchor(ANCHORED, ANCHORED_AT));
    t.regex(error.message, reason);
  });
}

test('an address that is none, and a key that is none, are refused before anything is sent', async (t) => {
  for (const url of ['ftp://log.example', 'log.example', 'https://user@log.example', 'https://:secret@log.example']) {
    t.throws(() => openRekor({ url, keyPath: 'none' }), { code: 'remote' }, url);
  }
  const { log } = await rekorBench(t);
  log.answer = () => t.fail();
  await t.throwsAsync(openRekor({ url: log.url, keyPath: '/nowhere/key' }).anchor(ANCHORED, ANCHORED_AT), {
    code: 'key',
  });
});
