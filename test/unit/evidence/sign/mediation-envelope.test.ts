// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { utf8Encode } from '../../../../evidence/canonical/text.js';
import { createNodeSigner } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { plainComponent, signatureBase } from '../../../../evidence/model/http-signature/base.js';
import { parseSignatures } from '../../../../evidence/model/http-signature/signatures.js';
import type { Fields } from '../../../../evidence/model/http-signature/structured.js';
import { addEnvelope, signMediationEnvelope, stripEnvelope } from '../../../../evidence/sign/mediation-envelope.js';
import { ENVELOPE, makeKey, MESSAGE, signedFields, SIGNING } from '../../../support/envelopes.js';

const PUBLIC = Buffer.from('4655a7e605c12ebb00a46037881c33c5bca5eb74b45a02e8e7261a7ff5a21678', 'hex');
const SEED = nodeSuite.sha256('pipelock-conformance-test-key-v1');
const VECTOR_KEY = createNodeSigner(new Uint8Array([...SEED, ...PUBLIC]), 'same_uid');
const { signer } = makeKey();

const value = (fields: Fields, name: string): string | undefined => fields.find(([key]) => key === name)?.[1];

test('the regression vector of the format page, byte for byte', (t) => {
  const components = ['@method', '@target-uri', 'pipelock-mediation', 'content-digest'];
  const fields = signedFields(VECTOR_KEY, { signing: { components } });
  const [one] = parseSignatures(fields);
  if (one === undefined) return t.fail();
  const base = signatureBase(one.input, { ...MESSAGE, fields }, plainComponent);
  t.is(utf8Encode(base).length, 591);
  t.is(nodeSuite.sha256Hex(base), '284269cff94b6daef320a137d6957b357bee9fbe1d5e9267f5aed6bf572aeeb0');
  t.is(
    value(fields, 'signature'),
    'pipelock1=:JrVsKBHT0yrVwww5iHFSSJ1Teya528SSERHwbAr79aS4I7XZAnkmobBCxInE8YcmM7Wxf5sEEdYAtNEY3kf5AQ==:',
  );
  t.is(value(fields, 'content-digest'), 'sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:');
});

test('the producer’s order of components and parameters', (t) => {
  const [one] = parseSignatures(signedFields(signer));
  t.deepEqual(
    one?.input[0].map(([name]) => name),
    ['@method', '@target-uri', 'content-digest', 'pipelock-mediation'],
  );
  t.deepEqual([...(one?.input[1].keys() ?? [])], ['keyid', 'alg', 'tag', 'nonce', 'created', 'expires']);
});

test('a digest is signed for a body within the limit, and for no other', (t) => {
  const covers = (change: Parameters<typeof signedFields>[1]): boolean => {
    const fields = signedFields(signer, change);
    const covered = parseSignatures(fields)[0]?.input[0].some(([name]) => name === 'content-digest') === true;
    t.is(covered, value(fields, 'content-digest') !== undefined);
    return covered;
  };
  const body = new Uint8Array(10);
  t.true(covers({ message: { body }, signing: { maxBodyBytes: 10 } }));
  t.false(covers({ message: { body }, signing: { maxBodyBytes: 9 } }));
  t.false(covers({ message: { body: new Uint8Array() } }));
  t.false(covers({ message: { body: null } }));
  t.false(covers({ signing: { components: ['@method', '@target-uri', 'pipelock-mediation'] } }));
});

test('a digest that is right stays as it is, a wrong or unreadable one is replaced', (t) => {
  const right = 'sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:';
  const send = (digest: string): string | undefined =>
    value(signedFields(signer, { message: { fields: [['content-digest', digest]] } }), 'content-digest');
  t.is(send(`sha-512=:AA==:, ${right}`), `sha-512=:AA==:, ${right}`);
  for (const wrong of ['sha-256=:AA==:', 'sha-512=:AA==:', 'sha-256=x', '((']) t.is(send(wrong), right, wrong);
});

test('other signatures are kept, one that spoils the field makes way', (t) => {
  const others: Fields = [
    ['signature-input', 'sig1=("@method");created=1;x=?0, old;y'],
    ['signature', 'sig1=:AA==:, old=:AQ==:'],
  ];
  const merged = signedFields(signer, { message: { fields: others } });
  t.true(value(merged, 'signature-input')?.startsWith('sig1=("@method");created=1;x=?0, old;y, pipelock1=('));
  t.true(value(merged, 'signature')?.startsWith('sig1=:AA==:, old=:AQ==:, pipelock1=:'));
  const spoiled = signedFields(signer, { message: { fields: [['signature', '((']] } });
  t.true(value(spoiled, 'signature')?.startsWith('pipelock1=:'));
  t.deepEqual(parseSignatures(spoiled).length, 1);
});

test('stripping: every label of ours, in any spelling that a reader might take for one', (t) => {
  const strip = (name: string, text: string): string | undefined => value(stripEnvelope([[name, text]]), name);
  t.is(strip('pipelock-mediation', 'v=1'), undefined);
  t.is(strip('signature', 'pipelock1=:AA==:'), undefined);
  t.is(strip('signature', 'pipelock1=:AA==:, unchanged'), 'unchanged');
  t.is(strip('signature', 'a=:AA==:, pipelock=:AA==:, pipelock99=:AA==:'), 'a=:AA==:');
  t.is(strip('signature', 'Pipelock1=:AA==:'), undefined, 'unreadable and ours');
  t.is(strip('signature', 'a=((('), 'a=(((', 'unreadable and not ours');
  t.is(strip('signature-input', 'a=();keyid="pipelock-key"'), 'a=();keyid="pipelock-key"', 'a value is no label');
  const split: Fields = [
    ['signature', 'a=:AA==:'],
    ['x', '1'],
    ['signature', 'pipelock1=:AA==:'],
  ];
  t.deepEqual(stripEnvelope(split), [
    ['x', '1'],
    ['signature', 'a=:AA==:'],
  ]);
  const same: Fields = [['accept', '*/*']];
  t.deepEqual(stripEnvelope(same), same);
});

test('an envelope takes the place of another; what a header cannot carry is refused', (t) => {
  const fields = addEnvelope([['pipelock-mediation', 'forged']], ENVELOPE);
  t.is(fields.length, 1);
  t.throws(() => addEnvelope([], { ...ENVELOPE, actor: 'agént' }), { code: 'field_value' });
  t.throws(() => addEnvelope([], { ...ENVELOPE, task: 'a\nb' }), { code: 'field_value' });
  t.throws(() => signedFields(signer, { message: { targetUri: 'https://a/\u00e9' } }), {
    message: /one line of ASCII/,
  });
});

test('a signer that answers later signs the same', async (t) => {
  const later = { sign: (message: Uint8Array) => Promise.resolve(VECTOR_KEY.sign(message)) };
  const fields = await signMediationEnvelope(MESSAGE, ENVELOPE, SIGNING, later, nodeSuite);
  t.deepEqual(fields, signedFields(VECTOR_KEY));
});
