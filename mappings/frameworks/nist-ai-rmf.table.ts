// SPDX-License-Identifier: Apache-2.0
import {
  ANY_DETECTION,
  ANY_REFUSAL,
  check,
  CONTAINED,
  ENFORCING,
  INJECTION_STOPPED,
  MEDIATED,
  OUTCOMES,
  RECORD_FIRST,
  RECORD_HOLDS,
  refused,
  runs,
  scenarios,
  SECRETS_STOPPED,
  SERVERS,
  setting,
} from '../ask.js';
import type { Control, Framework } from '../control.js';

const GOVERN: readonly Control[] = [
  {
    id: 'GOVERN',
    name: 'Govern: a culture of risk management',
    shownBy: 'A verified record of what agents did exists, which governance can build on.',
    queries: [MEDIATED, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'Policies, roles, training and accountability of the organization.',
  },
  {
    id: 'GOVERN 1.4',
    name: 'Risk management through transparent policies and controls',
    shownBy: 'The policy that decided is named by hash in every receipt, so that its decisions can be looked up.',
    queries: [MEDIATED, runs('verified'), check('config_valid')],
    reach: 'part',
    cannotShow: 'That the organization set the policy by its own risk priorities.',
  },
  {
    id: 'GOVERN 1.6',
    name: 'Inventory of AI systems',
    shownBy: 'The servers that agents on this machine use were listed, and none is outside of the proxy.',
    queries: [SERVERS],
    reach: 'part',
    cannotShow: 'AI systems on other machines, and how the inventory is resourced.',
  },
  {
    id: 'GOVERN 6.1',
    name: 'Policies for risks of third parties',
    shownBy: 'Nothing in this evidence: a rule in a firewall is not a policy for third parties.',
    queries: [],
    cannotShow: 'All of it: contracts, rights and reviews of third parties.',
  },
];

const MAP: readonly Control[] = [
  {
    id: 'MAP',
    name: 'Map: context and risks are identified',
    shownBy: 'Servers that agents use were found, and the record names every destination they tried to reach.',
    queries: [SERVERS, MEDIATED, runs('verified')],
    reach: 'part',
    cannotShow: 'Purpose, users and impact of the AI system.',
  },
  {
    id: 'MAP 4.1',
    name: 'Mapping of risks of components, third-party ones included',
    shownBy: 'The components that agents talk to are known: servers were listed, destinations are on record.',
    queries: [SERVERS, MEDIATED],
    reach: 'part',
    cannotShow: 'Legal risks and rights in data and software.',
  },
  {
    id: 'MAP 4.2',
    name: 'Internal risk controls for components are identified',
    shownBy: 'Controls at the boundary of agents were tested in this installation, one by one.',
    queries: [check('config_valid'), check('fetch_dlp'), check('scanning_injection'), check('scanning_policy')],
    reach: 'part',
    cannotShow: 'Controls inside models and other components.',
  },
];

const MEASURE: readonly Control[] = [
  {
    id: 'MEASURE',
    name: 'Measure: risks are assessed and tracked',
    shownBy: 'Attacks of several kinds were tried and counted, and real detections are on record.',
    queries: [scenarios('DLP Exfiltration'), scenarios('Prompt Injection'), scenarios('SSRF'), ANY_DETECTION],
    reach: 'part',
    cannotShow: 'Risks other than those of an agent’s traffic.',
  },
  {
    id: 'MEASURE 1.1',
    name: 'Approaches and metrics for measuring risks are selected',
    shownBy: 'Security of agents’ traffic is measured with fixed scenarios that can be run again.',
    queries: [scenarios('DLP Exfiltration'), scenarios('Prompt Injection'), scenarios('URL Evasion')],
    reach: 'part',
    cannotShow: 'That these metrics are the ones the organization’s risks call for.',
  },
  {
    id: 'MEASURE 2.4',
    name: 'Functionality and behavior are monitored in production',
    shownBy: 'What agents did over the network was recorded as it happened, with outcomes, and the record verifies.',
    queries: [MEDIATED, OUTCOMES, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'The quality of the model’s work.',
  },
  {
    id: 'MEASURE 2.6',
    name: 'Safety risks are evaluated; the system can fail safely',
    shownBy:
      'Without a receipt nothing takes effect, blocks are enforced, and the proxy was tested in this installation.',
    queries: [MEDIATED, check('proxy_health'), ...RECORD_FIRST, ...ENFORCING],
    reach: 'part',
    cannotShow: 'Safety of what the AI system does to people and things.',
  },
  {
    id: 'MEASURE 2.7',
    name: 'Security and resilience are evaluated and documented',
    shownBy:
      'Attacks of every kind in the simulation are caught, checks of the installation pass, and this report documents it.',
    queries: [
      scenarios('DLP Exfiltration'),
      scenarios('Prompt Injection'),
      scenarios('SSRF'),
      scenarios('URL Evasion'),
      check('fetch_dlp'),
      check('scanning_injection'),
      MEDIATED,
    ],
    cannotShow: 'Security of the model and of systems that the proxy does not stand in front of.',
  },
  {
    id: 'MEASURE 2.8',
    name: 'Transparency and accountability risks are examined',
    shownBy: 'A stranger can verify what agents did: runs are signed, sealed and in a transparency log.',
    queries: [MEDIATED, ...RECORD_HOLDS, runs('logged')],
    reach: 'part',
    cannotShow: 'Transparency of the model’s decisions towards those concerned.',
  },
  {
    id: 'MEASURE 2.10',
    name: 'Privacy risk is examined and documented',
    shownBy: 'What leaves with agents is searched, and secrets tried are stopped.',
    queries: SECRETS_STOPPED,
    reach: 'part',
    cannotShow: 'Personal data of no known form, and what the model itself remembers.',
  },
  {
    id: 'MEASURE 3.1',
    name: 'Existing and emergent risks are identified and tracked',
    shownBy: 'Detections in real traffic are on record over time, and the record verifies.',
    queries: [ANY_DETECTION, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'That people follow what emerges from them.',
  },
];

const MANAGE: readonly Control[] = [
  {
    id: 'MANAGE',
    name: 'Manage: risks are treated',
    shownBy: 'Refusals in real traffic are on record, blocks are enforced, and nothing goes around the proxy.',
    queries: [ANY_REFUSAL, MEDIATED, ...CONTAINED, ...ENFORCING],
    reach: 'part',
    cannotShow: 'Priorities, plans and the treatment of other risks.',
  },
  {
    id: 'MANAGE 1.3',
    name: 'Responses to high-priority risks are developed',
    shownBy: 'Leaks and injection, the main risks of agents’ traffic, are stopped in tests and at the running proxy.',
    queries: [...SECRETS_STOPPED, scenarios('Prompt Injection'), check('scanning_injection')],
    reach: 'part',
    cannotShow: 'Which risks the organization holds to be of high priority.',
  },
  {
    id: 'MANAGE 2.4',
    name: 'Mechanisms to supersede, disengage or deactivate AI systems',
    shownBy: 'The kill switch really denied everything to agents, on record, and there is no way around it.',
    queries: [refused('kill_switch'), ...CONTAINED],
    reach: 'part',
    cannotShow: 'Who may use it and is responsible, and stopping an agent’s local work.',
  },
  {
    id: 'MANAGE 3.1',
    name: 'Risks and benefits of third-party resources are monitored',
    shownBy: 'Traffic with third parties is judged and recorded, and changed tools are noticed.',
    queries: [MEDIATED, check('mcp_tool_provenance_smoke'), SERVERS],
    reach: 'part',
    cannotShow: 'Benefits, contracts and the third parties’ own controls.',
  },
  {
    id: 'MANAGE 4.1',
    name: 'Post-deployment monitoring is implemented',
    shownBy: 'Runs after deployment are recorded from opening to close, with detections, and verify.',
    queries: [MEDIATED, ANY_DETECTION, ...RECORD_HOLDS, runs('closed')],
    reach: 'part',
    cannotShow: 'Feedback of users, appeal, decommissioning and change management.',
  },
];

const GENERATIVE: readonly Control[] = [
  {
    id: 'GENAI_DATA',
    name: 'Data Privacy (AI 600-1, 2.4)',
    shownBy: 'Secrets are stopped on their way out in URLs, headers and bodies.',
    queries: [
      ...SECRETS_STOPPED,
      setting('request_body_scanning.enabled', true),
      setting('request_body_scanning.action', 'block'),
    ],
    reach: 'part',
    cannotShow: 'Personal data of no known form, and training data in a model’s words.',
  },
  {
    id: 'GENAI_INTEGRITY',
    name: 'Information Integrity (AI 600-1, 2.8)',
    shownBy: 'Content that would instruct an agent is stopped in tests, in answers and in tools.',
    queries: [...INJECTION_STOPPED, scenarios('Tool Poisoning')],
    reach: 'part',
    cannotShow: 'Whether content is true.',
  },
  {
    id: 'GENAI_SECURITY',
    name: 'Information Security (AI 600-1, 2.9)',
    shownBy: 'Injection and leaks are stopped in simulation and at the running proxy, and nothing goes around it.',
    queries: [...SECRETS_STOPPED, scenarios('Prompt Injection'), check('scanning_injection'), ...CONTAINED],
    reach: 'part',
    cannotShow: 'Security of model weights and training data, and abuse of a model for attacks.',
  },
  {
    id: 'GENAI_PROVENANCE',
    name: 'Value Chain and Component Integration (AI 600-1, 2.12)',
    shownBy: 'Changed servers and tools are noticed, and the origin of what agents fetched is on record.',
    queries: [check('mcp_binary_integrity_smoke'), check('mcp_tool_provenance_smoke'), SERVERS, MEDIATED],
    reach: 'part',
    cannotShow: 'The origin of models and data sets.',
  },
  {
    id: 'GENAI_HARMFUL',
    name: 'Harmful Bias and Homogenization (AI 600-1, 2.6)',
    shownBy: 'Nothing in this evidence: it does not judge how a model treats people.',
    queries: [],
    cannotShow: 'All of it.',
  },
];

export const NIST_AI_RMF: Framework = {
  id: 'nist_ai_rmf',
  name: 'NIST AI Risk Management Framework',
  version: '1.0 with AI 600-1',
  mappingVersion: 1,
  url: 'https://www.nist.gov/itl/ai-risk-management-framework',
  controls: [...GOVERN, ...MAP, ...MEASURE, ...MANAGE, ...GENERATIVE],
};
