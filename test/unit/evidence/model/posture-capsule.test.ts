// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { FormatError } from '../../../../evidence/canonical/errors.js';
import { utf8Encode } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { MAX_POSTURE_BYTES, parsePostureCapsule } from '../../../../evidence/model/posture-capsule.js';
import { canonicalizePostureBody, writePostureCapsule } from '../../../../evidence/sign/posture-capsule.js';
import { CONFORMANCE_KEY } from '../../../support/evidence-files.js';
import { bodyWith, GOOD_BODY, signed, withoutLastReceipt } from '../../../support/posture.js';

const capsule = await signed();
const text = writePostureCapsule(capsule);

/** The text with one part replaced; the part has to be there. */
function changed(part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`not in the text: ${part}`);
  return text.replace(part, by);
}

test('a capsule is written with sorted keys and Go escapes, and read back as it was', (t) => {
  t.true(text.startsWith('{"config_hash":"7d3ec7c0'));
  t.true(text.endsWith('"tool_version":"0.1.0-dev"}\n'));
  t.true(text.includes('"name":"override \\u003cb\\u003e"'));
  t.true(text.includes('"detail":"marked \\u0026 blocked"'));
  const read = parsePostureCapsule(text);
  t.deepEqual(read.capsule, capsule);
  t.true(read.canonical);
  t.is(read.payload, new TextDecoder().decode(canonicalizePostureBody(GOOD_BODY)));
});

test('the signature covers the sorted body itself, in these bytes', async (t) => {
  // The example of the format page: values of an early capsule, signed with the public conformance key.
  const body = bodyWith({
    simulate: { total: 24, passed: 24, failed: 0, known_limitations: 0, scenarios: [] },
    flight_recorder: { last_receipt_at: '2026-04-11T13:05:12Z' },
  });
  t.is(
    nodeSuite.sha256Hex(canonicalizePostureBody(body)),
    '31c5dd6fe40984326d6410b54d1cbe58250e657f677ce471ad56246d70778acc',
  );
  const { signature, signer_key_id } = await signed(body);
  t.is(signer_key_id, CONFORMANCE_KEY);
  t.is(signature, VECTOR_SIGNATURE);
});

const VECTOR_SIGNATURE =
  '685c387c67873e43eb0056b66e86e310e1b2b02147d68569836b8e713163c6c5cd6afc5aaab15da2927c870ee5577cbdf20ec233917c6256350c8a5674ce5003';

test('lists and maps may be null, optional members absent', async (t) => {
  const body = bodyWith({ simulate: { scenarios: null }, flight_recorder: { scanner_verdict: null } });
  const bare = withoutLastReceipt(body);
  const read = parsePostureCapsule(writePostureCapsule(await signed(bare)));
  t.is(read.capsule.evidence.simulate.scenarios, null);
  t.is(read.capsule.evidence.flight_recorder.scanner_verdict, null);
  t.is(read.capsule.evidence.flight_recorder.last_receipt_at, undefined);
});

test('another layout means the same and is told', (t) => {
  const pretty = JSON.stringify(JSON.parse(text), null, 2);
  const read = parsePostureCapsule(pretty);
  t.false(read.canonical);
  t.is(read.payload, parsePostureCapsule(text).payload);
  t.false(parsePostureCapsule(text.trimEnd()).canonical);
});

const faulty: readonly (readonly [string, string, string])[] = [
  ['an unknown member', changed('"config_hash":', '"extra":1,"config_hash":'), 'unknown_field'],
  ['an unknown member below', changed('"high_risk":0', '"high_risk":0,"x":1'), 'unknown_field'],
  ['an unknown member of a scenario', changed('"limitation":true', '"limitation":true,"x":1'), 'unknown_field'],
  ['an unknown member of a count', changed('"warn":0}', '"warn":0,"ask":0}'), 'unknown_field'],
  ['a doubled member', changed('"high_risk":0', '"high_risk":0,"high_risk":0'), 'json_duplicate_key'],
  ['a member in other case', changed('"config_hash":', '"Config_Hash":'), 'unknown_field'],
  ['a missing member', changed('"high_risk":0,', ''), 'missing_field'],
  ['data after it', `${text}{}`, 'json_trailing_data'],
  ['a byte order mark', `\ufeff${text}`, 'json_syntax'],
  ['another schema version', changed('"schema_version":"1"', '"schema_version":"2"'), 'field_value'],
  ['a version that is a number', changed('"schema_version":"1"', '"schema_version":1'), 'json_type'],
  [
    'a signature in upper case',
    text.replace(/"signature":"(\w+)"/, (all) => all.toUpperCase().replace('SIGNATURE', 'signature')),
    'field_value',
  ],
  ['a short signature', changed(capsule.signature, capsule.signature.slice(2)), 'field_value'],
  ['a key that is none', changed(capsule.signer_key_id, 'z'.repeat(64)), 'field_value'],
  ['a time that is none', changed('2026-05-11T13:05:12Z', '2026-05-41T13:05:12Z'), 'time'],
  ['a negative count', changed('"unknown":0', '"unknown":-1'), 'json_number'],
  ['a negative count below', changed('"block":3', '"block":-3'), 'json_number'],
  ['a fraction', changed('"high_risk":0', '"high_risk":0.5'), 'json_number'],
  ['a number past 2^53', changed('"high_risk":0', '"high_risk":9007199254740993'), 'json_number'],
  ['more protected servers than there are', changed('"total_servers":2', '"total_servers":1'), 'field_value'],
  ['scenarios that are a map', text.replace(/"scenarios":\[.*?\]/, '"scenarios":{}'), 'json_type'],
  ['verdicts that are a list', text.replace(/"scanner_verdict":\{.*?\}\}/, '"scanner_verdict":[]'), 'json_type'],
  ['a list', '[]', 'json_type'],
  ['nothing', '', 'json_syntax'],
  ['depth', '['.repeat(200), 'json_depth'],
];

for (const [name, content, code] of faulty) {
  test(`refused: ${name}`, (t) => {
    const error = t.throws(() => parsePostureCapsule(content), { instanceOf: FormatError });
    t.is(error.code, code as FormatError['code'], error.message);
  });
}

test('a file past the limit is refused unread, one at the limit is read', (t) => {
  const padded = text.padEnd(MAX_POSTURE_BYTES, ' ');
  t.notThrows(() => parsePostureCapsule(padded));
  t.is(t.throws(() => parsePostureCapsule(`${padded} `), { instanceOf: FormatError }).code, 'size');
  t.is(utf8Encode(padded).length, MAX_POSTURE_BYTES);
});

test('a layer may have any name', async (t) => {
  const verdicts = Object.fromEntries([['__proto__', { allow: 1, block: 0, warn: 0 }]]);
  const read = parsePostureCapsule(
    writePostureCapsule(await signed(bodyWith({ flight_recorder: { scanner_verdict: verdicts } }))),
  );
  t.deepEqual(Object.keys(read.capsule.evidence.flight_recorder.scanner_verdict ?? {}), ['__proto__']);
});
