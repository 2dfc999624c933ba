// SPDX-License-Identifier: Apache-2.0
import {
  check,
  CONTENT_READ,
  ENFORCING,
  INJECTION_STOPPED,
  MEDIATED,
  OUTCOMES,
  RECORD_FIRST,
  RECORD_HOLDS,
  refused,
  scenarios,
  SECRETS_STOPPED,
  SERVERS,
  setting,
} from '../ask.js';
import type { Framework } from '../control.js';

export const OWASP_MCP_TOP_10: Framework = {
  id: 'owasp_mcp_top_10',
  name: 'OWASP MCP Top 10',
  version: '2025',
  mappingVersion: 1,
  url: 'https://owasp.org/www-project-mcp-top-10/',
  controls: [
    {
      id: 'MCP01',
      name: 'Token Mismanagement & Secret Exposure',
      shownBy:
        'Credentials sent in URLs and tool calls are stopped in tests, real content is read, and every server sits behind the proxy.',
      queries: [...SECRETS_STOPPED, check('scanning_dlp'), setting('dlp.scan_env', true), SERVERS],
      reach: 'part',
      cannotShow: 'How long tokens live, who issued them, how they are rotated, and where they are stored.',
    },
    {
      id: 'MCP02',
      name: 'Privilege Escalation via Scope Creep',
      shownBy: 'A tool call outside the policy is denied in a test, and no server is reached around the proxy.',
      queries: [check('scanning_policy'), SERVERS, setting('mcp_tool_policy.action', 'block'), ...ENFORCING],
      reach: 'part',
      cannotShow: 'The scopes that servers and identity providers grant, and whether anyone reviews them.',
    },
    {
      id: 'MCP03',
      name: 'Tool Poisoning',
      shownBy:
        'Every scenario with instructions hidden in tool descriptions and schemas is caught, and every server is behind the proxy.',
      queries: [scenarios('Tool Poisoning'), check('mcp_tool_provenance_smoke'), SERVERS],
      cannotShow: 'Poison in the source of a server that never appears in its descriptions or answers.',
    },
    {
      id: 'MCP04',
      name: 'Software Supply Chain Attacks & Dependency Tampering',
      shownBy: 'A changed server binary and a changed tool definition are both noticed in tests of this installation.',
      queries: [check('mcp_binary_integrity_smoke'), check('mcp_tool_provenance_smoke'), SERVERS],
      reach: 'part',
      cannotShow: 'Where packages come from, what their dependencies are, and how they were built.',
    },
    {
      id: 'MCP05',
      name: 'Command Injection & Execution',
      shownBy:
        'A destructive command in a tool call is denied in a test, a real one was refused on record, and every server is behind the proxy.',
      queries: [check('scanning_policy'), refused('tool_policy'), SERVERS, setting('mcp_tool_policy.enabled', true)],
      cannotShow: 'Commands that an agent runs on its machine without any tool call through the proxy.',
    },
    {
      id: 'MCP06',
      name: 'Intent Flow Subversion',
      shownBy:
        'Injected instructions of every kind tried are stopped, real answers are read, and every server is behind the proxy.',
      queries: [...INJECTION_STOPPED, SERVERS],
      cannotShow: 'That wording which nobody has seen before would be noticed.',
    },
    {
      id: 'MCP07',
      name: 'Insufficient Authentication & Authorization',
      shownBy: 'What tools may do is decided by a policy that is shown to deny, and every server is behind the proxy.',
      queries: [check('scanning_policy'), SERVERS, setting('mcp_tool_policy.enabled', true)],
      reach: 'part',
      cannotShow: 'Who authenticates to the servers, with what, and what they are then allowed to do.',
    },
    {
      id: 'MCP08',
      name: 'Lack of Audit and Telemetry',
      shownBy:
        'Signed, chained receipts of traffic and its outcomes verify, nothing takes effect before its receipt, and no server is outside.',
      queries: [MEDIATED, OUTCOMES, ...RECORD_HOLDS, ...RECORD_FIRST, SERVERS],
      cannotShow: 'That somebody reads the record, and how long it is kept elsewhere.',
    },
    {
      id: 'MCP09',
      name: 'Shadow MCP Servers',
      shownBy: 'A search of the known client configurations finds no server that goes around a proxy.',
      queries: [SERVERS],
      reach: 'part',
      cannotShow: 'Servers on other machines, in unknown clients, or started by hand; and who approved the ones found.',
    },
    {
      id: 'MCP10',
      name: 'Context Injection & Over-Sharing',
      shownBy:
        'Secrets in pieces or in tool calls are stopped in tests, injected text is caught, and requests of a session are looked at together.',
      queries: [
        scenarios('DLP Exfiltration'),
        scenarios('Prompt Injection'),
        check('scanning_dlp'),
        CONTENT_READ,
        setting('cross_request_detection.enabled', true),
        ...ENFORCING,
      ],
      reach: 'part',
      cannotShow: 'What agents share through memory or context that never crosses the proxy.',
    },
  ],
};
