// SPDX-License-Identifier: Apache-2.0
import {
  ASSESSMENT_SCHEMA_VERSION,
  gradeOf,
  type AssessmentSection,
  type AssessmentSources,
  type DiscoverEvidence,
  type InstallEvidence,
  type ScoreEvidence,
  type SimulateEvidence,
} from '../../model/assessment.js';

export const WEIGHTS: Readonly<Record<AssessmentSection['id'], number>> = {
  config_posture: 25,
  deployment_verification: 30,
  detection_coverage: 25,
  mcp_protection: 20,
};

const NAMES: Readonly<Record<AssessmentSection['id'], string>> = {
  config_posture: 'Config Posture',
  deployment_verification: 'Deployment Verification',
  detection_coverage: 'Detection Coverage',
  mcp_protection: 'MCP Protection',
};

interface Measured {
  readonly score: number;
  readonly applicable: number;
  readonly total: number;
  readonly measured: boolean;
  readonly detail?: string;
}

const MISSING: Measured = { score: 0, applicable: 0, total: 0, measured: false, detail: 'not run' };

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 100) / whole);
}

function detection({ scenarios }: SimulateEvidence): Measured {
  const applicable = scenarios.filter(({ limitation, status }) => limitation !== true && status !== 'not_applicable');
  const caught = applicable.filter(({ detected }) => detected).length;
  return {
    score: percent(caught, applicable.length),
    applicable: applicable.length,
    total: scenarios.length,
    // Nothing that could be tried is not the same as nothing caught.
    measured: applicable.length > 0,
    detail: `${caught} of ${applicable.length} caught`,
  };
}

function posture({ percentage, categories, total_score, max_score }: ScoreEvidence): Measured {
  return {
    score: percentage,
    applicable: categories.length,
    total: categories.length,
    measured: categories.length > 0,
    detail: `${total_score} of ${max_score} points`,
  };
}

function deployment({ checks }: InstallEvidence): Measured {
  const applicable = checks.filter(({ status }) => status !== 'not_applicable');
  const passed = applicable.filter(({ status }) => status === 'pass').length;
  return {
    score: applicable.length === 0 ? 100 : percent(passed, applicable.length),
    applicable: applicable.length,
    total: checks.length,
    measured: checks.length > 0,
    detail: `${passed} of ${applicable.length} checks pass`,
  };
}

const SERVER_POINTS = { protected_pipelock: 100, protected_other: 100, unknown: 50, unprotected: 0 } as const;

function servers({ servers: found, summary }: DiscoverEvidence): Measured {
  const { parse_errors: errors } = summary;
  const points = found.reduce((sum, { protection_state: state }) => sum + SERVER_POINTS[state], 0);
  const whole = found.length + errors;
  return {
    score: whole === 0 ? 100 : Math.floor(points / whole),
    applicable: found.length,
    total: whole,
    measured: true,
    detail: whole === 0 ? 'no server found' : `${found.length} servers, ${errors} unreadable files`,
  };
}

function section(
  id: AssessmentSection['id'],
  { score, applicable, total, measured, detail }: Measured,
): AssessmentSection {
  return {
    schema_version: ASSESSMENT_SCHEMA_VERSION,
    id,
    name: NAMES[id],
    score: measured ? score : 0,
    max_score: measured ? 100 : 0,
    grade: measured ? gradeOf(score) : 'F',
    ...(detail === undefined ? {} : { detail }),
    applicable,
    total,
  };
}

/** The four sections of an assessment, sorted by id. What was not measured has `max_score` 0. */
export function scoreSections(sources: AssessmentSources): readonly AssessmentSection[] {
  const { simulate, audit_score: score, verify_install: install, discover } = sources;
  return [
    section('config_posture', score === undefined ? MISSING : posture(score)),
    section('deployment_verification', install === undefined ? MISSING : deployment(install)),
    section('detection_coverage', simulate === undefined ? MISSING : detection(simulate)),
    section('mcp_protection', discover === undefined ? MISSING : servers(discover)),
  ];
}

/** The weighted mean of what was measured, rounded down; 0 when nothing was. */
export function overallScore(sections: readonly AssessmentSection[]): number {
  const measured = sections.filter(({ max_score }) => max_score > 0);
  const weight = measured.reduce((sum, { id }) => sum + WEIGHTS[id], 0);
  const points = measured.reduce((sum, { id, score }) => sum + score * WEIGHTS[id], 0);
  return weight === 0 ? 0 : Math.floor(points / weight);
}
