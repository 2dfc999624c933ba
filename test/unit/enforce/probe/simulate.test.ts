// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { presetConfig } from '../../../../enforce/config/presets.js';
import type { Config } from '../../../../enforce/config/schema.js';
import { auditInput, scoreConfig } from '../../../../enforce/probe/audit/audit-score.js';
import { discover } from '../../../../enforce/probe/discover/discover.js';
import type { InstallReport } from '../../../../enforce/probe/install/verify-install.js';
import type { ProbeResults } from '../../../../assess/evidence-files.js';
import { simulate, simulateSummary, type SimulateReport } from '../../../../enforce/probe/simulate/simulate.js';
import { ACCESS_KEY } from '../../../support/product.js';

function attack(config: Config, environment: NodeJS.ProcessEnv = {}): Promise<SimulateReport> {
  return simulate({ config, environment });
}

function layers({ scenarios }: SimulateReport): Record<string, string> {
  return Object.fromEntries(scenarios.map(({ name, status, layer }) => [name, `${status} ${layer ?? ''}`.trim()]));
}

test('the balanced preset catches everything it can be asked, and says which layer did', async (t) => {
  const report = await attack(presetConfig('balanced'));
  const { total, passed, failed, known_limitations, percentage, grade, mode } = report;
  t.deepEqual(
    [total, passed, failed, known_limitations, percentage, grade, mode],
    [30, 22, 0, 8, 100, 'A', 'balanced'],
  );
  const found = layers(report);
  t.is(found['AWS access key in URL path'], 'detected core_dlp');
  t.is(found['OpenAI API key in URL'], 'detected dlp');
  t.is(found['Anthropic API key in text body'], 'detected body_dlp');
  t.is(found['Cloud metadata endpoint'], 'detected core_ssrf');
  t.is(found['Private IP address'], 'detected ssrf');
  t.is(found['Memory persistence directive'], 'detected response_injection');
  t.is(found['CRLF injection in URL'], 'detected crlf_injection');
});

test('what this build cannot receive is no pass and is not dropped', async (t) => {
  const { scenarios } = await attack(presetConfig('strict'));
  const tools = scenarios.filter(({ category }) => category === 'Tool Poisoning');
  t.is(tools.length, 4);
  for (const { detected, limitation, status, detail } of tools) {
    t.deepEqual([detected, limitation, status], [false, true, 'not_applicable']);
    t.regex(detail ?? '', /^not_applicable: this build has no MCP transport/);
  }
});

test('strict mode is judged by what it would catch, not by what it does not reach', async (t) => {
  const report = await attack(presetConfig('strict'));
  t.is(report.percentage, 100);
  t.is(layers(report)['Private IP address'], 'detected ssrf');
});

test('a weak configuration loses points where it is weak, and what can never be weakened still catches', async (t) => {
  const weak = loadConfig(`version: 1
enforce: false
dlp: { include_defaults: false }
request_body_scanning: { enabled: false }
response_scanning: { enabled: false }
internal: []
fetch_proxy: { monitoring: { max_url_length: 65536, entropy_threshold: 8 } }
`);
  const report = await attack(weak);
  t.is(report.grade, 'F');
  const found = layers(report);
  t.is(found['Classic instruction override'], 'missed none');
  t.is(found['Private IP address'], 'missed none');
  t.is(found['Overlong URL'], 'missed none');
  t.is(found['AWS access key in URL path'], 'detected core_dlp');
  t.is(found['Cloud metadata endpoint'], 'detected core_ssrf');
  t.is(found['Path traversal'], 'detected path_traversal');
});

test('a block by another layer than the expected one is a miss, and the other is named', async (t) => {
  const config = presetConfig('balanced');
  const stopped = { ...config, kill_switch: { ...config.kill_switch, enabled: true } };
  const report = await attack(stopped);
  t.is(report.passed, 0);
  t.is(layers(report)['Path traversal'], 'missed kill_switch');
  t.regex(report.scenarios[0]?.detail ?? '', /^expected dlp or core_dlp: blocked by layer kill_switch$/);
});

test('a URL that is only marked has left: a miss', async (t) => {
  const report = await attack(presetConfig('audit'));
  t.is(layers(report)['OpenAI API key in URL'], 'missed dlp');
  t.is(layers(report)['Leetspeak evasion'], 'detected core_response');
});

test('each canary is sent in six forms; its value stays out of the report', async (t) => {
  const config = presetConfig('balanced');
  const tokens = [
    { name: 'planted', value: ACCESS_KEY, env_var: '' },
    { name: 'named', value: '', env_var: 'CANARY_HERE' },
    { name: 'absent', value: '', env_var: 'CANARY_GONE' },
  ];
  const planted = { ...config, canary_tokens: { enabled: true, tokens } };
  const value = 'plainwordsxqz-7741-nothing';
  const report = await attack(planted, { CANARY_HERE: value });
  t.is(report.total, 30 + 18);
  const states = (name: string) =>
    report.scenarios.filter((scenario) => scenario.name.startsWith(`Canary ${name}:`)).map(({ status }) => status);
  t.deepEqual(states('planted'), Array<string>(6).fill('detected'));
  t.deepEqual(states('named'), Array<string>(6).fill('detected'));
  t.deepEqual(states('absent'), Array<string>(6).fill('not_applicable'));
  const text = JSON.stringify(report);
  t.false(text.includes(ACCESS_KEY) || text.includes(value));
  // The value of a variable with a telling name would be found as such.
  const blind = { ...planted, dlp: { ...config.dlp, scan_env: false }, canary_tokens: { enabled: false, tokens } };
  const off = await attack(blind, { CANARY_HERE: value });
  t.true(off.scenarios.some(({ name, status }) => name === 'Canary named: plain text' && status === 'missed'));
});

test('no scenario needs the network or another outcome when it is run twice', async (t) => {
  const progress: number[] = [];
  const once = await simulate({
    config: presetConfig('balanced'),
    configFile: 'x.yaml',
    environment: {},
    onProgress: (done) => progress.push(done),
  });
  t.deepEqual(
    progress,
    Array.from({ length: 30 }, (_, at) => at),
  );
  t.is(once.config_file, 'x.yaml');
  const again = await attack(presetConfig('balanced'));
  t.deepEqual(layers(again), layers(once));
});

test('a capsule holds the wire members of a scenario and no others', async (t) => {
  const { scenarios } = simulateSummary(await attack(presetConfig('balanced')));
  const names = new Set((scenarios ?? []).flatMap((scenario) => Object.keys(scenario)));
  t.deepEqual([...names].sort(), ['category', 'detail', 'detected', 'limitation', 'name']);
});

test('the answers of the probes are what an assessment keeps', async (t) => {
  const config = presetConfig('balanced');
  const kept: Omit<ProbeResults, 'verify-install'> = {
    simulate: await attack(config),
    'audit-score': scoreConfig(auditInput(config)),
    discover: discover('/nonexistent'),
  };
  const install = (report: InstallReport): ProbeResults['verify-install'] => report;
  t.is(typeof install, 'function');
  t.deepEqual(Object.keys(kept), ['simulate', 'audit-score', 'discover']);
});
