// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseLogProof } from '../../../../evidence/log/log-proof.js';
import { writeLogProof } from '../../../../evidence/log/write-log-proof.js';
import { nodeIo } from '../../../../evidence/store/io.js';
import { openProver, openStampedProver, proveLeaf } from '../../../../evidence/store/log/prove.js';
import { stampCheckpoint } from '../../../../evidence/store/log/time-stamps.js';
import { judgeTimeStamp } from '../../../../verify/core/log/time-stamp.js';
import { checkpointOf, logFiles, newLogSigner, receiptEntries } from '../../../support/log-samples.js';
import {
  makeAuthority,
  makeResponse,
  makeToken,
  readRequest,
  serveLoopback,
  stampAnswer,
  knowing,
} from '../../../support/time-stamps.js';

const AUTHORITY = makeAuthority();
const signer = newLogSigner();
const entries = receiptEntries(Array.from({ length: 6 }, (_, index) => nodeSuite.sha256Hex(String(index))));

type Answer = Parameters<typeof serveLoopback>[0];

interface Bench {
  readonly dir: string;
  readonly url: string;
  /** Makes the log one of the first entries. */
  readonly grow: (size: number) => void;
  answer: Answer;
}

async function bench(t: ExecutionContext): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'pipelock-stamps-'));
  const grow = (size: number): void => {
    const { 'log/checkpoint': checkpoint = Buffer.alloc(0) } = logFiles(entries, checkpointOf(entries, signer, size));
    writeFileSync(join(dir, 'checkpoint'), checkpoint);
  };
  const made: Bench = {
    dir,
    url: '',
    grow,
    answer: (request, body, response) =>
      stampAnswer({ authority: AUTHORITY, data: readFileSync(join(dir, 'checkpoint')) })(request, body, response),
  };
  const server = await serveLoopback((request, body, response) => made.answer(request, body, response));
  t.teardown(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  grow(4);
  return Object.assign(made, { url: server.url });
}

const placeOf = ({ dir }: Bench) => ({ io: nodeIo, dir, fileMode: 0o640 });

test('a checkpoint is stamped once, and the stamp is kept beside a copy of it', async (t) => {
  const one = await bench(t);
  const seen: string[] = [];
  const { answer } = one;
  one.answer = (request, body, response) => {
    seen.push(`${String(request.method)} ${String(request.headers['content-type'])} ${body.length}`);
    answer(request, body, response);
  };
  const path = join(one.dir, 'timestamps', '4.tsr');
  t.deepEqual(await stampCheckpoint(placeOf(one), { url: one.url }), { size: 4, path, made: true });
  t.deepEqual(await stampCheckpoint(placeOf(one), { url: one.url }), { size: 4, path, made: false });
  t.deepEqual(seen, ['POST application/timestamp-query 69']);
  const stamped = readFileSync(join(one.dir, 'timestamps', '4.checkpoint'));
  t.deepEqual(stamped, readFileSync(join(one.dir, 'checkpoint')));
  const { status } = await judgeTimeStamp(readFileSync(path), stamped, knowing([AUTHORITY.root], nodeSuite));
  t.is(status, 'pass');
  one.grow(6);
  t.like(await stampCheckpoint(placeOf(one), { url: one.url }), { size: 6, made: true });
  t.deepEqual(readdirSync(join(one.dir, 'timestamps')).sort(), ['4.checkpoint', '4.tsr', '6.checkpoint', '6.tsr']);
  one.grow(0);
  t.is(await stampCheckpoint(placeOf(one), { url: one.url }), undefined, 'nothing to stamp');
});

