// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { compilePolicyDocument, policyHash } from '../../../../enforce/config/policy.js';
import { compilePolicy, decide } from '../../../../enforce/decide/decide.js';
import { presetConfig } from '../../../../enforce/config/presets.js';
import { defaultConfig, type Config } from '../../../../enforce/config/schema.js';
import type { Condition, Facts, PolicyDocument, PolicyRule } from '../../../../evidence/model/policy.js';

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const pins = { rulesHash: 'ab'.repeat(32), engine: 're2js', derivation: '1', sha256Hex };
const compile = (config: Config): PolicyDocument => compilePolicyDocument(config, pins);
const compileText = (text: string): PolicyDocument => compile(loadConfig(text));

function holds({ field, op, value }: Condition, facts: Facts): boolean {
  const found = facts[field];
  if (found === undefined) return false;
  if (op === 'in') return (value as readonly unknown[]).includes(found);
  if (op === 'eq') return found === value;
  if (op === 'ne') return found !== value;
  const [left, right] = [Number(found), Number(value)];
  return op === 'gt' ? left > right : op === 'gte' ? left >= right : op === 'lt' ? left < right : left <= right;
}

/** First match, read straight from the document. */
function verdictOf(document: PolicyDocument, facts: Facts): string {
  const rule: PolicyRule | undefined = document.rules.find(({ when }) => when.every((each) => holds(each, facts)));
  return rule === undefined ? 'allow' : `${rule.verdict} ${rule.reason} ${rule.layer}`;
}

/** The documented order of layers. */
const LAYERS = [
  'kill_switch',
  'internal',
  'http',
  'transport',
  'inbound_verify_failed',
  'envelope',
  'length',
  'parser',
  'scheme',
  'parser',
  'crlf_injection',
  'path_traversal',
  'allowlist',
  'blocklist',
  'core_ssrf',
  'core_dlp',
  'dlp',
  'entropy',
  'subdomain_entropy',
  // A URL inside the query is judged by the same lists and addresses.
  'allowlist',
  'blocklist',
  'core_ssrf',
  'ssrf',
  'view_limit',
  'dns',
  'core_ssrf',
  'ssrf',
  'ratelimit',
  'databudget',
  'redirect',
  'body',
  'core_dlp',
  'header_dlp',
  'body_dlp',
  'tool_policy',
  'sni',
  'response_size',
  'response',
];

function runs(layers: readonly string[]): string[] {
  return layers.filter((layer, index) => layer !== layers[index - 1]);
}

test('blocking rules stand in the documented order of layers', (t) => {
  const document = compileText(
    'mode: strict\nrequest_body_scanning: {action: block}\nfetch_proxy: {monitoring: {max_data_per_minute: 1000}}\n',
  );
  const blocking = document.rules.filter(({ verdict }) => verdict === 'block');
  t.deepEqual(runs(blocking.map(({ layer }) => layer)), LAYERS);
});

test('rules that mark come after every rule that blocks, in the same order', (t) => {
  for (const config of [defaultConfig(), presetConfig('strict'), presetConfig('audit')]) {
    const verdicts = compile(config).rules.map(({ verdict }) => verdict);
    t.deepEqual(runs(verdicts), ['block', 'warn']);
  }
  const marking = compile(presetConfig('audit')).rules.filter(({ verdict }) => verdict === 'warn');
  t.deepEqual(runs(marking.map(({ layer }) => layer)), [
    'length',
    'blocklist',
    'dlp',
    'entropy',
    'subdomain_entropy',
    'blocklist',
    'ssrf',
    'header_dlp',
    'body_dlp',
    'content_entropy',
    'body_injection',
    'tool_policy',
    'sni',
    'core_response',
    'response_injection',
    'sni',
  ]);
});

