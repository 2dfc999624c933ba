// SPDX-License-Identifier: Apache-2.0
import {
  ANSWERS_READ,
  ANY_DETECTION,
  ANY_REFUSAL,
  check,
  CONTAINED,
  CONTENT_READ,
  ENFORCING,
  INJECTION_STOPPED,
  LAYERS,
  MEDIATED,
  NOTHING_UNREAD,
  OUTCOMES,
  RECORD_FIRST,
  RECORD_HOLDS,
  refused,
  runs,
  scenarios,
  SECRETS_STOPPED,
  SERVERS,
  setting,
  TUNNELS,
} from '../ask.js';
import type { Control, Framework } from '../control.js';

const ACCESS: readonly Control[] = [
  {
    id: 'AC-3',
    name: 'Access Enforcement',
    shownBy:
      'Access of agents to destinations and tools is decided by a policy: tests are denied, and real refusals exist.',
    queries: [check('forward_blocked'), check('scanning_policy'), ANY_REFUSAL, ...CONTAINED, ...ENFORCING],
    reach: 'part',
    cannotShow: 'Access to systems and data that agents reach without this proxy, and access of people.',
  },
  {
    id: 'AC-4',
    name: 'Information Flow Enforcement',
    shownBy: 'Flows out of the agents are judged as they happen, tests are stopped, and no flow goes around the proxy.',
    queries: [...SECRETS_STOPPED, check('forward_blocked'), MEDIATED, ...CONTAINED],
    cannotShow: 'Flows between other systems, and whether the configured policy is the approved one.',
  },
  {
    id: 'AC-4(4)',
    name: 'Flow Control of Encrypted Information',
    shownBy:
      'Tunnels on record were judged by host, one to a blocked host was denied in a test, and greetings that do not fit are set to close them.',
    queries: [
      TUNNELS,
      check('forward_blocked'),
      setting('forward_proxy.sni_verification', true),
      setting('forward_proxy.sni_require_tls', true),
      ...CONTAINED,
    ],
    reach: 'part',
    cannotShow: 'What is inside a tunnel: nothing is decrypted here.',
  },
  {
    id: 'AC-6',
    name: 'Least Privilege',
    shownBy:
      'Agents reach listed destinations only, a refusal of an unlisted one is on record, and nothing goes around.',
    queries: [setting('mode', 'strict'), refused('allowlist'), ...CONTAINED, SERVERS],
    reach: 'part',
    cannotShow: 'Whether what is allowed is as little as the task needs, and rights in other systems.',
  },
  {
    id: 'AC-6(9)',
    name: 'Log Use of Privileged Functions',
    shownBy: 'What agents did is in a verified record with its outcomes, and refused tool calls are in it.',
    queries: [MEDIATED, OUTCOMES, refused('tool_policy'), ...RECORD_HOLDS, ...RECORD_FIRST],
    reach: 'part',
    cannotShow: 'Privileged functions that people or other programs use.',
  },
  {
    id: 'AC-17',
    name: 'Remote Access',
    shownBy: 'Nothing in this evidence: sessions of people into the system do not pass an egress proxy for agents.',
    queries: [],
    cannotShow: 'All of it: who may connect from outside, how, and with what authorization.',
  },
];

