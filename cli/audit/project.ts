// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import type { Config } from '../../enforce/config/schema.js';
import { parseClientConfig } from '../../enforce/probe/discover/client-config.js';
import { protectionOf, riskOf, type Protection, type Risk } from '../../enforce/probe/discover/server-risk.js';
import { shownCommand, shownUrl } from '../../enforce/probe/discover/shown.js';
import { openOfflineJudge } from '../../enforce/runtime/offline-judge.js';
import type { FileFinding } from '../../reports/file-findings.js';
import { createTextSearch } from '../git/findings.js';
import { compileSuppressed } from '../git/suppressed.js';
import type { Exclusion } from '../integrity/exclude.js';
import { AGENTS, ECOSYSTEMS, INSTRUCTIONS, LANGUAGES, SERVER_FILES } from './project.table.js';
import { searchStartup } from './startup.js';
import { readProjectText, walkProject, type ProjectFile } from './walk.js';

export type ProjectSeverity = 'critical' | 'warning' | 'info';
type Category = 'secret' | 'config' | 'ecosystem' | 'agent';

/** What was found in a project; where and what kind of thing, never the thing. */
export interface ProjectFinding extends FileFinding {
  readonly severity: ProjectSeverity;
  readonly category: Category;
  /** The suggested configuration takes care of it while the agent runs. */
  readonly mitigated: boolean;
}

export interface ProjectServer {
  readonly file: string;
  readonly name: string;
  readonly command: string;
  readonly url: string;
  readonly protection: Protection;
  readonly risk: Risk;
}

export interface ProjectReport {
  readonly directory: string;
  readonly agentType: string;
  readonly languages: readonly string[];
  readonly ecosystems: readonly string[];
  readonly servers: readonly ProjectServer[];
  readonly findings: readonly ProjectFinding[];
  /** Files searched, and files that are not text. */
  readonly searched: number;
  readonly notText: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly score: number;
  readonly scoreWithConfig: number;
}

const COST: Readonly<Record<ProjectSeverity, number>> = { critical: 25, warning: 10, info: 2 };
const ORDER: readonly ProjectSeverity[] = ['critical', 'warning', 'info'];

function scoreOf(findings: readonly ProjectFinding[]): number {
  // A rule that is broken in a hundred places is one habit: it costs what three places cost.
  const places = new Map<string, number>();
  let score = 100;
  for (const { severity, rule } of findings) {
    const count = (places.get(rule) ?? 0) + 1;
    places.set(rule, count);
    if (count <= 3) score -= COST[severity];
  }
  return Math.max(score, 0);
}

function inOrder(a: ProjectFinding, b: ProjectFinding): number {
  const rank = ({ severity }: ProjectFinding): number => ORDER.indexOf(severity);
  const place = ({ file = '', line = 0, rule }: ProjectFinding): string =>
    `${file}\0${String(line).padStart(9, '0')}\0${rule}`;
  return rank(a) - rank(b) || (place(a) < place(b) ? -1 : 1);
}

/** Looks at a project without running anything of it. Its files are untrusted. */
export async function auditProject(root: string, isExcluded: Exclusion, config: Config): Promise<ProjectReport> {
  const tree = walkProject(root, isExcluded);
  const texts = await searchTexts(root, tree.files, config);
  const { servers, findings: serverFindings } = readServers(root, tree.files);
  const agents = AGENTS.filter(({ paths }) => tree.files.some(({ path }) => paths.test(path)));
  const found = ECOSYSTEMS.filter(({ manifest }) => tree.files.some(({ name }) => manifest.test(name)));
  const isSuppressed = compileSuppressed(config);
  const findings = [...texts.findings, ...serverFindings, ...lockFindings(tree.files), ...fileFindings(tree.files)]
    .filter((finding) => !isSuppressed(finding))
    .sort(inOrder);
  return {
    directory: root,
    agentType: agents[0]?.agent ?? 'unknown',
    languages: languagesOf(tree.files),
    ecosystems: [...new Set(found.map(({ name }) => name))],
    servers,
    findings,
    searched: texts.searched,
    notText: texts.notText,
    skipped: [...tree.skipped, ...texts.skipped],
    score: scoreOf(findings),
    scoreWithConfig: scoreOf(findings.filter(({ mitigated }) => !mitigated)),
  };
}

