// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compilePolicyDocument } from '../../../enforce/config/policy.js';
import { presetConfig } from '../../../enforce/config/presets.js';
import { ATTACK_TECHNIQUES, techniqueOf } from '../../../mappings/attack.table.js';

const { rules } = compilePolicyDocument(presetConfig('strict'), {
  rulesHash: '',
  engine: '',
  derivation: '',
  sha256Hex: () => '0'.repeat(64),
});

/** Layers that say nothing about what an attacker does: defence, plumbing, and what could not be read. */
const WITHOUT = new Set([
  ...['kill_switch', 'internal', 'http', 'transport', 'view_limit', 'dns', 'body', 'response', 'response_size'],
  ...['address_protection', 'envelope', 'inbound_verify_failed'],
]);

test('every layer of a detection stands for a technique, and no defensive layer does', (t) => {
  for (const { layer } of rules) t.is(techniqueOf(layer) === undefined, WITHOUT.has(layer), layer);
  for (const layer of ['none', 'outcome', 'recorder', 'constructor', '']) t.is(techniqueOf(layer), undefined, layer);
});

for (const [layer, pattern, technique] of [
  ['core_dlp', 'AWS Access Key', 'T1048'],
  ['ssrf', '', 'T1046'],
  ['blocklist', '', 'T1071.001'],
  ['scheme', '', 'T1071'],
  ['path_traversal', '', 'T1083'],
  ['crlf_injection', '', 'T1190'],
  ['databudget', '', 'T1030'],
  ['core_response', '', 'T1059'],
  ['chain_detection', 'read-exec', 'T1059'],
  ['chain_detection', 'write-persist', 'T1053'],
  ['chain_detection', 'persist-callback', 'T1053'],
  ['core_dlp', 'persist', 'T1048'],
  ['mcp_unknown_tool', '', 'T1195.002'],
  ['session_anomaly', '', 'T1078'],
  ['sni', '', 'T1090.004'],
  ['tls_intercept', '', 'T1557'],
  ['tls_response_blocked', '', 'T1659'],
  ['tls_handshake_error', '', 'T1573'],
] as const) {
  test(`layer ${layer}${pattern === '' ? '' : `, pattern ${pattern}`}: ${technique}`, (t) => {
    t.is(techniqueOf(layer, pattern), technique);
    t.not(ATTACK_TECHNIQUES[technique], undefined);
  });
}
