// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { decodeBytes } from '../../../../../enforce/detect/body/charset.js';

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
const wide = (text: string, swap = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(swap ? bytes.swap16() : bytes);
};
const TEXT = 'Bonjour le monde, café';

for (const [name, bytes, type] of [
  ['UTF-16 as declared', wide(TEXT), 'text/plain; charset=utf-16le'],
  ['UTF-16, big end first', wide(TEXT, true), 'text/plain; charset="UTF-16BE"'],
  ['UTF-16 with a mark, declared as something else', wide(`\ufeff${TEXT}`), 'text/plain; charset=utf-8'],
  ['UTF-16 that nobody declares', wide(TEXT), 'application/octet-stream'],
  ['Latin-1', new Uint8Array(Buffer.from(TEXT, 'latin1')), 'text/plain; charset=iso-8859-1'],
  [
    'declared in the document',
    new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${TEXT}`, 'latin1')),
    '',
  ],
  ['alphabets switched inside a word', utf8('Bonjour le mon\x1b(Bde, caf'), 'text/plain; charset=iso-2022-jp'],
  ['two opinions', wide(TEXT), "text/plain; charset=utf-8; charset='utf-16le'"],
] as const) {
  test(`read as its reader would: ${name}`, (t) => {
    const { text, others, unreadable } = decodeBytes(bytes, type);
    t.true([text, ...others].some((one) => one.includes('Bonjour le monde, caf')));
    t.false(unreadable);
  });
}

for (const name of ['utf-7', 'UTF_7', 'cp037', 'IBM-1047', 'ebcdic-cp-us', 'utf-32', 'hz-gb-2312', 'iso-2022-kr']) {
  test(`letters are elsewhere and nobody here reads it: ${name}`, (t) => {
    t.true(decodeBytes(utf8('harmless'), `text/plain; charset=${name}`).unreadable);
  });
}

for (const name of ['utf-8', 'utf8mb4', 'us-ascii', 'windows-1252', 'binary', 'cp437', 'gb18030', 'koi8-r']) {
  test(`letters are where they are in ASCII: ${name}`, (t) => {
    t.deepEqual(decodeBytes(utf8('harmless'), `text/plain; charset=${name}`), {
      text: 'harmless',
      others: [],
      unreadable: false,
    });
  });
}

test('no bytes and no header make it throw', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), (bytes, type) => {
      t.is(typeof decodeBytes(bytes, `text/plain; charset=${type}`).text, 'string');
    }),
  );
});
