// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../evidence/model/finding.js';

/** What a setting is about: the host that was asked, and the finding that decided, if one did. */
export interface Case {
  readonly host: string;
  readonly finding: Finding | undefined;
}

type Setting = string | ((about: Case) => string | undefined) | undefined;

/** An exemption for one rule and one host; core rules have none. */
function exemption({ host, finding }: Case): string | undefined {
  if (finding === undefined || finding.category === 'core') return undefined;
  return `suppress: [{rule: "${finding.rule}", path: "${host}", reason: ..., owner: ..., expires: ...}]`;
}

function ruleInUrl({ host, finding }: Case): string | undefined {
  if (finding === undefined || finding.category === 'core') return undefined;
  return finding.category === 'user'
    ? `dlp.patterns: exempt_domains: ["${host}"] for the rule "${finding.rule}"`
    : `dlp.patterns: a rule of yours named "${finding.rule}", with action: warn or exempt_domains`;
}

/** For each layer, the narrowest setting that would change its verdict; `undefined` where nothing can. */
const LAYER_SETTINGS: Readonly<Record<string, Setting>> = {
  length: 'fetch_proxy.monitoring.max_url_length',
  allowlist: ({ host }) => `api_allowlist: ["${host}"] (mode strict reaches only these hosts)`,
  blocklist: 'fetch_proxy.monitoring.blocklist',
  dlp: ruleInUrl,
  entropy: ({ host }) =>
    `fetch_proxy.monitoring.path_entropy_exclusions or query_entropy_param_exclusions for this place on "${host}"`,
  subdomain_entropy: ({ host }) => `fetch_proxy.monitoring.subdomain_entropy_exclusions: ["${host}"]`,
  ssrf: ({ host }) => `trusted_domains: ["${host}"], or ssrf.ip_allowlist for its address`,
  dns: ({ host }) => `dns.host_overrides: {"${host}": ADDRESS}`,
  ratelimit: 'fetch_proxy.monitoring.max_requests_per_minute',
  databudget: 'fetch_proxy.monitoring.max_data_per_minute',
  header_dlp: exemption,
  body_dlp: exemption,
  body_injection: exemption,
  response_injection: exemption,
  core_response: 'response_scanning.action: warn, which marks the answers of every host instead',
  kill_switch: 'kill_switch.enabled, or remove the sentinel file',
  transport: 'forward_proxy.enabled',
};

/** The narrowest setting that would change a verdict of this layer; undefined where none can. */
export function settingFor(layer: string, about: Case): string | undefined {
  const setting = LAYER_SETTINGS[layer];
  return typeof setting === 'function' ? setting(about) : setting;
}
