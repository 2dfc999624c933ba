// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { utf8Encode } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { FormatError } from '../../../../evidence/model/errors.js';
import { parseRawAction, writeRawAction } from '../../../../evidence/model/raw-action.codec.js';
import { MAX_RAW_BODY_BYTES, type RawAction } from '../../../../evidence/model/raw-action.js';
import { rawSample } from '../../../support/raw-sample.js';

const hash = (bytes: Uint8Array): string => nodeSuite.sha256Hex(bytes);
const write = (raw: RawAction): Uint8Array => writeRawAction(raw, hash);

test('a document says what was put into it, strings as they were', (t) => {
  const raw = rawSample({
    // Decomposed on purpose: another form of the same letter is other bytes to a detector.
    target: 'https://api.example/caf\u0065\u0301?q=\u0000%00"\\',
    hop: 2,
    headers: [
      ['authorization', 'Bearer x'],
      ['authorization', 'Bearer y'],
    ],
    body: { kind: 'bytes', mediaType: 'text/plain', bytes: Uint8Array.of(0, 255, 10) },
    answer: { status: 200, headers: [['x', '']], body: { kind: 'none' } },
    observed: { 'sni.category': 'match', 'x.flag': true, 'x.count': 3 },
  });
  const parsed = parseRawAction(write(raw));
  t.deepEqual({ ...parsed, observed: { ...parsed.observed } }, raw);
  const failed = rawSample({ body: { kind: 'error', error: 'too_large' } });
  t.deepEqual(parseRawAction(write(failed)).body, failed.body);
  t.is(parseRawAction(write(rawSample())).body, undefined);
});

test('half a pair becomes U+FFFD and never stops a record', (t) => {
  const parsed = parseRawAction(write(rawSample({ target: 'http://x/\ud800', headers: [['a', '\udc00b']] })));
  t.is(parsed.target, 'http://x/\ufffd');
  t.deepEqual(parsed.headers, [['a', '\ufffdb']]);
});

test('a body up to the limit is kept, a longer one only named', (t) => {
  const kept = new Uint8Array(MAX_RAW_BODY_BYTES).fill(97);
  const long = new Uint8Array(MAX_RAW_BODY_BYTES + 1).fill(97);
  const body = (bytes: Uint8Array): RawAction['body'] =>
    parseRawAction(write(rawSample({ body: { kind: 'bytes', bytes } }))).body;
  t.deepEqual(body(kept), { kind: 'bytes', bytes: kept });
  t.deepEqual(body(long), { kind: 'long', length: long.length, sha256: hash(long) });
  const again = rawSample({ body: { kind: 'long', mediaType: 'a/b', length: 9, sha256: hash(long) } });
  t.deepEqual(parseRawAction(write(again)).body, again.body);
});

const text = (): string => new TextDecoder().decode(write(rawSample({ hop: 1, body: { kind: 'none' } })));

function refuses(
  t: { throws: (run: () => unknown, expected: object, message?: string) => unknown },
  bad: string,
): void {
  t.throws(() => parseRawAction(utf8Encode(bad)), { instanceOf: FormatError }, bad.slice(0, 300));
}

test('a document of another form is refused', (t) => {
  t.notThrows(() => parseRawAction(utf8Encode(text())));
  const changes: readonly (readonly [string, string])[] = [
    ['pipelock.escrow.v1', 'pipelock.escrow.v2'],
    ['"hop":1', '"hop":-1'],
    ['"hop":1', '"hop":1.5'],
    ['"hop":1', '"hop":"1"'],
    ['"hop":1', '"hop":1,"hop":1'],
    ['"hop":1', '"hop":1,"extra":1'],
    ['"phase":"request"', '"phase":"later"'],
    ['"kind":"http_request"', '"kind":"dance"'],
    ['"headers":[]', '"headers":{}'],
    ['"headers":[]', '"headers":[["a"]]'],
    ['"headers":[]', '"headers":[["a","b","c"]]'],
    ['"headers":[]', '"headers":[[1,"b"]]'],
    ['"headers":[],', ''],
    ['"addresses":[]', '"addresses":[1]'],
    ['"body":{"kind":"none"}', '"body":{"kind":"odd"}'],
    ['"body":{"kind":"none"}', '"body":[]'],
    ['"body":{"kind":"none"}', '"body":null'],
    ['"body":{"kind":"none"}', '"body":{"kind":"none","more":1}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"none","data":""}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"__proto__"}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"bytes","data":"","length":1}'],
    ['"provenance":', '"more":1,"provenance":'],
    ['"body":{"kind":"none"}', '"body":{"kind":"bytes"}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"bytes","data":"@"}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"error"}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"long","length":1,"sha256":"x"}'],
    ['"body":{"kind":"none"}', '"body":{"kind":"long","length":1}'],
    ['"observed":{}', '"observed":{"a":1.5}'],
    ['"observed":{}', '"observed":{"a":null}'],
    ['"observed":{}', '"observed":[]'],
    ['"observed":{}', '"answer":{"status":200},"observed":{}'],
    ['"observed":{},', ''],
  ];
  for (const [from, to] of changes) {
    const bad = text().replace(from, to);
    t.not(bad, text(), from);
    refuses(t, bad);
  }
  refuses(t, '[]');
  refuses(t, '{');
  t.throws(() => parseRawAction(Uint8Array.of(0xff)), { instanceOf: FormatError, code: 'utf8' });
});
