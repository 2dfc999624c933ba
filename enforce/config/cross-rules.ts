// SPDX-License-Identifier: Apache-2.0
import type { ConfigFault } from '../../evidence/model/errors.js';
import { checkDetection } from './detection-rules.js';
import { checkEnvelope } from './envelope-rules.js';
import {
  coversPublicSuffix,
  isHostName,
  normalizeHost,
  parseListenAddress,
  parseRange,
  rangeInside,
  rangesMeet,
  type Range,
} from './forms.js';
import { keyPath } from './path.js';
import type { Config } from './schema.js';
import { INTERNAL_RANGES } from './sections/general.table.js';
import { CORE_RESPONSE_RULES } from './sections/detection.table.js';
import { CORE_RULES } from './sections/scanning.table.js';

export type CrossFault = Omit<ConfigFault, 'line'>;

/** Rules that look at more than one key, or at more than the form of a value. `now` is an RFC 3339 time, if known. */
export function checkCrossRules(config: Config, now?: string): readonly CrossFault[] {
  return [
    ...checkMode(config),
    ...checkListeners(config),
    ...checkAddresses(config),
    ...checkNames(config),
    ...checkRules(config),
    ...checkSuppressions(config),
    ...(now === undefined ? [] : checkExpiry(config, Date.parse(now))),
    ...checkEvidence(config),
    ...checkDetection(config),
    ...checkEnvelope(config),
  ];
}

function checkMode(config: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  if (config.mode === 'strict' && config.api_allowlist.length === 0) {
    faults.push({ path: 'api_allowlist', message: 'is empty in strict mode', expected: 'at least one host' });
  }
  if (config.bind_default_agent_identity && config.default_agent_identity === '') {
    const expected = 'default_agent_identity set as well';
    faults.push({ path: 'bind_default_agent_identity', message: 'has no identity to bind', expected });
  }
  if (config.forward_proxy.sni_require_tls && !config.forward_proxy.sni_verification) {
    const expected = 'sni_verification: true as well';
    faults.push({ path: 'forward_proxy.sni_require_tls', message: 'needs the TLS greeting to be read', expected });
  }
  return faults;
}

function checkListeners(config: Config): CrossFault[] {
  const proxy = parseListenAddress(config.fetch_proxy.listen);
  const metrics = parseListenAddress(config.metrics_listen);
  if (proxy === undefined || metrics === undefined || metrics.port !== proxy.port || metrics.port === 0) return [];
  const everywhere = ['', '0.0.0.0', '::'];
  const meets = [proxy.host, metrics.host].some((host) => everywhere.includes(host)) || proxy.host === metrics.host;
  if (!meets) return [];
  return [{ path: 'metrics_listen', message: 'is the address of the proxy', expected: 'another port' }];
}

/** Ranges that nothing opens: metadata services, link-local, multicast, unspecified. */
const NEVER_OPEN = ranges([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '224.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::254/128',
]);

/** IPv6 forms that carry an IPv4 address. Such an address is judged by the IPv4 address in it. */
const CARRIERS = ranges(['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32']);

const LOOPBACK6 = ranges(['::1/128']);

function isCarrier(range: Range): boolean {
  // The IPv6 loopback address stands in the oldest carrier range without carrying anything.
  if (LOOPBACK6.some((loopback) => rangeInside(range, loopback))) return false;
  return CARRIERS.some((carrier) => rangesMeet(range, carrier));
}

/** Every range that counts as inside, beside the configurable ones: set apart for tests, documents and the future. */
const INSIDE = ranges([
  ...INTERNAL_RANGES,
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '2001:db8::/32',
]);

function ranges(texts: readonly string[]): readonly Range[] {
  return texts.flatMap((text) => parseRange(text) ?? []);
}

function checkAddresses(config: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  config.ssrf.ip_allowlist.forEach((text, index) => {
    const range = parseRange(text);
    const path = `ssrf.ip_allowlist[${index}]`;
    if (range === undefined) return;
    if (range.bits === 0) {
      faults.push({ path, message: 'covers every address', expected: 'a range inside the private ranges' });
    } else if (NEVER_OPEN.some((closed) => rangesMeet(range, closed))) {
      const expected = 'a range without metadata, link-local, multicast and unspecified addresses';
      faults.push({ path, message: 'covers an address that cannot be opened', expected });
    } else if (isCarrier(range)) {
      faults.push({ path, message: 'is an IPv6 form of IPv4 addresses', expected: 'the IPv4 range itself' });
    }
  });
  config.internal.forEach((text, index) => {
    const range = parseRange(text);
    if (range === undefined || INSIDE.some((known) => rangeInside(range, known))) return;
    const expected = 'a range inside the built-in ones; addresses outside them are public';
    faults.push({ path: `internal[${index}]`, message: 'not in this build: an inside range of your own', expected });
  });
  return faults;
}

