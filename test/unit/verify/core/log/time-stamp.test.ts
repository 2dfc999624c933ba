// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { parseTimeStamp } from '../../../../../evidence/log/time-stamp.js';
import { judgeTimeStamp, type JudgedStamp } from '../../../../../verify/core/log/time-stamp.js';
import {
  CERT_SIGN,
  CRL_SIGN,
  ecKeys,
  edKeys,
  makeCertificate,
  objectId,
  rsaKeys,
  tlv,
  type CertificateShape,
} from '../../../../support/certificates.js';
import {
  attribute,
  integer,
  makeAuthority,
  makeResponse,
  makeToken,
  RSA_WITHOUT_HASH,
  timeStampPurpose,
  type Authority,
  type StampHash,
  type StampShape,
  knowing,
} from '../../../../support/time-stamps.js';

const DATA = Buffer.from('data');
const AUTHORITY = makeAuthority();
const RSA = rsaKeys();

async function judge(
  der: Uint8Array,
  certificates: readonly Uint8Array[] = [AUTHORITY.root],
  data: Uint8Array = DATA,
): Promise<JudgedStamp> {
  const [one, other] = await Promise.all(
    [nodeSuite, portableSuite].map((suite) => judgeTimeStamp(new Uint8Array(der), data, knowing(certificates, suite))),
  );
  if (one === undefined || one.status !== other?.status || one.message !== other.message) {
    throw new Error(`the suites disagree: ${String(one?.message)} / ${String(other?.message)}`);
  }
  return one;
}

function stampOf(shape: Partial<StampShape> = {}): Buffer {
  return makeToken({ authority: AUTHORITY, ...shape });
}

test('a stamp under a pinned authority says until when something existed', async (t) => {
  const existed = 'existed no later than 2026-06-01T12:00:00.000Z, stamped by an authority that was given';
  t.deepEqual(await judge(stampOf()), { status: 'pass', message: existed });
  t.deepEqual(await judge(makeResponse(stampOf())), { status: 'pass', message: existed });
  t.is((await judge(makeResponse(stampOf(), 1))).status, 'pass', 'granted with modifications');
  t.is((await judge(stampOf(), [AUTHORITY.certificate])).status, 'pass', 'the certificate itself is pinned');
  t.is((await judge(stampOf({ certificates: [] }), [AUTHORITY.certificate])).status, 'pass');
  t.is((await judge(stampOf({ signingCertificate: 1 }))).status, 'pass', 'the older attribute');
});

test('accuracy and fractions are rounded towards later', async (t) => {
  const of = async (shape: Partial<StampShape>): Promise<string> => (await judge(stampOf(shape))).message.slice(22, 46);
  t.is(await of({ time: '20260601120000.0001Z' }), '2026-06-01T12:00:00.001Z');
  const accuracy = tlv(0x30, integer(2), tlv(0x80, Buffer.from([1, 0xf4])), tlv(0x81, Buffer.from([1])));
  t.is(await of({ tail: [accuracy] }), '2026-06-01T12:00:02.501Z');
  t.is(
    await of({ tail: [tlv(0x30), tlv(0x01, Buffer.from([0xff]))], nonce: Buffer.from([5]) }),
    '2026-06-01T12:00:00.000Z',
  );
});

function withOtherByte(signature: Buffer): Buffer {
  signature[20] = (signature[20] ?? 0) ^ 0xff;
  return signature;
}

test('every kind of key and digest holds in both suites', async (t) => {
  const hashes: readonly StampHash[] = ['sha256', 'sha384', 'sha512'];
  for (const key of [ecKeys('P-256'), ecKeys('P-384'), RSA, edKeys()]) {
    for (const hash of hashes) {
      const authority = makeAuthority(key, {}, key === RSA ? RSA : ecKeys());
      const der = makeToken({ authority, hash, imprintHash: hash });
      const label = `${String(key.privateKey.asymmetricKeyType)} ${hash}`;
      t.is(
        (await judge(der, [authority.root])).message.slice(-32),
        'stamped by an authority that was given'.slice(-32),
        label,
      );
      const forged = makeToken({ authority, hash, signature: withOtherByte });
      t.is((await judge(forged, [authority.root])).status, 'fail', label);
    }
  }
  const authority = makeAuthority(RSA);
  const bare = makeToken({ authority, algorithm: RSA_WITHOUT_HASH });
  t.is((await judge(bare, [authority.root])).status, 'pass', 'the digest stands elsewhere');
});

test('without a certificate of the relying party the time is a claim', async (t) => {
  const { status, message } = await judge(stampOf(), []);
  t.is(status, 'not_checked');
  t.regex(message, /existed no later than .*as its time stamp claims: no certificate of an authority was given/);
  t.is((await judge(stampOf(), [], Buffer.from('other'))).status, 'fail', 'and still has to be of this');
});

