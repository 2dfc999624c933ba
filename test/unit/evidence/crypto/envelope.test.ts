// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { createNodeSigner } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { rememberIn } from '../../../../evidence/crypto/envelope-replay.js';
import { portableSuite } from '../../../../evidence/crypto/portable.js';
import type { Fields } from '../../../../evidence/model/http-signature/structured.js';
import { addSignature, signatureInput } from '../../../../evidence/model/http-signature/write-signatures.js';
import { signHttpMessage } from '../../../../evidence/sign/http-signature.js';
import { addEnvelope } from '../../../../evidence/sign/mediation-envelope.js';
import { verifyEnvelope, type EnvelopeOptions, type EnvelopeResult } from '../../../../evidence/crypto/envelope.js';
import { ENVELOPE, makeKey, MESSAGE, NOW, signedFields, SIGNING } from '../../../support/envelopes.js';

const { signer } = makeKey();
const stranger = makeKey().signer;
const KEY = { keyId: SIGNING.keyId, publicKey: signer.publicKeyHex, trustDomains: ['example.org'] };
const { body, method = '', targetUri = '' } = MESSAGE;

function optionsWith(change: Partial<EnvelopeOptions> = {}): EnvelopeOptions {
  return {
    suite: nodeSuite,
    keys: [KEY],
    skewSeconds: 60,
    windowSeconds: 300,
    at: NOW + 10,
    body: () => Promise.resolve(body),
    ...change,
  };
}

function verify(fields: Fields, change: Partial<EnvelopeOptions> = {}): Promise<EnvelopeResult> {
  return verifyEnvelope({ method, targetUri, fields }, optionsWith(change));
}

async function refuses(
  t: ExecutionContext,
  code: string | undefined,
  fields: Fields,
  change: Partial<EnvelopeOptions> = {},
  message?: RegExp,
): Promise<void> {
  const { fault } = await verify(fields, change);
  t.is(fault?.code, code as never, fault?.message);
  if (message !== undefined) t.regex(fault?.message ?? '', message);
}

/** A correctly signed message with parameters and components of the test's choice. */
function signedBy(
  parameters: readonly (readonly [string, string | number])[],
  components: readonly string[] = SIGNING.components,
  label = 'pipelock1',
): Fields {
  const digest: Fields[number] = ['content-digest', 'sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:'];
  const fields = [...addEnvelope([], ENVELOPE), digest];
  const input = signatureInput(components, parameters);
  return addSignature(fields, signHttpMessage({ label, input }, { ...MESSAGE, fields }, signer) as never);
}

const PARAMETERS = [
  ['keyid', SIGNING.keyId],
  ['alg', 'ed25519'],
  ['tag', 'pipelock-mediation'],
  ['nonce', SIGNING.nonce],
  ['created', NOW],
  ['expires', NOW + 300],
] as const;

function parameters(change: Readonly<Record<string, string | number | undefined>>): [string, string | number][] {
  return PARAMETERS.flatMap(([name, value]): [string, string | number][] => {
    const changed = name in change ? change[name] : value;
    return changed === undefined ? [] : [[name, changed]];
  });
}

const replace = (fields: Fields, name: string, edit: (value: string) => string): Fields =>
  fields.map(([key, value]) => [key, key === name ? edit(value) : value] as const);
const without = (fields: Fields, name: string): Fields => fields.filter(([key]) => key !== name);

const good = signedFields(signer);

test('a signed message verifies step by step, with both suites', async (t) => {
  for (const suite of [nodeSuite, portableSuite]) {
    const { fault, steps, envelope } = await verify(good, { suite });
    t.is(fault, undefined);
    t.deepEqual(
      steps.map(([code, status]) => `${code} ${status}`),
      ['parse pass', 'not_trusted pass', 'expired pass', 'digest pass', 'signature pass', 'replay not_checked'],
    );
    t.is(envelope?.rid, ENVELOPE.rid);
  }
  await refuses(t, undefined, signedBy(PARAMETERS));
});