const AUDIT: readonly Control[] = [
  {
    id: 'AU-2',
    name: 'Event Logging',
    shownBy: 'Allowed and refused actions and their outcomes are all on record, and receipts are required.',
    queries: [MEDIATED, ANY_REFUSAL, OUTCOMES, ...RECORD_FIRST],
    reach: 'part',
    cannotShow: 'Events of other systems, and that the choice of events is reviewed.',
  },
  {
    id: 'AU-3',
    name: 'Content of Audit Records',
    shownBy: 'Receipts say what, when, where, by whom, under which policy and with what outcome, and they verify.',
    queries: [MEDIATED, OUTCOMES, runs('verified')],
    cannotShow: 'Which person stood behind an agent, beyond the name it was configured with.',
  },
  {
    id: 'AU-3(1)',
    name: 'Additional Audit Information',
    shownBy: 'Refusals and marks carry the layer, the rule and the severity that decided, in receipts that verify.',
    queries: [ANY_DETECTION, runs('verified')],
    cannotShow: 'Whether this is all the additional information that the organization decided on.',
  },
  {
    id: 'AU-6',
    name: 'Audit Record Review, Analysis, and Reporting',
    shownBy: 'The record was read and verified by this assessment, which reports what it found.',
    queries: [MEDIATED, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'That people review the record regularly and act on it.',
  },
  {
    id: 'AU-8',
    name: 'Time Stamps',
    shownBy: 'Every receipt carries a time in UTC under its signature, in an order that the chain fixes.',
    queries: [MEDIATED, runs('verified')],
    reach: 'part',
    cannotShow: 'That the clock of the machine was right: the time is the signer’s word.',
  },
  {
    id: 'AU-10',
    name: 'Non-repudiation',
    shownBy:
      'Receipts are signed, chained, sealed and in a transparency log, so that their signer cannot take them back.',
    queries: [MEDIATED, ...RECORD_HOLDS, runs('closed'), runs('logged')],
    reach: 'part',
    cannotShow: 'That an agent or a person performed an action: the signature is the mediator’s, not theirs.',
  },
  {
    id: 'AU-12',
    name: 'Audit Record Generation',
    shownBy: 'Records are generated at the enforcement point, before an action takes effect, and they verify.',
    queries: [MEDIATED, OUTCOMES, ...RECORD_HOLDS, ...RECORD_FIRST],
    reach: 'part',
    cannotShow: 'Generation on other components, and who may choose the events.',
  },
];

const MONITORING_AND_CONFIGURATION: readonly Control[] = [
  {
    id: 'CA-7',
    name: 'Continuous Monitoring',
    shownBy: 'Traffic was judged and recorded without an unexplained end, and the installation was tested.',
    queries: [MEDIATED, runs('verified'), runs('closed'), check('proxy_health')],
    reach: 'part',
    cannotShow: 'A strategy with frequencies and metrics, and reports to those responsible.',
  },
  {
    id: 'CA-7(4)',
    name: 'Risk Monitoring',
    shownBy: 'What was detected in real traffic is on record, and tests show that detection works.',
    queries: [ANY_DETECTION, scenarios('DLP Exfiltration'), scenarios('Prompt Injection')],
    reach: 'part',
    cannotShow: 'How these findings enter the organization’s view of its risk.',
  },
  {
    id: 'CM-2',
    name: 'Baseline Configuration',
    shownBy: 'The configuration is valid, and every receipt names the hash of the policy under which it was decided.',
    queries: [check('config_valid'), MEDIATED, runs('verified')],
    reach: 'part',
    cannotShow: 'That this configuration is the approved baseline, and its reviews.',
  },
  {
    id: 'CM-3',
    name: 'Configuration Change Control',
    shownBy: 'Changes of the policy are visible in the record: every receipt names the hash of the one in force.',
    queries: [MEDIATED, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'Who approved a change, why, and how it was tested.',
  },
  {
    id: 'CM-7',
    name: 'Least Functionality',
    shownBy: 'Agents reach listed destinations only, tests of a blocked one are denied, and nothing goes around.',
    queries: [setting('mode', 'strict'), check('forward_blocked'), refused('allowlist'), ...CONTAINED],
    reach: 'part',
    cannotShow: 'Ports, services and programs on the machines themselves.',
  },
  {
    id: 'CM-7(5)',
    name: 'Authorized Software — Allow-by-exception',
    shownBy: 'Tool calls outside the policy are denied, changed tools are noticed, and no server is outside.',
    queries: [check('scanning_policy'), check('mcp_tool_provenance_smoke'), SERVERS],
    reach: 'part',
    cannotShow: 'Which programs may run on the machine.',
  },
];

const INCIDENTS: readonly Control[] = [
  {
    id: 'IR-4',
    name: 'Incident Handling',
    shownBy: 'The kill switch really denied traffic, on record: containment is not only planned.',
    queries: [refused('kill_switch'), ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'Preparation, analysis, eradication, recovery, and lessons learned.',
  },
  {
    id: 'IR-4(1)',
    name: 'Automated Incident Handling Processes',
    shownBy: 'Attacks in real traffic were refused without anybody’s help, on record.',
    queries: [ANY_REFUSAL, scenarios('DLP Exfiltration'), scenarios('Prompt Injection'), ...ENFORCING],
    reach: 'part',
    cannotShow: 'Automated support for the rest of the handling.',
  },
  {
    id: 'IR-5',
    name: 'Incident Monitoring',
    shownBy: 'Refusals and marks in real traffic are tracked in a record that verifies.',
    queries: [ANY_DETECTION, ...RECORD_HOLDS],
    reach: 'part',
    cannotShow: 'Incidents elsewhere, and how those found were dealt with.',
  },
  {
    id: 'IR-6',
    name: 'Incident Reporting',
    shownBy: 'Nothing in this evidence: a report that can be sent is not a report that was sent.',
    queries: [],
    cannotShow: 'All of it: who reports suspected incidents, to whom, and within what time.',
  },
];

const COMMUNICATIONS: readonly Control[] = [
  {
    id: 'SC-4',
    name: 'Information in Shared System Resources',
    shownBy: 'Nothing in this evidence: memory and disks of the machine are not looked at.',
    queries: [],
    cannotShow: 'All of it: how shared resources are cleared between users.',
  },
  {
    id: 'SC-7',
    name: 'Boundary Protection',
    shownBy:
      'Traffic at the boundary is judged and recorded, inside addresses are closed, and nothing goes around the proxy.',
    queries: [MEDIATED, ...CONTAINED, check('forward_blocked'), scenarios('SSRF'), ...ENFORCING],
    cannotShow: 'Boundaries of other systems, and connections that agents do not use.',
  },
  {
    id: 'SC-7(5)',
    name: 'Deny by Default — Allow by Exception',
    shownBy:
      'Only listed hosts can be reached: an unlisted one was refused on record, and nothing goes around the proxy.',
    queries: [setting('mode', 'strict'), setting('enforce', true), refused('allowlist'), ...CONTAINED],
    cannotShow: 'Why each exception on the list is there.',
  },
  {
    id: 'SC-8',
    name: 'Transmission Confidentiality and Integrity',
    shownBy: 'Tunnels are on record, and those that are not TLS or go elsewhere than they say are set to be closed.',
    queries: [TUNNELS, setting('forward_proxy.sni_require_tls', true), setting('forward_proxy.sni_verification', true)],
    reach: 'part',
    cannotShow: 'Plain HTTP that agents use, versions and ciphers of TLS, and other connections.',
  },
  {
    id: 'SC-13',
    name: 'Cryptographic Protection',
    shownBy:
      'The record is signed with Ed25519 and chained with SHA-256, and it verifies under a key pinned by the reader.',
    queries: [...RECORD_HOLDS, setting('flight_recorder.sign_checkpoints', true)],
    reach: 'part',
    cannotShow: 'Validation of modules, cryptography elsewhere, and custody of keys.',
  },
  {
    id: 'SC-28',
    name: 'Protection of Information at Rest',
    shownBy:
      'Changes of the evidence would be noticed, and its files are set to be open to their owner only and to hold no credentials.',
    queries: [...RECORD_HOLDS, setting('flight_recorder.file_mode', '0600'), setting('flight_recorder.redact', true)],
    reach: 'part',
    cannotShow: 'Encryption of disks and copies, and information other than the record.',
  },
];

const INTEGRITY: readonly Control[] = [
  {
    id: 'SI-3',
    name: 'Malicious Code Protection',
    shownBy: 'Instructions injected into answers and tools, the code that attacks an agent, are stopped in tests.',
    queries: [...INJECTION_STOPPED, scenarios('Tool Poisoning')],
    reach: 'part',
    cannotShow: 'Malware in files and on machines.',
  },
  {
    id: 'SI-4',
    name: 'System Monitoring',
    shownBy: 'Traffic of agents is watched as it happens, attacks tried are found, and findings are on record.',
    queries: [MEDIATED, ANY_DETECTION, scenarios('DLP Exfiltration'), scenarios('SSRF'), ...CONTAINED],
    reach: 'part',
    cannotShow: 'Monitoring inside machines and networks, and who watches the alarms.',
  },
  {
    id: 'SI-4(4)',
    name: 'Inbound and Outbound Communications Traffic',
    shownBy:
      'Requests and answers are read in both directions: a secret going out and text coming in are stopped in tests.',
    queries: [
      CONTENT_READ,
      ANSWERS_READ,
      NOTHING_UNREAD,
      check('fetch_dlp'),
      check('scanning_injection'),
      ...CONTAINED,
    ],
    cannotShow: 'The content of tunnels.',
  },
  {
    id: 'SI-7',
    name: 'Software, Firmware, and Information Integrity',
    shownBy: 'The record of actions is whole, and changed server binaries and tools are noticed in tests.',
    queries: [...RECORD_HOLDS, check('mcp_binary_integrity_smoke'), check('mcp_tool_provenance_smoke')],
    reach: 'part',
    cannotShow: 'Integrity of operating systems, firmware and other software.',
  },
  {
    id: 'SI-10',
    name: 'Information Input Validation',
    shownBy: 'Malformed and disguised requests are refused in tests, and real ones were refused on record.',
    queries: [scenarios('URL Evasion'), refused(...LAYERS.malformed), MEDIATED],
    reach: 'part',
    cannotShow: 'Validation inside the applications.',
  },
];

export const NIST_800_53: Framework = {
  id: 'nist_800_53',
  name: 'NIST SP 800-53',
  version: 'Rev. 5',
  mappingVersion: 1,
  url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  controls: [...ACCESS, ...AUDIT, ...MONITORING_AND_CONFIGURATION, ...INCIDENTS, ...COMMUNICATIONS, ...INTEGRITY],
};
