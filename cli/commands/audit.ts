// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../evidence/model/errors.js';
import { renderFileLines, renderFileSarif } from '../../reports/file-findings.js';
import { oneLine } from '../../reports/text.js';
import { auditProject, type ProjectReport } from '../audit/project.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { findingsFormat, writeFindings, type FindingsFormat } from '../findings-output.js';
import { compileExclusion } from '../integrity/exclude.js';
import { loadConfigFile } from '../load-config.js';
import { productVersion } from '../product.js';

interface Options {
  readonly config?: string;
  readonly format: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly exclude?: readonly string[];
  readonly failOn?: string;
  readonly verbose?: boolean;
}

export const audit: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<folder>', 'the project to look at; nothing of it is run')
      .option('-c, --config <file>', 'configuration whose patterns and suppress entries apply')
      .option('--format <text|json|sarif>', 'what to print', 'text')
      .option('--json', 'the same as --format json')
      .option('-o, --output <file>', 'a new file for it, mode 0600')
      .option('--exclude <pattern>', 'leave out files and folders; may be repeated', collect)
      .option('--fail-on <critical|warning>', 'exit with 1 when something as grave is found')
      .option('-v, --verbose', 'also name what could not be searched')
      .addHelpText(
        'after',
        '\nSearches for credentials, settings of agents, MCP servers and package managers, and suggests a configuration.' +
          '\nexit codes: 0 looked at, 1 a folder that cannot be read or --fail-on, 2 wrong usage or configuration',
      );
  },
  async run(options, [folder = '']) {
    const format = findingsFormat(options);
    const limit = limitOf(options.failOn);
    const root = resolve(folder);
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new UsageError(`${folder} is not a folder`);
    const { config } = loadConfigFile(options.config);
    const report = await auditProject(root, compileExclusion(options.exclude ?? []), config);
    const text = render(report, format, options.verbose === true);
    writeFindings(text, options.output);
    return report.findings.some(({ severity }) => limit.includes(severity)) ? EXIT.failed : EXIT.ok;
  },
};

function limitOf(failOn: string | undefined): readonly string[] {
  if (failOn === undefined) return [];
  if (failOn === 'critical') return ['critical'];
  if (failOn === 'warning') return ['critical', 'warning'];
  throw new UsageError(`--fail-on is critical or warning, not "${failOn}"`);
}

function render(report: ProjectReport, format: FindingsFormat, verbose: boolean): string {
  if (format === 'sarif') return renderFileSarif(report.findings, productVersion());
  return format === 'json' ? renderJson(report) : renderText(report, verbose);
}

/** Wire names, as existing tools read them. */
function renderJson({ agentType, servers, findings, scoreWithConfig, notText, ...report }: ProjectReport): string {
  const { directory, languages, ecosystems, score, searched, skipped } = report;
  const document = {
    ...{ directory, agent_type: agentType, languages, ecosystems },
    ...(servers.length === 0 ? {} : { mcp_servers: servers }),
    findings: findings.map(({ severity, category, message, file, line, rule }) => ({
      ...{ severity, category, message, file, line },
      pattern: rule,
    })),
    ...{ score, score_with_config: scoreWithConfig, files_searched: searched, files_not_text: notText, skipped },
  };
  return JSON.stringify(document, null, 2);
}

function renderText(report: ProjectReport, verbose: boolean): string {
  const { directory, agentType, languages, ecosystems, servers, findings, skipped } = report;
  const list = (names: readonly string[]): string => (names.length === 0 ? 'none found' : names.join(', '));
  const serverLines = servers.map(
    ({ name, protection, risk, file }) => `  ${oneLine(name)}  ${protection}, risk ${risk}  (${file})`,
  );
  return [
    `project     ${oneLine(directory)}`,
    `agent       ${agentType}`,
    `languages   ${list(languages)}`,
    `ecosystems  ${list(ecosystems)}`,
    ...(servers.length === 0 ? [] : ['MCP servers', ...serverLines]),
    '',
    findings.length === 0 ? 'no findings' : renderFileLines(findings),
    '',
    `${report.searched} files searched, ${report.notText} are not text, ${skipped.length} could not be read`,
    ...(verbose ? skipped.map(({ path, reason }) => `  ${oneLine(path)}: ${reason}`) : []),
    `score ${report.score} of 100; ${report.scoreWithConfig} with the configuration below`,
    '',
    suggestedConfig(report),
  ].join('\n');
}

/** A configuration that fits the project, as YAML that `pipelock check` accepts. */
function suggestedConfig({ ecosystems }: Pick<ProjectReport, 'ecosystems'>): string {
  return [
    '# pipelock.yaml, a beginning: what is not named keeps its default',
    'version: 1',
    'mode: balanced',
    'enforce: true',
    ...(ecosystems.length === 0
      ? []
      : [`# in strict mode, add to api_allowlist where ${ecosystems.join(', ')} may fetch packages from`]),
    'request_body_scanning:',
    '  enabled: true',
    '  action: block',
    'response_scanning:',
    '  enabled: true',
    '  action: block',
  ].join('\n');
}
