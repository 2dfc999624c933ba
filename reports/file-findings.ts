// SPDX-License-Identifier: Apache-2.0
import { SarifResultBuilder } from 'node-sarif-builder';
import { openSarifRun, SARIF_LEVELS, sarifRule, sarifText } from './sarif-log.js';
import { messageText, oneLine, uriPath } from './text.js';

export type FileSeverity = keyof typeof SARIF_LEVELS;

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

/** Findings in files as SARIF 2.1.0: one run, each rule once. Paths and messages may be hostile. */
export function renderFileSarif(findings: readonly FileFinding[], version: string): string {
  const run = openSarifRun(version);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  for (const rule of rules) run.addRule(sarifRule(rule));
  return sarifText(
    run,
    findings.map((finding) => resultOf(finding, rules.indexOf(finding.rule))),
  );
}

function resultOf({ severity, rule, message, file, line, commit }: FileFinding, ruleIndex: number): SarifResultBuilder {
  const builder = new SarifResultBuilder();
  builder.initSimple({ level: SARIF_LEVELS[severity], messageText: messageText(message), ruleId: rule });
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
