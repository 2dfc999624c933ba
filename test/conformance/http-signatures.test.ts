// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { toHex, utf8Encode } from '../../evidence/canonical/text.js';
import { createNodeSigner, publicKeyFromPrivate } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { signatureBase, type SignedMessage } from '../../evidence/model/http-signature/base.js';
import { rfc9421Components } from '../../evidence/model/http-signature/components.js';
import { parseSignatures } from '../../evidence/model/http-signature/signatures.js';
import type { Fields } from '../../evidence/model/http-signature/structured.js';
import { addSignature } from '../../evidence/model/http-signature/write-signatures.js';
import { signHttpMessage } from '../../evidence/sign/http-signature.js';
import { testDataText } from '../support/test-data.js';

/** test-key-ed25519 of RFC 9421 appendix B.1.4: the seed at the end of the PKCS #8 text. */
const SEED = new Uint8Array(Buffer.from('n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=', 'base64'));
const PUBLIC = publicKeyFromPrivate(SEED);
const SIGNER = createNodeSigner(new Uint8Array([...SEED, ...PUBLIC]), 'same_uid');
const VALUES = rfc9421Components();

const text = testDataText('vectors/rfc9421/test-cases.md') ?? '';
/** Every code block of the document with folding undone (RFC 8792), in order. */
const blocks = [...text.matchAll(/^~~~[^\n]*\n([\s\S]*?)^~~~$/gm)].map(([, body = '']) =>
  body
    .replace(/^NOTE: .*\n\n/, '')
    .replace(/\\\n[ ]*/g, '')
    .replace(/\n$/, ''),
);

function parseMessage(block: string): SignedMessage {
  const [head = '', ...lines] = (block.split('\n\n')[0] ?? '').split('\n');
  const fields: Fields = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1)];
  });
  if (head.startsWith('HTTP/')) return { status: Number(head.split(' ')[1]), fields };
  const [method = '', path = ''] = head.split(' ');
  const host = fields.find(([name]) => name === 'host')?.[1].trim() ?? '';
  return { method, targetUri: `https://${host}${path}`, fields };
}

/** A block of signature fields alone, as fields. */
function signatureFields(block: string): Fields {
  return block.split('\n').map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1)];
  });
}

const messages = blocks.filter((block) => /^(POST|GET|HTTP\/1\.1) /.test(block));
const bases = blocks.filter((block) => block.includes('"@signature-params": '));
const signed = blocks.filter((block) => block.startsWith('Signature-Input: '));

async function holds(message: SignedMessage): Promise<readonly boolean[]> {
  const [one] = parseSignatures(message.fields);
  if (one === undefined) throw new Error('no signature');
  const base = utf8Encode(signatureBase(one.input, message, VALUES));
  const check = { publicKey: PUBLIC, message: base, signature: one.signature };
  return [...(await nodeSuite.verifyBatch([check])), ...(await portableSuite.verifyBatch([check]))];
}

const withVectors = text === '' ? test.skip : test;

withVectors('the document holds what these tests expect', (t) => {
  t.is(signed.length, 6);
  t.is(bases.length, 8);
  t.is(messages.length, 11);
});

withVectors('every signature base of the RFC comes out byte for byte', (t) => {
  const request = parseMessage(messages[0] ?? '');
  const response = parseMessage(messages[1] ?? '');
  signed.forEach((block, index) => {
    const [, input = ''] = signatureFields(block)[0] ?? [];
    const label = input.trim().split('=')[0] ?? '';
    const of = label === 'sig-b24' ? response : request;
    const fields: Fields = [...of.fields, ...signatureFields(block)];
    const [one] = parseSignatures(fields);
    const expected = bases[index] ?? '';
    // The base of the ECDSA case shows another digest than the message it is about; the base itself is what is signed.
    const digest = /"content-digest": (.*)/.exec(expected)?.[1];
    const seen = fields.map(
      ([name, value]) => [name, name === 'content-digest' && digest !== undefined ? digest : value] as const,
    );
    t.is(one === undefined ? '' : signatureBase(one.input, { ...of, fields: seen }, VALUES), expected, label);
  });
});

withVectors('the Ed25519 signature of section B.2.6 is made and verified', async (t) => {
  const block = signed.find((one) => one.includes('sig-b26')) ?? '';
  const request = parseMessage(messages[0] ?? '');
  const complete = { ...request, fields: [...request.fields, ...signatureFields(block)] };
  t.deepEqual(await holds(complete), [true, true]);
  const [one] = parseSignatures(complete.fields);
  if (one === undefined) return t.fail();
  const again = await signHttpMessage(one, request, SIGNER, VALUES);
  t.is(toHex(again.signature), toHex(one.signature));
  const written = addSignature([], again);
  t.deepEqual(
    written.map(([, value]) => value),
    signatureFields(block).map(([, value]) => value.trim()),
  );
  const other = { ...complete, method: 'PUT' };
  t.deepEqual(await holds(other), [false, false]);
});

withVectors('the client certificate forwarded by a proxy gives the base of section B.3', (t) => {
  const message = messages.find((block) => block.includes('ttrp=')) ?? '';
  const parsed = parseMessage(message);
  const [one] = parseSignatures(parsed.fields);
  t.is(one === undefined ? '' : signatureBase(one.input, parsed, VALUES), bases[6] ?? '');
});

withVectors('transformations of section B.4 that keep the signature valid, and those that do not', async (t) => {
  const transformed = messages.filter((block) => block.includes('transform='));
  t.is(transformed.length, 6);
  const results = await Promise.all(transformed.map(async (block) => holds(parseMessage(block))));
  const valid = [true, true, true, true, false, false];
  t.deepEqual(
    results,
    valid.map((one) => [one, one]),
  );
  const first = parseMessage(transformed[0] ?? '');
  const [one] = parseSignatures(first.fields);
  t.is(one === undefined ? '' : signatureBase(one.input, first, VALUES), bases[7] ?? '');
  if (one === undefined) return t.fail();
  t.is(toHex((await signHttpMessage(one, first, SIGNER, VALUES)).signature), toHex(one.signature));
});

test('without the vectors this file says so', (t) => {
  if (text === '') t.log('vectors/rfc9421/test-cases.md is absent: skipped');
  t.pass();
});
