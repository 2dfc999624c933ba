// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { writeAddCheckpoint } from '../../../evidence/log/add-checkpoint.js';
import { parseCheckpoint } from '../../../evidence/log/checkpoint.js';
import { checkNote, COSIGNATURE, parseNote } from '../../../evidence/log/note.js';
import { consistencyProof } from '../../../evidence/log/proof.js';
import { noteKeyOf } from '../../../evidence/sign/log-note.js';
import { nodeIo } from '../../../evidence/store/io.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import { systemProcesses } from '../../../evidence/store/lock.js';
import {
  answerAddCheckpoint,
  lastCosigned,
  witnessStatePath,
  type WitnessPlace,
} from '../../../evidence/store/log/witness.js';
import { checkpointOf, hasher, newLogSigner, ORIGIN, receiptEntries, sampleTree } from '../../support/log-samples.js';
import { pipelock, projectFile } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const logSigner = newLogSigner();
const entries = receiptEntries(Array.from({ length: 20 }, (_, index) => nodeSuite.sha256Hex(String(index))));
const forked = entries.with(2, receiptEntries(['ab'.repeat(32)])[0] ?? Uint8Array.of());

function request(oldSize: number, size: number, list = entries, signer = logSigner): string {
  const proof = consistencyProof(sampleTree(list).read, oldSize, size, hasher);
  return writeAddCheckpoint({ oldSize, proof, checkpoint: checkpointOf(list, signer, size) });
}

async function newWitness(t: { teardown: (work: () => Promise<void>) => void }): Promise<WitnessPlace> {
  const dir = await tempFolder();
  t.teardown(() => removeFolder(dir));
  createSigningKey(join(dir, 'key'));
  return {
    io: nodeIo,
    processes: systemProcesses(),
    dir,
    name: 'w.example/1',
    signer: loadSigningKey(join(dir, 'key'), 'separate_uid'),
    logs: [noteKeyOf(logSigner, ORIGIN)],
    now: () => 1_700_000_000n,
  };
}

test('a witness answers as the protocol says, and remembers over restarts', async (t) => {
  const place = await newWitness(t);
  const status = async (body: string): Promise<number> => (await answerAddCheckpoint(place, body)).status;
  const first = await answerAddCheckpoint(place, request(0, 5));
  t.is(first.status, 200);
  const note = parseNote(checkpointOf(entries, logSigner, 5) + first.body);
  t.is(await checkNote(note, noteKeyOf(place.signer, place.name, COSIGNATURE), nodeSuite), 'valid');
  t.is(await status(request(5, 9)), 200);
  t.is(await status(request(9, 9)), 200, 'the same tree again');

  const stale = await answerAddCheckpoint(place, request(5, 12));
  t.deepEqual(stale, { status: 409, contentType: 'text/x.tlog.size; charset=utf-8', body: '9\n' });
  t.is(await status(request(9, 9, forked)), 409, 'another tree of the same size');
  t.is(await status(request(9, 12, forked)), 422, 'another history');
  const cut = writeAddCheckpoint({ oldSize: 9, proof: [], checkpoint: checkpointOf(entries, logSigner, 5) });
  t.is(await status(cut), 400, 'a smaller tree');
  t.is(
    await status(writeAddCheckpoint({ oldSize: 9, proof: [], checkpoint: checkpointOf(entries, logSigner, 12) })),
    422,
  );
  t.is(await status(request(9, 12, entries, newLogSigner())), 403);
  t.is(await status(request(9, 12).replaceAll(ORIGIN, 'other.example')), 404);
  for (const bad of ['', 'old 9\n\nnothing\n', request(9, 12).replace('old 9', 'old 09')])
    t.is(await status(bad), 400, bad);
  t.is(lastCosigned(place, ORIGIN).size, 9, 'none of these moved it');
  t.is(await status(request(9, 20)), 200);
});

test('a witness that cannot trust its memory cosigns nothing', async (t) => {
  const place = await newWitness(t);
  t.is((await answerAddCheckpoint(place, request(0, 5))).status, 200);
  const path = witnessStatePath(place.dir, ORIGIN);
  const good = readFileSync(path, 'utf8');
  for (const bad of [
    '',
    '{}',
    good.slice(0, 20),
    good.replace(ORIGIN, 'other.example'),
    good.replace('"size":5', '"size":"5"'),
  ]) {
    writeFileSync(path, bad);
    await t.throwsAsync(answerAddCheckpoint(place, request(0, 5)), { code: 'witness_state' }, bad);
  }
  writeFileSync(path, good);
  const failing = {
    ...place,
    io: {
      ...nodeIo,
      rename: (): void => {
        throw new Error('injected');
      },
    },
  };
  await t.throwsAsync(answerAddCheckpoint(failing, request(5, 9)), { message: /injected/ });
  t.is(lastCosigned(place, ORIGIN).size, 5, 'nothing was cosigned that is not remembered');
  const many = await Promise.allSettled([9, 12, 15].map((size) => answerAddCheckpoint(place, request(5, size))));
  const held = many.filter((one) => one.status === 'fulfilled' && one.value.status === 200);
  t.is(held.length, 1, 'only one of several at a time goes on from the same tree');
});

