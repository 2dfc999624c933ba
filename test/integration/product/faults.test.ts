// SPDX-License-Identifier: Apache-2.0
import { chmod, chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import type { Product } from '../../../enforce/runtime/product.js';
import { createTrustRoot } from '../../../verify/core/trust/trust.js';
import { verifyPath } from '../../../verify/node/verify-path.js';
import { pipelock, projectFile, runProgram } from '../../support/cli.js';
import { recordedReceipts, removeFolder, startOrigin, stopOrigin, tempFolder, through } from '../../support/product.js';
import { serve, type Served } from '../../support/served.js';
import { readFile } from 'node:fs/promises';

const origin = await startOrigin((incoming, response) => {
  incoming.resume();
  response.end('ok');
});
const site = `http://127.0.0.1:${origin.port}/`;

test.after.always(() => {
  stopOrigin(origin);
});

const NOBODY = 65_534;

async function configured(home: string): Promise<string> {
  const config = join(home, 'pipelock.yaml');
  const lines = [
    'version: 1',
    'forward_proxy: { enabled: true }',
    'fetch_proxy: { listen: "127.0.0.1:0", monitoring: { max_requests_per_minute: 0 } }',
    'ssrf: { ip_allowlist: [127.0.0.1/32] }',
    'flight_recorder: { require_receipts: true }',
  ];
  await writeFile(config, lines.join('\n'));
  return config;
}

function asProduct({ port }: Served): Product {
  return { port } as Product;
}

async function evidenceVerdict(home: string): Promise<string> {
  const key = (await readFile(join(home, 'keys/receipt-signing.key.pub'), 'utf8')).trim();
  const { result } = await verifyPath(join(home, 'evidence'), { trust: createTrustRoot({ keys: [key] }) });
  return result.verdict;
}

test('when evidence cannot be written any more, what would pass is blocked, what is blocked is still said', async (t) => {
  const home = await tempFolder();
  const config = await configured(home);
  const served = await serve(['--config', config, '--home', home], { PATH: process.env['PATH'] }, 'ulimit -f 96;');
  t.teardown(() => void served.child.kill('SIGKILL'));
  let passed = 0;
  let refusal: Awaited<ReturnType<typeof through>> | undefined;
  for (let i = 0; i < 200 && refusal === undefined; i++) {
    const answer = await through(asProduct(served), site);
    if (answer.status === 200) passed++;
    else refusal = answer;
  }
  t.true(passed > 0);
  t.is(refusal?.status, 503);
  t.is(refusal?.headers['x-pipelock-block-reason'], 'receipt_emission_failed');
  t.is(refusal?.headers['x-pipelock-block-reason-receipt'], undefined, 'there is no receipt to point at');
  const health = await through(asProduct(served), '/health');
  t.is(health.status, 503);
  const said = JSON.parse(health.body) as { evidence: { state: string }; transparency_log: { state: string } };
  t.is(said.evidence.state, 'unavailable');
  t.true(['ok', 'behind'].includes(said.transparency_log.state), said.transparency_log.state);
  // A smaller record may fit again, and then it counts; so this comes last.
  const denied = await through(asProduct(served), 'http://169.254.169.254/');
  t.is(denied.headers['x-pipelock-block-reason'], 'ssrf_metadata');
  await served.stop();

  const receipts = await recordedReceipts(join(home, 'evidence'));
  const intents = receipts.filter(({ decision_phase }) => decision_phase === 'intent');
  t.is(intents.length, passed, 'every answer that passed has its receipt');
  t.is(await evidenceVerdict(home), 'valid');
  await removeFolder(home);
});

test('kill -9 in the middle of traffic: every answered request has its receipt, and the next run links to this one', async (t) => {
  const home = await tempFolder();
  const config = await configured(home);
  const start = (): Promise<Served> => serve(['--config', config, '--home', home], { PATH: process.env['PATH'] });
  const first = await start();
  t.teardown(() => void first.child.kill('SIGKILL'));
  let answered = 0;
  const clients = Array.from({ length: 8 }, async () => {
    for (;;) {
      const answer = await through(asProduct(first), site).catch(() => undefined);
      if (answer?.status !== 200) return;
      answered++;
      if (answered === 60) first.child.kill('SIGKILL');
    }
  });
  await Promise.all(clients);
  const second = await start();
  t.teardown(() => void second.child.kill('SIGKILL'));
  const answer = await through(asProduct(second), site);
  t.is(answer.status, 200, answer.body);
  t.is(await second.stop(), 0);
  const names = await readdir(join(home, 'evidence'));
  t.true(
    names.some((name) => name.startsWith('chain-link-')),
    names.join(' '),
  );
  const receipts = await recordedReceipts(join(home, 'evidence'));
  const intents = receipts.filter(({ decision_phase }) => decision_phase === 'intent').length;
  t.true(intents >= answered, `${answered} answered, ${intents} recorded`);
  t.is(await evidenceVerdict(home), 'valid');
  await removeFolder(home);
});

test('a read-only evidence folder: nothing starts, and the message says what to do', async (t) => {
  const home = await tempFolder();
  const config = await configured(home);
  await mkdir(join(home, 'evidence'));
  await pipelock(['keygen', '--out', join(home, 'keys/receipt-signing.key')], home);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    // Root writes anywhere, so the program runs as somebody else.
    const owned = [home, join(home, 'keys'), join(home, 'keys/receipt-signing.key'), join(home, 'evidence'), config];
    for (const path of owned) await chown(path, NOBODY, NOBODY);
  }
  await chmod(join(home, 'evidence'), 0o500);
  const ran = await runProgram(
    process.execPath,
    [projectFile('bin/pipelock.js'), 'run', '--config', config, '--home', home],
    {
      env: { PATH: process.env['PATH'], HOME: home },
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    },
  );
  t.is(ran.code, 1);
  t.regex(ran.stderr, /evidence/);
  t.notRegex(ran.stderr, /listening/);
  await chmod(join(home, 'evidence'), 0o700);
  await removeFolder(home);
});

test('when the evidence folder is removed under a running proxy, nothing passes any more', async (t) => {
  const home = await tempFolder();
  const served = await serve(['--config', await configured(home), '--home', home], { PATH: process.env['PATH'] });
  t.teardown(() => served.stop());
  t.is((await through(asProduct(served), site)).status, 200);
  await removeFolder(join(home, 'evidence'));
  const answer = await through(asProduct(served), site);
  t.is(answer.headers['x-pipelock-block-reason'], 'receipt_emission_failed');
  t.is((await through(asProduct(served), '/health')).status, 503);
  await removeFolder(home);
});
