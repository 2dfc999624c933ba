// SPDX-License-Identifier: Apache-2.0
import { cpus } from 'node:os';
import { isMet, type Figure, type Target, type Unit } from './bench.js';

export interface BenchResult {
  readonly bench: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

export interface BenchReport {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly quick: boolean;
  readonly results: readonly BenchResult[];
}

/** Puts the machine beside the figures: without it they say nothing. */
export function describeRun(quick: boolean, results: readonly BenchResult[]): BenchReport {
  const processors = cpus();
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    quick,
    results,
  };
}

export function formatValue(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return 'n/a';
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
  const number = value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return unit === 'count' ? number : `${number}${unit === 'x' ? '' : ' '}${unit}`;
}

export function formatTarget({ atMost, atLeast, aim }: Target, unit: Unit): string {
  const parts: string[] = [];
  if (atMost !== undefined) parts.push(`at most ${formatValue(atMost, unit)}`);
  if (atLeast !== undefined) parts.push(`at least ${formatValue(atLeast, unit)}`);
  if (aim !== undefined) parts.push(`aim ${formatValue(aim, unit)}`);
  return parts.join(', ');
}

function rowOf(figure: Figure): readonly string[] {
  const met = isMet(figure);
  return [
    figure.name,
    formatValue(figure.value, figure.unit),
    figure.target === undefined ? '' : formatTarget(figure.target, figure.unit),
    met === undefined ? '' : met ? 'met' : 'missed',
  ];
}

/** The report as a table for people. */
export function renderReport(report: BenchReport): string {
  const { node, platform, cpu, cores, quick, results } = report;
  const rows = results.flatMap(({ figures }) => figures.map(rowOf));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [`node ${node}, ${platform}, ${cores} x ${cpu}`];
  if (quick) lines.push('quick run: the figures show only that the benches work');
  for (const { bench, seconds, figures } of results) {
    lines.push('', `${bench} (${formatValue(seconds, 's')})`);
    for (const figure of figures) {
      const [name = '', value = '', target = '', met = ''] = rowOf(figure);
      const [nameWidth = 0, valueWidth = 0, targetWidth = 0] = widths;
      lines.push(
        `  ${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}  ${target.padEnd(targetWidth)}  ${met}`.trimEnd(),
      );
    }
  }
  return lines.join('\n');
}