test('the command watches a folder, cosigns what grew and refuses what was cut back', async (t) => {
  const home = await tempFolder();
  t.teardown(() => removeFolder(home));
  const dir = join(home, 'evidence');
  const run = (): Promise<{ readonly code: number }> =>
    pipelock(['run', '--listen', '127.0.0.1:0', '--', 'true'], home);
  t.is((await run()).code, 0);
  createSigningKey(join(home, 'w.key'));
  const shown = await pipelock(
    ['log', 'checkpoint', '--dir', dir, '--json', '--log-key', join(home, 'keys/log.key.pub')],
    home,
  );
  const { origin, verifier_key: vkey } = JSON.parse(shown.stdout) as {
    readonly origin: string;
    readonly verifier_key: string;
  };
  const once = [
    '--key',
    join(home, 'w.key'),
    '--name',
    'w.example/1',
    '--state',
    join(home, 'state'),
    '--once',
    '--json',
  ];
  const watch = (...more: string[]): ReturnType<typeof pipelock> =>
    pipelock(['witness', '--log', dir, '--log-key', vkey, ...once, ...more], home);
  const first = await watch();
  t.is(first.code, 0, first.stderr);
  const { witness_key: witnessKey } = JSON.parse(first.stdout) as { readonly witness_key: string };
  const old = readFileSync(join(dir, 'log/checkpoint'), 'utf8');
  await run();
  t.is((await watch('--out', join(home, 'cosigned'))).code, 0);
  t.is(parseCheckpoint(readFileSync(join(home, 'cosigned'), 'utf8')).note.signatures.length, 2);

  const verify = ['log', 'verify', '--dir', dir, '--log-key', vkey, '--checkpoint', join(home, 'cosigned')];
  const verified = await pipelock([...verify, '--witness', witnessKey, '--json'], home);
  t.is(verified.code, 0, verified.stdout);
  t.like(JSON.parse(verified.stdout), { holds: true });
  const unpinned = await pipelock(['log', 'verify', '--dir', dir], home);
  t.is(unpinned.code, 1);
  t.regex(unpinned.stdout, /no log key was given/);

  writeFileSync(join(dir, 'log/checkpoint'), old);
  const cut = await watch();
  t.is(cut.code, 1);
  t.regex(cut.stdout, /cut back/);
  t.is((await pipelock([...verify], home)).code, 1);
  const lost = await pipelock(['log', 'prove', '--dir', dir, '--index', '99'], home);
  t.is(lost.code, 1);
  t.regex(lost.stderr, new RegExp(`the log has ${parseCheckpoint(old).size} leaves`));
  t.not(origin, '');
  for (const args of [
    ['--log', dir],
    ['--log-key', vkey, ...once.slice(0, 6)],
    ['--log-key', 'ab'.repeat(32), ...once, '--log', dir],
  ])
    t.is((await pipelock(['witness', ...args], home)).code, 2, args.join(' '));
  rmSync(join(dir, 'log'), { recursive: true });
  t.regex((await pipelock(['log', 'checkpoint', '--dir', dir], home)).stderr, /no transparency log/);
});

test('the command answers add-checkpoint over HTTP', async (t) => {
  const place = await newWitness(t);
  const vkey = ['--log-key', logSigner.publicKeyHex, '--origin', ORIGIN];
  const args = [
    'witness',
    ...vkey,
    '--key',
    join(place.dir, 'key'),
    '--name',
    'w',
    '--state',
    place.dir,
    '--listen',
    '127.0.0.1:0',
  ];
  const child = spawn(process.execPath, [projectFile('bin/pipelock.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('listening on')) await once(child.stderr, 'data');
  const url = `${/http:\S+/.exec(said)?.[0] ?? ''}/add-checkpoint`;
  const post = async (body: string): Promise<number> => (await fetch(url, { method: 'POST', body })).status;
  t.is(await post(request(0, 5)), 200);
  t.is(await post(request(0, 9)), 409);
  t.is(await post(request(5, 9, forked)), 422);
  t.is(await post('x'.repeat(100_000)), 400);
  t.is((await fetch(url)).status, 405);
  t.is((await fetch(url.replace('add', 'get'))).status, 404);
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number];
  t.is(code, 0);
});
