// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { refuses, type Row } from '../../../support/config-faults.js';

const CROSS: readonly (readonly [name: string, wrong: string, row: Row, right: string])[] = [
  [
    'strict mode needs a host',
    'mode: strict\napi_allowlist: []\n',
    ['api_allowlist', 2, /empty in strict mode/, /at least one/],
    'mode: strict\napi_allowlist: [a.example]\n',
  ],
  [
    'an identity to bind',
    'bind_default_agent_identity: true\n',
    ['bind_default_agent_identity', 1, /no identity/, /default_agent_identity/],
    'bind_default_agent_identity: true\ndefault_agent_identity: ci\n',
  ],
  [
    'TLS is demanded, so it is looked at',
    'forward_proxy: {sni_verification: false, sni_require_tls: true}\n',
    ['forward_proxy.sni_require_tls', 1, /greeting/, /sni_verification/],
    'forward_proxy: {sni_require_tls: true}\n',
  ],
  [
    'metrics have a port of their own',
    'metrics_listen: ":8888"\n',
    ['metrics_listen', 1, /address of the proxy/, /another port/],
    'metrics_listen: ":8889"\n',
  ],
  [
    'a log file for output file',
    'logging: {output: both}\n',
    ['logging.file', 1, /missing/, /path/],
    'logging: {output: both, file: /var/log/p.log}\n',
  ],
  [
    'not every address is opened',
    'ssrf: {ip_allowlist: [0.0.0.0/0]}\n',
    ['ssrf.ip_allowlist[0]', 1, /every address/, /private/],
    'ssrf: {ip_allowlist: [10.0.0.0/8]}\n',
  ],
  [
    'a range with bits after its prefix',
    'ssrf: {ip_allowlist: [10.0.0.1/8]}\n',
    ['ssrf.ip_allowlist[0]', 1, /address range/, /10\.0\.0\.0\/8/],
    'ssrf: {ip_allowlist: [10.0.0.1/32]}\n',
  ],
  [
    'metadata is not opened',
    'ssrf: {ip_allowlist: [169.254.169.0/24]}\n',
    ['ssrf.ip_allowlist[0]', 1, /cannot be opened/, /metadata/],
    'ssrf: {ip_allowlist: [192.168.1.0/24]}\n',
  ],
  [
    'an IPv6 range around a metadata address is not opened',
    'ssrf: {ip_allowlist: ["fd00::/8"]}\n',
    ['ssrf.ip_allowlist[0]', 1, /cannot be opened/, /metadata/],
    'ssrf: {ip_allowlist: ["fd12::/16"]}\n',
  ],
  [
    'IPv4 in IPv6 clothes is not opened',
    'ssrf: {ip_allowlist: ["::ffff:a00:0/104"]}\n',
    ['ssrf.ip_allowlist[0]', 1, /IPv6 form/, /IPv4 range/],
    'ssrf: {ip_allowlist: ["::1/128"]}\n',
  ],
  [
    'an inside range of public addresses',
    'internal: [10.0.0.0/8, 8.8.8.0/24]\n',
    ['internal[1]', 1, /not in this build/, /built-in/],
    'internal: [10.0.0.0/8, 203.0.113.0/24]\n',
  ],
  [
    'a public suffix is nobody to trust',
    'trusted_domains: ["*.co.uk"]\n',
    ['trusted_domains[0]', 1, /public suffix/, /your own/],
    'trusted_domains: ["*.corp.internal", "*.example.co.uk"]\n',
  ],
  [
    'override of an address',
    'dns: {host_overrides: {1.2.3.4: 1.2.3.4}}\n',
    ['dns.host_overrides["1.2.3.4"]', 1, /not a host name/, /plain host name/],
    'dns: {host_overrides: {a.example: 1.2.3.4}}\n',
  ],
  [
    'override to a name',
    'dns: {host_overrides: {a.example: b.example}}\n',
    ['dns.host_overrides["a.example"]', 1, /not an address/, /IP address/],
    'dns: {host_overrides: {a.example: "fd12::1"}}\n',
  ],
  [
    'override of one host twice',
    'dns: {host_overrides: {a.example: 1.2.3.4, A.example.: 1.2.3.5}}\n',
    ['dns.host_overrides["A.example."]', 1, /twice/, /once/],
    'dns: {host_overrides: {a.example: 1.2.3.4, b.example: 1.2.3.5}}\n',
  ],
  [
    'a core rule is not replaced',
    'dlp: {patterns: [{name: aws access id, regex: x}]}\n',
    ['dlp.patterns[0].name', 1, /core rule/, /outside the core set/],
    'dlp: {patterns: [{name: Own Rule, regex: x}]}\n',
  ],
  [
    'two rules of one name',
    'dlp: {patterns: [{name: A, regex: x}, {name: a, regex: y}]}\n',
    ['dlp.patterns[1].name', 1, /twice/, /once/],
    'dlp: {patterns: [{name: A, regex: x}, {name: b, regex: y}]}\n',
  ],
  [
    'a core rule is not disabled',
    'request_body_scanning: {disable_patterns: [JWT Token, Slack Token]}\n',
    ['request_body_scanning.disable_patterns[1]', 1, /core rule/, /outside/],
    'request_body_scanning: {disable_patterns: [JWT Token]}\n',
  ],
  [
    'a core rule is not weakened',
    'request_body_scanning: {pattern_actions: {Slack Token: warn}}\n',
    ['request_body_scanning.pattern_actions["Slack Token"]', 1, /weakens/, /block/],
    'request_body_scanning: {pattern_actions: {Slack Token: block, JWT Token: warn}}\n',
  ],
  [
    'a core rule is not suppressed',
    'suppress: [{rule: GitLab PAT, path: "*", reason: r}]\n',
    ['suppress[0].rule', 1, /core rule/, /outside/],
    'suppress: [{rule: JWT Token, path: "*.a.example", reason: r}]\n',
  ],
  [
    'suppression everywhere',
    'suppress: [{rule: JWT Token, path: "*", reason: r}]\n',
    ['suppress[0].path', 1, /host pattern/, /a host/],
    'suppress: [{rule: JWT Token, path: "*a.example*", reason: r}]\n',
  ],
  [
    'suppression of another transport',
    'suppress: [{rule: JWT Token, path: "mcp://server/response", reason: r}]\n',
    ['suppress[0].path', 1, /not in this build/, /a host/],
    'suppress: [{rule: JWT Token, path: a.example, reason: r}]\n',
  ],
  [
    'receipts without a recorder',
    'flight_recorder: {enabled: false, require_receipts: true}\n',
    ['flight_recorder.require_receipts', 1, /needs the recorder/, /enabled: true/],
    'flight_recorder: {enabled: true, require_receipts: true}\n',
  ],
];

for (const [name, wrong, row, right] of CROSS) {
  test(`rules over several keys: ${name}`, (t) => {
    refuses(t, wrong, [row]);
    t.notThrows(() => loadConfig(right));
  });
}

test('exclusions end: checked against a given time only', (t) => {
  const item = (expires: string): string =>
    `fetch_proxy:\n  monitoring:\n    path_entropy_exclusions:\n      - {host: a.example, path_prefix: /b, reason: r, expires: ${expires}}\n`;
  const row: Row = ['fetch_proxy.monitoring.path_entropy_exclusions[0].expires', 4, /has passed/, /to come/];
  refuses(t, item('2030-01-01'), [row], { now: '2030-06-01T00:00:00Z' });
  t.notThrows(() => loadConfig(item('2030-12-31'), { now: '2030-06-01T00:00:00Z' }));
  t.notThrows(() => loadConfig(item('2030-01-01')));
  refuses(t, item('2030-02-30'), [[row[0], 4, /right form/, /a date/]]);
});
