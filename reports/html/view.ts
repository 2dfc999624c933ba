// SPDX-License-Identifier: Apache-2.0
import type {
  Assessment,
  AssessmentFinding,
  AssessmentSection,
  ComplianceControl,
  ComplianceFramework,
  Grade,
} from '../../evidence/model/assessment.js';
import { FINDING_SEVERITIES } from '../../evidence/model/assessment.js';
import { barChart, partsChart, type Bar, type Part } from './charts.js';

/** Risks and limits in the first screen, actions in the list of priorities. */
const TOP_RISKS = 3;
const TOP_LIMITS = 5;
const TOP_ACTIONS = 5;

const OUTCOMES: Readonly<Record<Grade, string>> = {
  A: 'What was assessed is in good order.',
  B: 'What was assessed is in order, with gaps.',
  C: 'Protection works, with gaps that matter.',
  D: 'Large parts are not protected.',
  F: 'This deployment is not protected.',
};

const STATUS: Readonly<Record<ComplianceControl['status'], { label: string; tone: Part['tone'] }>> = {
  satisfied: { label: 'satisfied', tone: 'good' },
  partially_satisfied: { label: 'partially satisfied', tone: 'fair' },
  not_satisfied: { label: 'not satisfied', tone: 'bad' },
  not_assessed: { label: 'not assessed', tone: 'none' },
};

function toneOf(score: number): Bar['tone'] {
  return score >= 80 ? 'good' : score >= 60 ? 'fair' : 'bad';
}

function sectionBar({ name, score, max_score: max, detail, total }: AssessmentSection): Bar {
  // Where there was nothing to look at, full marks would read as protection.
  const measured = max > 0 && total > 0;
  return {
    label: name,
    value: measured ? score : 0,
    max: 100,
    note: measured ? `${score} of 100` : (detail ?? 'not measured'),
    tone: measured ? toneOf(score) : 'none',
  };
}

function frameworkView(framework: ComplianceFramework): Record<string, unknown> {
  const states = Object.keys(STATUS) as ComplianceControl['status'][];
  const parts = states.map((status) => ({
    ...STATUS[status],
    count: framework.controls.filter((control) => control.status === status).length,
  }));
  return {
    ...framework,
    chart: partsChart(framework.name, parts),
    parts,
    controls: framework.controls.map((control) => ({ ...control, ...STATUS[control.status] })),
  };
}

