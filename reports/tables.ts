// SPDX-License-Identifier: Apache-2.0
import type { Assessment, AssessmentFinding, ComplianceFramework } from '../evidence/model/assessment.js';
import { visible } from './text.js';

/** A spreadsheet runs a cell that begins like a formula; a quote in front makes it text. */
function cell(value: string): string {
  const shown = visible(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}

function row(values: readonly string[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** Controls with status, reasons and evidence, one row each (RFC 4180). */
export function renderControlsCsv({ compliance = [] }: Assessment): string {
  const head = [
    'framework',
    'version',
    'control',
    'name',
    'status',
    'why',
    'evidence',
    'reach',
    'not shown by evidence',
  ];
  const rows = compliance.flatMap((framework) =>
    framework.controls.map((control) => [
      framework.name,
      framework.version,
      control.id,
      control.name,
      control.status,
      control.answers.map(({ reason }) => reason).join('; '),
      control.pointers.map(({ file, ref }) => `${file}#${ref}`).join('; '),
      control.reach === undefined ? 'whole' : 'a part at most',
      control.cannot_show,
    ]),
  );
  return [head, ...rows].map(row).join('');
}

/** Findings, one row each. */
export function renderFindingsCsv({ findings }: Assessment): string {
  const head = ['id', 'severity', 'category', 'source', 'title', 'detail', 'remediation'];
  const rows = findings.map(({ id, severity, category, source, title, detail, remediation }) => [
    id,
    severity,
    category,
    source,
    title,
    detail ?? '',
    remediation ?? '',
  ]);
  return [head, ...rows].map(row).join('');
}

/** Text for Markdown: nothing in it can become markup, a link or a mention. */
export function plain(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]()#+!|<>~@&]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function frameworkLine({ name, version, controls }: ComplianceFramework): string {
  const count = (status: string): number => controls.filter((control) => control.status === status).length;
  return `| ${plain(`${name} ${version}`)} | ${count('satisfied')} | ${count('partially_satisfied')} | ${count('not_satisfied')} | ${count('not_assessed')} |`;
}

function findingLine({ severity, title, remediation }: AssessmentFinding): string {
  return `- **${severity}** ${plain(title)}. ${plain(remediation ?? '')}`;
}

const SHOWN_FINDINGS = 10;

/** A summary for a pull request. */
export function renderMarkdown(assessment: Assessment): string {
  const { manifest, sections, findings, cap_reasons: reasons = [], compliance = [] } = assessment;
  const cap = assessment.grade_cap === undefined ? '' : `, capped at ${assessment.grade_cap}`;
  const lines = [
    `## Pipelock assessment: grade ${assessment.overall_grade} (${assessment.overall_score} of 100${cap})`,
    '',
    `Configuration ${plain(manifest.config_file)}, pipelock ${plain(manifest.version)}, run ${manifest.run_id}, ${assessment.signed ? 'signed' : 'not signed'}.`,
    ...(reasons.length === 0
      ? []
      : ['', ...reasons.map(({ cap: limit, reason }) => `- at most ${limit}: ${plain(reason)}`)]),
    '',
    '| Section | Score |',
    '| --- | --- |',
    ...sections.map(({ name, score, max_score: max }) => `| ${plain(name)} | ${max === 0 ? 'not measured' : score} |`),
    ...(compliance.length === 0
      ? []
      : [
          '',
          '| Framework | Satisfied | Partially | Not | Not assessed |',
          '| --- | --- | --- | --- | --- |',
          ...compliance.map(frameworkLine),
        ]),
    ...(findings.length === 0 ? [] : ['', ...findings.slice(0, SHOWN_FINDINGS).map(findingLine)]),
    ...(findings.length > SHOWN_FINDINGS ? [`- and ${findings.length - SHOWN_FINDINGS} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function badgeColour(score: number): string {
  if (score >= 90) return '#116329';
  if (score >= 80) return '#0550ae';
  if (score >= 70) return '#7d4e00';
  return score >= 60 ? '#953800' : '#a40e26';
}

/** A badge of 138 by 24 with the product's name, the grade and the score. */
export function renderBadge({
  overall_grade: grade,
  overall_score: score,
}: Pick<Assessment, 'overall_grade' | 'overall_score'>): string {
  const text = (x: number, content: string): string =>
    `<text x="${x}" y="16" text-anchor="middle" fill="#ffffff">${content}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="138" height="24" role="img" aria-label="Pipelock: grade ${grade}, ${score} of 100" font-family="sans-serif" font-size="12">` +
    `<rect width="138" height="24" rx="4" fill="#24292f"/><rect x="74" width="24" height="24" fill="${badgeColour(score)}"/>` +
    `${text(37, 'Pipelock')}${text(86, grade)}${text(118, String(score))}</svg>\n`
  );
}
