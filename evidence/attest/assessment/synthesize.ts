// SPDX-License-Identifier: Apache-2.0
import {
  ASSESSMENT_SCHEMA_VERSION,
  gradeOf,
  type Assessment,
  type AssessmentManifest,
  type AssessmentSources,
  type ComplianceFramework,
  type EvidenceSummary,
} from '../../model/assessment.js';
import { capReasons, effectiveCap } from './caps.js';
import { collectFindings } from './findings.js';
import { overallScore, scoreSections, WEIGHTS } from './sections.js';

export interface AssessmentParts {
  readonly manifest: AssessmentManifest;
  readonly sources: AssessmentSources;
  readonly recorded?: EvidenceSummary;
  readonly compliance?: readonly ComplianceFramework[];
  readonly signed: boolean;
}

/** The last part of a path of either kind: a report goes further than the machine it was made on. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}

/** Puts an assessment together from what was measured. The same parts always give the same assessment. */
export function synthesizeAssessment({ manifest, sources, recorded, compliance, signed }: AssessmentParts): Assessment {
  const sections = scoreSections(sources);
  const score = overallScore(sections);
  const grade = gradeOf(score);
  const reasons = capReasons(sources, manifest, recorded);
  const cap = effectiveCap(grade, reasons);
  return {
    schema_version: ASSESSMENT_SCHEMA_VERSION,
    manifest: { ...manifest, config_file: baseName(manifest.config_file) },
    overall_grade: cap ?? grade,
    overall_score: score,
    ...(cap === undefined ? {} : { grade_cap: cap }),
    ...(reasons.length === 0 ? {} : { cap_reasons: reasons }),
    weights: WEIGHTS,
    sections,
    findings: collectFindings(sources),
    sources,
    ...(recorded === undefined ? {} : { recorded }),
    ...(compliance === undefined ? {} : { compliance }),
    signed,
  };
}
