// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { boundedSource } from '../../../../enforce/detect/dlp/rules/rule.js';
import { DLP_RULES } from '../../../../enforce/detect/dlp/rules/rules.table.js';
import { loadPatternEngine } from '../../../../enforce/runtime/pattern-engine.js';
import { admitPattern, type PatternSource } from '../../../../enforce/text/pattern-engine.js';
import { RULE_CASES } from '../detect/dlp/rule-cases.table.js';

const SOURCES: readonly PatternSource[] = DLP_RULES.map((rule) => ({
  id: rule.name,
  source: boundedSource(rule),
  caseInsensitive: rule.caseSensitive !== true,
}));
const portable = loadPatternEngine('re2js');
const preferred = loadPatternEngine();
const TEXTS = Object.values(RULE_CASES).flatMap(({ positives, negatives }) => [...positives, ...negatives]);

test('both engines give the same answers over the rules, their cases and random text', (t) => {
  if (preferred.name !== 're2') t.log('the native engine is not installed: the portable one is compared with itself');
  const one = preferred.compileSet(SOURCES);
  const other = portable.compileSet(SOURCES);
  for (const text of TEXTS) t.deepEqual(one.match(text), other.match(text), text);
  const fragment = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 4 }), fc.constantFrom('', ' ', '\n', '.'), (texts, glue) => {
      const text = texts.join(glue);
      t.deepEqual(one.match(text), other.match(text));
    }),
    { numRuns: 100 },
  );
});

test('both engines find a match at the same place', (t) => {
  for (const source of SOURCES) {
    const one = preferred.compile(source);
    const other = portable.compile(source);
    for (const text of RULE_CASES[source.id]?.positives ?? []) {
      const padded = `é😀 ${text} é`;
      t.deepEqual(one.find(padded, 0), other.find(padded, 0), source.id);
      t.deepEqual(one.find(padded, 4), other.find(padded, 4), source.id);
    }
  }
});

for (const engine of preferred.name === portable.name ? [portable] : [preferred, portable]) {
  test(`${engine.name}: a text that is not ASCII is matched like any other`, (t) => {
    const set = engine.compileSet([{ id: 'x', source: 'secret-[0-9]{4}', caseInsensitive: true }]);
    t.deepEqual(set.match('é SECRET-1234'), [0]);
    t.deepEqual(set.match('é SECRET-12x4'), []);
    t.deepEqual(set.match(`${'a'.repeat(70_000)} secret-1234`), [0]);
  });

  test(`${engine.name}: patterns of a configuration are admitted or refused`, (t) => {
    const admit = (source: string) => admitPattern(engine, { id: 'x', source, caseInsensitive: true });
    t.is(admit('corp-[a-z0-9]{20}'), undefined);
    t.is(admit('(a+)+$'), undefined, 'linear time: harmless here');
    t.is(admit('('), 'syntax');
    t.is(admit('(?=x)y'), 'syntax');
    t.is(admit('a{1001}'), 'syntax');
    t.is(admit('x*'), 'matches_empty');
    t.is(admit('a'.repeat(1025)), 'too_long');
  });
}

test('a pattern is refused when its engine needs too long, twice', (t) => {
  let calls = 0;
  const slow = { ...portable, measure: () => (calls++, 1000) };
  t.is(admitPattern(slow, { id: 'x', source: 'a', caseInsensitive: true }), 'too_slow');
  t.is(calls, 2);
  let first = true;
  const warming = { ...portable, measure: () => (first ? ((first = false), 1000) : 1) };
  t.is(admitPattern(warming, { id: 'x', source: 'a', caseInsensitive: true }), undefined);
});
