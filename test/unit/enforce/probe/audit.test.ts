// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { presetConfig } from '../../../../enforce/config/presets.js';
import { auditInput, scoreConfig } from '../../../../enforce/probe/audit/audit-score.js';
import { AUDIT_CATEGORIES, type AuditInput } from '../../../../enforce/probe/audit/categories.table.js';

const input = (yaml: string): AuditInput => ({
  config: loadConfig(`version: 1\n${yaml}`),
  dlpPatterns: 60,
  responsePatterns: 30,
});

function scores(given: AuditInput): Record<string, number> {
  return Object.fromEntries(scoreConfig(given).categories.map(({ name, score }) => [name, score]));
}

test('twelve categories are 100 points, all twenty-three 170, and names stand once', (t) => {
  const max = (count: number): number =>
    AUDIT_CATEGORIES.slice(0, count).reduce((sum, category) => sum + category.max, 0);
  t.deepEqual([AUDIT_CATEGORIES.length, max(12), max(23)], [23, 100, 170]);
  t.is(new Set(AUDIT_CATEGORIES.map(({ name }) => name)).size, 23);
});

test('both forms give a category the same score', (t) => {
  const given = auditInput(presetConfig('strict'));
  const [short, long] = [scoreConfig(given, 12), scoreConfig(given, 23)];
  t.deepEqual(long.categories.slice(0, 12), short.categories);
  t.deepEqual([short.max_score, long.max_score], [100, 170]);
});

test('no category earns more than its most, whatever is configured', (t) => {
  for (const preset of ['balanced', 'strict', 'audit'] as const) {
    for (const { name, score, max_score } of scoreConfig(auditInput(presetConfig(preset))).categories) {
      t.true(score >= 0 && score <= max_score, name);
    }
  }
});

test('what this build lacks earns nothing and says so', (t) => {
  const { categories, findings = [] } = scoreConfig(auditInput(presetConfig('balanced')), 23, 'x.yaml');
  const missing = categories.find(({ name }) => name === 'MCP Tool Scanning');
  t.deepEqual(missing, { name: 'MCP Tool Scanning', score: 0, max_score: 10, detail: 'not in this build' });
  t.true(findings.some(({ category, severity }) => category === 'MCP Tool Scanning' && severity === 'critical'));
});

test('points are earned part by part', (t) => {
  t.is(scores(input(''))['DLP'], 15);
  t.is(scores(input('dlp: {scan_env: false}\n'))['DLP'], 12);
  t.is(scores({ ...input(''), dlpPatterns: 39 })['DLP'], 13);
  t.is(scores({ ...input(''), dlpPatterns: 19 })['DLP'], 11);
  t.is(scores({ ...input(''), dlpPatterns: 0 })['DLP'], 0);
  t.is(scores(input('response_scanning: {action: block}\n'))['Response Scanning'], 10);
  t.is(scores({ ...input(''), responsePatterns: 9 })['Response Scanning'], 5);
  t.is(scores(input('kill_switch: {enabled: true, sentinel_file: /tmp/stop}\n'))['Kill Switch'], 7);
  t.is(scores(input('mode: strict\n'))['Enforcement'], 10);
  t.is(scores(input('mode: audit\nenforce: false\n'))['Enforcement'], 1);
  t.is(scores(input('fetch_proxy: {monitoring: {blocklist: []}}\n'))['Domain Blocklist'], 0);
  t.is(scores(input('flight_recorder: {require_receipts: true}\n'))['Flight Recorder'], 5);
  t.is(scores(input('flight_recorder: {enabled: false}\n'))['Flight Recorder'], 0);
  t.is(scores(input('request_body_scanning: {action: block}\n'))['Request Body Scanning'], 10);
  t.is(scores(input('request_body_scanning: {scan_headers: false}\n'))['Request Body Scanning'], 4);
  t.is(scores(input('cross_request_detection: {enabled: true}\n'))['Cross-Request Detection'], 5);
  t.is(scores(input('address_protection: {enabled: true, unknown_action: block}\n'))['Address Protection'], 5);
  t.is(scores(input('address_protection: {enabled: true, unknown_action: warn}\n'))['Address Protection'], 4);
  t.is(scores(input('seed_phrase_detection: {verify_checksum: false}\n'))['Seed-Phrase Detection'], 3);
  t.is(scores(input('mcp_tool_policy: {enabled: false}\n'))['MCP Tool Policy'], 0);
});

test('tool rules that match everything or leave dangerous tools open are told, and their twins are not', (t) => {
  const told = (rule: string): readonly string[] =>
    (scoreConfig(input(`mcp_tool_policy:\n  rules:\n    - ${rule}\n`)).findings ?? [])
      .filter(({ category }) => category === 'MCP Tool Policy')
      .map(({ message }) => message);
  t.regex(told('{name: a, tool_pattern: x, arg_pattern: ".+", action: block}')[0] ?? '', /matches every argument/);
  t.deepEqual(told('{name: a, tool_pattern: x, arg_pattern: "a.+", action: block}'), []);
  t.regex(
    told('{name: a, tool_pattern: "^run_Shell$", action: warn}')[0] ?? '',
    /dangerous tool is given the action "warn"/,
  );
  t.deepEqual(told('{name: a, tool_pattern: "^run_Shell$", action: block}'), []);
  t.regex(told('{name: a, tool_pattern: delete_user}')[0] ?? '', /"warn"/);
  t.deepEqual(told('{name: a, tool_pattern: list_users}'), []);
});
