// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import test from 'ava';
import { recognizeFormat } from '../../../../../enforce/detect/structure/formats.js';
import { compileOpaque, OPAQUE_BLOB } from '../../../../../enforce/detect/structure/opaque.js';
import { readText } from '../../../../../enforce/text/reading.js';
import type { Observation } from '../../../../../enforce/detect/observation.js';

const DETECTOR = compileOpaque({ enabled: true, threshold: 4.5, min_length: 32 });

function observe(text: string): Observation {
  return DETECTOR.detect(readText(text).layers(), 'body');
}

const count = (text: string): number => Number(observe(text).facts['opaque.count'] ?? 0);

/** Bytes that look random and are the same in every run. */
function noise(length: number, label = 'noise'): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, i) =>
    createHash('sha512').update(`${label}${i}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const base32 = (bytes: Buffer): string => Array.from(bytes, (byte) => BASE32.charAt(byte & 31)).join('');
const RFC1924 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const base85 = (bytes: Buffer): string =>
  Array.from({ length: bytes.length / 4 }, (_, i) => {
    let value = bytes.readUInt32BE(4 * i);
    let digits = '';
    for (let k = 0; k < 5; k++, value = Math.floor(value / 85)) digits = RFC1924.charAt(value % 85) + digits;
    return digits;
  }).join('');
const wrapped = (text: string, width = 76): string => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');

const OPAQUE: Readonly<Record<string, string>> = {
  'base64 in JSON': `{"type": "sync", "chunk": "${noise(96).toString('base64')}"}`,
  'base64url in a form': `data=${noise(96).toString('base64url')}&x=1`,
  'base64 in lines': wrapped(noise(900).toString('base64')),
  'base64 in lines of a JSON text': JSON.stringify({ body: wrapped(noise(300).toString('base64'), 64) }),
  'hex at an odd offset amid junk': `junk;${noise(90).toString('hex')};junk`,
  'hex in capitals': noise(90).toString('hex').toUpperCase(),
  base32: base32(noise(120)),
  base85: `payload: ${base85(noise(160))}`,
  'data: URL of bytes': `<a href="data:application/octet-stream;base64,${noise(200).toString('base64')}">`,
  'a header of a PNG, then something else': Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    noise(120),
  ]).toString('base64'),
  'the magic of gzip, then something else': Buffer.concat([Buffer.from('1f8b08', 'hex'), noise(200)]).toString(
    'base64',
  ),
  'the magic of zstd, then something else': Buffer.concat([Buffer.from('28b52ffd', 'hex'), noise(200)]).toString(
    'base64',
  ),
  'named like a digest, but longer than any': `"sha256": "${noise(96).toString('base64')}"`,
  'named like a digest, in hex, but longer than any': `digest=${noise(80).toString('hex')}`,
};

for (const [what, text] of Object.entries(OPAQUE))
  test(`opaque: ${what}`, (t) => {
    const { facts, findings } = observe(text);
    t.true(Number(facts['opaque.count']) >= 1);
    t.true(Number(facts['opaque.length']) >= 32);
    t.true(Number(facts['opaque.entropy_milli']) > 3400);
    t.like(findings[0], {
      detector: 'opaque',
      rule: OPAQUE_BLOB,
      category: 'default',
      severity: 'medium',
      surface: 'body',
    });
    t.is(findings.length, 1);
  });

function chunk(type: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([size, Buffer.from(type), data, noise(4, type)]);
}

const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000010000000100802000000', 'hex')),
  chunk('IDAT', deflateSync(noise(300))),
  chunk('IEND', Buffer.alloc(0)),
]);

/** One frame of one raw block. */
function zstd(content: Buffer): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, content.length & 0xff, 0, 0, 0, 0]);
  header.writeUInt16LE(content.length - 256, 5);
  header.writeUIntLE((content.length << 3) | 1, 7, 3);
  return Buffer.concat([header, content]);
}

function zip(content: Buffer): Buffer {
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), noise(26), content]);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt32LE(20, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, noise(20), end]);
}

function riff(content: Buffer): Buffer {
  const head = Buffer.from('RIFF....WEBPVP8 ');
  head.writeUInt32LE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}

function woff2(content: Buffer): Buffer {
  const head = Buffer.from('wOF2........');
  head.writeUInt32BE(content.length + 12, 8);
  return Buffer.concat([head, content]);
}

const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffda0008010100003f00', 'hex'),
  noise(200),
  Buffer.from('ffd9', 'hex'),
]);
const GIF = Buffer.concat([Buffer.from('GIF89a'), noise(120), Buffer.from(';')]);
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(200), Buffer.from('\n%%EOF\n')]);
const MP4 = Buffer.concat([
  Buffer.from('0000001866747970', 'hex'),
  noise(16),
  Buffer.from('000000886d646174', 'hex'),
  noise(128),
]);

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const SPKI = KEYS.publicKey.export({ type: 'spki', format: 'der' });
const PKCS8 = KEYS.privateKey.export({ type: 'pkcs8', format: 'der' });
const JWK = KEYS.publicKey.export({ format: 'jwk' });
const SSH = Buffer.concat([
  Buffer.from('0000000b', 'hex'),
  Buffer.from('ssh-ed25519'),
  Buffer.from('00000020', 'hex'),
  noise(32),
]);

const FORMATS: Readonly<Record<string, Buffer>> = {
  png: PNG,
  zstd: zstd(noise(300)),
  gzip: gzipSync(noise(300)),
  zip: zip(noise(200)),
  riff: riff(noise(200)),
  woff2: woff2(noise(200)),
  jpeg: JPEG,
  gif: GIF,
  pdf: PDF,
  mp4: MP4,
  der: SPKI,
  ssh_public_key: SSH,
};

for (const [name, bytes] of Object.entries(FORMATS)) {
  test(`${name}: known by its structure, in base64 and hex`, (t) => {
    t.is(recognizeFormat(bytes), name);
    t.is(count(`{"file": "${bytes.toString('base64')}"}`), 0);
    t.is(count(`data=${bytes.toString('base64url')}`), 0);
    t.is(count(wrapped(bytes.toString('base64'))), 0);
    t.is(count(bytes.toString('hex')), 0);
  });

  test(`${name}: its beginning in front of noise is not one`, (t) => {
    if (name === 'gif' || name === 'ssh_public_key') return t.pass('only the beginning has a form');
    t.is(recognizeFormat(Buffer.concat([bytes.subarray(0, 16), noise(256, name)])), undefined);
    return undefined;
  });
}

test('keys: public ones are known, private ones are not', (t) => {
  t.is(recognizeFormat(EC.publicKey.export({ type: 'spki', format: 'der' })), 'der');
  t.is(recognizeFormat(KEYS.publicKey.export({ type: 'pkcs1', format: 'der' })), 'der');
  t.is(recognizeFormat(sign('sha256', noise(10), EC.privateKey)), 'der');
  t.is(recognizeFormat(PKCS8), undefined);
  t.is(recognizeFormat(KEYS.privateKey.export({ type: 'pkcs1', format: 'der' })), undefined);
  t.is(recognizeFormat(EC.privateKey.export({ type: 'sec1', format: 'der' })), undefined);
  t.true(count(PKCS8.toString('base64')) > 0);
});

const sha = (label: string, bits = 256, encoding: 'hex' | 'base64' = 'hex'): string =>
  createHash(`sha${bits}`).update(label).digest(encoding);

const EXPLAINED: Readonly<Record<string, string>> = {
  'a commit and a digest': `Verify build artifact for commit ${sha('c', 1)} with sha256 ${sha('x')}.`,
  UUIDs: JSON.stringify(
    Array.from({ length: 40 }, (_, i) => sha(`${i}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')),
  ),
  'a list of checksums': Array.from({ length: 40 }, (_, i) => `${sha(`${i}`)}  file-${i}.tar.gz`).join('\n'),
  'a list of revisions': Array.from({ length: 40 }, (_, i) => sha(`${i}`, 1)).join('\n'),
  'a lock file': Array.from({ length: 30 }, (_, i) => `"integrity": "sha512-${sha(`${i}`, 512, 'base64')}",`).join(
    '\n',
  ),
  'a sum file': `example.org/x v1.2.3 h1:${sha('m', 256, 'base64')}\nexample.org/x v1.2.3/go.mod h1:/${sha('n', 256, 'base64').slice(1)}`,
  'an integrity attribute': `<script src="/a.js" integrity="sha384-${sha('i', 384, 'base64')}"></script>`,
  'a policy header': `script-src 'sha256-${sha('p', 256, 'base64')}' 'nonce-${noise(32).toString('base64')}'`,
  'entity tags': `ETag: "${sha('e', 256, 'base64')}"\nIf-None-Match: "${sha('f')}"`,
  'a labelled digest in base64': `{"content_md5": "${noise(16).toString('base64')}", "bodyHash": "${noise(32).toString('base64')}"}`,
  'a signature': `{"signature": "${noise(256).toString('base64')}"}`,
  'a public JSON web key': JSON.stringify(JWK),
  'a certificate': `-----BEGIN CERTIFICATE-----\n${wrapped(noise(900).toString('base64'), 64)}\n-----END CERTIFICATE-----`,
  'a public key in PEM': KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  'a PGP signature': `-----BEGIN PGP SIGNATURE-----\nVersion: x\n\n${wrapped(noise(400).toString('base64'), 64)}\n-----END PGP SIGNATURE-----`,
  'a JSON web token': `token ${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"sub":"someone","name":"A Person"}').toString('base64url')}.${noise(32).toString('base64url')}`,
  'text in base64': Buffer.from(
    'This is only a longer sentence, which says nothing secret at all, in an encoding.',
  ).toString('base64'),
  'text of another script in base64': Buffer.from(
    'Это всего лишь длинное предложение, в котором нет ничего тайного.',
  ).toString('base64'),
  'a document in an address': `see https://docs.example.com/document/d/${noise(33).toString('base64url')}/edit`,
  'an alphabet': 'const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";',
  'long names':
    'com/example/internationalization/AbstractSingletonProxyFactoryBean getElementsByTagNameAndClassNameOrNull',
  'paths with digests': `/srv/objects/pack/pack-${sha('k', 1)}.idx and node_modules/.cache/babel-loader/${sha('b')}.json`,
  'a trace id': `traceparent: 00-${sha('t').slice(0, 32)}-${sha('u').slice(0, 16)}-01`,
  'padded numbers in hex': `0x${'0'.repeat(63)}1${'0'.repeat(64)}`,
  'minified code':
    'function(e,t,n){"use strict";var r=n(12),o=r.a.createElement;e.exports=function(e){return o("div",{className:e.c})}}',
  'a source map':
    '{"version":3,"mappings":"AAAA;AACA,SAASA,IAAI,CAACC,CAAC,EAAEC,CAAC,EAAE;EAClB,OAAOD,CAAC,GAAGC,CAAC;AACd"}',
};

