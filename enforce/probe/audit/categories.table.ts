// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { effectiveRules, riskyTools, rulesThatMatchAll } from './tool-policy.js';

export type AuditSeverity = 'critical' | 'warning' | 'info';
export type AuditTold = readonly [AuditSeverity, string];

/** What is scored: a configuration, and how many rules of each kind it amounts to. */
export interface AuditInput {
  readonly config: Config;
  readonly dlpPatterns: number;
  readonly responsePatterns: number;
}

export interface AuditPart {
  readonly points: (input: AuditInput) => number;
  /** Told when the part earns nothing. */
  readonly finding?: AuditTold;
}

export interface AuditCategory {
  readonly name: string;
  readonly max: number;
  /** What has to hold before anything is earned, and what is told when it does not. */
  readonly on: (input: AuditInput) => boolean;
  readonly off: AuditTold;
  readonly parts: readonly AuditPart[];
  /** Things to correct that cost no points. */
  readonly remarks?: (input: AuditInput) => readonly AuditTold[];
}

type Test = (input: AuditInput) => boolean;

const always: Test = () => true;

function part(points: number, holds: Test = always, finding?: AuditTold): AuditPart {
  const earned = { points: (input: AuditInput): number => (holds(input) ? points : 0) };
  return finding === undefined ? earned : { ...earned, finding };
}

/** The points of the first row whose lowest value is reached. */
function steps(value: (input: AuditInput) => number, ...rows: readonly (readonly [number, number])[]): AuditPart {
  return { points: (input) => rows.find(([least]) => value(input) >= least)?.[1] ?? 0 };
}

/** A part of the product that this build lacks: it earns nothing, and says why. */
function absent(name: string, max: number, severity: AuditSeverity): AuditCategory {
  return { name, max, on: () => false, off: [severity, 'not in this build'], parts: [] };
}

const DLP: AuditCategory = {
  name: 'DLP',
  max: 15,
  on: ({ dlpPatterns }) => dlpPatterns > 0,
  off: ['critical', 'there are no rules for credentials'],
  parts: [
    part(5),
    steps(({ dlpPatterns }) => dlpPatterns, [40, 5], [20, 3], [1, 1]),
    part(3, ({ config }) => config.dlp.scan_env, ['warning', 'dlp.scan_env is off']),
    part(2, ({ config }) => config.fetch_proxy.monitoring.entropy_threshold > 0),
  ],
};

const RESPONSES: AuditCategory = {
  name: 'Response Scanning',
  max: 10,
  on: ({ config }) => config.response_scanning.enabled,
  off: ['critical', 'response_scanning is off'],
  parts: [
    part(4),
    steps(({ responsePatterns }) => responsePatterns, [10, 3], [1, 1]),
    part(3, ({ config }) => ['block', 'ask'].includes(config.response_scanning.action), [
      'warning',
      'response_scanning.action lets answers with instructions through',
    ]),
  ],
};

const TOOL_POLICY: AuditCategory = {
  name: 'MCP Tool Policy',
  max: 15,
  on: ({ config }) => config.mcp_tool_policy.enabled,
  off: ['warning', 'mcp_tool_policy is off'],
  parts: [
    part(5),
    steps(({ config }) => effectiveRules(config.mcp_tool_policy).size, [10, 5], [5, 3], [1, 1]),
    part(5, ({ config }) => [...effectiveRules(config.mcp_tool_policy).values()].includes('block'), [
      'warning',
      'no tool rule blocks',
    ]),
  ],
  remarks: ({ config: { mcp_tool_policy: policy } }) =>
    [...rulesThatMatchAll(policy), ...riskyTools(policy)].map((message) => ['warning', message]),
};

const KILL_SWITCH: AuditCategory = {
  name: 'Kill Switch',
  max: 10,
  on: ({ config }) => config.kill_switch.enabled || config.kill_switch.sentinel_file !== '',
  off: ['warning', 'nothing can stop everything at once: set kill_switch.sentinel_file'],
  // Three more points are for an interface over the network, which this build lacks.
  parts: [
    part(4, ({ config }) => config.kill_switch.enabled),
    part(3, ({ config }) => config.kill_switch.sentinel_file !== ''),
  ],
};

const ENFORCEMENT: AuditCategory = {
  name: 'Enforcement',
  max: 10,
  on: always,
  off: ['critical', ''],
  parts: [
    part(5, ({ config }) => config.enforce, ['critical', 'enforce is off: what would be blocked passes']),
    { points: ({ config }) => ({ strict: 5, balanced: 3, audit: 1 })[config.mode] },
  ],
  remarks: ({ config }) => (config.mode === 'audit' ? [['info', 'mode audit records, and blocks little']] : []),
};

