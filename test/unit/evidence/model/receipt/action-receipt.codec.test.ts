// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import {
  assertActionReceipt,
  assertActionRecord,
  canonicalizeActionRecord,
  parseActionReceipt,
} from '../../../../../evidence/model/receipt/action-receipt.codec.js';
import { canonicalizeActionReceipt, RECEIPT, RECORD } from '../../../../support/sample-records.js';
import type { ActionReceipt, ActionRecord } from '../../../../../evidence/model/receipt/action-receipt.js';

const text = canonicalizeActionReceipt(RECEIPT);
const withControl: ActionReceipt = {
  ...RECEIPT,
  action_record: {
    ...RECORD,
    contract_generation: 3n,
    key_transition: { prior_signer_key: 'k', prior_chain_seq: 4n, prior_chain_hash: 'h' },
    session_control: {
      kind: 'heartbeat',
      heartbeat: {
        run_nonce: 'r',
        open_nonce: 'o',
        beat: 1n,
        chain_head: 'h',
        chain_seq_head: 2n,
        heartbeat_time: '2026-11-22T20:00:01Z',
        fsync_errors_gated: 0n,
        durability_blocks: 0n,
      },
    },
  },
};

test('the worked example has its published bytes', (t) => {
  const recordText = canonicalizeActionRecord(RECORD);
  t.true(recordText.includes('"target":"https://api.example.com/a?x=1\\u0026y=\\u003c2\\u003e"'));
  t.is(nodeSuite.sha256Hex(recordText), '5c40c83dc6b9121ef4973ea58fbff5ed4aba4d087dd2e274136cbdf4f7d550b9');
});

test('a canonical receipt is read with its own bytes', (t) => {
  for (const receipt of [RECEIPT, withControl, { ...RECEIPT, ext: '{"b":1.0,"a":"\\u003c"}' }]) {
    const source = canonicalizeActionReceipt(receipt);
    const parsed = parseActionReceipt(source);
    t.is(parsed.receiptText, source);
    t.deepEqual(parsed.receipt, receipt);
    t.is(parsed.recordText, canonicalizeActionRecord(receipt.action_record));
  }
});

test('another spelling of a receipt is read with the canonical bytes', (t) => {
  const pretty = JSON.stringify(JSON.parse(text), null, 2);
  t.is(parseActionReceipt(pretty).receiptText, text);
  t.deepEqual(parseActionReceipt(pretty).receipt, RECEIPT);
  const spaced = text.replace(/}$/, ', "ext" : { "z" : "<" } }');
  t.is(parseActionReceipt(spaced).receiptText, text.replace(/}$/, ',"ext":{"z":"\\u003c"}}'));
  t.is(parseActionReceipt(spaced).receipt.ext, '{ "z" : "<" }');
  const tail = text.replace(/}$/, ',"ext":{"z":"<"}}');
  t.is(parseActionReceipt(tail).receiptText, tail.replace('<"}}', '\\u003c"}}'));
  t.is(parseActionReceipt(text.replace(/}$/, ',"ext":1}\n')).receipt.ext, '1');
  t.is(parseActionReceipt(text.replace('\\u003c', '\\u003C')).receiptText, text);
  const empty = text.replace('"method":"POST"', '"method":""');
  t.is(parseActionReceipt(empty).recordText.includes('method'), false);
});

test('a counter beyond 2^53 keeps its value', (t) => {
  const wide = text.replace('"chain_seq":1,', '"chain_seq":18446744073709551615,');
  t.is(parseActionReceipt(wide).receipt.action_record.chain_seq, 2n ** 64n - 1n);
  t.is(parseActionReceipt(wide).receiptText, wide);
});