for (const [what, text] of Object.entries(EXPLAINED)) test(`explained: ${what}`, (t) => t.is(count(text), 0));

test('what stands behind a private member of a key is not explained', (t) => {
  t.true(count(JSON.stringify(KEYS.privateKey.export({ format: 'jwk' }))) > 0);
});

test('a public block that has ended explains nothing', (t) => {
  t.true(count(`-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n${noise(96).toString('base64')}`) > 0);
});

test('the place of the longest blob, and none where it was decoded', (t) => {
  const blob = noise(96).toString('base64');
  const { findings } = observe(`a ${noise(40, 'b').toString('base64')} b ${blob} c`);
  t.is(findings[0]?.span?.end, (findings[0]?.span?.start ?? 0) + blob.length);
  t.is(findings[0]?.view, 'raw');
});

test('the limits of a configuration', (t) => {
  const layers = readText(`x ${noise(36).toString('base64')} y`).layers();
  const withOptions = (options: object) =>
    compileOpaque({ enabled: true, threshold: 4.5, min_length: 32, ...options }).detect(layers, 'body').findings.length;
  t.is(withOptions({}), 1);
  t.is(withOptions({ enabled: false }), 0);
  t.is(withOptions({ min_length: 64 }), 0);
  t.is(withOptions({ threshold: 6 }), 0);
});

test('random values are found whatever their length from 48 characters on', (t) => {
  for (const bytes of [36, 48, 64, 96, 200, 1000]) {
    let found = 0;
    for (let i = 0; i < 60; i++) if (count(`{"v":"${noise(bytes, `r${i}`).toString('base64')}"}`) > 0) found++;
    t.true(found >= 57, `${bytes}: ${found}`);
  }
});

test('a value that could be a token written backwards is measured once, where it stands', (t) => {
  t.is(count(`{"value": "${noise(72).toString('base64url')}_phg"}`), 1);
});
