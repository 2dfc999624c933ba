// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { PUBLISHED_RULES } from './published-rules.table.js';
import { findingsIn, rulesIn } from './scanner.js';

for (const { name, category, attacks, benign } of PUBLISHED_RULES) {
  test(`${name}: holds in an attack and nothing holds in its benign twin`, (t) => {
    for (const text of attacks) t.true(rulesIn(text).includes(name), `${text} -> ${rulesIn(text).join()}`);
    for (const text of benign) t.deepEqual(rulesIn(text), [], text);
  });

  test(`${name}: is ${category}`, (t) => {
    for (const text of attacks) {
      for (const finding of findingsIn(text)) if (finding.rule === name) t.is(finding.category, category);
    }
  });
}
