/** Hints for the agent: what it may do about a block. They name no setting and no rule. */
const HINTS = {
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
/** The words that go with a verdict beside its codes. */
export function createNotices({ message, explain }) {
  return ({ outcome, reason }) => {
    if (outcome !== 'block' || reason === 'none') return undefined;
    if (reason === 'kill_switch_active') return { message };
    const hint = HINTS[reason];
    return explain && hint !== undefined ? { hint } : undefined;
  };
}
//# sourceMappingURL=notices.js.map
