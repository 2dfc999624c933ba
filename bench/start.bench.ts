// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchContext, Figure } from './bench.js';
import { median, medianRatio } from './measure.js';
import { withWorkspace } from './workspace.js';

const COMMAND = fileURLToPath(new URL('../../bin/pipelock.js', import.meta.url));
const POLL_MS = 2;
const GIVE_UP_MS = 30_000;

/** Milliseconds from the spawn of a Node process to its end. */
async function timeProcess(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(code)}`);
  return performance.now() - startedAt;
}

/** A port that was free a moment ago: the proxy must be asked on a port known before it speaks. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/health', agent: false, timeout: 1000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
  });
}

/** Milliseconds from the spawn of `pipelock run` in a fresh home until /health answers 200. */
async function timeStart(home: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [COMMAND, 'run', '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PIPELOCK_HOME: home },
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    while (!(await isHealthy(port))) {
      const waited = performance.now() - startedAt;
      if (child.exitCode !== null || waited > GIVE_UP_MS) throw new Error(`pipelock run is not healthy:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return performance.now() - startedAt;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function measure(dir: string, { quick, progress }: BenchContext): Promise<readonly Figure[]> {
  const spawns = quick ? 3 : 21;
  const starts = quick ? 1 : 7;
  const bare: number[] = [];
  const version: number[] = [];
  const run: number[] = [];
  await timeProcess([COMMAND, 'version']);
  for (let i = 0; i < spawns; i++) {
    progress(`spawn ${i + 1} of ${spawns}`);
    const sides = [
      () => timeProcess(['-e', '0']).then((ms) => bare.push(ms)),
      () => timeProcess([COMMAND, 'version']).then((ms) => version.push(ms)),
    ];
    for (const side of i % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  for (let i = 0; i < starts; i++) {
    progress(`start ${i + 1} of ${starts}`);
    run.push(await timeStart(join(dir, `home-${i}`)));
  }
  return [
    { name: 'node -e 0', unit: 'ms', value: median(bare) },
    { name: 'pipelock version', unit: 'ms', value: median(version) },
    { name: 'pipelock version / node -e 0', unit: 'x', value: medianRatio(version, bare), target: { atMost: 1.6 } },
    { name: 'pipelock run until /health answers', unit: 'ms', value: median(run) },
    {
      name: 'pipelock run until /health, less pipelock version',
      unit: 'ms',
      value: median(run) - median(version),
      target: { atMost: 1000 },
    },
  ];
}

export const startBench: Bench = {
  name: 'start',
  summary: 'cold start of the command, and of the proxy until it is healthy',
  run: (context) => withWorkspace((dir) => measure(dir, context)),
};
