// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../cli/activity/source.js';
import { techniqueOf } from '../mappings/attack.table.js';
import { createActivityReducer } from '../reports/activity/reducer.js';
import type { Bench, BenchContext, Figure } from './bench.js';
import { endChild, forkBench, nextMessage, numberIn } from './child.js';
import { median, medianRatio } from './measure.js';
import { withWorkspace } from './workspace.js';

interface Pace {
  readonly rounds: number;
  readonly lines: number;
  readonly fewLines: number;
}

const EVENTS = ['allowed', 'blocked', 'anomaly', 'response_scan', 'tunnel_open'];
const CHUNK = 1 << 16;
const LF = 0x0a;

function logLine(n: number): string {
  const event = EVENTS[n % EVENTS.length];
  return JSON.stringify({
    level: 'info',
    time: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
    event,
    method: 'GET',
    url: `https://h${n % 500}.example.com/path/${n}?q=1`,
    client_ip: `10.0.${n % 4}.${n % 250}`,
    action_id: `019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    ...(event === 'blocked' ? { scanner: 'dlp', pattern: 'AWS Access Key' } : {}),
    agent: `agent-${n % 7}`,
    duration_ms: n % 900,
  });
}

function writeLog(path: string, lines: number): string {
  const fd = openSync(path, 'w', 0o600);
  for (let from = 0; from < lines; from += 1000) {
    const part = Array.from({ length: Math.min(1000, lines - from) }, (_, n) => `${logLine(from + n)}\n`);
    writeSync(fd, part.join(''));
  }
  closeSync(fd);
  return path;
}

/** The least that anybody does with a log of JSON lines: read it by chunks, cut it, parse each line. Answers the lines. */
function parseOnly(path: string): number {
  const fd = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(2 * CHUNK);
  let held = 0;
  let lines = 0;
  for (;;) {
    const count = readSync(fd, buffer, held, CHUNK, null);
    if (count === 0) break;
    const end = held + count;
    const last = buffer.lastIndexOf(LF, end - 1);
    for (const line of buffer.toString('utf8', 0, last).split('\n')) {
      JSON.parse(line);
      lines += 1;
    }
    buffer.copy(buffer, 0, last + 1, end);
    held = end - last - 1;
  }
  closeSync(fd);
  return lines;
}

async function reduce(path: string): Promise<number> {
  const reducer = createActivityReducer({ techniqueOf, maxEvidence: 100 });
  await readSource(path, [], reducer);
  return reducer.state.total.total;
}

/** Milliseconds that `work` takes over every line of the log. */
async function timed(lines: number, work: () => number | Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const read = await work();
  const took = performance.now() - startedAt;
  if (read !== lines) throw new Error(`${read} of ${lines} lines were read`);
  return took;
}

async function peakMb(path: string): Promise<number> {
  const child = forkBench('./report-process.js', [path]);
  const peak = await nextMessage(child, (message) => numberIn(message, 'peakKb') / 1024);
  await endChild(child);
  return peak;
}

async function measure(dir: string, pace: Pace, { progress }: BenchContext): Promise<readonly Figure[]> {
  const { rounds, lines, fewLines } = pace;
  progress(`writing ${lines} lines`);
  const path = writeLog(join(dir, 'long.jsonl'), lines);
  const short = writeLog(join(dir, 'short.jsonl'), fewLines);
  // Compiled before anything counts, as far as it will be.
  parseOnly(short);
  await reduce(short);
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`);
    const parse = async (): Promise<number> => bare.push(await timed(lines, () => parseOnly(path)));
    const report = async (): Promise<number> => ours.push(await timed(lines, () => reduce(path)));
    for (const side of round % 2 === 0 ? [parse, report] : [report, parse]) await side();
  }
  const few = await peakMb(short);
  const many = await peakMb(path);
  return [
    { name: 'lines', unit: 'count', value: lines },
    { name: 'JSON.parse of each line', unit: 'per second', value: (1000 * lines) / median(bare) },
    { name: 'lines into a report', unit: 'per second', value: (1000 * lines) / median(ours) },
    {
      name: 'report / JSON.parse alone',
      unit: 'x',
      value: medianRatio(bare, ours),
      target: { atLeast: 0.3, aim: 0.45 },
    },
    { name: `peak memory, ${fewLines} lines`, unit: 'MB', value: few },
    { name: `peak memory, ${lines} lines`, unit: 'MB', value: many },
    { name: 'peak memory, difference', unit: 'MB', value: many - few, target: { atMost: 64 } },
  ];
}

export const reportBench: Bench = {
  name: 'report',
  summary: 'a report over a long log against JSON.parse of its lines; memory',
  run: (context) => {
    const pace = context.quick
      ? { rounds: 1, lines: 5_000, fewLines: 1_000 }
      : { rounds: 5, lines: 1_000_000, fewLines: 100_000 };
    return withWorkspace((dir) => measure(dir, pace, context));
  },
};
