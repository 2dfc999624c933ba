// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openArchives } from '../../enforce/detect/body/archives.js';
import { nodeInflater } from '../../enforce/runtime/inflater.js';
import { openOfflineJudge, type OfflineJudge } from '../../enforce/runtime/offline-judge.js';
import type { ScanJudgement, ScanSubject } from '../../enforce/mediate/scan.types.js';
import { messageOf, UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printError } from '../output.js';

interface Options {
  readonly config?: string;
  readonly kind?: string;
  readonly json?: boolean;
}

type TextKind = 'dlp' | 'prompt_injection';

/** One thing to judge and where it came from. */
interface Item {
  readonly source: string;
  readonly subjects: readonly ScanSubject[];
  /** Why some of it could not be judged. */
  readonly error?: string;
}

/** What was found in one item; `error` where it could not be judged. */
interface Row {
  readonly source: string;
  readonly decision: 'allow' | 'warn' | 'deny' | 'error';
  readonly findings: ScanJudgement['findings'];
  readonly error?: string;
}

interface Totals {
  items: number;
  flagged: number;
  errors: number;
}

const MAX_FILE_BYTES = 64 * 1024 * 1024;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

export const scan: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[paths...]', 'files and folders to judge; - or nothing reads JSON lines from standard input')
      .option('-c, --config <file>', 'configuration to use (default: the balanced preset)')
      .option('-k, --kind <kind>', 'dlp, prompt_injection, or both', 'both')
      .option('--json', 'print one JSON line for each item and a last one with the totals')
      .addHelpText(
        'after',
        [
          '',
          'A line of standard input is a request of the scan API, or {"text": "..."} with any other members, or a JSON',
          'string. Folders are read to their ends, .git and node_modules left out.',
          'exit codes: 0 nothing found, 1 something could not be read, 2 wrong usage or configuration, 3 something found',
        ].join('\n'),
      );
  },
  async run({ config: path, kind = 'both', json = false }, paths) {
    const kinds = kindsOf(kind);
    const judge = openOfflineJudge(loadConfigFile(path).config, process.env);
    const totals: Totals = { items: 0, flagged: 0, errors: 0 };
    try {
      for await (const item of itemsOf(paths, kinds)) {
        const row = await judgeItem(judge, item);
        count(totals, row);
        if (json) print(JSON.stringify(row));
        else printRow(row);
        if (totals.items % PROGRESS_EVERY === 0) showProgress(totals);
      }
    } finally {
      await judge.close();
    }
    if (json) print(JSON.stringify({ totals }));
    else print(`${totals.items} judged, ${totals.flagged} flagged, ${totals.errors} not readable`);
    if (totals.flagged > 0) return EXIT.blocked;
    return totals.errors > 0 ? EXIT.failed : EXIT.ok;
  },
};

const PROGRESS_EVERY = 500;

function showProgress({ items, flagged }: Totals): void {
  if (process.stderr.isTTY) printError(`${items} judged, ${flagged} flagged ...`);
}

function kindsOf(kind: string): readonly TextKind[] {
  if (kind === 'both') return ['dlp', 'prompt_injection'];
  if (kind === 'dlp' || kind === 'prompt_injection') return [kind];
  throw new UsageError(`unknown kind "${kind}"; use dlp, prompt_injection or both`);
}

async function* itemsOf(paths: readonly string[], kinds: readonly TextKind[]): AsyncGenerator<Item | Row> {
  if (paths.length === 0) yield* linesOf(kinds);
  for (const path of paths) {
    if (path === '-') yield* linesOf(kinds);
    else yield* filesOf(path, kinds);
  }
}

/** What cannot be looked at is a row of its own: one closed folder must not end the search of the others. */
async function* filesOf(path: string, kinds: readonly TextKind[]): AsyncGenerator<Item | Row> {
  const found = await lookAt(path).catch((error: unknown) => failed(path, `cannot be read: ${messageOf(error)}`));
  if ('decision' in found) {
    yield found;
    return;
  }
  const { stats, entries } = found;
  if (stats === undefined) yield failed(path, 'no such file');
  else if (stats.isDirectory()) {
    for (const entry of entries) {
      if (entry.isDirectory() ? !SKIPPED_FOLDERS.has(entry.name) : entry.isFile()) {
        yield* filesOf(join(path, entry.name), kinds);
      }
    }
  } else if (!stats.isFile()) yield failed(path, 'not a file');
  else if (stats.size > MAX_FILE_BYTES) yield failed(path, `larger than ${MAX_FILE_BYTES} bytes`);
  else yield readItem(path, kinds);
}

