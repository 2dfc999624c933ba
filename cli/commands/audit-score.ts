// SPDX-License-Identifier: Apache-2.0
import { auditInput, scoreConfig, type AuditForm, type AuditReport } from '../../enforce/probe/audit/audit-score.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { renderTable } from '../table.js';

interface Options {
  readonly config?: string;
  readonly categories: string;
  readonly json?: boolean;
}

export const auditScore: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to score (default: the balanced preset)')
      .option('--categories <12|23>', 'all categories, or the original twelve', '23')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 scored, whatever the score; 2 configuration refused');
  },
  run({ config: path, categories, json }) {
    const { config } = loadConfigFile(path);
    const report = scoreConfig(auditInput(config), formOf(categories), path);
    if (json === true) printJson(report);
    else print(render(report));
    return EXIT.ok;
  },
};

function formOf(text: string): AuditForm {
  if (text === '12') return 12;
  if (text === '23') return 23;
  throw new UsageError(`--categories is 12 or 23, not "${text}"`);
}

function render({ categories, findings = [], total_score, max_score, percentage, grade }: AuditReport): string {
  const scores = categories.map(({ name, score, max_score: max, detail }) => [name, `${score}/${max}`, detail ?? '']);
  const told = findings.map(({ severity, category, message }) => [severity, category, message]);
  const parts = [
    renderTable(scores),
    renderTable(told),
    `${total_score}/${max_score}: ${percentage} %, grade ${grade}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
