// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { ABSENT_KEYS } from '../../enforce/config/absent.table.js';
import { loadConfig } from '../../enforce/config/load.js';
import { CONFIG_SCHEMA, type Config } from '../../enforce/config/schema.js';
import { ConfigError } from '../../evidence/model/errors.js';

function attempt(text: string): Config | ConfigError {
  try {
    return loadConfig(text, { now: '2026-01-01T00:00:00Z' });
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** Loads or is refused with at least one fault; anything else fails the property. */
function settles(text: string): void {
  const result = attempt(text);
  if (result instanceof ConfigError && result.faults.length === 0) throw new Error('refused without a fault');
}

test('any text loads or is refused', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), settles), { numRuns: 500 });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('{}[]&*!|>-:,?#"\'%@` \n\tab<0')), maxLength: 60 }),
      settles,
    ),
    {
      numRuns: 2000,
    },
  );
  t.pass();
});

test('any value under a known key loads or is refused', (t) => {
  const key = fc.constantFrom(...Object.keys(CONFIG_SCHEMA.shape), ...Object.keys(ABSENT_KEYS));
  fc.assert(
    fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 }), (file) => settles(stringify(file))),
    { numRuns: 500 },
  );
  t.pass();
});

test('any items of a list of exceptions or rules load or are refused', (t) => {
  const key = fc.constantFrom(
    'rule',
    'path',
    'name',
    'value',
    'host',
    'expires',
    'reason',
    'regex',
    'key_id',
    'action',
  );
  const items = fc.array(fc.oneof(fc.dictionary(key, fc.jsonValue({ maxDepth: 1 })), fc.jsonValue({ maxDepth: 1 })), {
    maxLength: 4,
  });
  const places = [
    (list: unknown) => ({ suppress: list }),
    (list: unknown) => ({ dlp: { patterns: list } }),
    (list: unknown) => ({ response_scanning: { patterns: list } }),
    (list: unknown) => ({ canary_tokens: { tokens: list } }),
    (list: unknown) => ({ mcp_tool_policy: { rules: list } }),
    (list: unknown) => ({ mediation_envelope: { verify_inbound: { trust_list: list } } }),
    (list: unknown) => ({ fetch_proxy: { monitoring: { path_entropy_exclusions: list } } }),
    (list: unknown) => ({ fetch_proxy: { monitoring: { query_entropy_param_exclusions: list } } }),
  ];
  for (const place of places) {
    fc.assert(
      fc.property(items, (list) => settles(stringify(place(list)))),
      { numRuns: 100 },
    );
  }
  t.pass();
});

test('what loads loads again from its own values', (t) => {
  const file = fc.record(
    {
      mode: fc.constantFrom('balanced', 'audit'),
      enforce: fc.boolean(),
      fetch_proxy: fc.record({
        timeout_seconds: fc.integer({ min: 1, max: 3600 }),
        monitoring: fc.record({ entropy_threshold: fc.double({ min: 0.1, max: 8, noNaN: true }) }),
      }),
      kill_switch: fc.record({ message: fc.string({ maxLength: 80 }) }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(file, (values) => {
      const config = attempt(stringify(values));
      if (config instanceof ConfigError) return;
      t.deepEqual(loadConfig(stringify(config)), config);
    }),
    { numRuns: 200 },
  );
  t.pass();
});
