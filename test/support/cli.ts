// SPDX-License-Identifier: Apache-2.0
import { spawn, type SpawnOptions } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runPipelock } from '../../cli/pipelock.js';

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

/** Runs a program to its end, in the project's folder unless another is named. */
export function runProgram(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ran> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
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

const PROGRAM = projectFile('bin/pipelock.js');

function environmentOf(home: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home, PIPELOCK_HOME: home, ...env };
}

/** Runs the `pipelock` command as a process of its own, with a product home of its own. */
export function pipelockProcess(args: readonly string[], home: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return runProgram(process.execPath, [PROGRAM, ...args], { env: environmentOf(home, env), cwd: home });
}

/** Keeps what is written to a stream. @returns what ends that. */
function capture(stream: NodeJS.WriteStream, parts: string[]): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  stream.write = (chunk: string | Uint8Array) => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    return true;
  };
  return () => {
    if (own === undefined) Reflect.deleteProperty(stream, 'write');
    else Object.defineProperty(stream, 'write', own);
  };
}

/** Makes this process look to a command like one of its own. @returns what undoes it. */
function disguise(
  args: readonly string[],
  home: string,
  env: NodeJS.ProcessEnv,
  out: string[],
  err: string[],
): () => void {
  const { env: environment, argv } = process;
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
  const cwd = process.cwd();
  process.env = environmentOf(home, env);
  process.argv = [process.execPath, PROGRAM, ...args];
  process.chdir(home);
  Object.defineProperty(process, 'stdin', { value: Readable.from([]), configurable: true });
  const released = [capture(process.stdout, out), capture(process.stderr, err)];
  return () => {
    process.env = environment;
    process.argv = argv;
    process.chdir(cwd);
    Object.defineProperty(process, 'stdin', stdin);
    for (const release of released) release();
  };
}

let turn: Promise<unknown> = Promise.resolve();

async function inThisProcess(args: readonly string[], home: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const restore = disguise(args, home, env, out, err);
  try {
    const code = await runPipelock(args);
    return { code, stdout: out.join(''), stderr: err.join('') };
  } finally {
    restore();
  }
}

/** Whether a program behind `--` is given the streams of the process; `true` is, and neither reads nor writes. */
function handsStreamsOn(args: readonly string[]): boolean {
  const at = args.indexOf('--');
  return at >= 0 && args.slice(at + 1).join(' ') !== 'true';
}

/**
 * Runs the `pipelock` command with a product home of its own: in this process, where what it imports is loaded once, one
 * command after the other. One that hands its streams on to a program behind `--` gets a process.
 */
export function pipelock(args: readonly string[], home: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  if (handsStreamsOn(args)) return pipelockProcess(args, home, env);
  const ran = turn.then(() => inThisProcess(args, home, env));
  turn = ran.catch(() => undefined);
  return ran;
}