test('the order on the wire counts, not the producer’s', async (t) => {
  const order = ['@method', '@target-uri', 'pipelock-mediation', 'content-digest', '@authority'];
  await refuses(t, undefined, signedBy([...PARAMETERS].reverse(), order));
});

test('header: absent, malformed, twice', async (t) => {
  await refuses(t, 'missing', without(good, 'pipelock-mediation'));
  await refuses(
    t,
    'parse',
    replace(good, 'pipelock-mediation', (value) => `${value},`),
  );
  await refuses(t, 'parse', [...good, good[0] as never, ['pipelock-mediation', 'v=1']], {}, /twice/);
});

test('actor: an identity in a second spelling is no identity', async (t) => {
  for (const actor of [
    'SPIFFE://example.org/agent/a',
    'spiffe://example.org:1/agent/a',
    'spiffe://example.org/agent/..',
  ]) {
    await refuses(t, 'parse', signedFields(signer, { envelope: { actor } }), {}, /SPIFFE/);
  }
});

test('signature member: absent, mistagged, doubled, malformed', async (t) => {
  await refuses(t, 'signature', without(without(good, 'signature'), 'signature-input'), {}, /no signature labelled/);
  await refuses(t, 'signature', without(good, 'signature'), {}, /not a byte sequence/);
  await refuses(
    t,
    'signature',
    replace(good, 'signature', (value) => value.replace('pipelock1', 'other')),
  );
  await refuses(
    t,
    'signature',
    replace(good, 'signature-input', () => 'pipelock1="x"'),
    {},
    /list of components/,
  );
  await refuses(
    t,
    'signature',
    replace(good, 'signature', () => '((('),
    {},
    /not a dictionary/,
  );
  await refuses(t, 'signature', signedBy(parameters({ tag: 'other' })), {}, /has the tag/);
  await refuses(t, 'signature', signedBy(PARAMETERS, undefined, 'sig1'), {}, /no signature labelled/);
  const second = replace(
    replace(good, 'signature', (value) => `${value}, pipelock2=:AA==:`),
    'signature-input',
    (value) => `${value}, pipelock2=("@method");tag="x"`,
  );
  await refuses(t, 'signature', second, {}, /two signatures/);
  const foreign = replace(good, 'signature-input', (value) => `${value}, sig1=()`);
  await refuses(t, undefined, foreign);
});

test('key: by id, by trust domain, never from the message', async (t) => {
  await refuses(t, 'not_trusted', good, { keys: [] }, /key id/);
  await refuses(t, 'not_trusted', good, { keys: [{ ...KEY, keyId: 'other' }] }, /key id/);
  await refuses(t, 'not_trusted', signedBy(parameters({ keyid: undefined })), {}, /names no key id/);
  await refuses(t, 'not_trusted', signedBy(parameters({ keyid: 7 })), {}, /names no key id/);
  await refuses(t, 'not_trusted', good, { keys: [{ ...KEY, trustDomains: ['example.com'] }] }, /trust domain/);
  const plain = signedFields(signer, { envelope: { actor: 'crawler' } });
  await refuses(t, 'not_trusted', plain, {}, /trust domain/);
  await refuses(t, undefined, plain, { keys: [{ ...KEY, trustDomains: [] }] });
  const { publicKey } = KEY;
  await refuses(t, undefined, good, { keys: [{ publicKey, trustDomains: [] }] });
});

test('parameters: algorithm, times and nonce must be there and of their kind', async (t) => {
  await refuses(t, 'signature', signedBy(parameters({ alg: 'hmac-sha256' })), {}, /alg/);
  await refuses(t, 'signature', signedBy(parameters({ alg: undefined })), {}, /alg/);
  await refuses(t, 'signature', signedBy(parameters({ created: undefined })), {}, /created and expires/);
  await refuses(t, 'signature', signedBy(parameters({ created: NOW + 0.5 })), {}, /created and expires/);
  await refuses(t, 'signature', signedBy(parameters({ expires: 'soon' })), {}, /created and expires/);
  await refuses(t, 'signature', signedBy(parameters({ nonce: undefined })), {}, /nonce/);
  await refuses(t, 'signature', signedBy(parameters({ nonce: '' })), {}, /nonce/);
  await refuses(t, 'signature', signedBy(parameters({ nonce: 'x'.repeat(257) })), {}, /nonce/);
  await refuses(t, undefined, signedBy(parameters({ nonce: 'x'.repeat(256) })));
  const doubled = replace(good, 'signature-input', (value) => `${value};created=${NOW}`);
  await refuses(t, 'signature', doubled, {}, /twice/);
});

