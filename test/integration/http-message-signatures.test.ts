// SPDX-License-Identifier: Apache-2.0
import { createPublicKey } from 'node:crypto';
import { createServer, request as sendRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { createVerifier, httpbis } from 'http-message-signatures';
import { fromHex } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { contentDigest } from '../../evidence/model/http-signature/write-signatures.js';
import { addEnvelope } from '../../evidence/sign/mediation-envelope.js';
import { headerPairs } from '../../enforce/net/headers.js';
import { verifyEnvelope, type EnvelopeResult } from '../../evidence/crypto/envelope.js';
import { ENVELOPE, makeKey, signedFields } from '../support/envelopes.js';

const { signer } = makeKey();
const SPKI = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), fromHex(signer.publicKeyHex)]);
const PUBLIC = createPublicKey({ key: SPKI, format: 'der', type: 'spki' });
const BODY = Buffer.from('{"a":1}');

interface Received {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
}

/** A server on loopback that hands over what arrives, whole. */
async function withServer(run: (port: number, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = [];
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      received.push({ incoming, body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await run((server.address() as AddressInfo).port, received);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function send(url: string, headers: Record<string, string | string[]>, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end(body);
  });
}

function headersOf({ incoming }: Received): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, value ?? '']));
}

/** The other implementation's word on a request as received. */
function theirVerdict(received: Received, origin: string): Promise<boolean | null> {
  const message = { method: 'POST', url: origin + (received.incoming.url ?? ''), headers: headersOf(received) };
  return httpbis.verifyMessage(
    {
      keyLookup: ({ keyid }) =>
        Promise.resolve(
          keyid === 'pipelock-envelope-2026-04'
            ? { id: keyid, algs: ['ed25519'], verify: createVerifier(PUBLIC, 'ed25519') }
            : null,
        ),
      requiredFields: ['@method', '@target-uri', 'content-digest', 'pipelock-mediation'],
      requiredParams: ['keyid', 'alg', 'tag', 'nonce', 'created', 'expires'],
    },
    message,
  );
}

function ourVerdict({ incoming, body }: Received, origin: string): Promise<EnvelopeResult> {
  const targetUri = origin + (incoming.url ?? '');
  return verifyEnvelope(
    { method: incoming.method ?? '', targetUri, fields: headerPairs(incoming.rawHeaders) },
    {
      suite: nodeSuite,
      keys: [{ keyId: 'pipelock-envelope-2026-04', publicKey: signer.publicKeyHex, trustDomains: ['example.org'] }],
      skewSeconds: 5,
      windowSeconds: 300,
      at: Math.floor(Date.now() / 1000),
      body: () => Promise.resolve(body),
    },
  );
}

test('another implementation verifies what we sign, over a real connection', async (t) => {
  await withServer(async (port, received) => {
    const origin = `http://127.0.0.1:${port}`;
    const created = Math.floor(Date.now() / 1000);
    const fields = signedFields(signer, {
      message: { targetUri: `${origin}/v1/x?y=1`, body: BODY },
      signing: { created, expires: created + 300 },
    });
    await send(`${origin}/v1/x?y=1`, Object.fromEntries(fields), BODY);
    const forged = fields.map(([name, value]) => [name, name === 'pipelock-mediation' ? `${value}, hop=1` : value]);
    await send(`${origin}/v1/x?y=1`, Object.fromEntries(forged) as Record<string, string>, BODY);
    const [good, bad] = received;
    if (good === undefined || bad === undefined) return t.fail();
    t.true(await theirVerdict(good, origin));
    t.is((await ourVerdict(good, origin)).fault, undefined);
    t.not(await theirVerdict(bad, origin), true);
    t.is((await ourVerdict(bad, origin)).fault?.code, 'signature');
  });
});

test('we verify what another implementation signs, over a real connection', async (t) => {
  await withServer(async (port, received) => {
    const origin = `http://127.0.0.1:${port}`;
    const url = `${origin}/v1/x?y=1`;
    const created = new Date();
    const headers = Object.fromEntries([
      ...addEnvelope([], ENVELOPE),
      ['content-digest', contentDigest(nodeSuite.sha256(BODY))],
    ]) as Record<string, string>;
    const signed = await httpbis.signMessage(
      {
        key: {
          id: 'pipelock-envelope-2026-04',
          alg: 'ed25519',
          sign: (data) => Promise.resolve(Buffer.from(signer.sign(data))),
        },
        name: 'pipelock1',
        params: ['created', 'expires', 'keyid', 'alg', 'nonce', 'tag'],
        paramValues: {
          created,
          expires: new Date(created.getTime() + 60_000),
          nonce: 'b3k2pp5k7z-50gnwp.yemd',
          tag: 'pipelock-mediation',
        },
        fields: ['@target-uri', 'pipelock-mediation', '@authority', 'content-digest', '@method'],
      },
      { method: 'POST', url, headers },
    );
    await send(url, signed.headers, BODY);
    await send(url, signed.headers, Buffer.from('{"a":2}'));
    const [good, bad] = received;
    if (good === undefined || bad === undefined) return t.fail();
    const { fault, envelope } = await ourVerdict(good, origin);
    t.is(fault, undefined, fault?.message);
    t.is(envelope?.actor, ENVELOPE.actor);
    t.is((await ourVerdict(bad, origin)).fault?.code, 'digest');
  });
});
