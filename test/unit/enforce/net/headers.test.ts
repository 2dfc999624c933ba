// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import {
  clientResponseFields,
  fieldValue,
  fieldValues,
  headerPairs,
  parseResponseFields,
  upstreamRequestFields,
} from '../../../../enforce/net/headers.js';

const NEVER = [
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'x-pipelock-agent',
];

/** A flat list as a map of name to values. */
function grouped(flat: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [name, value] of headerPairs(flat)) map.set(name, [...(map.get(name) ?? []), value]);
  return map;
}

test('pairs keep order and duplicates, in lower case', (t) => {
  const pairs = headerPairs(['X-A', '1', 'x-a', '2', 'B', '3, 4']);
  t.deepEqual(pairs, [
    ['x-a', '1'],
    ['x-a', '2'],
    ['b', '3, 4'],
  ]);
  t.deepEqual(fieldValues(pairs, 'x-a'), ['1', '2']);
  t.is(fieldValue(pairs, 'b'), '3, 4');
});

test('fields of the connection are removed, also those it names, whatever their case; others stay', (t) => {
  const name = fc.constantFrom(...NEVER, 'x-other', 'accept', 'X-Other-2', 'Cookie');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.constantFrom('a', 'b'), fc.boolean())), fc.boolean(), (fields, names) => {
      const raw = fields.flatMap(([field, value, upper]) => [upper ? field.toUpperCase() : field, value]);
      if (names) raw.push('Connection', 'close, X-Other');
      const out = grouped(upstreamRequestFields(headerPairs(raw)));
      for (const field of NEVER) t.false(out.has(field), field);
      t.is(out.has('x-other'), !names && fields.some(([field]) => field === 'x-other'));
      t.is(out.get('cookie')?.length ?? 0, fields.filter(([field]) => field === 'Cookie').length);
    }),
  );
});

test('codings offered upstream are those the client takes and we can undo', (t) => {
  const offered = (value?: string, ...more: string[]): string | undefined =>
    grouped(
      upstreamRequestFields(headerPairs([...(value === undefined ? [] : ['Accept-Encoding', value]), ...more])),
    ).get('accept-encoding')?.[0];
  t.is(offered(), 'identity');
  t.is(offered('zstd'), 'identity');
  t.is(offered('gzip;q=0, br'), 'br');
  t.is(offered('gzip;q=0.001, zstd, deflate'), 'gzip, deflate');
  t.is(offered('*'), 'gzip, deflate, br');
  t.is(offered('gzip', 'Range', 'bytes=0-1'), 'identity');
});

test('an origin cannot speak with our voice, nor keep a length that no longer holds', (t) => {
  const fields = headerPairs([
    'Content-Length',
    '5',
    'Content-Encoding',
    'gzip',
    'Content-Digest',
    'x',
    'Alt-Svc',
    'h3',
    'Set-Cookie',
    'a=1',
    'Set-Cookie',
    'b=2',
    'X-PIPELOCK-Block-Reason',
    'none',
    'Proxy-Authenticate',
    'Basic',
    'Connection',
    'keep-alive',
  ]);
  const decoded = grouped(clientResponseFields(fields, true));
  t.deepEqual([...decoded.keys()], ['set-cookie']);
  t.deepEqual(decoded.get('set-cookie'), ['a=1', 'b=2']);
  t.deepEqual(
    [...grouped(clientResponseFields(fields, false)).keys()],
    ['content-encoding', 'content-digest', 'set-cookie'],
  );
});

test('response fields that could not be sent on are refused as a whole', (t) => {
  const raw = (...texts: string[]) => parseResponseFields(texts.map((text) => Buffer.from(text, 'latin1')));
  t.deepEqual(raw('X-A', 'caf\u00e9\tx'), [['x-a', 'caf\u00e9\tx']]);
  t.is(raw('X-A', 'a\r\nSet-Cookie: b'), undefined);
  t.is(raw('X-A', 'a\0'), undefined);
  t.is(raw('', 'a'), undefined);
  t.is(raw('X A', 'a'), undefined);
});
