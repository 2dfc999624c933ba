// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { parseMediationHeader } from '../../../evidence/model/envelope/mediation-envelope.js';
import type { Fields } from '../../../evidence/model/http-signature/structured.js';
import type { Config } from '../../../enforce/config/schema.js';
import { headerPairs } from '../../../enforce/net/headers.js';
import { productPaths } from '../../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../../enforce/runtime/product.js';
import { verifyEnvelope } from '../../../evidence/crypto/envelope.js';
import { makeKey, signedFields } from '../../support/envelopes.js';
import {
  rawExchange,
  recordedReceipts,
  removeFolder,
  startOrigin,
  stopOrigin,
  tempFolder,
  testConfig,
  through,
  verifyEvidence,
  type Answer,
} from '../../support/product.js';

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly fields: Fields;
  readonly body: Buffer;
}

const arrived: Arrived[] = [];
async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const origin = await startOrigin((incoming, response) => {
  void bodyOf(incoming).then((body) => {
    const url = incoming.url ?? '';
    arrived.push({ method: incoming.method ?? '', url, fields: headerPairs(incoming.rawHeaders), body });
    if (url.startsWith('/hop/')) {
      const left = Number(url.slice(5));
      response.writeHead(302, { location: left > 1 ? `/hop/${left - 1}` : '/end' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/plain' }).end('done');
  });
});
const site = `http://127.0.0.1:${origin.port}`;
const ours = makeKey();
const theirs = makeKey();

test.after.always(() => {
  stopOrigin(origin);
});

type Envelope = Config['mediation_envelope'];

function envelopeConfig(change: Partial<Envelope>): Config {
  return testConfig((config) => ({ ...config, mediation_envelope: { ...config.mediation_envelope, ...change } }));
}

const SIGNED = { enabled: true, sign: true, signing_key_path: ours.path };

function verifying(change: Partial<Envelope['verify_inbound']> = {}, rest: Partial<Envelope> = {}): Config {
  const { verify_inbound } = testConfig().mediation_envelope;
  const key = { key_id: 'peer', public_key: theirs.signer.publicKeyHex, well_known_url: '', trust_domains: [] };
  return envelopeConfig({
    ...rest,
    verify_inbound: { ...verify_inbound, enabled: true, trust_list: [key], ...change },
  });
}

async function start(config: Config, home: string): Promise<Product> {
  const paths = { ...productPaths(home, {}), envelopeTrust: join(home, 'trust.json') };
  return startProduct({ config, paths, version: '0.0.0-test', environment: {}, quiet: true });
}

async function withHome(run: (home: string) => Promise<void>): Promise<void> {
  const home = await tempFolder();
  try {
    await run(home);
  } finally {
    await removeFolder(home);
  }
}

async function withProxy(config: Config, run: (product: Product) => Promise<void>): Promise<void> {
  await withHome(async (home) => {
    const product = await start(config, home);
    try {
      await run(product);
    } finally {
      await product.close();
    }
  });
}

function last(path: string): Arrived {
  const found = arrived.findLast(({ url }) => url === path);
  if (found === undefined) throw new Error(`nothing arrived at ${path}`);
  return found;
}

const now = (): number => Math.floor(Date.now() / 1000);

function judge({ method, url, fields, body }: Arrived): ReturnType<typeof verifyEnvelope> {
  return verifyEnvelope(
    { method, targetUri: site + url, fields },
    {
      suite: nodeSuite,
      keys: [{ keyId: 'pipelock-mediation-v1', publicKey: ours.signer.publicKeyHex, trustDomains: ['pipelock.local'] }],
      skewSeconds: 60,
      windowSeconds: 300,
      at: now(),
      body: () => Promise.resolve(body.length === 0 ? null : body),
    },
  );
}

/** Fields of a request to the proxy that another mediator signed. */
function peerFields(target: string, method = 'GET', body: Buffer | null = null, nonce = randomBytes(16)): Fields {
  const created = now();
  return signedFields(theirs.signer, {
    message: { method, targetUri: target, body },
    signing: { keyId: 'peer', created, expires: created + 300, nonce: nonce.toString('hex') },
  });
}

function send(product: Product, target: string, fields: Fields, method = 'GET', body?: Buffer): Promise<Answer> {
  return through(product, target, {
    method,
    headers: Object.fromEntries(fields),
    ...(body === undefined ? {} : { body }),
  });
}

test('what leaves carries an envelope whose rid is the receipt, and its signature holds', async (t) => {
  await withProxy(envelopeConfig(SIGNED), async (product) => {
    const body = Buffer.from('{"a":1}');
    const answer = await through(product, `${site}/signed?q=1`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-pipelock-agent': 'crawler 1', signature: 'sig1=:AA==:' },
    });
    t.is(answer.status, 200);
    const seen = last('/signed?q=1');
    const { fault, envelope } = await judge(seen);
    t.is(fault, undefined);
    t.is(envelope?.rid, String(answer.headers['x-pipelock-receipt']));
    t.deepEqual([envelope?.act, envelope?.vd, envelope?.se, envelope?.hop], ['write', 'allow', 'external_write', 0]);
    t.is(Buffer.from(envelope?.ph ?? []).toString('hex'), product.policyHash.slice(0, 32));
    t.regex(seen.fields.find(([name]) => name === 'signature')?.[1] ?? '', /^sig1=:AA==:, pipelock1=:/);
    t.not((await judge({ ...seen, body: Buffer.from('{"a":2}') })).fault, undefined);
    await product.close();
    const verified = await verifyEvidence(product);
    t.true(verified.result.accepted);
  });
});

test('a redirect is signed anew, and says how many went before', async (t) => {
  await withProxy(envelopeConfig(SIGNED), async (product) => {
    const answer = await through(product, `/fetch?url=${encodeURIComponent(`${site}/hop/2`)}`);
    t.is(answer.status, 200);
    const rids = new Set<string | undefined>();
    for (const [index, path] of ['/hop/2', '/hop/1', '/end'].entries()) {
      const { fault, envelope } = await judge(last(path));
      t.is(fault, undefined, path);
      t.is(envelope?.hop, index, path);
      rids.add(envelope?.rid);
    }
    t.is(rids.size, 3);
  });
});

test('without sign there is a header and no signature; without enabled there is neither', async (t) => {
  await withProxy(envelopeConfig({ enabled: true, actor_format: 'legacy' }), async (product) => {
    await through(product, `${site}/plain`, { headers: { 'x-pipelock-agent': 'crawler' } });
    const { fields } = last('/plain');
    t.is(parseMediationHeader(fields)?.actor, 'crawler');
    t.is(parseMediationHeader(fields)?.aa, 'self-declared');
    t.false(fields.some(([name]) => name.startsWith('signature')));
    t.is((await through(product, '/.well-known/http-message-signatures-directory')).status, 404);
  });
  await withProxy(testConfig(), async (product) => {
    await through(product, `${site}/none`);
    t.false(last('/none').fields.some(([name]) => name === 'pipelock-mediation'));
  });
});

test('a forged envelope does not pass through; signatures of others do', async (t) => {
  const forged: Record<string, string> = {
    'pipelock-mediation': 'v=1, act="read", vd="allow", rid="x", ts=1',
    'signature-input': 'sig1=();created=1, pipelock1=("pipelock-mediation");tag="pipelock-mediation"',
    signature: 'sig1=:AA==:, pipelock1=:AAAA:',
  };
  await withProxy(testConfig(), async (product) => {
    t.is((await through(product, `${site}/forged`, { headers: forged })).status, 200);
    const { fields } = last('/forged');
    t.is(parseMediationHeader(fields), undefined);
    t.deepEqual(
      fields.filter(([name]) => name.startsWith('signature')).map(([, value]) => value),
      ['sig1=();created=1', 'sig1=:AA==:'],
    );
    const broken = { ...forged, 'signature-input': 'PIPELOCK1=((', signature: 'no dictionary, 1' };
    await through(product, `${site}/broken`, { headers: broken });
    t.deepEqual(
      last('/broken').fields.filter(([name]) => name.startsWith('signature')),
      [['signature', 'no dictionary, 1']],
    );
  });
  await withProxy(envelopeConfig(SIGNED), async (product) => {
    await through(product, `${site}/replaced`, { headers: forged });
    t.is((await judge(last('/replaced'))).fault, undefined, 'ours takes the place of the forged one');
  });
});

test('the key directory names the key that signs', async (t) => {
  await withProxy(envelopeConfig(SIGNED), async (product) => {
    const answer = await through(product, '/.well-known/http-message-signatures-directory');
    const key = { keyid: 'pipelock-mediation-v1', alg: 'ed25519', public_key: ours.signer.publicKeyHex };
    t.deepEqual(JSON.parse(answer.body), { keys: [{ ...key, use: 'pipelock-mediation' }] });
    t.is((await through(product, '/.well-known/http-message-signatures-directory', { method: 'POST' })).status, 405);
  });
  await withProxy(testConfig(), async (product) => {
    t.is((await through(product, '/.well-known/http-message-signatures-directory')).status, 404);
  });
});

test('an envelope that cannot be made blocks the request, with a receipt', async (t) => {
  // A header cannot carry this name, and a plain name is what the legacy form sends.
  const config: Config = {
    ...envelopeConfig({ enabled: true, actor_format: 'legacy' }),
    default_agent_identity: 'agént',
  };
  await withProxy(config, async (product) => {
    for (const target of [`${site}/unsealed`, `/fetch?url=${encodeURIComponent(`${site}/unsealed`)}`]) {
      const answer = await through(product, target);
      t.is(answer.status, 503, answer.body);
      t.is(answer.headers['x-pipelock-block-reason'], 'outbound_envelope_failed');
    }
    t.false(
      arrived.some(({ url }) => url === '/unsealed'),
      'nothing was sent',
    );
    await product.close();
    const receipts = await recordedReceipts(product.evidence?.dir ?? '');
    const mine = receipts.filter(({ target }) => target.startsWith(site));
    t.deepEqual(
      mine.map(({ verdict, decision_phase = '' }) => `${verdict} ${decision_phase}`),
      Array.from({ length: 2 }, () => ['allow intent', 'block ', 'block outcome']).flat(),
    );
  });
});

test('incoming requests need a valid envelope of a trusted key', async (t) => {
  await withProxy(verifying(), async (product) => {
    const target = `${site}/inbound`;
    t.is((await send(product, target, peerFields(target))).status, 200);
    t.not(parseMediationHeader(last('/inbound').fields), undefined, 'a verified envelope travels on');
    const body = Buffer.from('{"a":1}');
    t.is((await send(product, target, peerFields(target, 'POST', body), 'POST', body)).status, 200);

    const passed = (): number => arrived.filter(({ url }) => url.startsWith('/inbound')).length;
    const refused = async (fields: Fields, method = 'GET', sent?: Buffer): Promise<void> => {
      const answer = await send(product, target, fields, method, sent);
      t.is(answer.status, 403);
      t.is(answer.headers['x-pipelock-block-reason'], 'envelope_verify_failed');
      t.is(answer.headers['x-pipelock-block-reason-layer'], 'inbound_verify_failed');
    };
    await refused([]);
    await refused(peerFields(`${target}?other`));
    await refused(peerFields(target, 'POST', body), 'POST', Buffer.from('{"a":2}'));
    await refused(peerFields(target), 'POST', body);
    await refused(signedFields(ours.signer, { message: { method: 'GET', targetUri: target, body: null } }));
    t.is(passed(), 2);

    const fetch = `/fetch?url=${encodeURIComponent(`${site}/hop/1`)}`;
    const host = `127.0.0.1:${product.port}`;
    const fields: Fields = [...peerFields(`http://${host}${fetch}`), ['host', host]];
    t.is((await send(product, fetch, fields)).status, 200, 'redirects are requests of our own');
    t.is((await through(product, fetch)).status, 403);

    const metrics = (await through(product, '/metrics')).body;
    t.regex(metrics, /pipelock_envelope_verify_total\{result="verified"\} 3\n/);
    t.regex(metrics, /pipelock_envelope_verify_total\{result="missing"\} 2\n/);
    t.regex(metrics, /pipelock_envelope_verify_total\{result="failed"\} 4\n/);
    await product.close();
    const text = await readFile(await entryFile(product.evidence?.dir ?? ''), 'utf8');
    for (const code of ['missing', 'signature', 'digest', 'not_trusted']) {
      t.true(text.includes(`"envelope.inbound_fault":"${code}"`), code);
    }
  });
});

async function entryFile(dir: string): Promise<string> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.jsonl'));
  return join(dir, names[0] ?? '');
}

test('a request that is sent again is refused, also after a restart', async (t) => {
  await withHome(async (home) => {
    const target = `${site}/again`;
    const fields = peerFields(target);
    const first = await start(verifying(), home);
    t.is((await send(first, target, fields)).status, 200);
    t.is((await send(first, target, fields)).status, 403);
    await first.close();
    const second = await start(verifying(), home);
    t.is((await send(second, target, fields)).status, 403, 'the memory survives');
    t.is((await send(second, target, peerFields(target))).status, 200, 'a new nonce passes');
    await t.throwsAsync(start(verifying(), home), { message: /another/ });
    await second.close();

    await writeFile(join(home, 'envelope', 'replay.log'), 'pipelock.envelope-replay.v1\nnonsense\n');
    await t.throwsAsync(start(verifying(), home), { message: /replay cache .*malformed line; stop the proxy/ });
    const off = await start(testConfig(), home);
    t.is((await through(off, target)).status, 200, 'a proxy that verifies nothing does not open it');
    await off.close();
  });
});

test('a tunnel is judged by its CONNECT request, and carries nothing of ours', async (t) => {
  await withProxy(verifying(), async (product) => {
    const place = `127.0.0.1:${origin.port}`;
    const connect = (fields: Fields): Promise<string> => {
      const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      return rawExchange(product.port, `CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n${lines}\r\nnot TLS`);
    };
    t.regex(await connect([]), /^HTTP\/1\.1 403 [^]*envelope_verify_failed/);
    t.regex(
      await connect(peerFields(`https://${place}/`)),
      /^HTTP\/1\.1 403 [^]*envelope_verify_failed/,
      'another method',
    );
    t.notRegex(await connect(peerFields(`https://${place}/`, 'CONNECT')), /envelope_verify_failed/);
  });
});

test('a full replay cache refuses instead of forgetting', async (t) => {
  const config = verifying({ replay_cache: { window: '5m', max_entries: 2 } });
  await withProxy(config, async (product) => {
    const target = `${site}/full`;
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await send(product, target, peerFields(target))).status);
    t.deepEqual(statuses, [200, 200, 403]);
  });
});

test('keys of the trust store count beside those of the configuration', async (t) => {
  await withHome(async (home) => {
    const other = makeKey();
    const key = { key_id: 'stored', public_key: other.signer.publicKeyHex, trust_domains: [], source: 'test' };
    const list = { schema: 'pipelock.envelope-trust.v1', keys: [{ ...key, added_at: '2026-01-01T00:00:00Z' }] };
    await writeFile(join(home, 'trust.json'), JSON.stringify(list), { mode: 0o600 });
    const product = await start(verifying(), home);
    const target = `${site}/stored`;
    const created = now();
    const signing = { keyId: 'stored', created, expires: created + 60 };
    const fields = signedFields(other.signer, { message: { method: 'GET', targetUri: target, body: null }, signing });
    t.is((await send(product, target, fields)).status, 200);
    await product.close();
    await writeFile(join(home, 'trust.json'), '{"schema":"pipelock.envelope-trust.v2"}');
    await t.throwsAsync(start(verifying(), home), { message: /the trust store .* cannot be read/ });
  });
});