interface Texts {
  readonly findings: readonly ProjectFinding[];
  readonly searched: number;
  readonly notText: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

async function searchTexts(root: string, files: readonly ProjectFile[], config: Config): Promise<Texts> {
  const judge = openOfflineJudge(config, process.env);
  const search = createTextSearch(judge);
  const findings: ProjectFinding[] = [];
  const skipped: { path: string; reason: string }[] = [];
  let searched = 0;
  let notText = 0;
  try {
    for (const { path } of files) {
      const text = readProjectText(root, path);
      if (text === undefined) notText++;
      else if (typeof text === 'object') skipped.push({ path, reason: text.reason });
      else {
        searched++;
        const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.replace(/\r$/, '') }));
        for (const found of await search.find(path, lines, ['dlp'])) findings.push(secretFinding(found));
        findings.push(...(await searchStartup(judge, path, text)));
        if (!INSTRUCTIONS.test(path)) continue;
        for (const found of await search.find(path, lines, ['prompt_injection'])) findings.push(agentFinding(found));
      }
    }
  } finally {
    await judge.close();
  }
  return { findings, searched, notText, skipped };
}

function secretFinding(found: FileFinding): ProjectFinding {
  const severity = found.severity === 'critical' || found.severity === 'high' ? 'critical' : 'warning';
  return { ...found, severity, category: 'secret', mitigated: false };
}

function agentFinding(found: FileFinding): ProjectFinding {
  const message = `instructions of the agent contain what looks like an injection: ${found.message}`;
  return { ...found, message, severity: 'critical', category: 'agent', mitigated: false };
}

function readServers(
  root: string,
  files: readonly ProjectFile[],
): { readonly servers: readonly ProjectServer[]; readonly findings: readonly ProjectFinding[] } {
  const servers: ProjectServer[] = [];
  const findings: ProjectFinding[] = [];
  for (const { path, key } of SERVER_FILES) {
    if (!files.some((file) => file.path === path)) continue;
    const text = readProjectText(root, path);
    const parsed =
      typeof text === 'string'
        ? parseClientConfig(text, { client: 'claude-code', path, key })
        : { fault: text?.reason ?? 'not text' };
    const at = { category: 'agent', file: path, mitigated: false } as const;
    if ('fault' in parsed) {
      findings.push({ ...at, severity: 'warning', rule: 'mcp-config-unreadable', message: parsed.fault });
      continue;
    }
    for (const server of parsed.servers) {
      const protection = protectionOf(server);
      const risk = riskOf(server, protection);
      const { name, command, url } = server;
      servers.push({
        file: path,
        name: shownCommand(name),
        command: shownCommand(command),
        url: shownUrl(url),
        protection,
        risk,
      });
      if (protection !== 'unprotected') continue;
      const message = `the server ${shownCommand(name)} is started or reached without a proxy (risk ${risk})`;
      const severity = risk === 'high' ? 'critical' : 'warning';
      findings.push({ ...at, severity, rule: 'mcp-server-unprotected', message, mitigated: true });
    }
  }
  return { servers, findings };
}

function lockFindings(files: readonly ProjectFile[]): ProjectFinding[] {
  const present = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, name }): ProjectFinding[] => {
    const ecosystem = ECOSYSTEMS.find(({ manifest }) => manifest.test(name));
    if (ecosystem === undefined || ecosystem.locks.length === 0) return [];
    // A package of a workspace is pinned by the lock file further up.
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (ecosystem.locks.some((lock) => present.has(folder === '.' ? lock : `${folder}/${lock}`))) return [];
      if (folder === '.') break;
    }
    const message = `no lock file beside it or above: what ${ecosystem.name} installs can change from day to day`;
    return [
      { severity: 'warning', category: 'ecosystem', rule: 'lock-file-missing', message, file: path, mitigated: false },
    ];
  });
}

const CONFIG_FILES = /^(?:pipelock\.ya?ml|\.pipelock\/.*\.ya?ml)$/;
const ENVIRONMENT_FILE = /^\.env(?:\.(?!example$|sample$|template$)[\w-]+)?$/;

function fileFindings(files: readonly ProjectFile[]): ProjectFinding[] {
  const environment = files
    .filter(({ name }) => ENVIRONMENT_FILE.test(name))
    .map(({ path }): ProjectFinding => ({
      severity: 'warning',
      category: 'config',
      rule: 'environment-file',
      message: 'a file of environment variables that an agent can read',
      file: path,
      mitigated: true,
    }));
  if (files.some(({ path }) => CONFIG_FILES.test(path))) return environment;
  const message = 'the project has no configuration of pipelock';
  return [...environment, { severity: 'info', category: 'config', rule: 'config-missing', message, mitigated: true }];
}

function languagesOf(files: readonly ProjectFile[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of files) {
    const extension = /\.([a-z]+)$/.exec(name)?.[1] ?? '';
    const language = Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined;
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1)).map(([name]) => name);
}
