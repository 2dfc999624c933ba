// SPDX-License-Identifier: Apache-2.0

/** What to set, by category of the configuration score. Names are those of the configuration reference. */
const SETTINGS: Readonly<Record<string, string>> = {
  DLP: 'Keep dlp.include_defaults and dlp.scan_env on, and fetch_proxy.monitoring.entropy_threshold above 0.',
  'Response Scanning': 'Set response_scanning.enabled: true and response_scanning.action: block.',
  'MCP Tool Scanning': 'Set mcp_tool_scanning.enabled: true and mcp_tool_scanning.action: block.',
  'MCP Tool Policy':
    'Set mcp_tool_policy.enabled: true, and give tools that delete, run commands or write files a rule with action block; keep patterns of arguments narrow.',
  'MCP Input Scanning': 'Set mcp_input_scanning.enabled: true and mcp_input_scanning.action: block.',
  'MCP Session Binding': 'Set mcp_session_binding.enabled: true.',
  'Kill Switch': 'Set kill_switch.sentinel_file to a path that only operators can write, and try it once.',
  Enforcement:
    'Set enforce: true, and mode: strict where the hosts that the agent needs are known, otherwise balanced.',
  'Domain Blocklist': 'Name hosts that no agent of yours needs in fetch_proxy.monitoring.blocklist.',
  'Adaptive Enforcement': 'Set adaptive_enforcement.enabled: true.',
  'Tool Chain Detection': 'Set tool_chain_detection.enabled: true, and add patterns of your own tools.',
  Sandbox: 'Set sandbox.enabled: true.',
  'Live-Lock Contracts': 'Set learn_lock.enabled: true; go from capture to shadow to live.',
  Redaction: 'Set redaction.enabled: true with a default profile and strict_reload.',
  'Browser Shield': 'Set browser_shield.enabled: true and browser_shield.strictness: standard or aggressive.',
  'Mediation Envelope':
    'Set mediation_envelope.enabled: true, and mediation_envelope.sign: true with mediation_envelope.signing_key_path.',
  'Flight Recorder':
    'Keep flight_recorder.enabled, flight_recorder.require_receipts, flight_recorder.sign_checkpoints and flight_recorder.redact on.',
  'Request Body Scanning':
    'Set request_body_scanning.enabled: true, request_body_scanning.action: block and request_body_scanning.scan_headers: true.',
  'Cross-Request Detection':
    'Set cross_request_detection.enabled: true, with cross_request_detection.entropy_budget.enabled and cross_request_detection.fragment_reassembly.enabled.',
  'Address Protection':
    'Set address_protection.enabled: true, address_protection.action: block and address_protection.unknown_action: block, and list the addresses that are yours.',
  'Seed-Phrase Detection': 'Set seed_phrase_detection.enabled: true and seed_phrase_detection.verify_checksum: true.',
  'Git Protection': 'Set git_protection.enabled: true; pipelock git install-hooks scans what is committed meanwhile.',
  'File Sentry':
    'Set file_sentry.enabled: true, and name the folders that the agent writes in file_sentry.watch_paths.',
};

/** What a score says of a part that the product of this version does not have. */
const ABSENT = 'not in this build';

/** What an operator does about a finding of the configuration score. */
export function settingRemediation(category: string, message: string): string {
  if (message === ABSENT) {
    return `No setting turns this on: this version has no ${category}. Count it as open, and cover it outside of the firewall.`;
  }
  return Object.hasOwn(SETTINGS, category)
    ? (SETTINGS[category] as string)
    : `See the settings of ${category} in the configuration reference; pipelock audit score shows what each is worth.`;
}
