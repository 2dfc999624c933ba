// SPDX-License-Identifier: Apache-2.0
import {
  ANY_DETECTION,
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
  SERVERS,
  setting,
} from '../ask.js';
import type { Framework } from '../control.js';

/** Controls of Annex A that an enforcement point can say something about; policies, roles and data are left out. */
export const ISO_42001: Framework = {
  id: 'iso_42001',
  name: 'ISO/IEC 42001',
  version: '2023, Annex A',
  mappingVersion: 1,
  url: 'https://www.iso.org/standard/42001',
  controls: [
    {
      id: 'A.4.4',
      name: 'Tooling resources',
      shownBy: 'The servers that agents on this machine use as tools were listed, and none is outside of the proxy.',
      queries: [SERVERS],
      reach: 'part',
      cannotShow: 'Tools used to build the AI system, and documentation of them.',
    },
    {
      id: 'A.5.2',
      name: 'AI system impact assessment process',
      shownBy: 'Nothing in this evidence: impact on people and society is not visible in traffic.',
      queries: [],
      cannotShow: 'All of it.',
    },
    {
      id: 'A.6.2.4',
      name: 'AI system verification and validation',
      shownBy: 'The protection of agents’ traffic was verified with fixed scenarios and checks of the installation.',
      queries: [
        scenarios('DLP Exfiltration'),
        scenarios('Prompt Injection'),
        scenarios('URL Evasion'),
        check('fetch_dlp'),
        check('scanning_injection'),
      ],
      reach: 'part',
      cannotShow: 'Verification and validation of the model.',
    },
    {
      id: 'A.6.2.5',
      name: 'AI system deployment',
      shownBy:
        'What has to hold before agents run does: the configuration is valid, the proxy answers, no way leads around it.',
      queries: [check('config_valid'), check('proxy_health'), ...CONTAINED],
      reach: 'part',
      cannotShow: 'The deployment plan, and its approval.',
    },
    {
      id: 'A.6.2.6',
      name: 'AI system operation and monitoring',
      shownBy: 'What agents did was judged and recorded as it happened, with detections, and the record verifies.',
      queries: [MEDIATED, OUTCOMES, ANY_DETECTION, ...RECORD_HOLDS],
      reach: 'part',
      cannotShow: 'Monitoring of the model’s performance, repair, updates and support.',
    },
    {
      id: 'A.6.2.8',
      name: 'AI system recording of event logs',
      shownBy:
        'Events are recorded before they take effect, from opening to close of each run, verify, and could not go around.',
      queries: [...CONTAINED, MEDIATED, OUTCOMES, ...RECORD_HOLDS, runs('closed'), ...RECORD_FIRST],
      cannotShow: 'In which phases of the life cycle the organization decided to keep logs.',
    },
    {
      id: 'A.8.3',
      name: 'External reporting',
      shownBy: 'Nothing in this evidence: a way to report adverse impacts is not part of it.',
      queries: [],
      cannotShow: 'All of it.',
    },
    {
      id: 'A.8.4',
      name: 'Communication of incidents',
      shownBy: 'Nothing in this evidence: what can be told is on record, but not that anybody was told.',
      queries: [],
      cannotShow: 'All of it: the plan for telling users about incidents.',
    },
    {
      id: 'A.9.2',
      name: 'Processes for responsible use of AI systems',
      shownBy: 'Limits on what agents may do are enforced, and the switch that stops them really worked, on record.',
      queries: [MEDIATED, refused('kill_switch'), check('scanning_policy'), ...ENFORCING],
      reach: 'part',
      cannotShow: 'The processes themselves: approval, cost, legal requirements.',
    },
    {
      id: 'A.9.4',
      name: 'Intended use of the AI system',
      shownBy:
        'Agents are held to listed destinations, an unlisted one was refused on record, and nothing goes around.',
      queries: [setting('mode', 'strict'), refused('allowlist'), ...CONTAINED],
      reach: 'part',
      cannotShow: 'What the intended use is, and use within the list that is not intended.',
    },
    {
      id: 'A.10.3',
      name: 'Suppliers',
      shownBy: 'Traffic with suppliers is on record, and changed servers and tools of theirs are noticed.',
      queries: [MEDIATED, check('mcp_binary_integrity_smoke'), check('mcp_tool_provenance_smoke'), SERVERS],
      reach: 'part',
      cannotShow: 'How suppliers are chosen, and their obligations.',
    },
  ],
};
