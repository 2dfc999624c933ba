// SPDX-License-Identifier: Apache-2.0
import { deflateRawSync } from 'node:zlib';
import test from 'ava';
import { nodeInflater } from '../../../../../enforce/runtime/inflater.js';
import { decodeLayers } from '../../../../../enforce/text/layers.js';

const SECRET = 'ghq_Zq8LwR2vT6yN4mKj9XcB1dFgH5sPaQ3e';

/** A local header with what it says to be packed. */
function entry(text: string, method = 8, flags = 0): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(5, 26);
  return Buffer.concat([header, Buffer.from('a.txt'), method === 0 ? Buffer.from(text) : deflateRawSync(text)]);
}

/** A record of 512 bytes for the name and one for each 512 of the file, then two that are empty. */
function tar(text: string): Buffer {
  const name = Buffer.alloc(512);
  name.write('.ssh/id');
  name.write(text.length.toString(8).padStart(11, '0'), 124);
  name.write('ustar', 257);
  return Buffer.concat([name, Buffer.from(text.padEnd(512, '\0')), Buffer.alloc(9216)]);
}

function holds(text: string, found = SECRET): boolean {
  return decodeLayers(text, { inflater: nodeInflater }).layers.some((layer) => layer.text.includes(found));
}

test('what stands in an archive is read, the archive in base64 or hex', (t) => {
  const filler = entry('A first file of no interest. '.repeat(20));
  for (const bytes of [
    entry(SECRET),
    Buffer.concat([filler, entry(SECRET)]),
    Buffer.concat([filler, entry(SECRET, 0)]),
  ])
    for (const text of [bytes.toString('base64'), bytes.toString('hex'), `qU${bytes.toString('base64')}`])
      t.true(holds(`data: ${text}`), text);
  t.true(holds(`data: ${tar(SECRET).toString('base64')}`));
  t.true(holds(`data: ${tar(SECRET).toString('hex')}`));
});

test('what cannot be unpacked is passed over, and so is a mark alone', (t) => {
  t.false(holds(entry(SECRET, 8, 1).toString('base64')));
  t.false(holds(entry(SECRET, 9).toString('hex')));
  t.is(decodeLayers('UEsDUEsD'.repeat(20_000), { inflater: nodeInflater }).limit, undefined);
});

test('text of two bytes a character is told from text between rows of zeros', (t) => {
  const wide = Buffer.from(SECRET, 'utf16le');
  t.true(holds(wide.toString('base64')));
  t.true(holds(Buffer.concat([Buffer.alloc(1), wide]).toString('base64')));
  t.true(holds(Buffer.concat([Buffer.alloc(300), Buffer.from(SECRET), Buffer.alloc(300)]).toString('base64')));
});
