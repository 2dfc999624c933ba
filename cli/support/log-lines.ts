// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { redactUrl, redactWords } from '../../reports/activity/host.js';

/** Members of a log line whose values this product chooses, or that are numbers. */
const CODES: ReadonlySet<string> = new Set([
  ...['event', 'outcome', 'reason', 'layer', 'phase', 'transport', 'method', 'evidence', 'code', 'engine', 'policy'],
  ...['status', 'request_bytes', 'response_bytes', 'elapsed_ms', 'port', 'action_id', 'request_id'],
]);
/** Codes of this product, methods, and ids; nothing that mixes letters with digits, as tokens do. */
const CODE = /^(?:[a-z][a-z_]{0,40}|[A-Z]{1,16}|[0-9a-f-]{8,64})$/;
const LEVELS: ReadonlySet<string> = new Set(['INFO', 'WARN', 'ERROR', 'DEBUG']);

const MAX_TAIL_BYTES = 1 << 20;
const MAX_LOG_LINES = 1_000;

export interface LogTail {
  /** JSON lines, oldest first. */
  readonly lines: readonly string[];
  /** Lines of no known form. They are left out: nobody can tell what is in them. */
  readonly leftOut: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** The end of a log, with nothing in it but codes, numbers, times and hosts. @throws when the file cannot be read */
export function readLogTail(path: string, scrub: (text: string) => string): LogTail {
  const lines = tailOf(path)
    .split('\n')
    .slice(-MAX_LOG_LINES - 1);
  const shown: string[] = [];
  let leftOut = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const fields = line.startsWith('{') ? parseJson(line) : parseText(line);
    if (fields === undefined) leftOut++;
    else shown.push(JSON.stringify(redactFields(fields, scrub)));
  }
  return { lines: shown, leftOut };
}

function tailOf(path: string): string {
  // A pipe in the place of a log is never waited for.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new Error('not a regular file');
    const start = Math.max(stat.size - MAX_TAIL_BYTES, 0);
    const buffer = Buffer.alloc(Math.min(stat.size, MAX_TAIL_BYTES));
    const count = readSync(fd, buffer, 0, buffer.length, start);
    const text = buffer.toString('utf8', 0, count);
    // Where the file was entered in the middle, the first line is not whole.
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(fd);
  }
}

function parseJson(line: string): Fields | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-11-22T20:00:00.000Z WARN blocked outcome=block reason=...`, as the text form of the log is. */
function parseText(line: string): Fields | undefined {
  const [, time, level = '', event, rest = ''] = /^(\S+) (\S+) (\S+)(?: (.*))?$/.exec(line) ?? [];
  if (!LEVELS.has(level)) return undefined;
  const pairs = rest.matchAll(/([a-z_]+)=("(?:[^"\\]|\\.)*"|\S+)/g);
  const fields = [...pairs].map(([, key = '', value = '']) => [key, value.replace(/^"|"$/g, '')] as const);
  return { ...Object.fromEntries(fields), time, level, event };
}

function redactFields(fields: Fields, scrub: (text: string) => string): Fields {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'time' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) shown[name] = new Date(value);
    else if (name === 'level' && (typeof value === 'number' || LEVELS.has(String(value)))) shown[name] = value;
    else if (name === 'target' || name === 'url') shown[name] = scrub(redactUrl(String(value)));
    else if (!CODES.has(name)) continue;
    else if (typeof value === 'number') shown[name] = value;
    else if (typeof value === 'string' && CODE.test(value)) shown[name] = scrub(redactWords(value));
    else shown[name] = '[left out]';
  }
  return shown;
}
