// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { BenchReport } from '../../bench/report.js';

const main = fileURLToPath(new URL('../../bench/main.js', import.meta.url));

function bench(...args: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a quick run reports the machine and the figures with their targets', (t) => {
  const { status, stdout, stderr } = bench('--quick', '--only', 'url', '--json');
  t.is(status, 0, stderr);
  t.is(stderr, '', 'progress is shown on terminals only');
  const report = JSON.parse(stdout) as BenchReport;
  t.is(report.node, process.version);
  t.true(report.quick);
  t.true(report.cores >= 1);
  t.deepEqual(
    report.results.map((result) => result.bench),
    ['url'],
  );
  const figures = report.results.flatMap((result) => result.figures);
  t.deepEqual(
    figures.map((figure) => figure.unit),
    ['us', 'us', 'x'],
  );
  t.true(figures.every((figure) => figure.value > 0));
  t.deepEqual(
    figures.map((figure) => figure.target),
    [undefined, undefined, { atMost: 25, aim: 15 }],
  );
});

test('a given URL is timed in the place of the standard one, without its target', (t) => {
  const { status, stdout, stderr } = bench('--quick', '--url', 'https://example.org/?q=1', '--json');
  t.is(status, 0, stderr);
  const report = JSON.parse(stdout) as BenchReport;
  t.deepEqual(
    report.results.map((result) => result.bench),
    ['url'],
  );
  t.true(report.results.every((result) => result.figures.every((figure) => figure.target === undefined)));
});

test('help names every bench; a wrong name is a usage error', (t) => {
  const help = bench('--help');
  t.is(help.status, 0);
  for (const name of ['url', 'text', 'receipts', 'log', 'proxy', 'verify', 'start'])
    t.regex(help.stdout, new RegExp(`^  ${name} `, 'm'));
  const wrong = bench('--only', 'nothing');
  t.is(wrong.status, 64);
  t.regex(wrong.stderr, /nothing/);
});
