// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { request } from 'node:http';
import test from 'ava';
import {
  ACCESS_KEY,
  recordedReceipts,
  startOrigin,
  startTestProduct,
  stopOrigin,
  stopTestProduct,
  testConfig,
  through,
  verifyEvidence,
  type Running,
} from '../../support/product.js';

const origin = await startOrigin((incoming, response) => {
  incoming.resume();
  response.writeHead(200, { 'content-type': 'application/json', 'x-pipelock-block-reason': 'forged' });
  response.end(JSON.stringify({ path: incoming.url, method: incoming.method }));
});
const site = `http://127.0.0.1:${origin.port}`;

test.after.always(() => {
  stopOrigin(origin);
});

async function withProduct(
  run: (running: Running) => Promise<void>,
  ...start: Parameters<typeof startTestProduct>
): Promise<void> {
  const running = await startTestProduct(...start);
  try {
    await run(running);
  } finally {
    await stopTestProduct(running);
  }
}

test('a permitted request leaves an intent and an outcome under one action id, and both verify', async (t) => {
  await withProduct(async ({ product }) => {
    const answer = await through(product, `${site}/v1/items?page=2`);
    t.is(answer.status, 200);
    t.is((JSON.parse(answer.body) as { path: string }).path, '/v1/items?page=2');
    t.is(answer.headers['x-pipelock-block-reason'], undefined, 'an upstream cannot forge our headers');
    await product.close();

    const receipts = await recordedReceipts(product.evidence?.dir ?? '');
    const mine = receipts.filter(({ target }) => target.startsWith(site));
    t.deepEqual(
      mine.map(({ decision_phase, verdict }) => [decision_phase, verdict]),
      [
        ['intent', 'allow'],
        ['outcome', 'allow'],
      ],
    );
    t.is(mine[0]?.action_id, mine[1]?.action_id);
    t.is(mine[0]?.target, `${site}/v1/items?page`, 'query values stay out of the record');
    t.regex(mine[1]?.pattern ?? '', /^status=200 bytes=\d+ sent=0 reason=complete body=sha256:[0-9a-f]{64}$/);
    t.is((await verifyEvidence(product)).result.verdict, 'valid');
  });
});

const blocked: readonly (readonly [title: string, target: string, layer: string])[] = [
  ['a key in the query', `${site}/?q=${ACCESS_KEY}`, 'core_dlp'],
  ['a key in the path, base64', `${site}/${Buffer.from(ACCESS_KEY).toString('base64url')}`, 'core_dlp'],
  ['metadata', 'http://169.254.169.254/', 'core_ssrf'],
  ['metadata as a number', 'http://2852039166/', 'core_ssrf'],
  ['a private address', 'http://10.1.2.3/', 'ssrf'],
  ['a blocked host', 'http://pastebin.com/raw/x', 'blocklist'],
  ['traversal', `${site}/a/%2e%2e/b`, 'path_traversal'],
  ['header injection', `${site}/a%0d%0ab`, 'crlf_injection'],
  ['credentials in the URL', `http://user:pass@127.0.0.1:${origin.port}/`, 'parser'],
  ['another scheme', 'ftp://127.0.0.1/x', 'scheme'],
  ['a long URL', `${site}/${'word-'.repeat(600)}`, 'length'],
];

for (const [title, target, layer] of blocked) {
  test(`blocked with a reason and a receipt: ${title}`, async (t) => {
    await withProduct(async ({ product }) => {
      const answer = await through(product, target);
      t.true(answer.status >= 400);
      t.is(answer.headers['x-pipelock-block-reason-layer'], layer);
      const receipt = answer.headers['x-pipelock-block-reason-receipt'];
      await product.close();
      const receipts = await recordedReceipts(product.evidence?.dir ?? '');
      const mine = receipts.find(({ action_id }) => action_id === receipt);
      t.is(mine?.verdict, 'block');
      t.is(mine?.layer, layer);
      t.is((await verifyEvidence(product)).result.verdict, 'valid');
    });
  });
}

test('benign twins of the blocked targets pass', async (t) => {
  await withProduct(async ({ product }) => {
    for (const path of ['/?q=AKIA-is-a-prefix', '/a..b/c', '/docs/100%25-free', `/${'word-'.repeat(60)}`]) {
      t.is((await through(product, `${site}${path}`)).status, 200, path);
    }
  });
});

test('a credential in a body or a header is blocked, an ordinary body is forwarded as it is', async (t) => {
  await withProduct(async ({ product }) => {
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ note: `the key is ${ACCESS_KEY}` });
    t.is((await through(product, `${site}/`, { method: 'POST', headers: json, body })).status, 403);
    t.is((await through(product, `${site}/`, { headers: { 'x-api-key': ACCESS_KEY } })).status, 403);
    const fine = JSON.stringify({ note: 'the key is under the mat' });
    t.is((await through(product, `${site}/`, { method: 'POST', headers: json, body: fine })).status, 200);
  });
});

