// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { techniqueOf } from '../../mappings/attack.table.js';
import { createActivityReducer } from '../../reports/activity/reducer.js';
import { composeReport } from '../../reports/activity/report.js';

const event = fc.record({
  time: fc.integer({ min: 0, max: 400 * 86_400 }).map((s) => new Date(1_760_000_000_000 + s * 1000).toISOString()),
  event: fc.constantFrom('blocked', 'allowed', 'body_dlp', 'kill_switch_deny', 'startup', 'ended', 'unheard_of'),
  scanner: fc.constantFrom('dlp', 'ssrf', 'policy', '', 'core_dlp'),
  action: fc.constantFrom('block', 'warn'),
  url: fc.oneof(fc.webUrl(), fc.constantFrom('', 'h.example:443', 'http://10.0.0.1/')),
  client_ip: fc.constantFrom('10.0.0.1', 'agent', ''),
  request_id: fc.string({ maxLength: 3 }),
  config_hash: fc.constantFrom('', 'a', 'b'),
});
const line = fc.oneof({ weight: 9, arbitrary: event }, { weight: 1, arbitrary: fc.jsonValue() });

function reportOf(lines: readonly unknown[]): string {
  const reducer = createActivityReducer({ techniqueOf, maxEvidence: 5 });
  for (const one of lines) reducer.add(one);
  const source = { kind: 'log', verification: 'not_checked', detail: '' } as const;
  return JSON.stringify(
    composeReport(reducer.state, {
      ...{ title: '', generated: '', productVersion: '', source, redact: true },
      scrub: (text) => text,
    }),
  );
}

test('the order of the lines does not change the report', (t) => {
  const shuffled = fc
    .array(line, { maxLength: 60 })
    .chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length })),
    );
  fc.assert(
    fc.property(shuffled, ([lines, other]) => reportOf(lines) === reportOf(other)),
    { numRuns: 200 },
  );
  t.pass();
});
