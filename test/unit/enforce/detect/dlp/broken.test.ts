// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from './scan.js';

const pieces = (size: number, glue: string) => (text: string) =>
  (text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []).join(glue);

const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'one character a line': pieces(1, '\n'),
  'groups of four': pieces(4, ' '),
  'dots between': pieces(1, '.'),
  'dots between groups': pieces(6, '.'),
  'one break': (text) => `${text.slice(0, 10)}\r\n${text.slice(10)}`,
};

const CREDENTIALS: Readonly<Record<string, string>> = {
  'AWS Access ID': 'AKIA' + 'IOSFODNN7EXAMPLE',
  'GitHub Token': 'ghp_' + 'Zq8LwR2vT6yN4mKj9XcB1dFgH5sPaQ3eUiO7',
  'GitLab PAT': 'glpat-' + 'Q7xLm2ZpR9sTvB4nKcWd',
  'Private Key Header': '-----BEGIN RSA PRIVATE ' + 'KEY-----',
  'AWS Secret Key': 'aws_secret_access_key=' + 'Zq8LwR2vT6yN4mKj9XcB1dFgH5sPaQ3eUiO7kM2x',
};

for (const [rule, text] of Object.entries(CREDENTIALS))
  for (const [way, breakUp] of Object.entries(WAYS))
    test(`${rule}: ${way}`, (t) => t.true(rulesInText(`note: ${breakUp(text)} , end`).includes(rule)));

test('dots between the characters hide a token nowhere in a text', (t) => {
  const dotted = pieces(1, '.')(CREDENTIALS['GitHub Token'] ?? '');
  for (let lead = 0; lead < 240; lead += 3)
    t.true(rulesInText(`${'a b '.repeat(60).slice(0, lead)}\n${dotted} ok`).includes('GitHub Token'), `${lead}`);
});

test('prose that happens to hold a beginning is prose', (t) => {
  for (const text of [
    'A token begins with ghp_ and goes on with thirty-six letters and digits, for example in a header.',
    'The ASIA PACIFIC ECONOMIC FORUM MEETS IN MAY. Canvas editor components are listed below.',
    'glpat- is the prefix.\nSee the page of personal access tokens for details and examples of use.',
    'aws_secret_access_key: the value is in the vault, ask the team for it or read page 12',
  ])
    t.deepEqual(rulesInText(text), [], text);
});
