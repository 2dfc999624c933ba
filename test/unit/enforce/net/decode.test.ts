// SPDX-License-Identifier: Apache-2.0
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { decodeBody, decodeCeiling, parseCodings } from '../../../../enforce/net/decode.js';
import { DECODE_RATIO_FLOOR_BYTES, MAX_DECODE_RATIO } from '../../../../enforce/net/limits.js';

const ENCODERS = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
} as const;
type Coding = keyof typeof ENCODERS;

test('codings are listed in the order they are undone', (t) => {
  t.deepEqual(parseCodings([]), []);
  t.deepEqual(parseCodings(['identity']), []);
  t.deepEqual(parseCodings(['deflate, X-GZIP', 'br']), ['br', 'gzip', 'deflate']);
  t.is(parseCodings(['zstd']), undefined);
  t.is(parseCodings(['gzip, compress']), undefined);
  t.is(parseCodings(['gzip, gzip, gzip, gzip']), undefined);
});

test('any stack of up to three codings is undone', async (t) => {
  const coding = fc.constantFrom<Coding>('gzip', 'x-gzip', 'deflate', 'br');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.array(coding, { maxLength: 3 }), async (body, codings) => {
      let encoded: Uint8Array = body;
      for (const name of codings) encoded = ENCODERS[name](encoded);
      const decoded = await decodeBody(encoded, parseCodings([codings.join(', ')]) ?? [], 10_000);
      t.true(decoded.ok && Buffer.from(decoded.bytes).equals(body));
    }),
  );
});

test('bare deflate data is understood too', async (t) => {
  const decoded = await decodeBody(deflateRawSync('some text'), ['deflate'], 100);
  t.is(decoded.ok ? Buffer.from(decoded.bytes).toString() : '', 'some text');
});

test('the cap is exact', async (t) => {
  for (const encode of [gzipSync, brotliCompressSync]) {
    const coding = encode === gzipSync ? 'gzip' : 'br';
    t.true((await decodeBody(encode(Buffer.alloc(1000, 'x')), [coding], 1000)).ok);
    t.deepEqual(await decodeBody(encode(Buffer.alloc(1001, 'x')), [coding], 1000), { ok: false, error: 'too_large' });
  }
});

test('a bomb is stopped by its ratio long before the cap; a dense but ordinary body is not', async (t) => {
  const bomb = gzipSync(Buffer.alloc(20 << 20));
  t.true(bomb.length * MAX_DECODE_RATIO < 20 << 20);
  t.deepEqual(await decodeBody(bomb, ['gzip'], 100 << 20), { ok: false, error: 'too_large' });
  const nested = gzipSync(bomb);
  t.deepEqual(await decodeBody(nested, ['gzip', 'gzip'], 100 << 20), { ok: false, error: 'too_large' });
  const dense = gzipSync(Buffer.alloc(DECODE_RATIO_FLOOR_BYTES));
  t.true((await decodeBody(dense, ['gzip'], 100 << 20)).ok);
});

test('damaged, truncated or mislabelled data is refused; empty data is empty', async (t) => {
  const whole = gzipSync('some text that is long enough');
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff;
  for (const [bytes, coding] of [
    [whole.subarray(0, -3), 'gzip'],
    [damaged, 'gzip'],
    [Buffer.from('plain text'), 'gzip'],
    [Buffer.from('plain text'), 'br'],
    [whole, 'deflate'],
  ] as const) {
    t.deepEqual(await decodeBody(bytes, [coding], 1000), { ok: false, error: 'encoded' });
  }
  t.deepEqual(await decodeBody(Buffer.alloc(0), ['gzip'], 1000), { ok: true, bytes: Buffer.alloc(0) });
});

test('the ceiling never exceeds the cap', (t) => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (encoded, cap) => {
      t.true(decodeCeiling(encoded, cap) <= cap);
    }),
  );
});
