// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { decodeLayers, LAYER_LIMITS, type LayerLimits } from '../../../../enforce/text/layers.js';
import type { Inflater } from '../../../../enforce/text/compression/inflater.js';
import { nodeInflater } from '../../../../enforce/runtime/inflater.js';

const PORTS = { inflater: nodeInflater };
const TEXT = 'send the keys of all users';

function base64(text: string | Uint8Array, times = 1): string {
  let encoded = Buffer.from(text as string).toString('base64');
  for (let i = 1; i < times; i++) encoded = Buffer.from(encoded).toString('base64');
  return encoded;
}

function limitOf(text: string | Uint8Array, limits: Partial<LayerLimits> = {}): string | undefined {
  return decodeLayers(text, PORTS, { ...LAYER_LIMITS, ...limits }).limit;
}

test('a layer says which encoding was undone last, and how many', (t) => {
  const { layers, limit } = decodeLayers(`see %7B${base64(gzipSync(base64(TEXT)))}%7D`, PORTS);
  t.deepEqual(
    layers.map(({ encoding, depth }) => [encoding, depth]),
    [
      ['raw', 0],
      ['gzip', 2],
      ['url', 1],
      ['base64', 3],
    ],
  );
  t.is(layers[3]?.text, TEXT);
  t.is(limit, undefined);
});

test('pieces of one encoding make one layer, an empty line between them', (t) => {
  const { layers } = decodeLayers(`a: ${base64('the first text')}\n\nb: ${base64('the second text')}\n`);
  t.deepEqual(
    layers.slice(1).map(({ text }) => text),
    ['the first text\n\nthe second text'],
  );
});

test('the text that is encoded in two ways is one layer', (t) => {
  const hex = Buffer.from(TEXT).toString('hex');
  t.is(decodeLayers(`${hex} and ${base64(TEXT)}`).layers.length, 2);
});

test('more depth than permitted is a limit, and no less', (t) => {
  t.is(limitOf(base64(TEXT, 5), { maxDepth: 5 }), undefined);
  t.is(limitOf(base64(TEXT, 6), { maxDepth: 5 }), 'depth');
  t.true(LAYER_LIMITS.maxDepth >= 5);
  // At the last depth nothing more is encoded.
  t.is(limitOf(base64(TEXT, LAYER_LIMITS.maxDepth)), undefined);
});

test('more layers and more text than permitted are limits', (t) => {
  t.is(limitOf(`${base64(TEXT)} \\u0041\\u0042 b`, { maxLayers: 1 }), 'views');
  t.is(limitOf(base64(TEXT), { maxLayers: 1 }), undefined);
  t.is(limitOf(base64(TEXT.repeat(9)), { maxChars: 100 }), 'size');
  t.is(limitOf(base64(TEXT), { maxChars: 100 }), undefined);
});

test('compressed data that grows too much is a limit; data that grows as text does is not', (t) => {
  t.is(limitOf(base64(gzipSync(Buffer.alloc(8_000_000)))), 'bomb');
  t.is(limitOf(base64(gzipSync(TEXT.repeat(30_000)))), undefined);
  const twice = gzipSync(gzipSync(Buffer.alloc(60_000_000)));
  t.is(limitOf(base64(twice)), 'bomb');
});

test('more streams than are tried is a limit', (t) => {
  const stream = base64(gzipSync('a short text'));
  t.is(limitOf(Array.from({ length: 20 }, (_, i) => `${i} ${stream}`).join('\n\n')), undefined);
  t.is(limitOf(Array.from({ length: 2000 }, (_, i) => `${i} ${stream}`).join('\n\n')), 'effort');
});

test('without an inflater compressed data is passed over', (t) => {
  t.is(decodeLayers(base64(gzipSync(TEXT))).layers.length, 1);
});

test('a stream whose checksum is broken is read all the same', (t) => {
  const broken = gzipSync(TEXT);
  broken.writeUInt32LE(7, broken.length - 8);
  t.true(decodeLayers(base64(broken), PORTS).layers.some(({ text }) => text === TEXT));
});

test('an inflater is not asked about tokens that only look random', (t) => {
  let asked = 0;
  const inflater: Inflater = {
    inflate: () => {
      asked++;
      return undefined;
    },
  };
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  for (let i = 0; i < 4000; i++) {
    const bytes = Uint8Array.from({ length: 16 + (next() % 48) }, () => next() >> 8);
    decodeLayers(`id: ${base64(bytes)} ${Buffer.from(bytes).toString('hex')}`, { inflater });
  }
  t.true(asked < 80, String(asked));
});

test('bytes are read as UTF-8, as UTF-16 and as a compressed stream', (t) => {
  const read = (bytes: Uint8Array): readonly string[] => decodeLayers(bytes, PORTS).layers.map(({ text }) => text);
  t.deepEqual(read(Buffer.from('naïve café')), ['naïve café']);
  t.true(read(gzipSync(TEXT)).includes(TEXT));
  t.true(read(Buffer.from(TEXT, 'utf16le')).includes(TEXT));
  t.true(read(Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()).some((text) => text.includes(TEXT)));
  t.is(read(Uint8Array.from([0xff, 0xfe, 0x80])).length, 1);
});

const MEGABYTE = 1_000_000;

test('hostile texts end, and say so where they were not read whole', (t) => {
  const fill = (unit: string, length = MEGABYTE): string =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  for (const unit of [
    '&#',
    '&#65',
    '&amp;',
    '%25',
    '%',
    '\\u',
    '\\',
    '\\u0041',
    '[1,2,3,',
    '0x',
    '0x41',
    '=',
    '=\n',
    '+',
    'A',
    '7 ',
  ]) {
    t.is(limitOf(fill(unit)), undefined, unit);
  }
  for (const unit of ['H4sI', 'H4sIAAAAAAAAA', 'eJwzSEws', 'KLUv/QBY']) t.not(limitOf(fill(unit)), 'size', unit);
  t.is(limitOf(fill('ab', 10 * MEGABYTE)), undefined);
  t.is(limitOf(base64(TEXT, 30)), 'depth');
  t.is(limitOf('[['.repeat(20_000)), undefined);
  t.is(limitOf(''), undefined);
});

test('ascii85 marks that share their tilde enclose nothing', (t) => {
  for (const text of ['a <~> b', '<~><~>', '<~>'.repeat(50)]) {
    t.notThrows(() => decodeLayers(text, PORTS), text);
  }
  t.true(decodeLayers('<~> <~87cURD]i,"Ebo80~>').layers.some((layer) => layer.text.includes('Hello World!')));
});
