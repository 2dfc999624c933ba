// SPDX-License-Identifier: Apache-2.0
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { messageText, oneLine, uriPath } from './text.js';

export type FileSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'warning';

/** Something found in a file or a folder. It names what kind of thing it is, never the thing. */
export interface FileFinding {
  readonly severity: FileSeverity;
  readonly category: string;
  readonly rule: string;
  readonly message: string;
  /** Path below the folder that was searched, with `/`. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly commit?: string;
}

const INFORMATION_URI = 'https://github.com/luckyPipewrench/pipelock';

const LEVELS: Readonly<Record<FileSeverity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  warning: 'warning',
  low: 'note',
  info: 'note',
};

/** Findings in files as SARIF 2.1.0: one run, each rule once. Paths and messages may be hostile. */
export function renderFileSarif(findings: readonly FileFinding[], version: string): string {
  const run = new SarifRunBuilder();
  run.initSimple({ toolDriverName: 'pipelock', toolDriverVersion: version, url: INFORMATION_URI });
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  for (const ruleId of rules) run.addRule(ruleOf(ruleId));
  for (const finding of findings) run.addResult(resultOf(finding, rules.indexOf(finding.rule)));
  const log = new SarifBuilder();
  log.addRun(run);
  return `${log.buildSarifJsonString({ indent: true })}\n`;
}

function ruleOf(ruleId: string): SarifRuleBuilder {
  const builder = new SarifRuleBuilder();
  builder.initSimple({ ruleId, shortDescriptionText: ruleId, helpUri: INFORMATION_URI });
  return builder;
}

function resultOf({ severity, rule, message, file, line, commit }: FileFinding, ruleIndex: number): SarifResultBuilder {
  const builder = new SarifResultBuilder();
  builder.initSimple({ level: LEVELS[severity], messageText: messageText(message), ruleId: rule });
  Object.assign(builder.result, { ruleIndex });
  if (file !== undefined) {
    const region = line === undefined || line <= 0 ? {} : { region: { startLine: line } };
    const physicalLocation = { artifactLocation: { uri: uriPath(file) }, ...region };
    Object.assign(builder.result, { locations: [{ physicalLocation }] });
  }
  if (commit !== undefined) Object.assign(builder.result, { properties: { commit } });
  return builder;
}

/** `high  path:12  rule  message`, one line each. */
export function renderFileLines(findings: readonly FileFinding[]): string {
  return findings
    .map(({ severity, rule, message, file, line, commit }) => {
      const place = file === undefined ? '' : `${oneLine(file)}${line === undefined || line <= 0 ? '' : `:${line}`}  `;
      const since = commit === undefined ? '' : `  (commit ${commit.slice(0, 12)})`;
      return `${severity.padEnd(8)}  ${place}${oneLine(rule)}  ${oneLine(message)}${since}`;
    })
    .join('\n');
}
