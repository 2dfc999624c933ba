// SPDX-License-Identifier: Apache-2.0
import { SarifBuilder, SarifRunBuilder, SarifRuleBuilder, type SarifResultBuilder } from 'node-sarif-builder';
import type { FindingSeverity } from '../evidence/model/assessment.js';

const INFORMATION_URI = 'https://github.com/luckyPipewrench/pipelock';

/** How SARIF grades a result. */
export type SarifLevel = 'error' | 'warning' | 'note';

/** The level of each severity that anything here reports. */
export const SARIF_LEVELS: Readonly<Record<FindingSeverity | 'warning', SarifLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  warning: 'warning',
  low: 'note',
  info: 'note',
};

/** A run of this product, without rules and results. */
export function openSarifRun(version: string): SarifRunBuilder {
  const run = new SarifRunBuilder();
  run.initSimple({ toolDriverName: 'pipelock', toolDriverVersion: version, url: INFORMATION_URI });
  return run;
}

export function sarifRule(ruleId: string, text = ruleId): SarifRuleBuilder {
  const rule = new SarifRuleBuilder();
  rule.initSimple({ ruleId, shortDescriptionText: text, helpUri: INFORMATION_URI });
  return rule;
}

/** The text of a SARIF 2.1.0 file with one run. */
export function sarifText(run: SarifRunBuilder, results: readonly SarifResultBuilder[]): string {
  for (const result of results) run.addResult(result);
  const log = new SarifBuilder();
  log.addRun(run);
  return `${log.buildSarifJsonString({ indent: true })}\n`;
}