const BLOCKLIST: AuditCategory = {
  name: 'Domain Blocklist',
  max: 5,
  on: ({ config }) => config.fetch_proxy.monitoring.blocklist.length > 0,
  off: ['info', 'no host is on the blocklist'],
  parts: [part(5)],
};

const ENVELOPE: AuditCategory = {
  name: 'Mediation Envelope',
  max: 5,
  on: ({ config }) => config.mediation_envelope.enabled,
  off: ['info', 'mediation_envelope is off'],
  parts: [part(2), part(3, ({ config }) => config.mediation_envelope.sign, ['info', 'envelopes are not signed'])],
};

const RECORDER: AuditCategory = {
  name: 'Flight Recorder',
  max: 5,
  on: ({ config: { flight_recorder: recorder } }) =>
    recorder.enabled && (recorder.dir !== '' || recorder.require_receipts),
  off: ['info', 'nothing is recorded'],
  parts: [
    part(2),
    part(2, ({ config }) => config.flight_recorder.sign_checkpoints, ['warning', 'checkpoints are not signed']),
    part(1, ({ config }) => config.flight_recorder.redact, ['warning', 'flight_recorder.redact is off']),
  ],
};

const BODIES: AuditCategory = {
  name: 'Request Body Scanning',
  max: 10,
  on: ({ config }) => config.request_body_scanning.enabled,
  off: ['critical', 'request_body_scanning is off'],
  parts: [
    part(4),
    part(3, ({ config }) => config.request_body_scanning.action === 'block', [
      'warning',
      'request_body_scanning.action lets credentials of most kinds through',
    ]),
    part(3, ({ config }) => config.request_body_scanning.scan_headers, ['warning', 'headers are not scanned']),
  ],
};

const CROSS_REQUEST: AuditCategory = {
  name: 'Cross-Request Detection',
  max: 5,
  on: ({ config }) => config.cross_request_detection.enabled,
  off: ['info', 'cross_request_detection is off'],
  parts: [
    part(2),
    part(2, ({ config }) => config.cross_request_detection.entropy_budget.enabled),
    part(1, ({ config }) => config.cross_request_detection.fragment_reassembly.enabled),
  ],
};

const ADDRESSES: AuditCategory = {
  name: 'Address Protection',
  max: 5,
  on: ({ config }) => config.address_protection.enabled,
  off: ['info', 'address_protection is off'],
  parts: [
    part(2),
    part(2, ({ config }) => config.address_protection.action === 'block'),
    part(1, ({ config }) => config.address_protection.unknown_action === 'block'),
  ],
  remarks: ({ config }) =>
    config.address_protection.unknown_action === 'warn' ? [['info', 'unknown addresses are only marked']] : [],
};

const SEED_PHRASES: AuditCategory = {
  name: 'Seed-Phrase Detection',
  max: 5,
  on: ({ config }) => config.seed_phrase_detection.enabled,
  off: ['critical', 'seed_phrase_detection is off'],
  parts: [
    part(3),
    part(2, ({ config }) => config.seed_phrase_detection.verify_checksum, [
      'warning',
      'phrases count whatever their checksum says',
    ]),
  ],
};

/** Every category, in the order of a report. The first twelve are the original form; all are the present one. */
export const AUDIT_CATEGORIES: readonly AuditCategory[] = [
  DLP,
  RESPONSES,
  absent('MCP Tool Scanning', 10, 'critical'),
  TOOL_POLICY,
  absent('MCP Input Scanning', 5, 'info'),
  absent('MCP Session Binding', 5, 'info'),
  KILL_SWITCH,
  ENFORCEMENT,
  BLOCKLIST,
  absent('Adaptive Enforcement', 5, 'info'),
  absent('Tool Chain Detection', 5, 'info'),
  absent('Sandbox', 5, 'info'),
  absent('Live-Lock Contracts', 10, 'info'),
  absent('Redaction', 10, 'warning'),
  absent('Browser Shield', 5, 'info'),
  ENVELOPE,
  RECORDER,
  BODIES,
  CROSS_REQUEST,
  ADDRESSES,
  SEED_PHRASES,
  absent('Git Protection', 5, 'info'),
  absent('File Sentry', 5, 'info'),
];
