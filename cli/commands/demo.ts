// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { presetConfig } from '../../enforce/config/presets.js';
import type { Config } from '../../enforce/config/schema.js';
import { send, type Answer } from '../../enforce/probe/live/agent.js';
import { inventedAccessKey } from '../../enforce/probe/simulate/invented.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../enforce/runtime/product.js';
import { painter } from '../colour.js';
import { EXIT, type CommandFile } from '../command.js';
import { attempts, type Attempt } from '../demo/attempts.table.js';
import { startUpstream } from '../demo/upstream.js';
import { print, printJson } from '../output.js';
import { productVersion } from '../product.js';

interface Options {
  readonly interactive?: boolean;
  readonly receiptsDir?: string;
  readonly color: boolean;
  readonly json?: boolean;
}

interface Line {
  readonly title: string;
  readonly verdict: 'allow' | 'block';
  readonly reason: string | undefined;
  readonly layer: string | undefined;
  readonly receipt: string | undefined;
  readonly expected: boolean;
}

export const demo: CommandFile<Options> = {
  declare(command) {
    command
      .option('-i, --interactive', 'wait for Enter before each attempt')
      .option('--receipts-dir <folder>', 'keep the evidence there (default: a temporary folder, removed)')
      .option('--no-color', 'plain text')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 every attempt judged as expected and all evidence verified, 1 otherwise');
  },
  async run(options) {
    const home = options.receiptsDir ?? (await mkdtemp(join(tmpdir(), 'pipelock-demo-')));
    try {
      return await runDemo(resolve(home), options);
    } finally {
      if (options.receiptsDir === undefined) await rm(home, { recursive: true, force: true });
    }
  },
};

async function runDemo(home: string, options: Options): Promise<number> {
  const upstream = await startUpstream();
  const product = await startProduct({
    config: demoConfig(),
    paths: productPaths(home, {}),
    version: productVersion(),
    environment: {},
    quiet: true,
  });
  const lines: Line[] = [];
  try {
    announce(options, product);
    for (const attempt of attempts(upstream.port, inventedAccessKey())) {
      if (options.interactive === true) await waitForEnter(attempt.title);
      const line = judge(attempt, await send(attempt, product.port, 'demo-agent'));
      lines.push(line);
      if (options.json !== true) print(renderLine(line, options.color));
    }
  } finally {
    await product.close();
    upstream.server.close();
    upstream.server.closeAllConnections();
  }
  return conclude(lines, product, options);
}

/** Balanced, on any free port, with two names that lead to the demo's own upstream on loopback. */
function demoConfig(): Config {
  const config = presetConfig('balanced');
  return {
    ...config,
    ssrf: { ...config.ssrf, ip_allowlist: ['127.0.0.1/32'] },
    dns: { ...config.dns, host_overrides: { 'docs.demo.example': '127.0.0.1', 'api.demo.example': '127.0.0.1' } },
    fetch_proxy: { ...config.fetch_proxy, listen: '127.0.0.1:0' },
    forward_proxy: { ...config.forward_proxy, enabled: true },
  };
}

function judge(attempt: Attempt, answer: Answer): Line {
  const verdict = answer.reason === undefined && answer.status < 400 ? 'allow' : 'block';
  const expected =
    verdict === attempt.expect &&
    answer.layer === attempt.layer &&
    (verdict === 'allow' || answer.receipt !== undefined);
  const { reason, layer, receipt } = answer;
  return { title: attempt.title, verdict, reason, layer, receipt, expected };
}

async function conclude(lines: readonly Line[], product: Product, options: Options): Promise<number> {
  const surprises = lines.filter((line) => !line.expected).length;
  const { exitCode, output } = await verifyElsewhere(product, options.json === true);
  const ok = surprises === 0 && exitCode === 0;
  if (options.json === true) {
    printJson({ ok, attempts: lines, verification: JSON.parse(output) as unknown });
  } else {
    print(`\n${lines.length} attempts, ${surprises} not as expected`);
    print('\nA separate process now verifies the evidence, knowing only the public key:\n');
    print(output);
  }
  return ok ? EXIT.ok : EXIT.failed;
}

/** Runs the verifier as a stranger would: another process, the folder and the pinned key, nothing else. */
function verifyElsewhere(product: Product, asJson: boolean): Promise<{ exitCode: number; output: string }> {
  const program = fileURLToPath(new URL('../../../bin/pipelock-verify.js', import.meta.url));
  const { evidence } = product;
  if (evidence === undefined) throw new Error('the demo ran without an evidence folder');
  const args = [
    program,
    evidence.dir,
    '--key',
    evidence.publicKeyHex,
    '--whole-recorder',
    ...(asJson ? ['--json'] : []),
  ];
  return new Promise((resolvePromise, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolvePromise({ exitCode: code ?? EXIT.failed, output });
    });
  });
}

function announce(options: Options, product: Product): void {
  if (options.json === true) return;
  print(
    `proxy on 127.0.0.1:${product.port}, pattern engine ${product.engine}, policy ${product.policyHash.slice(0, 16)}`,
  );
  print(`evidence in ${product.evidence?.dir ?? 'no folder'}\n`);
}

function renderLine({ title, verdict, layer, receipt, expected }: Line, colour: boolean): string {
  const paint = painter(colour);
  const word = verdict === 'allow' ? paint.green('allow') : paint.red('block');
  const mark = expected ? ' ' : paint.yellow('!');
  return `${mark} ${word}  ${title.padEnd(32)} ${(layer ?? '').padEnd(16)} ${receipt ?? ''}`.trimEnd();
}

async function waitForEnter(title: string): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  await prompt.question(`next: ${title} [Enter] `);
  prompt.close();
}
