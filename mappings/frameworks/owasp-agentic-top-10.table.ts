// SPDX-License-Identifier: Apache-2.0
import {
  check,
  CONTAINED,
  ENFORCING,
  INJECTION_STOPPED,
  LAYERS,
  MEDIATED,
  OUTCOMES,
  RECORD_FIRST,
  RECORD_HOLDS,
  receipts,
  refused,
  scenarios,
  SECRETS_STOPPED,
  SERVERS,
  setting,
} from '../ask.js';
import type { Framework } from '../control.js';

export const OWASP_AGENTIC_TOP_10: Framework = {
  id: 'owasp_agentic_top_10',
  name: 'OWASP Top 10 for Agentic Applications',
  version: '2026',
  mappingVersion: 1,
  url: 'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/',
  controls: [
    {
      id: 'ASI01',
      name: 'Agent Goal Hijack',
      shownBy:
        'Injected instructions are stopped in simulation and at the running proxy, and real answers are read before agents see them.',
      queries: INJECTION_STOPPED,
      cannotShow: 'Goals that change through what the agent holds in memory or is told outside the proxy.',
    },
    {
      id: 'ASI02',
      name: 'Tool Misuse and Exploitation',
      shownBy:
        'A harmful tool call is denied in a test, a real one was refused on record, and traffic of agents is judged as it happens.',
      queries: [check('scanning_policy'), refused('tool_policy'), MEDIATED, SERVERS, ...ENFORCING],
      cannotShow: 'Harm done with tools in ways that look like their ordinary use.',
    },
    {
      id: 'ASI03',
      name: 'Identity and Privilege Abuse',
      shownBy: 'Credentials do not leave in traffic, and addresses that hand out machine identities cannot be reached.',
      queries: [...SECRETS_STOPPED, scenarios('SSRF')],
      reach: 'part',
      cannotShow: 'How agents are given identities, with which rights, and when these are taken back.',
    },
    {
      id: 'ASI04',
      name: 'Agentic Supply Chain Vulnerabilities',
      shownBy: 'Changed server binaries, changed tool definitions and poisoned descriptions are all noticed in tests.',
      queries: [
        check('mcp_binary_integrity_smoke'),
        check('mcp_tool_provenance_smoke'),
        scenarios('Tool Poisoning'),
        SERVERS,
      ],
      reach: 'part',
      cannotShow: 'Where models, packages and plug-ins come from and how they were made.',
    },
    {
      id: 'ASI05',
      name: 'Unexpected Code Execution (RCE)',
      shownBy:
        'A destructive shell command is denied in a test, a real one was refused on record, and no way out leads around the proxy.',
      queries: [check('scanning_policy'), refused('tool_policy'), ...CONTAINED],
      reach: 'part',
      cannotShow: 'Code that runs on the machine without a tool call through the proxy; that takes a sandbox.',
    },
    {
      id: 'ASI06',
      name: 'Memory & Context Poisoning',
      shownBy: 'Answers that ask an agent to remember instructions are stopped in tests, and real answers are read.',
      queries: INJECTION_STOPPED,
      reach: 'part',
      cannotShow: 'What is written to memory or a vector store on other paths, and what is in there already.',
    },
    {
      id: 'ASI07',
      name: 'Insecure Inter-Agent Communication',
      shownBy:
        'Traffic is judged as it happens with no way around, injected text is caught in tests, and tunnels that lie about their host are set to be closed.',
      queries: [MEDIATED, scenarios('Prompt Injection'), setting('forward_proxy.sni_verification', true), ...CONTAINED],
      reach: 'part',
      cannotShow: 'Messages between agents that do not cross the proxy, and whether agents authenticate each other.',
    },
    {
      id: 'ASI08',
      name: 'Cascading Failures',
      shownBy:
        'Limits on requests or data were really applied to an agent, and the record shows every action that got through.',
      queries: [refused(...LAYERS.limits), OUTCOMES, ...RECORD_FIRST],
      reach: 'part',
      cannotShow: 'How a failure in one agent spreads through plans and data of others.',
    },
    {
      id: 'ASI09',
      name: 'Human-Agent Trust Exploitation',
      shownBy: 'Actions were held for a person to decide on, and the record of what agents really did verifies.',
      queries: [receipts({ verdicts: ['ask'] }), ...RECORD_HOLDS],
      reach: 'part',
      cannotShow: 'Whether people look before they agree, and what an agent tells them outside the proxy.',
    },
    {
      id: 'ASI10',
      name: 'Rogue Agents',
      shownBy:
        'An agent has no way out but the proxy, all its servers are behind it, and there is a verified record of what it did.',
      queries: [...CONTAINED, SERVERS, MEDIATED, ...RECORD_HOLDS],
      reach: 'part',
      cannotShow: 'Agents on machines that nobody looked at, and what an agent intends.',
    },
  ],
};
