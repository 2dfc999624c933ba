// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync } from 'node:fs';
import { AUDIT_CATEGORIES } from '../../../../../enforce/probe/audit/categories.table.js';
import { collectFindings } from '../../../../../evidence/attest/assessment/findings.js';
import { settingRemediation } from '../../../../../evidence/attest/assessment/remediation.table.js';
import { projectFile } from '../../../../support/cli.js';
import { discovered, scored, server } from '../../../../support/sample-assessment.js';

test('every category of the score says which keys to set, by names that the reference knows', (t) => {
  const reference = readFileSync(projectFile('docs/reference/configuration.md'), 'utf8');
  for (const { name } of AUDIT_CATEGORIES) {
    const text = settingRemediation(name, 'it is off');
    t.notRegex(text, /configuration reference/, name);
    for (const [key = '', section = ''] of text.matchAll(/\b([a-z]+_[a-z_]+|dlp|sandbox|redaction)\.[a-z_.]+[a-z_]/g)) {
      const known = reference.includes(`\`${key}\``) || reference.includes(`- \`${section}\`\n`);
      t.true(known, `${name}: ${key}`);
    }
  }
  t.regex(settingRemediation('Anything', 'it is off'), /configuration reference/);
  t.regex(settingRemediation('Sandbox', 'not in this build'), /No setting turns this on/);
});

test('findings have ids of their own, whatever servers are called', (t) => {
  const names = ['a!b', 'a?b', 'a b', 'a-b', 'a-b-2', 'same', 'same'];
  const findings = collectFindings({
    schema_version: '2',
    audit_score: scored(50, [{ severity: 'info', category: 'Sandbox', message: 'not in this build' }]),
    discover: discovered(names.map((name) => server(name, { protection_state: 'unprotected', risk: 'high' }))),
  });
  const ids = findings.map(({ id }) => id);
  t.is(new Set(ids).size, names.length + 1, ids.join());
  t.true(ids.includes('find-discover-cursor-a-b') && ids.includes('find-discover-cursor-same-2'));
});
