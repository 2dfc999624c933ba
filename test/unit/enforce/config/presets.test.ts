// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { isPresetName, PRESET_NAMES, presetConfig, renderPresetYaml } from '../../../../enforce/config/presets.js';

test('there are three presets', (t) => {
  t.deepEqual(PRESET_NAMES, ['balanced', 'strict', 'audit']);
  t.true(isPresetName('strict'));
  t.false(isPresetName('toString'));
});

test('the presets differ in what they are known for', (t) => {
  const rows = PRESET_NAMES.map((name) => {
    const { mode, enforce, fetch_proxy, request_body_scanning: body } = presetConfig(name);
    const { entropy_threshold, subdomain_entropy_threshold, max_requests_per_minute, max_url_length } =
      fetch_proxy.monitoring;
    return [
      mode,
      enforce,
      entropy_threshold,
      subdomain_entropy_threshold,
      max_requests_per_minute,
      max_url_length,
      body.action,
    ];
  });
  t.deepEqual(rows, [
    ['balanced', true, 4.5, 4, 60, 2048, 'warn'],
    ['strict', true, 3.5, 3.5, 30, 500, 'block'],
    ['audit', false, 4.5, 4, 0, 2048, 'warn'],
  ]);
  t.is(presetConfig('strict').request_body_scanning.header_mode, 'all');
  t.deepEqual(presetConfig('audit').api_allowlist, []);
});

test('the preset that runs without a file proxies and requires receipts', (t) => {
  const config = presetConfig('balanced');
  t.true(config.forward_proxy.enabled);
  t.true(config.flight_recorder.enabled);
  t.true(config.flight_recorder.require_receipts);
});

test('a rendered preset is documented and no line of it runs away', (t) => {
  const text = renderPresetYaml('strict');
  t.regex(text, /^# Pipelock configuration, preset strict\.\n/);
  t.regex(text, /\n {4}# Longest URL.*\n {4}max_url_length: 500\n/);
  t.true(text.split('\n').every((line) => line.length <= 100));
  t.true(text.endsWith('\n') && !text.endsWith('\n\n'));
});