function checkNames(config: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  config.trusted_domains.forEach((pattern, index) => {
    if (!coversPublicSuffix(pattern)) return;
    const message = 'trusts every name under a public suffix';
    faults.push({ path: `trusted_domains[${index}]`, message, expected: 'a domain of your own' });
  });
  const seen = new Set<string>();
  for (const host of Object.keys(config.dns.host_overrides)) {
    const path = keyPath('dns.host_overrides', host);
    const name = normalizeHost(host);
    if (!isHostName(host)) faults.push({ path, message: 'is not a host name', expected: 'a plain host name' });
    else if (seen.has(name)) faults.push({ path, message: 'names a host twice', expected: 'every host once' });
    seen.add(name);
  }
  return faults;
}

const CORE_NAMES = new Set([...CORE_RULES, ...CORE_RESPONSE_RULES].map((name) => name.toLowerCase()));
const isCore = (rule: string): boolean => CORE_NAMES.has(rule.toLowerCase());
const CORE_STAYS = 'a rule outside the core set';

function checkRules({ dlp, request_body_scanning: body }: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  const seen = new Set<string>();
  dlp.patterns.forEach(({ name }, index) => {
    const path = `dlp.patterns[${index}].name`;
    if (isCore(name)) faults.push({ path, message: 'is the name of a core rule', expected: CORE_STAYS });
    else if (seen.has(name.toLowerCase())) faults.push({ path, message: 'stands twice', expected: 'every name once' });
    seen.add(name.toLowerCase());
  });
  body.disable_patterns.forEach((name, index) => {
    if (!isCore(name)) return;
    const path = `request_body_scanning.disable_patterns[${index}]`;
    faults.push({ path, message: 'disables a core rule', expected: CORE_STAYS });
  });
  for (const [name, action] of Object.entries(body.pattern_actions)) {
    if (!isCore(name) || action === 'block') continue;
    const path = keyPath('request_body_scanning.pattern_actions', name);
    faults.push({ path, message: 'weakens a core rule', expected: `block, or ${CORE_STAYS}` });
  }
  return faults;
}

function checkSuppressions(config: Config): CrossFault[] {
  return config.suppress.flatMap(({ rule, path }, index): CrossFault[] => {
    const at = `suppress[${index}]`;
    if (isCore(rule)) return [{ path: `${at}.rule`, message: 'suppresses a core rule', expected: CORE_STAYS }];
    if (path.includes('://')) {
      const message = 'not in this build: suppression outside bodies and headers';
      return [{ path: `${at}.path`, message, expected: 'a host, * standing for any characters' }];
    }
    // A pattern of nothing but wildcards would silence the rule everywhere: that is disabling it, and has its own key.
    if (/^[A-Za-z0-9._*-]+$/.test(path) && /[A-Za-z0-9]/.test(path)) return [];
    return [
      { path: `${at}.path`, message: 'is not a host pattern', expected: 'a host, * standing for any characters' },
    ];
  });
}

function checkExpiry({ fetch_proxy: { monitoring }, suppress }: Config, nowMs: number): CrossFault[] {
  const lists = ['path_entropy_exclusions', 'query_entropy_param_exclusions'] as const;
  const items = [
    ...lists.flatMap((name) =>
      monitoring[name].flatMap(({ expires }, index) => ({ expires, at: `fetch_proxy.monitoring.${name}[${index}]` })),
    ),
    ...suppress.flatMap(({ expires }, index) => ({ expires, at: `suppress[${index}]` })),
  ];
  // A wrong item is a hole in its list; flatMap passes over holes, a spread would not.
  return items.flatMap(({ expires, at }): CrossFault[] => {
    if (expires === '' || Date.parse(expires) > nowMs) return [];
    return [{ path: `${at}.expires`, message: 'has passed', expected: 'a time to come, or no such item' }];
  });
}

function checkEvidence({ flight_recorder: recorder, logging }: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  if (recorder.require_receipts && !recorder.enabled) {
    const path = 'flight_recorder.require_receipts';
    faults.push({ path, message: 'needs the recorder', expected: 'flight_recorder.enabled: true as well' });
  }
  if (recorder.raw_escrow && !recorder.enabled) {
    const path = 'flight_recorder.raw_escrow';
    faults.push({ path, message: 'needs the recorder', expected: 'flight_recorder.enabled: true as well' });
  }
  if (recorder.raw_escrow && recorder.escrow_public_key === '') {
    const path = 'flight_recorder.escrow_public_key';
    faults.push({ path, message: 'is missing for raw_escrow', expected: 'the 64 hex digits of an X25519 public key' });
  }
  if (logging.output !== 'stdout' && logging.file === '') {
    const message = `is missing for output ${logging.output}`;
    faults.push({ path: 'logging.file', message, expected: 'the path of the log file' });
  }
  return faults;
}