test('time: both edges, with the skew on either side', async (t) => {
  const { created, expires } = SIGNING;
  await refuses(t, undefined, good, { at: created - 60 });
  await refuses(t, 'expired', good, { at: created - 61 }, /future/);
  await refuses(t, undefined, good, { at: expires + 59 });
  await refuses(t, 'expired', good, { at: expires + 60 }, /has expired/);
  await refuses(t, 'expired', good, { at: NaN });
  await refuses(t, 'expired', signedBy(parameters({ expires: created })), {}, /after created/);
  await refuses(t, undefined, signedBy(parameters({ expires: created + 360 })));
  await refuses(t, 'expired', signedBy(parameters({ expires: created + 361 })), {}, /window/);
  const { steps } = await verifyEnvelope({ method, targetUri, fields: good }, withoutTime());
  t.true(steps.some(([code, status]) => code === 'expired' && status === 'not_checked'));
});

function withoutTime(): EnvelopeOptions {
  const { suite, keys, skewSeconds } = optionsWith();
  return { suite, keys, skewSeconds, body: () => Promise.resolve(body) };
}

test('components: only known ones, and those that bind the signature to the request', async (t) => {
  const odd = [...SIGNING.components, 'content-type'];
  const fields: Fields = [['content-type', 'text/plain']];
  await refuses(
    t,
    'signature',
    signedFields(signer, { message: { fields }, signing: { components: odd } }),
    {},
    /not supp/,
  );
  for (const missing of ['@method', '@target-uri', 'pipelock-mediation']) {
    const components = SIGNING.components.filter((name) => name !== missing);
    await refuses(t, 'signature', signedBy(PARAMETERS, components), {}, new RegExp(`${missing} is not covered`));
  }
  const keyed = replace(good, 'signature-input', (value) => value.replace('"@method"', '"@method";req'));
  await refuses(t, 'signature', keyed, {}, /not supported/);
  const twice = replace(good, 'signature-input', (value) => value.replace('"@method"', '"@method" "@method"'));
  await refuses(t, 'signature', twice, {}, /covered twice/);
});

test('digest: of the body that came, covered where there is one', async (t) => {
  const none = (): Promise<null> => Promise.resolve(null);
  await refuses(t, 'digest', good, { body: () => Promise.resolve(new Uint8Array([1])) });
  await refuses(t, 'digest', good, { body: none });
  const bare = signedFields(signer, { message: { body: null } });
  await refuses(t, undefined, bare, { body: none });
  await refuses(t, 'digest', bare, {}, /does not cover/);
  await refuses(t, 'digest', without(good, 'content-digest'));
  await refuses(
    t,
    'digest',
    replace(good, 'content-digest', () => 'sha-256="x"'),
  );
  await refuses(
    t,
    'digest',
    replace(good, 'content-digest', () => 'sha-256=:AA'),
    {},
    /not a dictionary/,
  );
});