const VERDICTS: readonly (readonly [facts: Facts, balanced: string, audit: string])[] = [
  [{}, 'allow', 'allow'],
  [{ kill_switch: false }, 'allow', 'allow'],
  [{ kill_switch: true }, 'block kill_switch_active kill_switch', 'same'],
  [{ 'internal.error': 'exception' }, 'block pattern_unavailable internal', 'same'],
  [{ 'internal.error': 'aborted' }, 'block timeout internal', 'same'],
  [{ 'http.error': 'timeout' }, 'block timeout http', 'same'],
  [{ 'http.error': 'malformed' }, 'block bad_request http', 'same'],
  [{ 'transport.enabled': false }, 'block not_enabled transport', 'same'],
  [{ 'url.length': 2048 }, 'allow', 'allow'],
  [{ 'url.length': 2049 }, 'block url_length length', 'warn url_length length'],
  [{ 'url.parse_error': true }, 'block parse_error parser', 'same'],
  [{ 'url.scheme': 'https' }, 'allow', 'allow'],
  [{ 'url.scheme': 'http' }, 'allow', 'allow'],
  [{ 'url.scheme': 'file', 'url.destination_error': true }, 'block scheme_blocked scheme', 'same'],
  [{ 'url.scheme': 'https', 'url.destination_error': true }, 'block parse_error parser', 'same'],
  [{ 'url.userinfo': true }, 'block parse_error parser', 'same'],
  [{ 'url.crlf': true }, 'block parse_error crlf_injection', 'same'],
  [{ 'url.traversal': true }, 'block parse_error path_traversal', 'same'],
  [{ 'host.allowlisted': false }, 'allow', 'allow'],
  [{ 'host.blocklisted': true }, 'block domain_blocklist blocklist', 'warn domain_blocklist blocklist'],
  [{ 'ssrf.literal': 'public' }, 'allow', 'allow'],
  [{ 'ssrf.literal': 'metadata' }, 'block ssrf_metadata core_ssrf', 'same'],
  [{ 'ssrf.literal': 'unspecified' }, 'block ssrf_private_ip core_ssrf', 'same'],
  [{ 'dlp.url.core_count': 1, 'dlp.url.count': 1 }, 'block dlp_match core_dlp', 'same'],
  [{ 'dlp.url.count': 1, 'dlp.url.enforced_count': 1 }, 'block dlp_match dlp', 'warn dlp_match dlp'],
  [{ 'dlp.url.count': 1, 'dlp.url.enforced_count': 0 }, 'warn dlp_match dlp', 'same'],
  [{ 'entropy.path_milli': 4500 }, 'allow', 'allow'],
  [{ 'entropy.path_milli': 4501 }, 'block path_entropy entropy', 'warn path_entropy entropy'],
  [{ 'entropy.query_milli': 4501 }, 'block path_entropy entropy', 'warn path_entropy entropy'],
  [
    { 'entropy.subdomain_milli': 4001 },
    'block subdomain_entropy subdomain_entropy',
    'warn subdomain_entropy subdomain_entropy',
  ],
  [
    { 'subdomain.encoded_shape': true },
    'block subdomain_entropy subdomain_entropy',
    'warn subdomain_entropy subdomain_entropy',
  ],
  [{ 'nested.ssrf': 'metadata' }, 'block ssrf_metadata core_ssrf', 'same'],
  [{ 'nested.ssrf': 'loopback' }, 'block ssrf_private_ip ssrf', 'warn ssrf_private_ip ssrf'],
  [{ 'nested.blocklisted': true }, 'block domain_blocklist blocklist', 'warn domain_blocklist blocklist'],
  [{ 'view.limit': 'depth' }, 'block parse_error view_limit', 'same'],
  [{ 'dns.error': 'not_found' }, 'block bad_request dns', 'same'],
  [{ 'ssrf.class': 'public' }, 'allow', 'allow'],
  [{ 'ssrf.class': 'metadata', 'ssrf.opened': true }, 'block ssrf_metadata core_ssrf', 'same'],
  [{ 'ssrf.class': 'link_local', 'ssrf.opened': true }, 'block ssrf_private_ip core_ssrf', 'same'],
  [{ 'ssrf.class': 'private', 'ssrf.opened': false }, 'block ssrf_private_ip ssrf', 'warn ssrf_private_ip ssrf'],
  [{ 'ssrf.class': 'private', 'ssrf.opened': true }, 'allow', 'allow'],
  [{ 'ssrf.class': 'documentation', 'ssrf.opened': false }, 'block ssrf_private_ip ssrf', 'warn ssrf_private_ip ssrf'],
  [{ 'redirect.hop': 5 }, 'allow', 'allow'],
  [{ 'redirect.hop': 6 }, 'block redirect_scan_denied redirect', 'same'],
  [{ 'redirect.denied': 'core_ssrf' }, 'block redirect_scan_denied redirect', 'same'],
  [{ 'body.error': 'memory' }, 'block timeout body', 'same'],
  [{ 'body.error': 'malformed_json' }, 'block parse_error body', 'same'],
  [{ 'dlp.header.core_count': 1 }, 'block dlp_match core_dlp', 'same'],
  [{ 'dlp.body.core_count': 1 }, 'block dlp_match core_dlp', 'same'],
  [{ 'dlp.header.count': 1, 'dlp.header.enforced_count': 1 }, 'warn dlp_match header_dlp', 'same'],
  [{ 'dlp.body.count': 1, 'dlp.body.enforced_count': 1 }, 'warn dlp_match body_dlp', 'same'],
  [{ 'sni.category': 'match' }, 'allow', 'allow'],
  [{ 'sni.category': 'mismatch' }, 'block authority_mismatch sni', 'warn authority_mismatch sni'],
  [{ 'sni.category': 'malformed_tls' }, 'block authority_mismatch sni', 'warn authority_mismatch sni'],
  [{ 'sni.category': 'no_extension' }, 'warn authority_mismatch sni', 'same'],
  [{ 'sni.category': 'not_tls' }, 'allow', 'allow'],
  [{ 'sni.category': 'plain_http' }, 'allow', 'allow'],
  [{ 'response.error': 'too_large' }, 'block response_size response_size', 'same'],
  [{ 'response.error': 'encoded' }, 'block compressed_response response', 'same'],
  [{ 'response.error': 'timeout' }, 'block timeout response', 'same'],
  [{ 'response.error': 'incomplete' }, 'block bad_request response', 'same'],
];

