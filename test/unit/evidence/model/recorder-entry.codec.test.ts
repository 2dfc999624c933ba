// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../../../../evidence/model/receipt/action-receipt.codec.js';
import { canonicalizeActionReceipt, ENTRY, RECEIPT } from '../../../support/sample-records.js';
import { parseEntryLine } from '../../../../evidence/model/entry-line.js';
import {
  MAX_LINE_BYTES,
  entryHash,
  entryPreimage,
  hasValidHash,
  readEntryLine,
  writeEntryLine,
} from '../../../../evidence/model/recorder-entry.codec.js';
import type { RecorderEntry } from '../../../../evidence/model/recorder-entry.js';

const line = writeEntryLine(ENTRY);
const full: RecorderEntry = {
  ...ENTRY,
  trace_id: 't',
  event_kind: 'block',
  raw_ref: 'r',
  summary: 'a"b<\u2028',
  prev_hash: 'genesis',
};
const v3: RecorderEntry = { ...full, v: 3, chain_kind: 'recorder', writer_instance_id: 'w' };

test('a line is read back as it was written', (t) => {
  const variants: readonly RecorderEntry[] = [
    ENTRY,
    full,
    v3,
    { ...ENTRY, trace_id: 't', event_kind: 'k' },
    { ...ENTRY, prev_hash: 'genesis' },
    { ...ENTRY, detail: 'null' },
    { ...ENTRY, detail: '{"a":[[],{}],"b":"\\ud83d\\ude00"}' },
    { ...ENTRY, detail: '{"a":1.50,"b":"\\u003c"}' },
    { ...ENTRY, detail: '"[{"' },
    { ...ENTRY, seq: 2n ** 64n - 1n },
    { ...ENTRY, v: 1 },
  ];
  for (const entry of variants) t.deepEqual(parseEntryLine(writeEntryLine(entry)), entry);
});

test('empty optional members are not written, times are canonical', (t) => {
  const entry = { ...ENTRY, trace_id: '', ts: '2026-11-22T21:00:01.120+01:00' };
  t.is(writeEntryLine(entry), line);
  t.is(entryPreimage(entry), entryPreimage(ENTRY));
});

test('detail is what stands on the line', (t) => {
  const spaced = line.replace('"detail":{', '"detail" : { ');
  t.is(parseEntryLine(spaced).detail, '{ "layer":"dlp","verdict":"block"}');
  t.is(parseEntryLine(line.replace('"detail":{', '"detail": {')).detail, ENTRY.detail);
});

test('unknown members are ignored, doubled ones are not', (t) => {
  t.deepEqual(parseEntryLine(line.replace('"type"', '"extra":{"q":1},"type"')), ENTRY);
  t.deepEqual(parseEntryLine(line.replace('"block"},', '"block"},"extra":[1],')), ENTRY);
  for (const doubled of [
    line.replace('"type"', '"seq":7,"type"'),
    line.replace('"block"},', '"block"},"detail":1,'),
    line.replace('"block"}', '"block","layer":"x"}'),
    line.replace('"block"},', '"block"},"summary":"x",'),
  ]) {
    t.throws(() => parseEntryLine(doubled), { code: 'json_duplicate_key' }, doubled);
  }
});

test('a detail that only looks like JSON is refused on the fast way too', (t) => {
  const replaceDetail = (detail: string): string => line.replace(ENTRY.detail, detail);
  t.throws(() => parseEntryLine(replaceDetail('{')), { code: 'json_syntax' });
  t.throws(() => parseEntryLine(replaceDetail('"\\ud800"')), { code: 'json_surrogate' });
  t.throws(() => parseEntryLine(replaceDetail('['.repeat(128) + ']'.repeat(128))), { code: 'json_depth' });
  t.notThrows(() => parseEntryLine(replaceDetail('['.repeat(127) + ']'.repeat(127))));
});

test('the longest line is 1 MiB', (t) => {
  const room = MAX_LINE_BYTES - line.length;
  t.notThrows(() => parseEntryLine(line.replace('"block: ', `"${'x'.repeat(room)}block: `)));
  t.throws(() => parseEntryLine(line.replace('"block: ', `"${'x'.repeat(room + 1)}block: `)), { code: 'size' });
});

