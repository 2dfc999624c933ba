// SPDX-License-Identifier: Apache-2.0

/** ATT&CK techniques that a layer or an event stands for, by id. */
export const ATTACK_TECHNIQUES = {
  T1030: 'Data Transfer Size Limits',
  T1046: 'Network Service Discovery',
  T1048: 'Exfiltration Over Alternative Protocol',
  T1053: 'Scheduled Task/Job',
  T1059: 'Command and Scripting Interpreter',
  T1071: 'Application Layer Protocol',
  'T1071.001': 'Application Layer Protocol: Web Protocols',
  T1078: 'Valid Accounts',
  T1083: 'File and Directory Discovery',
  'T1090.004': 'Proxy: Domain Fronting',
  T1190: 'Exploit Public-Facing Application',
  'T1195.002': 'Supply Chain Compromise: Compromise Software Supply Chain',
  T1557: 'Adversary-in-the-Middle',
  T1573: 'Encrypted Channel',
  T1659: 'Content Injection',
} as const satisfies Record<string, string>;

export type AttackTechnique = keyof typeof ATTACK_TECHNIQUES;

/** Layers of this product and labels of events in the records of others. Defensive ones have no technique. */
const TECHNIQUES: Readonly<Record<AttackTechnique, readonly string[]>> = {
  T1030: ['databudget', 'ratelimit'],
  T1046: ['ssrf', 'core_ssrf'],
  T1048: [
    ...['dlp', 'core_dlp', 'body_dlp', 'header_dlp', 'env_leak', 'cross_request', 'client_to_server'],
    ...['entropy', 'path_entropy', 'subdomain_entropy', 'content_entropy', 'length'],
  ],
  T1053: ['persist'],
  T1059: [
    ...['response_scan', 'core_response', 'response_injection', 'body_injection', 'body_prompt_injection'],
    ...['policy', 'tool_policy', 'chain_detection', 'server_to_client'],
  ],
  T1071: ['scheme', 'ws_protocol'],
  'T1071.001': ['blocklist', 'allowlist', 'redirect'],
  T1078: ['session_anomaly'],
  T1083: ['path_traversal'],
  'T1090.004': ['sni', 'sni_mismatch', 'tls_authority_mismatch'],
  T1190: ['crlf_injection', 'parser', 'context'],
  'T1195.002': ['mcp_unknown_tool'],
  T1557: ['tls_intercept'],
  T1573: ['tls_handshake_error'],
  T1659: ['tls_response_blocked'],
};

const BY_LABEL: ReadonlyMap<string, AttackTechnique> = new Map(
  Object.entries(TECHNIQUES).flatMap(([id, labels]) => labels.map((label) => [label, id as AttackTechnique] as const)),
);

/** The technique that a layer or event stands for; a chain of tool calls whose pattern speaks of persistence is its own. */
export function techniqueOf(layer: string, pattern = ''): AttackTechnique | undefined {
  if (layer === 'chain_detection' && pattern.includes('persist')) return 'T1053';
  return BY_LABEL.get(layer);
}