/** Unprotected servers are one action, and so are the same weaknesses of one category. */
function priorityActions(findings: readonly AssessmentFinding[]): AssessmentFinding[] {
  const seen = new Set<string>();
  return findings
    .filter(({ source, category, severity }) => {
      const key = source === 'discover' ? source : `${source}/${category}`;
      if (severity === 'info' || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, TOP_ACTIONS);
}

type CapReasons = NonNullable<Assessment['cap_reasons']>;

/** The worst first; what many servers have in common is one line. All of them stand among the findings. */
function limitsOf(reasons: CapReasons): { readonly shown: CapReasons; readonly more: number } {
  const servers = reasons.filter(({ source }) => source === 'discover');
  const [first] = servers;
  const merged =
    first === undefined || servers.length === 1
      ? reasons
      : [
          ...reasons.filter(({ source }) => source !== 'discover'),
          { ...first, reason: `${servers.length} high-risk servers are not behind the firewall` },
        ];
  const sorted = merged.toSorted((a, b) => (a.cap === b.cap ? 0 : a.cap > b.cap ? -1 : 1));
  return { shown: sorted.slice(0, TOP_LIMITS), more: Math.max(0, sorted.length - TOP_LIMITS) };
}

function verifiedLines({ recorded, sources, compliance }: Assessment): string[] {
  const lines: string[] = [];
  if (recorded !== undefined && recorded.verified_runs > 0) {
    lines.push(
      `${recorded.receipts} signed receipts in ${recorded.verified_runs} of ${recorded.runs} runs, under a key that the assessor pinned`,
    );
  }
  if (sources.simulate !== undefined) {
    lines.push(
      `${sources.simulate.passed} of ${sources.simulate.passed + sources.simulate.failed} attacks caught on the real path`,
    );
  }
  if (sources.verify_install !== undefined) {
    const { passed, failed } = sources.verify_install.summary;
    lines.push(`${passed} of ${passed + failed} checks of the installed product passed`);
  }
  const shown = (compliance ?? []).flatMap(({ controls }) => controls).filter(({ status }) => status === 'satisfied');
  if (shown.length > 0) {
    lines.push(`${shown.length} of ${countControls(compliance)} controls, each with a pointer into this bundle`);
  }
  return lines;
}

function countControls(compliance: Assessment['compliance'] = []): number {
  return compliance.reduce((sum, { controls }) => sum + controls.length, 0);
}

function unverifiedLines({ recorded, sources, manifest, compliance }: Assessment): string[] {
  const containment = sources.verify_install?.summary.containment;
  const open = (compliance ?? []).flatMap(({ controls }) => controls).filter(({ status }) => status === 'not_assessed');
  return [
    ...(recorded === undefined ? ['no recorded evidence was given'] : []),
    ...(recorded !== undefined && recorded.verified_runs < recorded.runs
      ? [`${recorded.runs - recorded.verified_runs} runs whose receipts do not verify under the pinned keys`]
      : []),
    ...(recorded?.faults ?? []).map((fault) => `recorded evidence: ${fault}`),
    ...(containment === 'unknown' ? ['whether the agent can reach the network around the firewall'] : []),
    ...(manifest.skipped_primitives ?? []).map((name) => `${name}: not run`),
    ...(open.length === 0
      ? []
      : [`${open.length} of ${countControls(compliance)} controls, for want of evidence here`]),
    ...(recorded?.not_proved ?? ['that every action of the agent passed the firewall']),
  ];
}

function tally(findings: readonly AssessmentFinding[]): { severity: string; count: number }[] {
  return FINDING_SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
}

function scopeOf({ config_file: file, config_hash: hash }: Assessment['manifest']): string {
  return hash === '' ? 'the built-in defaults' : `${file} (SHA-256 ${hash.slice(0, 12)}...)`;
}

/** Words of the sources, for people. */
function spoken(word: string): string {
  return word.replaceAll('_', ' ');
}

const SCENARIO_WORDS = {
  detected: 'caught',
  missed: 'missed',
  limitation: 'known limitation',
  not_applicable: 'not applicable',
};

type Sources = Assessment['sources'];

function scenarioView(scenario: NonNullable<Sources['simulate']>['scenarios'][number]): Record<string, unknown> {
  const state =
    scenario.status ?? (scenario.limitation === true ? 'limitation' : scenario.detected ? 'detected' : 'missed');
  // The outcome and the layer stand in the row already, mostly.
  const detail = (scenario.detail ?? '').replace(/^not_applicable: /, '');
  const layer = detail.includes(scenario.layer ?? '') ? undefined : scenario.layer;
  return { ...scenario, state, word: SCENARIO_WORDS[state], detail, layer };
}

function categoryBar({ name, score, max_score: max }: NonNullable<Sources['audit_score']>['categories'][number]): Bar {
  const note = `${score} of ${max}`;
  return { label: name, value: score, max, note, tone: toneOf(max === 0 ? 0 : (score * 100) / max) };
}

/** Everything the report's template shows, in its words; computed from the assessment and nothing else. */
export function viewReport(assessment: Assessment): Record<string, unknown> {
  const { manifest, sections, findings, sources, compliance, cap_reasons: reasons = [] } = assessment;
  const { simulate, audit_score: score, verify_install: install, discover } = sources;
  return {
    ...assessment,
    outcome: OUTCOMES[assessment.overall_grade],
    scope: scopeOf(manifest),
    limits: limitsOf(reasons),
    topRisks: priorityActions(findings).slice(0, TOP_RISKS),
    verified: verifiedLines(assessment),
    unverified: unverifiedLines(assessment),
    sectionChart: barChart('Scores of the sections', sections.map(sectionBar)),
    scenarios: simulate?.scenarios.map(scenarioView),
    scoreChart: score && barChart('Configuration by category', score.categories.map(categoryBar)),
    checks: install?.checks.map((check) => ({ ...check, word: spoken(check.status) })),
    servers: discover?.servers.map((server) => ({ ...server, word: spoken(server.protection_state) })),
    frameworks: compliance?.map(frameworkView),
    tally: tally(findings),
    weighty: findings.filter(({ severity }) => severity !== 'info'),
    informative: findings.filter(({ severity }) => severity === 'info'),
    actions: priorityActions(findings),
  };
}
