// SPDX-License-Identifier: Apache-2.0
import type { BlockReason } from '../../evidence/model/block-reason.js';
import type { Notice, Verdict } from '../../evidence/model/verdict.js';

/** Hints for the agent: what it may do about a block. They name no setting and no rule. */
const HINTS: Readonly<Partial<Record<BlockReason, string>>> = {
  not_enabled: 'this way of sending requests is switched off here',
  scheme_blocked: 'only http and https can be reached',
  domain_blocklist: 'this host is not reachable from here; use another source',
  ssrf_private_ip: 'inside addresses are not reachable from here',
  ssrf_metadata: 'metadata services are not reachable from here',
  path_entropy: 'the URL carries what looks like random data; use plain names',
  subdomain_entropy: 'the host name carries what looks like encoded data',
  url_length: 'shorten the URL or send the data in a body',
  rate_limit: 'wait a minute and send fewer requests',
  data_budget: 'this destination has used up its data for now',
  response_size: 'the answer is too large; ask for less of it',
  dlp_match: 'remove the credential from the request',
  redirect_scan_denied: 'the answer led to a place that is not reachable from here',
  authority_mismatch: 'connect to the host that is named in the TLS greeting',
  compressed_response: 'ask for an uncompressed answer',
  parse_error: 'send a plain, well-formed request',
};

export interface NoticeOptions {
  /** What the agent is told while the kill switch is on. */
  readonly message: string;
  /** Whether blocks carry hints. */
  readonly explain: boolean;
}

/** The words that go with a verdict beside its codes. */
export function createNotices({ message, explain }: NoticeOptions): (verdict: Verdict) => Notice | undefined {
  return ({ outcome, reason }) => {
    if (outcome !== 'block' || reason === 'none') return undefined;
    if (reason === 'kill_switch_active') return { message };
    const hint = HINTS[reason];
    return explain && hint !== undefined ? { hint } : undefined;
  };
}