test('a chain of authorities out of the stamp leads to a pinned one, and to no other', async (t) => {
  const [rootKey, middleKey, key] = [ecKeys(), ecKeys(), ecKeys()];
  const ca = (shape: Partial<CertificateShape>): Buffer =>
    makeCertificate({ key: middleKey, issuerKey: rootKey, subject: 'Stamp CA', issuer: 'Root', isCa: true, ...shape });
  const root = makeCertificate({ key: rootKey, issuerKey: rootKey, subject: 'Root', issuer: 'Root', isCa: true });
  const leaf = makeAuthority(key, {}, middleKey);
  const via = (middle: Buffer, trusted: Buffer = root): Promise<JudgedStamp> =>
    judge(makeToken({ authority: leaf, certificates: [middle, leaf.certificate, Buffer.from([0x30, 0])] }), [trusted]);
  t.is((await via(ca({ usage: CERT_SIGN }))).status, 'pass');
  t.is((await via(ca({}))).status, 'pass', 'no key usage is no restriction');
  const limited = (length: number): Buffer =>
    makeCertificate({
      key: rootKey,
      issuerKey: rootKey,
      subject: 'Root',
      issuer: 'Root',
      extensions: [['2.5.29.19', true, tlv(0x30, tlv(0x01, Buffer.from([0xff])), integer(length))]],
    });
  t.is((await via(ca({}), limited(1))).status, 'pass');
  const refused: readonly (readonly [string, Promise<JudgedStamp>])[] = [
    ['another root', via(ca({}), AUTHORITY.root)],
    ['a root that allows no authority below', via(ca({}), limited(0))],
    ['no authority', via(ca({ isCa: false }))],
    ['an authority that may not sign certificates', via(ca({ usage: CRL_SIGN }))],
    ['an authority that was out of date', via(ca({ notAfter: '260201000000Z' }))],
    ['an authority with names that are constrained', via(ca({ extensions: [['2.5.29.30', false, tlv(0x30)]] }))],
    ['an authority that nobody signed', via(ca({ issuerKey: middleKey }))],
  ];
  for (const [label, judged] of refused) t.regex((await judged).message, /does not lead to one that was given/, label);
  const endless = makeCertificate({ key, issuerKey: key, subject: 'Stamp CA', issuer: 'Stamp CA', isCa: true });
  const looped = makeToken({ authority: makeAuthority(key, {}, key), certificates: [endless] });
  t.is((await judge(looped, [AUTHORITY.root])).status, 'fail');
  const loop = makeAuthority(key, {}, key);
  const circle = makeToken({ authority: loop, certificates: [loop.certificate, endless] });
  t.regex((await judge(circle, [AUTHORITY.root])).message, /does not lead/, 'a circle ends');
});

test('a certificate that is not for time stamps alone, or not at that time, is refused', async (t) => {
  const changes: readonly (readonly [string, Partial<CertificateShape>])[] = [
    ['no purpose', { extensions: [] }],
    ['a purpose that is not critical', { extensions: [timeStampPurpose(false)] }],
    ['another purpose besides', { extensions: [timeStampPurpose(true, '1.3.6.1.5.5.7.3.3')] }],
    ['another purpose', { extensions: [['2.5.29.37', true, tlv(0x30, objectId('1.3.6.1.5.5.7.3.1'))]] }],
    ['a key that may not sign', { usage: CERT_SIGN }],
    ['expired before', { notAfter: '260501000000Z' }],
    ['not valid yet', { notBefore: '260701000000Z' }],
    ['a critical extension that nobody knows', { extensions: [timeStampPurpose(), ['1.2.3.4', true, tlv(0x05)]] }],
    ['signed by another', { issuerKey: ecKeys() }],
  ];
  for (const [label, change] of changes) {
    const authority: Authority = makeAuthority(AUTHORITY.key, change);
    const { status, message } = await judge(makeToken({ authority }), [authority.root]);
    t.is(status, 'fail', label);
    t.regex(message, /certificate/, label);
  }
  const unsaid = makeAuthority(ecKeys(), { extensions: [timeStampPurpose()] });
  t.is((await judge(makeToken({ authority: unsaid }), [unsaid.root])).status, 'pass');
});

