// SPDX-License-Identifier: Apache-2.0

/** For each layer, the narrowest setting that would change its verdict; `undefined` where nothing can. */
export const LAYER_SETTINGS: Readonly<Record<string, string | undefined>> = {
  length: 'fetch_proxy.monitoring.max_url_length',
  parser: undefined,
  scheme: undefined,
  crlf_injection: undefined,
  path_traversal: undefined,
  allowlist: 'api_allowlist (mode strict reaches only these hosts)',
  blocklist: 'fetch_proxy.monitoring.blocklist',
  core_ssrf: undefined,
  core_dlp: undefined,
  dlp: 'dlp.patterns: an entry of this name with action warn',
  entropy: 'fetch_proxy.monitoring.path_entropy_exclusions or query_entropy_param_exclusions for this place',
  subdomain_entropy: 'fetch_proxy.monitoring.subdomain_entropy_exclusions for this host',
  ssrf: 'trusted_domains for this host, or ssrf.ip_allowlist for its address',
  dns: 'dns.host_overrides for this host',
  ratelimit: 'fetch_proxy.monitoring.max_requests_per_minute',
  databudget: 'fetch_proxy.monitoring.max_data_per_minute',
  header_dlp: 'request_body_scanning.action, or suppress for this rule and host',
  body_dlp: 'request_body_scanning.action, or suppress for this rule and host',
  kill_switch: 'kill_switch.enabled, or remove the sentinel file',
  transport: 'forward_proxy.enabled',
};
