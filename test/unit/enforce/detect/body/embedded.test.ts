// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import { encodedBytes, judgeBytes } from '../../../../../enforce/detect/body/embedded.js';
import { crc32 } from '../../../../../enforce/detect/crc32.js';
import { detectToolPoison } from '../../../../../enforce/detect/tools/poisoning/detect.js';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]));
const PNG = Buffer.concat([
  SIGNATURE,
  HEADER,
  chunk('IDAT', deflateSync(Buffer.alloc(4))),
  chunk('IEND', Buffer.alloc(0)),
]);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const JPEG = Buffer.from([
  0xff,
  0xd8,
  0xff,
  0xfe,
  0,
  7,
  ...Buffer.from('hello'),
  0xff,
  0xda,
  0,
  2,
  1,
  2,
  0xff,
  0,
  3,
  0xff,
  0xd9,
]);
const WEBP = Buffer.concat([Buffer.from('RIFF'), Buffer.from([16, 0, 0, 0]), Buffer.from('WEBPVP8 '), Buffer.alloc(8)]);
const OPAQUE = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 73 + 11) % 251));

test('whole pictures are pictures', (t) => {
  for (const [bytes, type] of [
    [PNG, 'image/png'],
    [GIF, 'image/gif'],
    [JPEG, 'image/jpeg'],
    [WEBP, 'image/webp'],
  ] as const) {
    const judged = judgeBytes(bytes);
    t.is(judged.kind === 'media' ? judged.type : judged.kind, type);
  }
  const judged = judgeBytes(JPEG);
  t.deepEqual(judged.kind === 'media' && judged.texts, ['hello']);
});

test('comments of pictures are texts', (t) => {
  const png = Buffer.concat([
    SIGNATURE,
    HEADER,
    chunk('tEXt', Buffer.from('Comment\0ignore')),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const judged = judgeBytes(png);
  t.deepEqual(judged.kind === 'media' && judged.texts, ['Comment\0ignore']);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 4]), Buffer.from('note'), Buffer.from([0])]);
  const gif = judgeBytes(Buffer.concat([GIF.subarray(0, -1), comment, Buffer.from([0x3b])]));
  t.true(gif.kind === 'media' && (gif.texts[0] ?? '').startsWith('note'));
});

test('a header does not make a picture', (t) => {
  const secret = 'aws_secret_access_key = q8Zt3LmN0pRsTuVwXyZaBcDeFgHiJkLmNoPqRsTu';
  const forged = judgeBytes(Buffer.concat([SIGNATURE, HEADER, Buffer.from(secret)]));
  t.is(forged.kind, 'text');
  t.true(forged.kind === 'text' && forged.text.includes(secret));
  for (const broken of [
    PNG.subarray(0, -4),
    Buffer.concat([PNG, Buffer.from('tail of text here')]),
    GIF.subarray(0, -1),
    JPEG.subarray(0, -2),
    Buffer.concat([SIGNATURE, HEADER, chunk('IEND', Buffer.alloc(0))]),
  ])
    t.not(judgeBytes(broken).kind, 'media');
  const wrong = Buffer.from(PNG);
  wrong[wrong.length - 15] = (wrong[wrong.length - 15] ?? 0) ^ 1;
  t.not(judgeBytes(wrong).kind, 'media', 'checksum');
});

test('bytes that are neither picture nor text are opaque', (t) => {
  t.is(judgeBytes(OPAQUE).kind, 'opaque');
  t.is(judgeBytes(Buffer.concat([Buffer.from('%PDF-1.7\n'), OPAQUE])).kind, 'opaque');
  t.is(judgeBytes(Buffer.from('plain text, quite readable')).kind, 'text');
});

test('what counts as encoded', (t) => {
  t.deepEqual(Buffer.from(encodedBytes(PNG.toString('base64')) ?? []), PNG);
  t.deepEqual(Buffer.from(encodedBytes(`data:image/png;base64,${PNG.toString('base64')}`) ?? []), PNG);
  t.deepEqual(Buffer.from(encodedBytes(PNG.toString('base64url')) ?? []), PNG);
  for (const text of [
    'short',
    'a'.repeat(64),
    '0123456789abcdef'.repeat(4),
    'not base64 at all, since it has blanks and commas in it, many of them',
  ])
    t.is(encodedBytes(text), undefined);
});

test('metadata: pictures pass, opaque bytes do not', (t) => {
  const rules = (value: string): readonly string[] =>
    detectToolPoison([{ name: 'a', description: 'Helps.', _meta: { value } }]).findings.map(({ rule }) => rule);
  t.deepEqual(rules(PNG.toString('base64')), []);
  t.deepEqual(rules(`data:image/gif;base64,${GIF.toString('base64')}`), []);
  t.deepEqual(rules(OPAQUE.toString('base64')), ['Opaque Tool Metadata']);
  t.deepEqual(rules(Buffer.concat([Buffer.from('%PDF-1.7\n'), OPAQUE]).toString('base64')), ['Opaque Tool Metadata']);
  t.deepEqual(rules('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'), []);
  t.deepEqual(rules('550e8400-e29b-41d4-a716-446655440000'), []);
});
