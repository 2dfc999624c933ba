// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { enter, startTestDashboard } from '../support/dashboard.js';
import { pipelock } from '../support/cli.js';
import { removeFolder, startOrigin, startTestProduct, stopOrigin, through } from '../support/product.js';

type Get = (target: string) => Promise<{ status: number; body: string; bytes: Buffer }>;

/** Asks again until the page says what is waited for; the test's own time limit ends it. */
async function until(get: Get, target: string, expected: RegExp): Promise<string> {
  for (;;) {
    const { body } = await get(target);
    if (expected.test(body)) return body;
  }
}

test('a run is followed while it is written, and its receipts are proved from the log once it is closed', async (t) => {
  t.timeout(300_000);
  const origin = await startOrigin((_request, response) => response.end('hello'));
  t.teardown(() => stopOrigin(origin));
  const { product, home } = await startTestProduct();
  t.teardown(() => removeFolder(home));
  const evidence = product.evidence?.dir ?? '';
  const key = product.evidence?.publicKeyHex ?? '';
  const log = readLogTrust({ 'log-key': [join(dirname(evidence), 'keys', 'log.key.pub')] });
  const trust = createTrustRoot({ keys: [key], log });
  const folders = { root: home, evidence, assessments: join(home, 'none'), assessment: '', assessorKey: key };
  const get: Get = await enter(await startTestDashboard(t, folders, { trust }));
  await through(product, `http://127.0.0.1:${origin.port}/one`);
  const live = await until(get, '/', /UNVERIFIED/);
  const [, run = ''] = /href="(\/runs\/[^"]+)"/.exec(live) ?? [];
  await until(get, run, /\/one/);
  await through(product, `http://127.0.0.1:${origin.port}/two`);
  await until(get, run, /\/two/);
  await product.close();
  const closed = await until(get, '/', /LIMITED<\/span>/);
  t.regex(closed, /All \d+ receipts are leaves of the log/);

  const receipt = await get(`${run}/receipts/1`);
  t.regex(receipt.body, /holds<\/span> <strong>log inclusion/);
  const proof = await get(`${run}/receipts/1/log-proof.json`);
  t.is(proof.status, 200);
  const path = join(home, 'proof.json');
  writeFileSync(path, proof.bytes);
  const logKey = join(dirname(evidence), 'keys', 'log.key.pub');
  t.is((await pipelock(['log', 'verify', '--dir', evidence, '--log-key', logKey], home)).code, 0);

  const checkpoint = join(evidence, 'log', 'checkpoint');
  writeFileSync(checkpoint, readFileSync(checkpoint, 'utf8').replace(/\n(\d+)\n/, '\n9\n'));
  const broken = await until(get, '/', /Do not rely on this folder/);
  t.notRegex(broken, /are leaves of the log/);
  t.regex((await get(`${run}/receipts/1`)).body, /FAILS|not checked<\/span> <strong>log inclusion/);
});
