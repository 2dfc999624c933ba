// SPDX-License-Identifier: Apache-2.0
import { judgeUrl, type Judged } from '../../enforce/runtime/judge.js';
import type { Finding } from '../../evidence/model/finding.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { LAYER_SETTINGS } from '../settings.table.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
}

export const explain: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<url>', 'the URL to judge; names are resolved, nothing is sent')
      .option('-c, --config <file>', 'configuration to use (default: the balanced preset)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 allowed, 2 configuration refused, 3 blocked');
  },
  async run({ config: path, json }, [url = '']) {
    const { config, source } = loadConfigFile(path);
    const judged = await judgeUrl(config, url, process.env);
    if (json === true) printJson(describe(judged, source));
    else print(render(judged, source));
    return OUTCOMES[judged.verdict.outcome].passes ? EXIT.ok : EXIT.blocked;
  },
};

function settingFor(layer: string): string | undefined {
  return LAYER_SETTINGS[layer];
}

function describe({ verdict, target }: Judged, source: string): Record<string, unknown> {
  const { outcome, reason, layer, phase, findings, facts, policyHash } = verdict;
  const setting = reason === 'none' ? undefined : settingFor(layer);
  const matches = findings.map(({ rule, surface, view, severity }) => ({ rule, surface, view, severity }));
  return {
    target,
    verdict: outcome,
    reason,
    layer,
    phase,
    setting,
    findings: matches,
    facts,
    policy: policyHash,
    source,
  };
}

function render({ verdict, target }: Judged, source: string): string {
  const { outcome, reason, layer, phase, findings, facts } = verdict;
  const lines = [`${outcome}  ${target}`, '', `configuration  ${source}`];
  if (reason !== 'none') {
    lines.push(`reason         ${reason}`, `decided by     layer ${layer}, phase ${phase}`);
    lines.push(`to change it   ${settingFor(layer) ?? 'no setting can: this layer is not negotiable'}`);
  }
  for (const finding of findings) lines.push(`matched        ${renderFinding(finding)}`);
  lines.push('', 'observed');
  for (const [name, value] of Object.entries(facts)) lines.push(`  ${name.padEnd(26)} ${value}`);
  return lines.join('\n');
}

/** The rule and where it matched; never what it matched. */
function renderFinding({ rule, surface, view, severity }: Finding): string {
  return `${rule} (${severity}) in ${surface}${view === 'raw' ? '' : `, after decoding: ${view}`}`;
}
