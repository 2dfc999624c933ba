// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { bracketed } from '../enforce/net/dial.js';
import type { Product } from '../enforce/runtime/product.js';
import { messageOf } from '../evidence/model/errors.js';
import { EXIT } from './command.js';
import { printError } from './output.js';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program whose HTTP clients are told to use the proxy; gives its exit code, then closes the record. */
export async function runWrapped(product: Product, [program = '', ...args]: readonly string[]): Promise<number> {
  try {
    return await runChild(program, args, proxyEnvironment(product));
  } finally {
    await product.close();
  }
}

/** Both spellings, since clients differ; exceptions inherited from outside are dropped. */
function proxyEnvironment({ host, port }: Product): NodeJS.ProcessEnv {
  const proxy = `http://${reachableHost(host)}:${port}`;
  return {
    ...process.env,
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    ALL_PROXY: proxy,
    http_proxy: proxy,
    https_proxy: proxy,
    all_proxy: proxy,
    NO_PROXY: '',
    no_proxy: '',
    NODE_USE_ENV_PROXY: '1',
    PIPELOCK_FETCH_URL: `${proxy}/fetch`,
  };
}

/** The listening address as a client writes it: one that means every interface is reached on loopback. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '[::1]' : bracketed(host);
}

function runChild(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    const settle = (exitCode: number): void => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      resolve(exitCode);
    };
    child.on('error', (error) => {
      printError(`pipelock: cannot run ${program}: ${messageOf(error)}`);
      settle(EXIT.wrapped);
    });
    child.on('close', (code, signal) => {
      settle(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
