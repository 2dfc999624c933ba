// SPDX-License-Identifier: Apache-2.0

export type ReasonSeverity = 'critical' | 'warn' | 'info';
export type RetryHint = 'none' | 'transient' | 'policy';

interface ReasonRow {
  readonly severity: ReasonSeverity;
  readonly retry: RetryHint;
}

/** The closed vocabulary of block reasons. Wire values: they travel in headers, receipts and close frames. */
export const BLOCK_REASONS = {
  scheme_blocked: { severity: 'warn', retry: 'none' },
  domain_blocklist: { severity: 'critical', retry: 'policy' },
  ssrf_private_ip: { severity: 'critical', retry: 'none' },
  ssrf_metadata: { severity: 'critical', retry: 'none' },
  ssrf_dns_rebind: { severity: 'critical', retry: 'transient' },
  path_entropy: { severity: 'warn', retry: 'policy' },
  subdomain_entropy: { severity: 'warn', retry: 'policy' },
  url_length: { severity: 'warn', retry: 'policy' },
  rate_limit: { severity: 'warn', retry: 'transient' },
  data_budget: { severity: 'warn', retry: 'policy' },
  response_size: { severity: 'warn', retry: 'policy' },
  dlp_match: { severity: 'critical', retry: 'none' },
  prompt_injection: { severity: 'critical', retry: 'none' },
  tool_policy_deny: { severity: 'critical', retry: 'policy' },
  cross_request_deny: { severity: 'critical', retry: 'none' },
  kill_switch_active: { severity: 'critical', retry: 'transient' },
  envelope_verify_failed: { severity: 'critical', retry: 'none' },
  outbound_envelope_failed: { severity: 'critical', retry: 'transient' },
  redirect_scan_denied: { severity: 'critical', retry: 'none' },
  receipt_emission_failed: { severity: 'critical', retry: 'transient' },
  authority_mismatch: { severity: 'critical', retry: 'policy' },
  compressed_response: { severity: 'warn', retry: 'policy' },
  parse_error: { severity: 'warn', retry: 'none' },
  timeout: { severity: 'warn', retry: 'transient' },
  pattern_unavailable: { severity: 'warn', retry: 'transient' },
  not_enabled: { severity: 'info', retry: 'policy' },
  bad_request: { severity: 'info', retry: 'none' },
} as const satisfies Record<string, ReasonRow>;

export type BlockReason = keyof typeof BLOCK_REASONS;