test('signature: over this message, by this key', async (t) => {
  await refuses(t, 'signature', signedFields(stranger), {}, /does not match/);
  await refuses(t, undefined, signedFields(stranger), { keys: [KEY, { ...KEY, publicKey: stranger.publicKeyHex }] });
  const moved = await verifyEnvelope({ method: 'PUT', targetUri, fields: good }, optionsWith());
  t.is(moved.fault?.code, 'signature');
  const elsewhere = await verifyEnvelope({ method, targetUri: `${targetUri}0`, fields: good }, optionsWith());
  t.is(elsewhere.fault?.code, 'signature');
  const fragment = await verifyEnvelope({ method, targetUri: `${targetUri}#part`, fields: good }, optionsWith());
  t.is(fragment.fault, undefined, 'a fragment is not sent');
  const edited = replace(good, 'pipelock-mediation', (value) => value.replace('vd="allow"', 'vd="warn"'));
  await refuses(t, 'signature', edited);
  const odd = await verifyEnvelope({ method, fields: good }, optionsWith());
  t.is(odd.fault?.code, 'signature', 'no target URI to check');
});

test('replay: last, and under the key id', async (t) => {
  const seen: [string, number, number][] = [];
  const answers = ['stored', 'replay', 'full'] as const;
  const replay = {
    checkAndStore: (key: string, until: number, now: number) => {
      seen.push([key, until, now]);
      return Promise.resolve(answers[seen.length - 1] as (typeof answers)[number]);
    },
  };
  const remember = rememberIn(replay, { at: NOW + 10, skewSeconds: 60 });
  await refuses(t, 'signature', signedFields(stranger), { remember });
  t.is(seen.length, 0, 'what nobody trusted signed takes no room');
  await refuses(t, undefined, good, { remember });
  await refuses(t, 'replay', good, { remember });
  await refuses(t, 'replay_capacity', good, { remember });
  t.deepEqual(seen[0], [`${SIGNING.keyId}\n${SIGNING.nonce}`, NOW + 360, NOW + 10]);
});

test('a fault on our side is failed, never a pass', async (t) => {
  const broken = (): Promise<never> => Promise.reject(new Error('disk'));
  await refuses(t, 'failed', good, { remember: rememberIn({ checkAndStore: broken }, { at: NOW, skewSeconds: 60 }) });
  await refuses(t, 'failed', good, { body: broken });
  await refuses(t, 'signature', good, { keys: [{ ...KEY, publicKey: 'zz' }] });
  const fields = { filter: () => assertNever() } as never;
  t.is((await verifyEnvelope({ method, targetUri, fields }, optionsWith())).fault?.code, 'failed');
});

function assertNever(): never {
  throw new Error('unexpected');
}

test('hostile fields are refused in good time', async (t) => {
  const many = Array.from({ length: 10_000 }, (_, i) => `m${i}=1`).join(', ');
  await refuses(
    t,
    'parse',
    replace(good, 'pipelock-mediation', (value) => `${value}, ${many}`),
    {},
    /longer than/,
  );
  const labels = Array.from({ length: 300 }, (_, i) => `a${i}=()`).join(', ');
  await refuses(
    t,
    'signature',
    replace(good, 'signature-input', (value) => `${value}, ${labels}`),
    {},
    /more than 256/,
  );
  await refuses(
    t,
    'signature',
    replace(good, 'signature', (value) => `${value}, ${value}`),
    {},
    /twice/,
  );
  await refuses(
    t,
    'parse',
    replace(good, 'pipelock-mediation', (value) => value.replace('agent-a', 'agént')),
  );
  await refuses(
    t,
    'parse',
    replace(good, 'pipelock-mediation', () => '"'.repeat(30_000)),
  );
  await refuses(
    t,
    'parse',
    replace(good, 'pipelock-mediation', () => ''),
    {},
    /version/,
  );
});

test('the key of the regression vector gives the signature of the format page', async (t) => {
  const seed = nodeSuite.sha256('pipelock-conformance-test-key-v1');
  const key = Buffer.from('4655a7e605c12ebb00a46037881c33c5bca5eb74b45a02e8e7261a7ff5a21678', 'hex');
  const vectorKey = createNodeSigner(new Uint8Array([...seed, ...key]), 'same_uid');
  const order = ['@method', '@target-uri', 'pipelock-mediation', 'content-digest'];
  const fields = signedFields(vectorKey, { signing: { components: order } });
  await refuses(t, undefined, fields, { keys: [{ ...KEY, publicKey: vectorKey.publicKeyHex }] });
});
