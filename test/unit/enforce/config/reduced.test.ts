// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { configHash, rawConfigHash, reducedConfig } from '../../../../enforce/config/reduced.js';
import { defaultConfig } from '../../../../enforce/config/schema.js';

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashOf = (text: string): string => configHash(loadConfig(text), sha256Hex);

test('what does not decide is left out', (t) => {
  const same = hashOf('');
  for (const text of [
    'metrics_listen: ":9"',
    'fetch_proxy: {listen: ":9"}',
    'logging: {format: text}',
    'flight_recorder: {dir: /x, retention_days: 9}',
  ]) {
    t.is(hashOf(text), same, text);
  }
});

test('what decides changes the hash', (t) => {
  const hashes = [
    '',
    'mode: audit',
    'enforce: false',
    'internal: []',
    'flight_recorder: {require_receipts: true}',
    'fetch_proxy: {monitoring: {entropy_threshold: 4.4}}',
    'dlp: {patterns: [{name: A, regex: x}]}',
    'suppress: [{rule: A, path: a.example, reason: r}]',
  ].map(hashOf);
  t.is(new Set(hashes).size, hashes.length);
});

test('the order of a set does not matter, the order of rules does', (t) => {
  t.is(hashOf('api_allowlist: [a.example, b.example]'), hashOf('api_allowlist: [b.example, a.example]'));
  const rules = (first: string, second: string): string =>
    `dlp: {patterns: [{name: ${first}, regex: x}, {name: ${second}, regex: x}]}`;
  t.not(hashOf(rules('A', 'B')), hashOf(rules('B', 'A')));
});

test('the reduced form is JSON with sorted keys, and the hash is over it', (t) => {
  const reduced = reducedConfig(defaultConfig());
  t.deepEqual(reduced['flight_recorder'], { require_receipts: false });
  t.false('logging' in reduced || 'metrics_listen' in reduced);
  t.regex(configHash(defaultConfig(), sha256Hex), /^[0-9a-f]{64}$/);
  t.true(configHash(defaultConfig(), (text) => text).startsWith('{"address_protection":{"action":"block",'));
});

test('the hash of the file itself is another field', (t) => {
  t.is(rawConfigHash(undefined, sha256Hex), 'defaults');
  t.is(rawConfigHash('mode: audit\n', sha256Hex), sha256Hex('mode: audit\n'));
});
