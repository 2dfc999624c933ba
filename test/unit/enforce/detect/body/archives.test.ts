// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { openArchives } from '../../../../../enforce/detect/body/archives.js';
import { extractBody, extractResponse } from '../../../../../enforce/detect/body/extract.js';
import { nodeInflater } from '../../../../../enforce/runtime/inflater.js';

const SECRET = Buffer.from('the words that are looked for');

interface Entry {
  readonly method: number;
  readonly flags?: number;
  readonly data: Uint8Array;
}

/** A zip archive of local entries whose sizes say nothing, as streamed archives have them. */
function zip(...entries: readonly Entry[]): Buffer {
  return Buffer.concat(
    entries.flatMap(({ method, flags = 0, data }) => {
      const header = Buffer.alloc(30);
      header.write('PK\x03\x04', 'latin1');
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(flags | 8, 6);
      header.writeUInt16LE(method, 8);
      header.writeUInt16LE(5, 26);
      return [header, Buffer.from('a.txt'), data];
    }),
  );
}

function contents(bytes: Uint8Array): readonly string[] {
  return openArchives(bytes, nodeInflater).contents.map((one) => Buffer.from(one).toString());
}

function errorOf(bytes: Uint8Array): string | undefined {
  return openArchives(bytes, nodeInflater).error;
}

const deflated = zip({ method: 8, data: deflateRawSync(SECRET) });
const head = (...bytes: readonly number[]): Buffer => Buffer.from([...bytes, ...SECRET]);

test('streams and archives are opened wherever they begin', (t) => {
  const text = SECRET.toString();
  t.deepEqual(contents(gzipSync(SECRET)), [text]);
  t.deepEqual(contents(Buffer.concat([Buffer.from('before '), gzipSync(SECRET), Buffer.from(' behind')])), [text]);
  t.deepEqual(contents(deflated), [text]);
  t.deepEqual(
    contents(zip({ method: 8, data: deflateRawSync('first') }, { method: 8, data: deflateRawSync(SECRET) })),
    ['first', text],
  );
  t.is(errorOf(deflated), undefined);
});

test('archives in archives are opened, up to a depth', (t) => {
  t.is(contents(gzipSync(deflated)).at(-1), SECRET.toString());
  let nested: Uint8Array = SECRET;
  for (let i = 0; i < 5; i++) nested = gzipSync(nested);
  t.is(errorOf(nested), 'limit');
});

test('a wrong checksum hides nothing', (t) => {
  const broken = gzipSync(SECRET);
  broken[broken.length - 5] = (broken[broken.length - 5] ?? 0) ^ 0xff;
  t.deepEqual(contents(broken), [SECRET.toString()]);
});

test('what unpacks to far more than it is, or into far too much, is said', (t) => {
  t.is(errorOf(gzipSync(Buffer.alloc(4 << 20))), 'limit');
  t.is(errorOf(gzipSync(Buffer.alloc(1 << 19))), undefined);
  const many = Array.from({ length: 4_097 }, () => ({ method: 8, data: deflateRawSync('x') }));
  t.is(errorOf(zip(...many)), 'limit');
});

for (const [name, bytes] of [
  ['xz', head(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)],
  ['7z', head(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
  ['rar', head(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07)],
  ['lzip', head(0x4c, 0x5a, 0x49, 0x50, 0x01)],
  ['lz4', head(0x04, 0x22, 0x4d, 0x18, 0x64, 0x40)],
  ['bzip2', head(...Buffer.from('BZh9'), 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)],
  ['an encrypted entry', zip({ method: 8, flags: 1, data: SECRET })],
  ['an entry of another method', zip({ method: 14, data: SECRET })],
] as const) {
  test(`${name} is not opened, and that is said`, (t) => {
    t.is(errorOf(bytes), 'compressed');
    t.is(errorOf(Buffer.concat([Buffer.from('in a form: '), bytes])), 'compressed');
  });
}

test('words and bytes that only look like the beginning of an archive are nothing', (t) => {
  for (const bytes of [
    Buffer.from('BZh is a mark, Rar! too, LZIP, 7z and PK as well; (a) b'),
    Buffer.from('BZh91 AY'),
    head(0x04, 0x22, 0x4d, 0x18, 0x00, 0x00),
    head(0x04, 0x22, 0x4d, 0x18, 0x64, 0xff),
    Buffer.from([0x04, 0x22, 0x4d, 0x18]),
    Buffer.from('PK\x03\x04 and no header', 'latin1'),
    Buffer.concat([Buffer.from('PK\x03\x04\xff\xff', 'latin1'), Buffer.alloc(40, 1)]),
    Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
  ]) {
    t.deepEqual(openArchives(bytes, nodeInflater), { contents: [] }, bytes.toString('latin1'));
  }
  t.deepEqual(contents(zip({ method: 0, data: SECRET })), []);
});

test('a request body holds what its archives hold; a file of a form too', (t) => {
  const form = Buffer.concat([
    Buffer.from('--b\r\ncontent-disposition: form-data; name="f"; filename="a.zip"\r\n\r\n'),
    deflated,
    Buffer.from('\r\n--b--\r\n'),
  ]);
  for (const [bytes, type] of [
    [gzipSync(SECRET), 'application/octet-stream'],
    [gzipSync(SECRET), 'text/plain; charset=latin1'],
    [form, 'multipart/form-data; boundary=b'],
  ] as const) {
    t.true(extractBody(bytes, type, nodeInflater).text.includes(SECRET.toString()), type);
    t.false(extractBody(bytes, type).text.includes(SECRET.toString()), type);
  }
  t.is(extractBody(zip({ method: 8, flags: 1, data: SECRET }), 'application/zip', nodeInflater).error, 'compressed');
  t.is(extractBody(deflated, 'application/zip', nodeInflater).error, undefined);
  t.true(extractResponse(gzipSync(SECRET), 'text/plain', nodeInflater).text.includes(SECRET.toString()));
});

test('a body that is one stream needs no mark; one that stands behind other bytes does', (t) => {
  const words = Buffer.from('some words, and among them the words that are looked for, and a few more words');
  for (const stream of [deflateSync(words), deflateRawSync(words), brotliCompressSync(words)]) {
    t.deepEqual(contents(stream), [words.toString()]);
    t.deepEqual(contents(Buffer.concat([Buffer.from([0xff, 0, 1]), stream])), []);
  }
  t.deepEqual(openArchives(brotliCompressSync(Buffer.alloc(8 << 20)), nodeInflater), { contents: [] });
});
