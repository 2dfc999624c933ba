// SPDX-License-Identifier: Apache-2.0
import { printable } from '../verify/core/results/render.js';
import { painter } from './colour.js';

/** A row of a report: a mark, and what stands beside it. */
export type TableRow = readonly string[];

type Tone = 'good' | 'bad' | 'unclear' | 'quiet';

/** How the words of reports are coloured on a terminal. */
const TONES: Readonly<Record<string, Tone>> = {
  pass: 'good',
  ok: 'good',
  detected: 'good',
  protected_pipelock: 'good',
  protected_other: 'good',
  fail: 'bad',
  missed: 'bad',
  critical: 'bad',
  unprotected: 'bad',
  high: 'bad',
  warn: 'unclear',
  warning: 'unclear',
  unknown: 'unclear',
  medium: 'unclear',
};

/** Rows in columns. Cells may hold text from outside: control characters are shown, not sent to the terminal. */
export function renderTable(rows: readonly TableRow[], colour = true): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const paint = painter(colour);
  const tint = (word: string, padded: string): string => {
    const tone = TONES[word] ?? 'quiet';
    if (tone === 'quiet') return padded;
    return { good: paint.green, bad: paint.red, unclear: paint.yellow }[tone](padded);
  };
  const line = (row: TableRow): string => {
    const last = row.findLastIndex((cell) => cell !== '');
    const shown = row.slice(0, last + 1);
    return shown.map((cell, at) => tint(cell, at === last ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  };
  return cells.map(line).join('\n');
}
