// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { factSlug } from '../../../../../enforce/decide/derive.js';
import { ruleSlug } from '../../../../../enforce/detect/dlp/rules/rule.js';
import { DLP_RULES } from '../../../../../enforce/detect/dlp/rules/rules.table.js';
import { DETECTORS } from '../detection.js';
import { RULE_CASES } from './rule-cases.table.js';

test('every rule has its lines in the case table, and every line its rule', (t) => {
  t.deepEqual(Object.keys(RULE_CASES).sort(), DLP_RULES.map(({ name }) => name).sort());
});

for (const [name, { positives, negatives }] of Object.entries(RULE_CASES)) {
  test(`${name}: found where it is`, (t) => {
    t.true(positives.length > 0);
    for (const text of positives) {
      t.true(DETECTORS.redactText(text).includes(name), text);
      t.true(
        DETECTORS.redactText(`some words, then ${text}, and more`).includes(name) || text.includes('api_key='),
        text,
      );
    }
  });

  test(`${name}: not found in what only looks like it`, (t) => {
    t.true(negatives.length > 0);
    for (const text of negatives) t.false(DETECTORS.redactText(text).includes(name), text);
  });
}

test('names and slugs are unique, and both sides of the policy form slugs alike', (t) => {
  const slugs = DLP_RULES.map(({ name }) => ruleSlug(name));
  t.is(new Set(slugs).size, DLP_RULES.length);
  for (const { name } of DLP_RULES) t.is(factSlug(name), ruleSlug(name));
  t.is(ruleSlug('GitHub Fine-Grained PAT'), 'github_fine_grained_pat');
});

test('a rule with anchors begins with one of them wherever it is found', (t) => {
  for (const { name, anchors } of DLP_RULES) {
    if (anchors === undefined) continue;
    for (const text of RULE_CASES[name]?.positives ?? []) {
      t.true(
        anchors.some((anchor) => text.toLowerCase().includes(anchor.toLowerCase())),
        `${name}: ${text}`,
      );
    }
  }
});

test('the core set is the immutable one', (t) => {
  const core = DLP_RULES.filter(({ origin }) => origin === 'core').map(({ name }) => name);
  t.deepEqual(core, [
    'AWS Access ID',
    'AWS Secret Key',
    'GCP Service Account Key',
    'GitHub Token',
    'GitHub Fine-Grained PAT',
    'GitLab PAT',
    'Slack Token',
    'Private Key Header',
  ]);
});
