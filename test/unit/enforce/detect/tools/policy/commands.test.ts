// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { BUILTIN_TOOL_RULES } from '../../../../../../enforce/detect/tools/policy/builtin.table.js';
import { BENIGN_COMMANDS } from './benign-commands.table.js';
import { decide, rulesFor } from './policies.js';
import { MALICIOUS_COMMANDS } from './malicious-commands.table.js';

for (const [rule, commands] of Object.entries(MALICIOUS_COMMANDS))
  test(`${rule}: every command is found`, (t) => {
    const missed = commands.filter((command) => !rulesFor('bash', { command }).includes(rule));
    t.deepEqual(missed, []);
  });

test('everyday commands are let through', (t) => {
  const flagged = BENIGN_COMMANDS.flatMap((command) => {
    const rules = rulesFor('bash', { command });
    return rules.length === 0 ? [] : [`${command}: ${rules.join(', ')}`];
  });
  t.deepEqual(flagged, []);
});

test('the tables are large enough to mean something', (t) => {
  t.true(Object.values(MALICIOUS_COMMANDS).flat().length >= 300);
  t.true(BENIGN_COMMANDS.length >= 250);
  const covered = Object.keys(MALICIOUS_COMMANDS);
  const uncovered = BUILTIN_TOOL_RULES.filter(({ name, command }) => command !== undefined && !covered.includes(name));
  t.deepEqual(uncovered, []);
});

test('a match that rests on a guess says so', (t) => {
  t.false(decide('bash', { command: 'rm -rf /data' }).uncertain);
  t.true(decide('bash', { command: '/bin/r? -rf /data' }).uncertain);
  t.true(decide('bash', { command: '$x -rf /data' }).uncertain);
});