test('each fact leads to its reason and layer, enforced and observed', (t) => {
  const balanced = compile(presetConfig('balanced'));
  const audit = compile(presetConfig('audit'));
  for (const [facts, enforced, observed] of VERDICTS) {
    t.is(verdictOf(balanced, facts), enforced, JSON.stringify(facts));
    t.is(verdictOf(audit, facts), observed === 'same' ? enforced : observed, `audit ${JSON.stringify(facts)}`);
  }
});

test('enforce: false alone turns the same blocks into marks', (t) => {
  const verdicts = (document: PolicyDocument): string[] => VERDICTS.map(([facts]) => verdictOf(document, facts));
  t.deepEqual(verdicts(compileText('enforce: false')), verdicts(compileText('mode: audit')));
});

test('among several hits the earliest layer is named, and a mark never hides a block', (t) => {
  const document = compile(presetConfig('balanced'));
  t.is(verdictOf(document, { 'entropy.path_milli': 9000, 'url.length': 9000 }), 'block url_length length');
  t.is(
    verdictOf(document, { 'dlp.body.enforced_count': 1, 'dlp.url.count': 1, 'ssrf.class': 'metadata' }),
    'block ssrf_metadata core_ssrf',
  );
});

test('strict mode asks for the allow list, for nested URLs too', (t) => {
  const document = compile(presetConfig('strict'));
  t.is(verdictOf(document, { 'host.allowlisted': false }), 'block domain_blocklist allowlist');
  t.is(verdictOf(document, { 'nested.allowlisted': false }), 'block domain_blocklist allowlist');
  t.is(verdictOf(document, { 'host.allowlisted': true }), 'allow');
  t.is(verdictOf(document, { 'url.length': 501 }), 'block url_length length');
  t.is(verdictOf(document, { 'dlp.body.count': 1, 'dlp.body.enforced_count': 1 }), 'block dlp_match body_dlp');
});

