// SPDX-License-Identifier: Apache-2.0
import {
  ANY_DETECTION,
  ANY_REFUSAL,
  check,
  CONTAINED,
  ENFORCING,
  MEDIATED,
  OUTCOMES,
  RECORD_FIRST,
  RECORD_HOLDS,
  refused,
  runs,
  scenarios,
  SECRETS_STOPPED,
  setting,
} from '../ask.js';
import type { Control, Framework } from '../control.js';

const TECHNICAL: readonly Control[] = [
  {
    id: '164.312(a)(1)',
    name: 'Access control',
    shownBy:
      'Access of agents to destinations and tools is enforced in tests and in real traffic, and nothing goes around.',
    queries: [check('forward_blocked'), check('scanning_policy'), ANY_REFUSAL, ...CONTAINED, ...ENFORCING],
    reach: 'part',
    cannotShow: 'Access to systems that hold ePHI, and access of people.',
  },
  {
    id: '164.312(b)',
    name: 'Audit controls',
    shownBy: 'Activity of agents is recorded before it takes effect, with outcomes, in a record that verifies.',
    queries: [MEDIATED, OUTCOMES, ...RECORD_HOLDS, ...RECORD_FIRST],
    reach: 'part',
    cannotShow: 'Activity in the systems that hold ePHI.',
  },
  {
    id: '164.312(c)(1)',
    name: 'Integrity',
    shownBy: 'The record of activity is protected against unnoticed change: it is signed, chained and sealed.',
    queries: RECORD_HOLDS,
    reach: 'part',
    cannotShow: 'Integrity of the ePHI itself.',
  },
  {
    id: '164.312(d)',
    name: 'Person or entity authentication',
    shownBy: 'The name of the agent in the record is set by the operator, not by the agent, and the record verifies.',
    queries: [...RECORD_HOLDS, setting('bind_default_agent_identity', true)],
    reach: 'part',
    cannotShow: 'Authentication of people and of entities that seek ePHI.',
  },
  {
    id: '164.312(e)(1)',
    name: 'Transmission security',
    shownBy:
      'Transmissions of agents are judged and recorded, nothing goes around, and tunnels are set to be TLS to the named host.',
    queries: [
      MEDIATED,
      ...CONTAINED,
      setting('forward_proxy.sni_verification', true),
      setting('forward_proxy.sni_require_tls', true),
    ],
    reach: 'part',
    cannotShow: 'Encryption where agents use plain HTTP, and transmissions of other systems.',
  },
  {
    id: 'EPHI_DLP',
    name: 'Prevention of disclosure by agents (no clause of its own)',
    shownBy: 'Credentials and what your own rules describe are stopped on their way out, bodies included.',
    queries: [
      ...SECRETS_STOPPED,
      setting('request_body_scanning.enabled', true),
      setting('request_body_scanning.action', 'block'),
      ...CONTAINED,
    ],
    reach: 'part',
    cannotShow: 'That health data is recognized: this takes rules of yours for its form.',
  },
];

const ADMINISTRATIVE: readonly Control[] = [
  {
    id: '164.308(a)(1)(ii)(A)',
    name: 'Risk analysis',
    shownBy: 'Threats to agents’ traffic were tried in this deployment, with results.',
    queries: [scenarios('DLP Exfiltration'), scenarios('Prompt Injection'), scenarios('SSRF')],
    reach: 'part',
    cannotShow: 'An analysis of all risks to ePHI.',
  },
  {
    id: '164.308(a)(1)(ii)(D)',
    name: 'Information system activity review',
    shownBy: 'Records of activity exist and verify, and this assessment went through them.',
    queries: [MEDIATED, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'That records are reviewed regularly, by whom.',
  },
  {
    id: '164.308(a)(3)',
    name: 'Workforce security',
    shownBy: 'Nothing in this evidence: people and their clearance leave no trace in it.',
    queries: [],
    cannotShow: 'All of it.',
  },
  {
    id: '164.308(a)(4)',
    name: 'Information access management',
    shownBy: 'Nothing in this evidence: how access is authorized is not visible in traffic.',
    queries: [],
    cannotShow: 'All of it.',
  },
  {
    id: '164.308(a)(5)(ii)(B)',
    name: 'Protection from malicious software',
    shownBy: 'Instructions planted for agents in content and tools are caught in tests.',
    queries: [scenarios('Prompt Injection'), scenarios('Tool Poisoning'), check('scanning_injection')],
    reach: 'part',
    cannotShow: 'Malware on machines, and training of people.',
  },
  {
    id: '164.308(a)(6)(ii)',
    name: 'Response and reporting',
    shownBy: 'Incidents in traffic are on record with their outcome, and the switch that stops agents really worked.',
    queries: [ANY_DETECTION, refused('kill_switch'), ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'How people respond, and to whom they report.',
  },
  {
    id: '164.308(a)(7)',
    name: 'Contingency plan',
    shownBy: 'Every run was closed and its end committed to, so that the record itself survived.',
    queries: [runs('closed'), runs('sealed')],
    reach: 'part',
    cannotShow: 'Backup, recovery and emergency operation for ePHI.',
  },
  {
    id: '164.308(a)(8)',
    name: 'Evaluation',
    shownBy:
      'Technical safeguards over agents’ traffic were evaluated by simulation and by checks of the installation.',
    queries: [scenarios('DLP Exfiltration'), check('config_valid'), check('fetch_dlp'), check('scanning_injection')],
    reach: 'part',
    cannotShow: 'The evaluation that is not technical, and how often it is done.',
  },
  {
    id: '164.308(b)(1)',
    name: 'Business associate contracts',
    shownBy: 'Nothing in this evidence: contracts leave no trace in it.',
    queries: [],
    cannotShow: 'All of it.',
  },
  {
    id: '164.316(b)(2)(i)',
    name: 'Documentation is retained for six years',
    shownBy: 'Nothing in this evidence: that records exist today does not show that they are kept.',
    queries: [],
    cannotShow: 'All of it.',
  },
];

export const HIPAA_SECURITY: Framework = {
  id: 'hipaa_security',
  name: 'HIPAA Security Rule',
  version: '45 CFR Part 164 Subpart C',
  mappingVersion: 1,
  url: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C',
  controls: [...TECHNICAL, ...ADMINISTRATIVE],
};
