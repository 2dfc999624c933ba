// SPDX-License-Identifier: Apache-2.0

/** What an event says happened; `other` is counted and nothing else. */
export type EventClass = 'block' | 'warn' | 'allow' | 'other';

/** Events of a log whose class does not depend on anything else they say. */
export const EVENT_CLASSES: Readonly<Record<string, EventClass>> = {
  blocked: 'block',
  ws_blocked: 'block',
  kill_switch_deny: 'block',
  anomaly: 'warn',
  session_anomaly: 'warn',
  sni_mismatch: 'warn',
  allowed: 'allow',
  tunnel_open: 'allow',
  tunnel_close: 'allow',
  forward_http: 'allow',
  ws_open: 'allow',
  ws_close: 'allow',
};

/** Scans: a block when their action says so, otherwise a warning. */
export const SCAN_EVENTS: ReadonlySet<string> = new Set([
  'body_dlp',
  'header_dlp',
  'address_protection',
  'response_scan',
  'ws_scan',
  'chain_detection',
  'mcp_unknown_tool',
  'body_prompt_injection',
]);

/** Events about the product and not about traffic, and the end of an action that was counted when it began. */
export const META_EVENTS: ReadonlySet<string> = new Set(['startup', 'shutdown', 'config_reload', 'listening', 'ended']);

export const DLP_CATEGORY = 'DLP / Exfiltration';
const OTHER_CATEGORY = 'Other';

const CATEGORY_LABELS: Readonly<Record<string, readonly string[]>> = {
  [DLP_CATEGORY]: [
    ...['dlp', 'core_dlp', 'body_dlp', 'header_dlp', 'env_leak', 'cross_request', 'address_protection'],
    ...['entropy', 'subdomain_entropy', 'path_entropy', 'content_entropy', 'length', 'databudget', 'ratelimit'],
  ],
  'Prompt Injection': [
    ...['response_scan', 'ws_scan', 'response_injection', 'core_response', 'body_injection', 'body_prompt_injection'],
  ],
  SSRF: ['ssrf', 'core_ssrf'],
  'MCP / Tool Abuse': ['chain_detection', 'policy', 'tool_policy', 'mcp_unknown_tool'],
  'Domain Fronting': ['sni', 'sni_mismatch', 'tls_authority_mismatch'],
  'Domain Policy': ['blocklist', 'allowlist', 'scheme', 'redirect'],
  'Kill Switch': ['kill_switch', 'kill_switch_deny'],
};

const CATEGORY_BY_LABEL: ReadonlyMap<string, string> = new Map(
  Object.entries(CATEGORY_LABELS).flatMap(([name, labels]) => labels.map((label) => [label, name] as const)),
);

/** The category of a scanner, a layer or an event. */
export function categoryOf(label: string): string {
  return CATEGORY_BY_LABEL.get(label) ?? OTHER_CATEGORY;
}

/** Beginnings of what logs and receipts call a transport. The first that fits counts. */
const TRANSPORTS: readonly (readonly [string, string])[] = [
  ['fetch', 'HTTP Fetch'],
  ['forward', 'HTTP Forward'],
  ['http', 'HTTP Forward'],
  ['connect', 'CONNECT Tunnel'],
  ['tunnel', 'CONNECT Tunnel'],
  ['intercept', 'CONNECT Tunnel'],
  ['tls', 'CONNECT Tunnel'],
  ['websocket', 'WebSocket'],
  ['ws', 'WebSocket'],
  ['mcp', 'MCP'],
];

/** Transports of events that do not name one. */
const EVENT_TRANSPORTS: Readonly<Record<string, string>> = {
  tunnel_open: 'CONNECT Tunnel',
  tunnel_close: 'CONNECT Tunnel',
  sni_mismatch: 'CONNECT Tunnel',
  ws_open: 'WebSocket',
  ws_close: 'WebSocket',
  ws_blocked: 'WebSocket',
  ws_scan: 'WebSocket',
  forward_http: 'HTTP Forward',
  chain_detection: 'MCP',
  mcp_unknown_tool: 'MCP',
  allowed: 'HTTP Fetch',
  blocked: 'HTTP Fetch',
};

const OTHER_TRANSPORT = 'Other';

export function transportOf(transport: string, event: string): string {
  if (transport === '') return EVENT_TRANSPORTS[event] ?? OTHER_TRANSPORT;
  return TRANSPORTS.find(([start]) => transport.startsWith(start))?.[1] ?? OTHER_TRANSPORT;
}

/** Where in a request the credential was. A receipt does not say it for the core rules. */
export function surfaceOf(label: string, transport: string, phase: string): string {
  if (transport === 'MCP') return 'MCP Arguments';
  if (label === 'header_dlp') return 'Request Header';
  if (label === 'body_dlp' || label === 'address_protection' || label === 'content_entropy') return 'Request Body';
  if (phase === 'request') return 'Request Body or Header';
  if (phase === 'response') return 'Response';
  return label === 'core_dlp' && phase === '' ? 'Not recorded' : 'URL';
}
