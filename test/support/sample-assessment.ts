// SPDX-License-Identifier: Apache-2.0
import type {
  AssessmentManifest,
  AssessmentSources,
  DiscoverEvidence,
  InstallEvidence,
  ScenarioEvidence,
  ScoreEvidence,
  ServerEvidence,
  SimulateEvidence,
} from '../../evidence/model/assessment.js';

export const MANIFEST: AssessmentManifest = {
  schema_version: '2',
  version: '0.1.0',
  build_sha: 'unknown',
  run_id: '3f0c5d6e-8a51-4a2d-9f0e-2f6f3f6a4c11',
  config_file: '/etc/pipelock/config.yaml',
  config_hash: 'c'.repeat(64),
  license_tier: 'free',
  started_at: '2026-11-22T20:00:00Z',
  completed_at: '2026-11-22T20:00:05Z',
  finalized_at: '2026-11-22T20:00:06Z',
  platform: 'linux/x64',
  status: 'finalized',
  renderer_version: '2.0',
  scoring_version: '2',
  evidence_hashes: {},
};

export function scenario(name: string, category: string, more: Partial<ScenarioEvidence> = {}): ScenarioEvidence {
  return { name, category, detected: true, ...more };
}

export function simulated(scenarios: readonly ScenarioEvidence[]): SimulateEvidence {
  const limits = scenarios.filter(({ limitation }) => limitation === true).length;
  const passed = scenarios.filter(({ detected, limitation }) => detected && limitation !== true).length;
  const failed = scenarios.length - limits - passed;
  const total = scenarios.length;
  return { total, passed, failed, known_limitations: limits, percentage: 0, grade: 'F', mode: 'balanced', scenarios };
}

export function scored(percentage: number, findings: NonNullable<ScoreEvidence['findings']> = []): ScoreEvidence {
  const categories = [{ name: 'DLP', score: percentage, max_score: 100 }];
  return { total_score: percentage, max_score: 100, percentage, grade: 'A', categories, findings };
}

export function installed(
  checks: InstallEvidence['checks'],
  containment: InstallEvidence['summary']['containment'] = 'contained',
): InstallEvidence {
  const count = (status: string): number => checks.filter((check) => check.status === status).length;
  return {
    version: '0.1.0',
    timestamp: '2026-11-22T20:00:03Z',
    config_file: 'config.yaml',
    run_context: 'host',
    checks,
    summary: {
      total: checks.length,
      passed: count('pass'),
      failed: count('fail'),
      not_applicable: count('not_applicable'),
      scanning: 'verified',
      containment,
    },
  };
}

export function server(name: string, more: Partial<ServerEvidence> = {}): ServerEvidence {
  return {
    client: 'cursor',
    server_name: name,
    transport: 'stdio',
    protection_state: 'protected_pipelock',
    risk: 'low',
    evidence: 'command',
    ...more,
  };
}

export function discovered(servers: readonly ServerEvidence[], parseErrors = 0): DiscoverEvidence {
  const count = (state: string): number => servers.filter((one) => one.protection_state === state).length;
  return {
    clients: [],
    servers,
    summary: {
      total_clients: 1,
      total_servers: servers.length,
      protected_pipelock: count('protected_pipelock'),
      protected_other: count('protected_other'),
      unprotected: count('unprotected'),
      unknown: count('unknown'),
      high_risk: servers.filter(({ risk }) => risk === 'high').length,
      parse_errors: parseErrors,
    },
  };
}

/** A deployment with something of everything: caught and missed, weak and strong, inside and outside. */
export const SOURCES: AssessmentSources = {
  schema_version: '2',
  simulate: simulated([
    ...Array.from({ length: 19 }, (_none, index) => scenario(`attack ${index}`, 'DLP Exfiltration')),
    scenario('leetspeak', 'DLP Exfiltration', { detected: false, detail: 'nothing fired' }),
    scenario('lookalike', 'Address Poisoning', { detected: false, limitation: true }),
    scenario('tool text', 'Tool Poisoning', { detected: false, status: 'not_applicable' }),
  ]),
  audit_score: scored(57, [
    { severity: 'warning', category: 'Kill Switch', message: 'no way to stop is configured' },
    { severity: 'info', category: 'Sandbox', message: 'off' },
  ]),
  verify_install: installed([
    { name: 'config_valid', category: 'scanning', status: 'pass' },
    { name: 'no_direct_http', category: 'containment', status: 'not_applicable' },
  ]),
  discover: discovered([server('inside'), server('database', { protection_state: 'unprotected', risk: 'high' })]),
};

/** Probes that answer with the sample. */
export const sampleProbes = {
  simulate: () => Promise.resolve(SOURCES.simulate as SimulateEvidence),
  'audit-score': () => Promise.resolve(SOURCES.audit_score as ScoreEvidence),
  'verify-install': () => Promise.resolve(SOURCES.verify_install as InstallEvidence),
  discover: () => Promise.resolve(SOURCES.discover as DiscoverEvidence),
};
