// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { inspect, parseArgs } from 'node:util';
import type { Bench, BenchContext } from './bench.js';
import { BENCHES } from './benches.js';
import { describeRun, renderReport, type BenchResult } from './report.js';

const FAILED = 1;
const USAGE = 64;

const HELP = [
  'usage: npm run bench -- [options]',
  '',
  '  --only NAME[,NAME]  run these benches only',
  '  --url URL           time the URL scanners on this URL (alone: only the url bench)',
  '  --text FILE         time the text scanners on this UTF-8 file (alone: only the text bench)',
  '  --quick             a short run: the figures show only that the benches work',
  '  --json              print JSON',
  '  --help              show this help',
  '',
  'benches:',
  ...BENCHES.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`),
  '',
  'A figure is a median. A ratio compares two sides that ran in alternating slices of the same run.',
  'Targets are printed beside the figures; a missed one does not fail the run.',
].join('\n');

interface Request {
  readonly benches: readonly Bench[];
  readonly context: BenchContext;
  readonly json: boolean;
}

/** What to run; a text is the answer itself (help). Throws on a wrong command line. */
function parseRequest(argv: readonly string[]): Request | string {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      url: { type: 'string' },
      text: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return HELP;
  const names = values.only?.split(',') ?? impliedBenches(values.url, values.text);
  const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined) throw new Error(`no bench is called "${unknown}"`);
  return {
    benches: BENCHES.filter(({ name }) => names.includes(name)),
    json: values.json,
    context: {
      quick: values.quick,
      ...(values.url === undefined ? {} : { url: values.url }),
      ...(values.text === undefined ? {} : { text: readFileSync(values.text, 'utf8') }),
      progress: showProgress,
    },
  };
}

function impliedBenches(url: string | undefined, text: string | undefined): readonly string[] {
  const implied = [...(url === undefined ? [] : ['url']), ...(text === undefined ? [] : ['text'])];
  return implied.length > 0 ? implied : BENCHES.map(({ name }) => name);
}

const CLEAR_LINE = '\r\u001b[K';

function showProgress(message: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${message}`);
}

async function main(argv: readonly string[]): Promise<number> {
  let request: Request | string;
  try {
    request = parseRequest(argv);
  } catch (error) {
    process.stderr.write(
      `bench: ${error instanceof Error ? error.message : String(error)}\ntry: npm run bench -- --help\n`,
    );
    return USAGE;
  }
  if (typeof request === 'string') {
    process.stdout.write(`${request}\n`);
    return 0;
  }
  const results: BenchResult[] = [];
  for (const bench of request.benches) {
    const startedAt = performance.now();
    const progress = (message: string) => request.context.progress(`${bench.name}: ${message}`);
    try {
      const figures = await bench.run({ ...request.context, progress });
      results.push({ bench: bench.name, seconds: (performance.now() - startedAt) / 1000, figures });
    } catch (error) {
      showProgress('');
      process.stderr.write(`bench ${bench.name}: ${inspect(error)}\n`);
      return FAILED;
    }
  }
  showProgress('');
  const report = describeRun(request.context.quick, results);
  process.stdout.write(`${request.json ? JSON.stringify(report, null, 2) : renderReport(report)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
