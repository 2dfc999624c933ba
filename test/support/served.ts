// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectFile } from './cli.js';

/** A `pipelock run` in a process of its own. */
export interface Served {
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly printed: () => string;
  /** Stops it politely and resolves with its exit code. */
  stop(): Promise<number>;
}

/** Starts `pipelock run` through a shell prefix such as `ulimit -f 64;` and waits until it listens. */
export async function serve(args: readonly string[], env: NodeJS.ProcessEnv, prefix = ''): Promise<Served> {
  const quoted = [process.execPath, projectFile('bin/pipelock.js'), 'run', ...args]
    .map((word) => `'${word}'`)
    .join(' ');
  // Not this process's folder of the moment: a command that runs in it may have changed to one that is soon gone.
  const cwd = projectFile('.');
  const child = spawn('bash', ['-c', `${prefix} exec ${quoted}`], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  const exited = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      printed += `${line}\n`;
      const found = /listening on [^ ]+:(\d+)/.exec(line);
      if (found !== null) resolve(Number(found[1]));
    });
    void exited.then(() => reject(new Error(printed)));
  });
  return {
    port,
    child,
    printed: () => printed,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
