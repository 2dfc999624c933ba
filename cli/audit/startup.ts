// SPDX-License-Identifier: Apache-2.0
import type { OfflineJudge } from '../../enforce/runtime/offline-judge.js';
import { AGENT_SETTINGS, openSourceLine, PACKAGE_SOURCES, STARTUP_FILES, widePermissions } from './startup.table.js';
import type { StartupFile } from './startup.table.js';
import type { ProjectFinding } from './project.js';

/** Code that fetches a text and runs it: what it does is decided elsewhere, after anybody looked at it. */
const RUNS_WHAT_IT_FETCHES =
  /\b(?:exec|eval)\s{0,4}\([^\n]{0,400}?\b(?:urlopen|urllib|requests|httpx|fetch|http\.client)\b/;

/** Commands of one file that are judged; a project that has more is not read to the end, and that is said. */
const MAX_COMMANDS = 2_000;

function finding(
  file: string,
  severity: ProjectFinding['severity'],
  rule: string,
  message: string,
  line?: number,
): ProjectFinding {
  return {
    severity,
    category: 'agent',
    rule,
    message,
    file,
    mitigated: false,
    ...(line === undefined ? {} : { line }),
  };
}

function lineOf(text: string, command: string): number | undefined {
  const at = text.indexOf(command.split('\n', 1)[0] ?? command);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

/** What the tool policy says of a command that the agent itself would have had to ask for. */
async function judgeCommand(judge: OfflineJudge, command: string): Promise<'allow' | 'warn' | 'deny'> {
  const argumentsJson = JSON.stringify({ command });
  return (await judge.judge({ kind: 'tool_call', tool: 'bash', argumentsJson })).decision;
}

async function startupFindings(
  judge: OfflineJudge,
  path: string,
  text: string,
  { when, unasked, isCode, commands }: StartupFile,
): Promise<ProjectFinding[]> {
  let list: readonly string[];
  try {
    list = commands(text);
  } catch {
    return [finding(path, 'warning', 'startup-file-unreadable', `${when}, something runs, and what cannot be read`)];
  }
  const found: ProjectFinding[] = [];
  for (const command of new Set(list.slice(0, MAX_COMMANDS))) {
    const decision = await judgeCommand(judge, command);
    if (decision === 'allow') continue;
    const severity = decision === 'deny' || unasked ? 'critical' : 'warning';
    const what = decision === 'deny' ? 'that the tool policy refuses' : 'whose effect nobody can see beforehand';
    found.push(finding(path, severity, 'startup-command', `${when}, a command runs ${what}`, lineOf(text, command)));
  }
  if (list.length > MAX_COMMANDS) {
    const message = `${when}, ${list.length} commands run; only ${MAX_COMMANDS} were judged`;
    found.push(finding(path, 'warning', 'startup-file-unreadable', message));
  }
  const fetched = isCode === true ? RUNS_WHAT_IT_FETCHES.exec(text) : null;
  if (fetched !== null) {
    const message = `${when}, code runs that fetches a text and runs that`;
    found.push(finding(path, 'critical', 'startup-command', message, lineOf(text, fetched[0])));
  }
  return found;
}

function permissionFindings(path: string, text: string): ProjectFinding[] {
  try {
    return widePermissions(text).map((permission) =>
      finding(path, 'warning', 'agent-permissions-wide', `${permission} lets the agent run any command without asking`),
    );
  } catch {
    // Said already: it is a file of hooks too.
    return [];
  }
}

/** What one file (untrusted, never run) has run by itself, and what it opens to others. */
export async function searchStartup(judge: OfflineJudge, path: string, text: string): Promise<ProjectFinding[]> {
  const found: ProjectFinding[] = [];
  for (const kind of STARTUP_FILES) {
    if (kind.paths.test(path)) found.push(...(await startupFindings(judge, path, text, kind)));
  }
  if (AGENT_SETTINGS.test(path)) found.push(...permissionFindings(path, text));
  const open = PACKAGE_SOURCES.test(path) ? openSourceLine(text) : undefined;
  if (open !== undefined) {
    const message = 'packages come over http: whoever is on the way can change them';
    found.push(finding(path, 'warning', 'package-source-open', message, open));
  }
  return found;
}
