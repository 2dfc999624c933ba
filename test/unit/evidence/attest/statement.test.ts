// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalizeStatement, signStatement } from '../../../../evidence/attest/statement.js';
import { fromBase64, fromHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { dsseMessage, parseDsse, writeDsse } from '../../../../evidence/model/dsse.js';
import { parseStatement } from '../../../../evidence/model/statement.js';

const STATEMENT = {
  subject: [{ name: 'evidence.jsonl', digest: { sha256: 'ab'.repeat(32) } }],
  predicateType: 'https://example.org/predicate/v1',
  predicate: { count: 3, note: 'a<b' },
};

test('a statement is written, signed, read back and verified', async (t) => {
  const { privateKey, publicKeyHex } = generateKeyPair();
  const envelope = await signStatement(STATEMENT, createNodeSigner(privateKey, 'same_uid'), nodeSuite);
  const read = parseDsse(writeDsse(envelope));
  t.deepEqual(parseStatement(read), STATEMENT);
  const [signature] = read.signatures;
  const check = {
    publicKey: fromHex(publicKeyHex),
    message: dsseMessage(read),
    signature: fromBase64(signature?.sig ?? ''),
  };
  t.deepEqual(await nodeSuite.verifyBatch([check]), [true]);
  const other = { ...check, message: dsseMessage({ ...read, payloadType: 'text/plain' }) };
  t.deepEqual(await nodeSuite.verifyBatch([other]), [false]);
});

test('the same facts give the same bytes, members sorted', (t) => {
  const turned = { ...STATEMENT, predicate: { note: 'a<b', count: 3 } };
  t.deepEqual(canonicalizeStatement(turned), canonicalizeStatement(STATEMENT));
});

for (const [name, text] of [
  ['no signatures', '{"payloadType":"t","payload":"","signatures":[]}'],
  ['a member nobody knows', '{"payloadType":"t","payload":"","signatures":[{"sig":"YQ=="}],"more":1}'],
  ['loose base64', '{"payloadType":"t","payload":"YR==","signatures":[{"sig":"YQ=="}]}'],
  ['a member twice', '{"payloadType":"t","payloadType":"t","payload":"","signatures":[{"sig":"YQ=="}]}'],
] as const) {
  test(`an envelope with ${name} is refused`, (t) => {
    t.throws(() => parseDsse(text), { name: 'FormatError' });
  });
}

test('a payload that is not an in-toto statement is refused', (t) => {
  const payload = (value: unknown): Uint8Array => utf8Encode(JSON.stringify(value));
  const good = { _type: 'https://in-toto.io/Statement/v1', ...STATEMENT };
  const envelope = { payloadType: 'application/vnd.in-toto+json', payload: payload(good), signatures: [] };
  t.deepEqual(parseStatement(envelope), STATEMENT);
  for (const bad of [
    { ...envelope, payloadType: 'text/plain' },
    { ...envelope, payload: payload({ ...good, _type: 'https://in-toto.io/Statement/v0.1' }) },
    { ...envelope, payload: payload({ ...good, subject: [] }) },
    { ...envelope, payload: payload({ ...good, subject: [{ name: 'x', digest: { sha256: 'AB'.repeat(32) } }] }) },
    { ...envelope, payload: payload({ ...good, predicate: [] }) },
  ]) {
    t.throws(() => parseStatement(bad), { name: 'FormatError' });
  }
});
