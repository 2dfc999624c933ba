// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { buildDetectors } from '../../detect/detectors.js';
import { assembleInstructions } from '../../detect/injection/assemble.js';
import { detectorPorts } from '../../runtime/detector-ports.js';
import { gradeOf, type Grade } from '../../../evidence/model/assessment.js';
import { percentOf } from '../percent.js';
import { AUDIT_CATEGORIES, type AuditCategory, type AuditInput, type AuditSeverity } from './categories.table.js';

/** How many categories are scored: all 23, or the first 12 of them, which add up to 100 points. */
export type AuditForm = 12 | 23;

export interface CategoryScore {
  readonly name: string;
  readonly score: number;
  readonly max_score: number;
  readonly detail?: string;
}

export interface AuditFinding {
  readonly severity: AuditSeverity;
  readonly category: string;
  readonly message: string;
}

export interface AuditReport {
  readonly total_score: number;
  readonly max_score: number;
  readonly percentage: number;
  readonly grade: Grade;
  readonly categories: readonly CategoryScore[];
  readonly findings?: readonly AuditFinding[];
  readonly config_file?: string;
}

/**
 * Counts the rules of a configuration, for `scoreConfig`.
 * @throws ConfigError when a pattern may not run on traffic.
 */
export function auditInput(config: Config): AuditInput {
  const ports = detectorPorts();
  return {
    config,
    dlpPatterns: buildDetectors(config, ports).dlpPatternCount,
    responsePatterns: assembleInstructions(config.response_scanning, ports.engine).ruleNames.length,
  };
}

/** Scores a configuration by what it turns on. It says nothing about whether that works: `simulate` does. */
export function scoreConfig(input: AuditInput, form: AuditForm = 23, configFile?: string): AuditReport {
  const scored = AUDIT_CATEGORIES.slice(0, form).map((category) => scoreCategory(category, input));
  const categories = scored.map(({ score }) => score);
  const findings = scored.flatMap((one) => one.findings);
  const total = categories.reduce((sum, { score }) => sum + score, 0);
  const max = categories.reduce((sum, { max_score }) => sum + max_score, 0);
  const percentage = percentOf(total, max, 0);
  return {
    total_score: total,
    max_score: max,
    percentage,
    grade: gradeOf(percentage),
    categories,
    ...(findings.length === 0 ? {} : { findings }),
    ...(configFile === undefined ? {} : { config_file: configFile }),
  };
}

function scoreCategory(
  { name, max, on, off, parts, remarks }: AuditCategory,
  input: AuditInput,
): { readonly score: CategoryScore; readonly findings: readonly AuditFinding[] } {
  if (!on(input)) {
    const [severity, message] = off;
    const score = { name, score: 0, max_score: max, detail: message };
    return { score, findings: [{ severity, category: name, message }] };
  }
  const told = parts.flatMap((part) => (part.finding !== undefined && part.points(input) === 0 ? [part.finding] : []));
  const findings = [...told, ...(remarks?.(input) ?? [])].map(([severity, message]) => ({
    severity,
    category: name,
    message,
  }));
  return { score: { name, score: parts.reduce((sum, part) => sum + part.points(input), 0), max_score: max }, findings };
}