test('a stamp that does not fit itself is refused', async (t) => {
  const other = makeAuthority();
  const [type, digest, certificate] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47'];
  const hashed = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
  const changes: readonly (readonly [string, Partial<StampShape>, RegExp])[] = [
    ['of other data', { data: Buffer.from('other') }, /of something else/],
    ['another digest', { messageDigest: Buffer.alloc(32) }, /signed digest is not that/],
    ['a short digest', { messageDigest: Buffer.alloc(0) }, /signed digest is not that/],
    ['a signature of another key', { authority: { ...AUTHORITY, key: other.key } }, /signature does not hold/],
    ['another certificate', { certificates: [other.certificate] }, /neither in it nor given/],
    ['another issuer', { authority: { ...AUTHORITY, issuer: 'Else' } }, /neither in it nor given/],
    ['no certificates', { certificates: [] }, /neither in it nor given/],
    ['an algorithm that nobody knows', { algorithm: tlv(0x30, objectId('1.2.3.4')) }, /signature does not hold/],
    ['another algorithm', { algorithm: tlv(0x30, objectId('1.2.840.113549.1.1.11')) }, /signature does not hold/],
    ['PSS', { algorithm: tlv(0x30, objectId('1.2.840.113549.1.1.10'), tlv(0x30)) }, /holds more/],
    ['another content', { contentType: '1.2.840.113549.1.7.1' }, /another kind of content/],
    ['another kind', { kind: '1.2.840.113549.1.7.1' }, /no time stamp/],
    ['version 2', { version: integer(2) }, /another version/],
    ['a version of five bytes', { version: integer(1, 1, 1, 1, 1) }, /too large/],
    ['a negative accuracy', { tail: [tlv(0x30, integer(0x80))] }, /too large/],
    ['a time without zone', { time: '20260601120000' }, /not a UTC time/],
    ['a time that is none', { time: '20260231120000Z' }, /not a UTC time/],
    ['a time of month 13', { time: '20261301120000Z' }, /not a UTC time/],
    ['a fraction with a zero behind', { time: '20260601120000.10Z' }, /not a UTC time/],
    [
      'a critical extension',
      { tail: [tlv(0xa1, tlv(0x30, objectId('1.2'), tlv(0x01, Buffer.from([255])), tlv(0x04)))] },
      /not understood/,
    ],
    ['two signers', { signers: (one) => [one, one] }, /more than it should/],
    ['no signer', { signers: () => [] }, /signer is missing/],
    ['no attributes', { attributes: () => [] }, /another kind of content/],
    ['no digest', { attributes: (right) => [right[0] as Buffer, right[2] as Buffer] }, /lack the digest/],
    [
      'a digest of another type',
      { attributes: (right) => [right[0] as Buffer, attribute(digest, integer(1)), right[2] as Buffer] },
      /lack the digest/,
    ],
    ['no certificate', { attributes: (right) => right.slice(0, 2) }, /which certificate signed/],
    [
      'an empty list',
      { attributes: (right) => [...right.slice(0, 2), attribute(certificate, tlv(0x30, tlv(0x30)))] },
      /which certificate signed/,
    ],
    ['the type twice', { attributes: (right) => [...right, right[0] as Buffer] }, /stands twice/],
    [
      'two values',
      { attributes: (right) => [attribute(type, objectId('1.2'), objectId('1.2')), ...right.slice(1)] },
      /stands twice/,
    ],
    [
      'SHA-1 in the newer attribute',
      { signingCertificate: hashed(tlv(0x30, objectId('1.3.14.3.2.26')), tlv(0x04)) },
      /a digest beside/,
    ],
    [
      'another hash of the certificate',
      { signingCertificate: hashed(tlv(0x04, Buffer.alloc(32))) },
      /neither in it nor given/,
    ],
  ];
  for (const [label, change, reason] of changes) {
    const { status, message } = await judge(stampOf(change));
    t.is(status, 'fail', label);
    t.regex(message, reason, label);
  }
  const named = hashed(tlv(0x30, objectId('2.16.840.1.101.3.4.2.3')), tlv(0x04, Buffer.alloc(64)));
  t.is((await judge(stampOf({ signingCertificate: named }))).status, 'fail');
  const plain = tlv(0xa1, tlv(0x30, objectId('1.2'), tlv(0x04)), tlv(0x30));
  t.is((await judge(stampOf({ tail: [plain] }))).status, 'pass', 'an extension that may be passed over');
});

test('a fault of the suite is not a fault of the stamp', async (t) => {
  const broken = { ...nodeSuite, verifyEcdsa: () => Promise.reject(new Error('no such curve here')) };
  await t.throwsAsync(judgeTimeStamp(new Uint8Array(stampOf()), DATA, knowing([AUTHORITY.root], broken)), {
    message: 'no such curve here',
  });
});

