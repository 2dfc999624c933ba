// SPDX-License-Identifier: Apache-2.0
import { spawn, type SpawnOptions } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** A file of the project by its path from the root. */
export function projectFile(path: string): string {
  return join(root, path);
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function runProgram(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ran> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolvePromise({ code: code ?? -1, stdout, stderr });
    });
  });
}

/** Runs the `pipelock` command with a product home of its own. */
export function pipelock(args: readonly string[], home: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const environment = { PATH: process.env['PATH'], HOME: home, PIPELOCK_HOME: home, ...env };
  return runProgram(process.execPath, [projectFile('bin/pipelock.js'), ...args], { env: environment, cwd: home });
}