async function lookAt(path: string) {
  const stats = statSync(path, { throwIfNoEntry: false });
  const entries = stats?.isDirectory() === true ? await readdir(path, { withFileTypes: true }) : [];
  return { stats, entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

const utf8 = new TextDecoder('utf-8');

const UNOPENED = {
  compressed: 'holds data that is compressed or encrypted in a way that is not opened',
  limit: 'unpacks to more than is searched',
};

function readItem(path: string, kinds: readonly TextKind[]): Item | Row {
  try {
    const bytes = readFileSync(path);
    const { contents, error } = openArchives(bytes, nodeInflater);
    const text = [bytes, ...contents].map((part) => utf8.decode(part)).join('\n\n');
    const item = { source: path, subjects: subjectsOf(text, kinds) };
    return error === undefined ? item : { ...item, error: UNOPENED[error] };
  } catch (error) {
    return failed(path, messageOf(error));
  }
}

function subjectsOf(text: string, kinds: readonly TextKind[]): readonly ScanSubject[] {
  return kinds.map((kind) => ({ kind, text }));
}

async function* linesOf(kinds: readonly TextKind[]): AsyncGenerator<Item | Row> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '') yield parseLine(line, `line ${number}`, kinds);
  }
}

function parseLine(line: string, source: string, kinds: readonly TextKind[]): Item | Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return failed(source, 'not JSON');
  }
  if (typeof value === 'string') return { source, subjects: subjectsOf(value, kinds) };
  const { id, text, kind, input } = (value ?? {}) as Record<string, unknown>;
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : source;
  if (typeof text === 'string') return { source: name, subjects: subjectsOf(text, kinds) };
  const subject = typeof kind === 'string' ? requestOf(kind, (input ?? {}) as Record<string, unknown>) : undefined;
  return subject === undefined
    ? failed(name, 'neither a text nor a request of the scan API')
    : { source: name, subjects: [subject] };
}

function requestOf(kind: string, input: Record<string, unknown>): ScanSubject | undefined {
  const { url, text, content, tool_name: tool, arguments: args } = input;
  if (kind === 'url' && typeof url === 'string') return { kind, url };
  if (kind === 'dlp' && typeof text === 'string') return { kind, text };
  if (kind === 'prompt_injection' && typeof content === 'string') return { kind, text: content };
  if (kind === 'tool_call' && typeof tool === 'string') {
    return { kind, tool, argumentsJson: args === undefined ? undefined : JSON.stringify(args) };
  }
  return undefined;
}

function failed(source: string, error: string): Row {
  return { source, decision: 'error', findings: [], error };
}

async function judgeItem(judge: OfflineJudge, item: Item | Row): Promise<Row> {
  if (!('subjects' in item)) return item;
  const judgements: ScanJudgement[] = [];
  for (const subject of item.subjects) judgements.push(await judge.judge(subject));
  const decisions = judgements.map(({ decision }) => decision);
  const clean = item.error === undefined ? 'allow' : 'error';
  const decision = decisions.includes('deny') ? 'deny' : decisions.includes('warn') ? 'warn' : clean;
  const findings = judgements.flatMap((judgement) => judgement.findings);
  return { source: item.source, decision, findings, ...(item.error === undefined ? {} : { error: item.error }) };
}

function count(totals: Totals, { decision }: Row): void {
  totals.items++;
  if (decision === 'error') totals.errors++;
  else if (decision !== 'allow') totals.flagged++;
}

function printRow({ source, findings, error }: Row): void {
  if (error !== undefined) printError(`${source}: ${error}`);
  for (const { ruleId, severity, message } of findings) print(`${source}: ${ruleId} (${severity}) ${message}`);
}
