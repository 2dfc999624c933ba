// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { decidingFinding } from '../../enforce/mediate/receipt.js';
import { judgeUrl, type Judged } from '../../enforce/runtime/offline-judge.js';
import { messageOf, UsageError } from '../../evidence/model/errors.js';
import type { Finding } from '../../evidence/model/finding.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { settingFor } from '../settings.table.js';

interface Options {
  readonly config?: string;
  readonly body?: string;
  readonly answer?: string;
  readonly contentType?: string;
  readonly json?: boolean;
}

export const explain: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<url>', 'the URL to judge; names are resolved, nothing is sent')
      .option('-c, --config <file>', 'configuration to use (default: the balanced preset)')
      .option('--body <file>', 'judge this file as the body of the request')
      .option('--answer <file>', 'judge this file as the answer')
      .option('--content-type <type>', 'media type of the files')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 allowed, 2 configuration refused, 3 blocked');
  },
  async run({ config: path, json, body, answer, contentType = '' }, [url = '']) {
    const { config, source } = loadConfigFile(path);
    const judged = await judgeUrl(config, url, process.env, {
      ...(body === undefined ? {} : { body: { bytes: readGiven(body), contentType } }),
      ...(answer === undefined ? {} : { answer: { bytes: readGiven(answer), contentType } }),
    });
    if (json === true) printJson(describe(judged, source));
    else print(render(judged, source));
    return OUTCOMES[judged.verdict.outcome].passes ? EXIT.ok : EXIT.blocked;
  },
};

function readGiven(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** The setting that decides, for the host and the rule at hand. */
function settingOf({ verdict, target }: Judged): string | undefined {
  if (verdict.reason === 'none') return undefined;
  return settingFor(verdict.layer, { host: hostOf(target), finding: decidingFinding(verdict) });
}

function hostOf(target: string): string {
  return URL.canParse(target) ? new URL(target).hostname : '';
}

function describe(judged: Judged, source: string): Record<string, unknown> {
  const { verdict, target } = judged;
  const { outcome, reason, layer, phase, findings, facts, policyHash } = verdict;
  const setting = settingOf(judged);
  const rule = decidingFinding(judged.verdict)?.rule;
  const matches = findings.map(({ rule, surface, view, severity }) => ({ rule, surface, view, severity }));
  return {
    target,
    verdict: outcome,
    reason,
    layer,
    phase,
    rule,
    setting,
    findings: matches,
    facts,
    policy: policyHash,
    source,
  };
}

function render(judged: Judged, source: string): string {
  const { verdict, target } = judged;
  const deciding = decidingFinding(verdict);
  const { outcome, reason, layer, phase, findings, facts } = verdict;
  const lines = [`${outcome}  ${target}`, '', `configuration  ${source}`];
  if (reason !== 'none') {
    lines.push(`reason         ${reason}`, `decided by     layer ${layer}, phase ${phase}`);
    if (deciding !== undefined) lines.push(`by the rule    ${renderFinding(deciding)}`);
    lines.push(`to change it   ${settingOf(judged) ?? 'no setting can: this is not negotiable'}`);
  }
  for (const finding of findings) if (finding !== deciding) lines.push(`matched        ${renderFinding(finding)}`);
  lines.push('', 'observed');
  for (const [name, value] of Object.entries(facts)) lines.push(`  ${name.padEnd(26)} ${value}`);
  return lines.join('\n');
}

/** The rule and where it matched; never what it matched. */
function renderFinding({ rule, surface, view, severity }: Finding): string {
  return `${rule} (${severity}) in ${surface}${view === 'raw' ? '' : `, after decoding: ${view}`}`;
}