const refused: readonly (readonly [string, string, string])[] = [
  ['[]', 'json_type', ''],
  ['null', 'json_type', ''],
  ['{', 'json_syntax', ''],
  [`${text} x`, 'json_trailing_data', ''],
  [text.replace(/}$/, ',"more":1}'), 'unknown_field', '/more'],
  [text.replace(/}$/, ',"ext":{"a":1,"a":2}}'), 'json_duplicate_key', '/ext/a'],
  [text.replace(/}$/, ',"ext":1,"ext":2}'), 'json_duplicate_key', '/ext'],
  [text.replace(/}$/, ',"ext":1,"more":2}'), 'unknown_field', '/more'],
  [text.replace(/}$/, `,"ext":${'['.repeat(128)}${']'.repeat(128)}}`), 'json_depth', ''],
  [
    text.replace('"verdict":"block"', '"verdict":"block","verdict":"allow"'),
    'json_duplicate_key',
    '/action_record/verdict',
  ],
  [text.replace('"method"', '"Method"'), 'unknown_field', '/action_record/Method'],
  [text.replace('"principal":"local",', ''), 'missing_field', '/action_record/principal'],
  [text.replace('"principal":"local"', '"principal":"\\ud800"'), 'json_surrogate', '/action_record/principal'],
  [text.replace('"chain_seq":1', '"chain_seq":1.0'), 'json_number', '/action_record/chain_seq'],
  [text.replace('{"version":1', '{"version":2'), 'field_value', '/version'],
  [text.replace('"signature":"', '"signature":5,"x":"'), 'unknown_field', '/x'],
  [text.replace(',"signer_key":"' + '1'.repeat(64) + '"', ''), 'missing_field', '/signer_key'],
];

for (const [source, code, path] of refused) {
  test(`refuses a receipt with ${code} at ${path || 'the top'} ${String(source.length)}`, (t) => {
    const error = t.throws(() => parseActionReceipt(source));
    t.like(error, { code });
    if (code !== 'json_depth') t.like(error, { path });
  });
}

test('the deepest ext that fits is 127 levels', (t) => {
  const nested = (levels: number): string => text.replace(/}$/, `,"ext":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  t.notThrows(() => parseActionReceipt(nested(127)));
  t.throws(() => parseActionReceipt(nested(128)), { code: 'json_depth' });
});

test('the rules of a receipt are checked in the order of the format', (t) => {
  t.notThrows(() => assertActionReceipt(RECEIPT));
  const wrong: readonly (readonly [Partial<Record<keyof ActionReceipt, unknown>>, string])[] = [
    [{ version: 2, signature: '' }, '/version'],
    [{ action_record: { ...RECORD, target: '' }, signature: '' }, '/action_record/target'],
    [{ signature: '0'.repeat(136), signer_key: '' }, '/signature'],
    [{ signature: `ed25519:${'A'.repeat(128)}` }, '/signature'],
    [{ signer_key: 'F'.repeat(64) }, '/signer_key'],
  ];
  for (const [change, path] of wrong) {
    t.like(
      t.throws(() => assertActionReceipt({ ...RECEIPT, ...change } as ActionReceipt)),
      { path },
    );
  }
});

test('the rules of a record', (t) => {
  t.notThrows(() => assertActionRecord(RECORD));
  const wrong: readonly (readonly [Partial<Record<keyof ActionRecord, unknown>>, string, string])[] = [
    [{ version: 2 }, 'field_value', '/version'],
    [{ action_id: '' }, 'missing_field', '/action_id'],
    [{ action_type: 'explode' }, 'field_value', '/action_type'],
    [{ timestamp: '0001-01-01T00:00:00Z' }, 'missing_field', '/timestamp'],
    [{ target: '' }, 'missing_field', '/target'],
    [{ verdict: '' }, 'missing_field', '/verdict'],
    [{ transport: '' }, 'missing_field', '/transport'],
  ];
  for (const [change, code, path] of wrong) {
    t.like(
      t.throws(() => assertActionRecord({ ...RECORD, ...change } as ActionRecord)),
      { code, path },
    );
  }
});

test('a signature that needs an escape is refused like any other wrong one', (t) => {
  const quoted = canonicalizeActionReceipt({ ...RECEIPT, signature: 'ed25519:"' });
  t.throws(() => parseActionReceipt(quoted), { code: 'field_value', message: /signature/ });
  t.throws(() => parseActionReceipt(text.replace('{"version":1', '{"version":2')), { code: 'field_value' });
});