const refused: readonly (readonly [string, string, string])[] = [
  ['[]', 'json_type', ''],
  [line.replace('"v":2,', ''), 'missing_field', '/v'],
  [line.replace('"v":2', '"v":4'), 'field_value', '/v'],
  [line.replace('"v":2', '"v":"2"'), 'json_type', '/v'],
  [line.replace('"seq":7', '"seq":-7'), 'json_number', '/seq'],
  [line.replace('"type":"decision"', '"type":"rumour"'), 'field_value', '/type'],
  [line.replace('"type":"decision",', ''), 'field_value', '/type'],
  [line.replace('"transport":"fetch"', '"transport":1'), 'json_type', '/transport'],
  [line.replace('"block: dlp', '"\\u0000block: dlp'), 'field_value', '/summary'],
  [line.replace('20:00:01.12Z', '25:00:01.12Z'), 'time', '/ts'],
  [line.replace('"ts":"2026-11-22T20:00:01.12Z"', '"ts":5'), 'json_type', '/ts'],
  [line.replace('"type"', '"writer_instance_id":"w","type"'), 'field_value', '/chain_kind'],
  [line.replace('"type"', '"chain_kind":null,"type"'), 'field_value', '/chain_kind'],
  [line.replace('"v":2', '"v":3'), 'field_value', '/chain_kind'],
  [writeEntryLine(v3).replace('"recorder"', '"other"'), 'field_value', '/chain_kind'],
  [writeEntryLine(v3).replace('"writer_instance_id":"w",', ''), 'missing_field', '/writer_instance_id'],
  [writeEntryLine(v3).replace('"t"', 'null'), 'json_type', '/trace_id'],
];

for (const [source, code, path] of refused) {
  test(`refuses an entry with ${code} at ${path || 'the top'} ${String(source.length)}`, (t) => {
    t.like(
      t.throws(() => parseEntryLine(source)),
      { code, path },
    );
  });
}

test('absent members count as empty', (t) => {
  const entry = parseEntryLine('{"v":2,"type":"capture"}');
  t.deepEqual(entry, {
    v: 2,
    seq: 0n,
    ts: '0001-01-01T00:00:00Z',
    session_id: '',
    type: 'capture',
    transport: '',
    summary: '',
    detail: 'null',
    prev_hash: '',
    hash: '',
  });
});

test('version 1 hashes the detail marshalled again, and its writers hashed it as it stood', (t) => {
  const entry: RecorderEntry = { ...ENTRY, v: 1, detail: '{"b":1.50,"a":2}' };
  t.true(entryPreimage(entry).includes('\0{"a":2,"b":1.5}\0'));
  t.true(hasValidHash({ ...entry, hash: entryHash(entry, nodeSuite) }, nodeSuite));
  const asItStood = nodeSuite.sha256Hex(entryPreimage(entry).replace('{"a":2,"b":1.5}', entry.detail));
  t.true(hasValidHash({ ...entry, hash: asItStood }, nodeSuite));
  t.false(hasValidHash(entry, nodeSuite));
  t.false(hasValidHash({ ...entry, v: 2, hash: entryHash(entry, nodeSuite) }, nodeSuite));
});

test('versions differ in what they cover', (t) => {
  t.not(entryPreimage(full), entryPreimage({ ...full, event_kind: 'x' }));
  t.is(entryPreimage({ ...full, v: 1 }), entryPreimage({ ...full, v: 1, event_kind: 'x' }));
  t.not(entryPreimage(v3), entryPreimage({ ...v3, writer_instance_id: 'x' }));
  const { chain_kind: kind, writer_instance_id: writer, ...bare } = v3;
  t.is(entryPreimage(bare), entryPreimage(v3).replace(`\0${kind ?? ''}\0${writer ?? ''}\0`, '\0\0\0'));
});

test('what reading a line established comes with the entry', (t) => {
  const receiptText = canonicalizeActionReceipt(RECEIPT);
  const carrier: RecorderEntry = { ...ENTRY, type: 'action_receipt', detail: receiptText };
  const read = readEntryLine(writeEntryLine(carrier));
  t.deepEqual(read.entry, carrier);
  t.true(read.canonical);
  t.deepEqual(read.receipt, parseActionReceipt(receiptText));
  // The same receipt in another layout, and another value altogether: an entry, but no receipt was read.
  for (const detail of [receiptText.replace('{', '{ '), '{"a":1}']) {
    const other = readEntryLine(writeEntryLine({ ...carrier, detail }));
    t.is(other.entry.detail, detail);
    t.is(other.receipt, undefined);
  }
  const loose = readEntryLine(line.replace('"type"', '"extra":1,"type"'));
  t.false(loose.canonical);
  t.deepEqual(loose.entry, ENTRY);
});