const REPLY = { 'content-type': 'application/timestamp-reply' };
const FAULTS: readonly (readonly [string, Answer, RegExp])[] = [
  [
    'a refusal',
    (_, __, response) => response.writeHead(200, REPLY).end(makeResponse(undefined, 2)),
    /refused, status 2/,
  ],
  ['a stamp of something else', stampAnswer({ authority: AUTHORITY, data: Buffer.from('else') }), /of something else/],
  ['an error', (_, __, response) => response.writeHead(500, REPLY).end(), /status 500/],
  [
    'a page',
    (_, __, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    /status 200 and no time stamp/,
  ],
  ['no type', (_, __, response) => response.writeHead(200).end('x'), /no time stamp/],
  ['a redirect', (_, __, response) => response.writeHead(307, { location: '/else' }).end(), /redirect/],
  ['too much', (_, __, response) => response.writeHead(200, REPLY).end(Buffer.alloc(70_000)), /more than 65536 bytes/],
  ['no DER', (_, __, response) => response.writeHead(200, REPLY).end('text'), /DER/],
  ['nothing', (_, __, response) => response.writeHead(200, REPLY).end(), /DER/],
  ['a line cut off', (request) => request.socket.destroy(), /fetch failed/],
  ['silence', () => undefined, /abort|time/i],
];

for (const [label, answer, reason] of FAULTS) {
  test(`an authority answers with ${label}: nothing is kept`, async (t) => {
    const one = await bench(t);
    one.answer = answer;
    const limit = label === 'silence' ? { timeoutMs: 50 } : {};
    const error = await t.throwsAsync(stampCheckpoint(placeOf(one), { url: one.url, ...limit }));
    t.regex(error.message, reason);
    t.false(existsSync(join(one.dir, 'timestamps')));
  });
}

test('an answer to another request, or with another digest, is refused', async (t) => {
  const one = await bench(t);
  const data = readFileSync(join(one.dir, 'checkpoint'));
  const give =
    (make: (nonce: Buffer) => Parameters<typeof makeToken>[0]): Answer =>
    (_, body, response) =>
      response.writeHead(200, REPLY).end(makeResponse(makeToken(make(readRequest(body).nonce))));
  const wrong: readonly (readonly [Answer, RegExp])[] = [
    [give((nonce) => ({ authority: AUTHORITY, data, nonce: Buffer.from(nonce).reverse() })), /answers another request/],
    [give(() => ({ authority: AUTHORITY, data })), /answers another request/],
    [give((nonce) => ({ authority: AUTHORITY, data, nonce, imprintHash: 'sha512' })), /of something else/],
  ];
  for (const [answer, reason] of wrong) {
    one.answer = answer;
    const error = await t.throwsAsync(stampCheckpoint(placeOf(one), { url: one.url }), { code: 'time_stamp' });
    t.regex(error.message, reason);
  }
  one.answer = give((nonce) => ({ authority: AUTHORITY, data, nonce }));
  const accept = (): Promise<void> => Promise.reject(new Error('not this one'));
  await t.throwsAsync(stampCheckpoint(placeOf(one), { url: one.url, accept }), { message: 'not this one' });
  t.false(existsSync(join(one.dir, 'timestamps')), 'what the caller does not accept is not kept');
  t.like(await stampCheckpoint(placeOf(one), { url: one.url }), { made: true });
  await t.throwsAsync(stampCheckpoint(placeOf({ ...one, dir: join(one.dir, 'none') }), { url: one.url }), {
    code: 'ENOENT',
  });
});

test('a proof in the oldest stamped tree that has the receipt carries the stamp', async (t) => {
  const one = await bench(t);
  const files = logFiles(entries, checkpointOf(entries, signer, 6));
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(one.dir, path.replace(/^log\//, ''));
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, bytes);
  }
  t.throws(() => openStampedProver(nodeIo, one.dir, 0), { code: 'no_timestamp' });
  await stampCheckpoint(placeOf(one), { url: one.url });
  t.throws(() => openStampedProver(nodeIo, one.dir, 6), { code: 'no_timestamp' });
  const prover = openStampedProver(nodeIo, one.dir, 5);
  t.is(prover.size, 6);
  t.is(prover.checkpoint, openProver(nodeIo, one.dir).checkpoint);
  t.deepEqual(prover.timeStamp, readFileSync(join(one.dir, 'timestamps', '6.tsr')));
  const proof = {
    kind: 'receipt',
    digest: '00'.repeat(32),
    index: 0,
    inclusion: [],
    checkpoint: 'c',
    consistency: undefined,
  } as const;
  const written = writeLogProof({ ...proof, timeStamp: Uint8Array.of(1, 2) });
  t.deepEqual(parseLogProof(written), { ...proof, timeStamp: Uint8Array.of(1, 2) });
  t.throws(() => proveLeaf(nodeIo, one.dir, prover, 6), { code: 'not_in_log' });
});