test('limits of 0 are no limits, others hold at their number', (t) => {
  const off = compileText('fetch_proxy: {monitoring: {max_requests_per_minute: 0, max_data_per_minute: 0}}');
  t.is(verdictOf(off, { 'rate.requests': 1e6, 'rate.bytes': 1e9 }), 'allow');
  const on = compileText('fetch_proxy: {monitoring: {max_requests_per_minute: 10, max_data_per_minute: 1000}}');
  t.is(verdictOf(on, { 'rate.requests': 10, 'rate.bytes': 999 }), 'allow');
  t.is(verdictOf(on, { 'rate.requests': 11 }), 'block rate_limit ratelimit');
  t.is(verdictOf(on, { 'rate.bytes': 1000 }), 'block data_budget databudget');
});

test('no inside ranges: inside addresses pass, the closed ones do not', (t) => {
  const document = compileText('internal: []');
  t.is(verdictOf(document, { 'ssrf.class': 'private', 'ssrf.opened': false }), 'allow');
  t.is(verdictOf(document, { 'nested.ssrf': 'private' }), 'allow');
  t.is(verdictOf(document, { 'ssrf.class': 'metadata' }), 'block ssrf_metadata core_ssrf');
});

test('nested URLs are judged unless that is switched off', (t) => {
  const document = compileText('fetch_proxy: {monitoring: {scan_nested_urls: false}}');
  t.false(document.rules.some(({ when }) => when.some(({ field }) => field.startsWith('nested.'))));
});

test('the tunnel: verification off, TLS demanded', (t) => {
  const off = compileText('forward_proxy: {sni_verification: false}');
  t.is(verdictOf(off, { 'sni.category': 'mismatch' }), 'allow');
  const demanded = compileText('forward_proxy: {sni_require_tls: true}');
  for (const category of ['mismatch', 'malformed_tls', 'not_tls', 'plain_http', 'no_extension', 'timeout']) {
    t.is(verdictOf(demanded, { 'sni.category': category }), 'block authority_mismatch sni', category);
  }
  t.is(verdictOf(demanded, { 'sni.category': 'match' }), 'allow');
});

test('actions of single rules: stricter ones get a rule, softer ones are observed', (t) => {
  const strict = compileText('request_body_scanning: {pattern_actions: {JWT Token: block}}');
  t.is(verdictOf(strict, { 'dlp.body.rule.jwt_token': 1, 'dlp.body.count': 1 }), 'block dlp_match body_dlp');
  t.is(verdictOf(strict, { 'dlp.body.count': 1 }), 'warn dlp_match body_dlp');
  const soft = compileText(
    'dlp: {patterns: [{name: Mine, regex: x, action: warn}]}\nrequest_body_scanning: {action: block, pattern_actions: {JWT Token: warn}}',
  );
  t.deepEqual(soft.observed_rules, ['Mine', 'header:JWT Token', 'body:JWT Token']);
  const facts = { 'dlp.body.rule.jwt_token': 1, 'dlp.body.count': 1 };
  const policy = compilePolicy(soft);
  t.is(decide(policy, facts).outcome, 'warn');
  t.is(decide(policy, { ...facts, 'dlp.body.count': 2 }).outcome, 'block');
});

test('thresholds stand as whole thousandths', (t) => {
  const document = compileText(
    'fetch_proxy: {monitoring: {entropy_threshold: 4.4, subdomain_entropy_threshold: 3.3333}}',
  );
  const numbers = document.rules
    .flatMap(({ when }) => when.map(({ value }) => value))
    .filter((value) => typeof value === 'number');
  t.true(numbers.every(Number.isInteger));
  t.true(numbers.includes(4400) && numbers.includes(3333));
});

test('the hash covers the configuration, the rule tables, the engine and the derivation', (t) => {
  const hash = (config: Config, change: Partial<typeof pins> = {}): string =>
    policyHash(compilePolicyDocument(config, { ...pins, ...change }), sha256Hex);
  const base = hash(defaultConfig());
  t.regex(base, /^[0-9a-f]{64}$/);
  t.is(hash(loadConfig('')), base);
  const others = [
    hash(presetConfig('strict')),
    hash(defaultConfig(), { rulesHash: 'cd'.repeat(32) }),
    hash(defaultConfig(), { engine: 're2' }),
    hash(defaultConfig(), { derivation: '2' }),
    hash(loadConfig('dlp: {patterns: [{name: A, regex: x}]}')),
  ];
  t.is(new Set([base, ...others]).size, others.length + 1);
});