test('no name is resolved for a request whose host carries a credential', async (t) => {
  await withProduct(async ({ product }) => {
    const answer = await through(product, `http://${ACCESS_KEY.toLowerCase()}.leak.invalid/`);
    t.is(answer.headers['x-pipelock-block-reason-layer'], 'core_dlp', 'not dns: the resolver was not asked');
    const benign = await through(product, 'http://nothing-here.leak.invalid/');
    t.is(benign.headers['x-pipelock-block-reason-layer'], 'dns', 'the twin gets as far as the resolver');
  });
});

test('the kill switch denies everything, with receipts', async (t) => {
  const config = testConfig((base) => ({ ...base, kill_switch: { ...base.kill_switch, enabled: true } }));
  await withProduct(async ({ product }) => {
    const answer = await through(product, `${site}/`);
    t.is(answer.status, 503);
    t.is(answer.headers['x-pipelock-block-reason'], 'kill_switch_active');
  }, config);
});

test('audit mode marks what it would block, and still blocks core credentials', async (t) => {
  const config = testConfig((base) => ({
    ...base,
    mode: 'audit',
    fetch_proxy: { ...base.fetch_proxy, monitoring: { ...base.fetch_proxy.monitoring, blocklist: ['127.0.0.1'] } },
  }));
  await withProduct(async ({ product }) => {
    t.is((await through(product, `${site}/`)).status, 200);
    t.is((await through(product, `${site}/?q=${ACCESS_KEY}`)).status, 403);
    await product.close();
    const verdicts = (await recordedReceipts(product.evidence?.dir ?? '')).map(({ verdict }) => verdict);
    t.true(verdicts.includes('warn'));
  }, config);
});

test('the request limit of a destination is kept', async (t) => {
  const config = testConfig((base) => ({
    ...base,
    fetch_proxy: { ...base.fetch_proxy, monitoring: { ...base.fetch_proxy.monitoring, max_requests_per_minute: 2 } },
  }));
  await withProduct(async ({ product }) => {
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await through(product, `${site}/`)).status);
    t.deepEqual(statuses, [200, 200, 429]);
  }, config);
});

test('an agent cannot name itself into the operator counters without bound, and its name is recorded', async (t) => {
  await withProduct(async ({ product }) => {
    await through(product, `${site}/`, { headers: { 'x-pipelock-agent': 'tester' } });
    const stats = JSON.parse((await through(product, '/stats')).body) as { agents: Record<string, unknown> };
    t.deepEqual(Object.keys(stats.agents), ['tester']);
    t.regex((await through(product, '/metrics')).body, /pipelock_requests_total\{result="allowed",agent="tester"\} 1/);
  });
});

test('draining lets a running exchange end and records its outcome', async (t) => {
  let finish: () => void = () => undefined;
  const slow = await startOrigin((incoming, response) => {
    incoming.resume();
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('begun ');
    finish = () => response.end('ended');
    slow.server.emit('begun');
  });
  const running = await startTestProduct();
  const begun = once(slow.server, 'begun');
  const answer = through(running.product, `http://127.0.0.1:${slow.port}/`);
  await begun;
  const closed = running.product.close();
  finish();
  t.is((await answer).body, 'begun ended');
  await closed;
  const receipts = await recordedReceipts(running.product.evidence?.dir ?? '');
  t.true(receipts.some(({ pattern }) => pattern?.includes('reason=complete') === true));
  t.is((await verifyEvidence(running.product)).result.verdict, 'valid');
  await stopTestProduct(running);
  stopOrigin(slow);
});

test('a client that goes away while a name is looked up leaves a receipt', async (t) => {
  await withProduct(async ({ product }) => {
    const outgoing = request({ host: '127.0.0.1', port: product.port, path: `${site}/held`, agent: false });
    outgoing.on('error', () => undefined);
    outgoing.end();
    outgoing.destroy();
    t.is((await through(product, `${site}/after`)).status, 200);
    await product.close();
    t.is((await verifyEvidence(product)).result.verdict, 'valid');
  });
});

test('a credential in a field of a fetch is refused; a plain field is not', async (t) => {
  await withProduct(async ({ product }) => {
    const fetched = (headers: Record<string, string>) =>
      through(product, `/fetch?url=${encodeURIComponent(`${site}/page`)}`, { headers });
    const refused = await fetched({ authorization: `Bearer ${ACCESS_KEY}` });
    t.is(refused.headers['x-pipelock-block-reason'], 'dlp_match');
    t.is((await fetched({ authorization: 'Bearer mF_7.Q5f-4' })).status, 200);
  });
});