test('a refusal, and what is no DER, is refused', async (t) => {
  const good = stampOf();
  const inner = good.subarray(4);
  const forms: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a refusal', makeResponse(undefined, 2), /refused, status 2/],
    ['granted without a token', makeResponse(undefined), /refused, status 0/],
    ['a refusal with a token', makeResponse(good, 3), /refused, status 3/],
    ['nothing', Buffer.alloc(0), /cut off/],
    ['an empty sequence', tlv(0x30), /type is missing/],
    ['another type', tlv(0x30, objectId('1.2.3'), tlv(0xa0, tlv(0x30))), /not signed data/],
    ['no identifier', tlv(0x30, tlv(0x06), tlv(0xa0, tlv(0x30))), /not signed data/],
    ['cut off', good.subarray(0, -1), /wrong length/],
    ['bytes behind', Buffer.concat([good, Buffer.from([0])]), /stand behind/],
    ['an indefinite length', Buffer.concat([Buffer.from([0x30, 0x80]), inner, Buffer.from([0, 0])]), /indefinite/],
    ['a long-winded length', Buffer.concat([Buffer.from([0x30, 0x83, 0]), good.subarray(2)]), /long-winded/],
    ['a short length in the long form', Buffer.from([0x30, 0x81, 2, 5, 0]), /long-winded/],
    ['a high tag', Buffer.from([0x3f, 0x81, 0x01, 0]), /another kind/],
    ['a length without an end', Buffer.from([0x30, 0xff, 1]), /wrong length/],
    ['a tag without a length', Buffer.from([0x30]), /wrong length/],
    [
      'depth',
      Array.from({ length: 40 }).reduce<Buffer>((held) => tlv(0x30, held), Buffer.alloc(0)),
      /nested too deeply/,
    ],
    ['size', Buffer.alloc(65_537, 0x30), /longer than 64 KiB/],
  ];
  for (const [label, der, reason] of forms) {
    const { status, message } = await judge(der);
    t.is(status, 'fail', label);
    t.regex(message, reason, label);
  }
});

test('no byte that the signature covers can be changed', async (t) => {
  const good = stampOf();
  const stamp = parseTimeStamp(new Uint8Array(good));
  const covered = [stamp.content, stamp.signature, AUTHORITY.certificate];
  for (const part of covered) {
    const from = good.indexOf(part);
    t.true(from > 0);
    for (let at = from; at < from + part.length; at += 1) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const { status } = await judgeTimeStamp(new Uint8Array(changed), DATA, knowing([AUTHORITY.root], nodeSuite));
      t.is(status, 'fail', `byte ${at}`);
    }
  }
});

test('a changed byte anywhere is answered, and what still passes says the same', async (t) => {
  const good = stampOf();
  const { message: said } = await judge(good);
  t.timeout(120_000);
  let passed = 0;
  for (let at = 0; at < good.length; at += 1) {
    for (const mask of [0x01, 0x80]) {
      const changed = new Uint8Array(good);
      changed[at] = (changed[at] ?? 0) ^ mask;
      const { status, message } = await judgeTimeStamp(changed, DATA, knowing([AUTHORITY.root], nodeSuite));
      if (status === 'fail') continue;
      passed += 1;
      t.is(message, said, `byte ${at}`);
    }
  }
  // Versions and names of digests stand outside of what is signed.
  t.true(passed < 100, `${passed} changes`);
});

test('a stamp of another implementation holds', async (t) => {
  if (spawnSync('openssl', ['ts', '-help']).status !== 0) {
    t.log('skipped: no openssl with "ts"');
    t.pass();
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), 'pipelock-tsa-'));
  const run = (...words: readonly string[]): void => {
    execFileSync('openssl', words, { cwd: dir, stdio: ['ignore', 'ignore', 'ignore'] });
  };
  try {
    const config = ['[tsa]', 'default_tsa = one', '[one]', 'serial = serial', 'signer_digest = sha512'];
    const more = ['default_policy = 1.2.3.4', 'digests = sha256', 'accuracy = secs:1', 'tsa_name = yes'];
    writeFileSync(join(dir, 'tsa.cnf'), `${[...config, ...more].join('\n')}\n`);
    writeFileSync(join(dir, 'serial'), '01\n');
    writeFileSync(join(dir, 'purpose'), 'extendedKeyUsage=critical,timeStamping\n');
    writeFileSync(join(dir, 'data'), DATA);
    const key = (file: string): string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', file];
    run('req', '-x509', ...key('ca.key'), '-out', 'ca.pem', '-subj', '/CN=CA', '-days', '2');
    run('req', ...key('tsa.key'), '-out', 'tsa.csr', '-subj', '/CN=TSA');
    const ca = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    run('x509', '-req', '-in', 'tsa.csr', ...ca, '-out', 'tsa.pem', '-extfile', 'purpose');
    run('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'one.tsq');
    run(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-queryfile',
      'one.tsq',
      '-signer',
      'tsa.pem',
      '-inkey',
      'tsa.key',
      '-out',
      'one.tsr',
    );
    run('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der');
    const judged = await judge(readFileSync(join(dir, 'one.tsr')), [new Uint8Array(readFileSync(join(dir, 'ca.der')))]);
    t.regex(judged.message, /stamped by an authority that was given/);
    t.is((await judge(readFileSync(join(dir, 'one.tsr')), [AUTHORITY.root])).status, 'fail');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
