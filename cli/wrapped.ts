// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { bracketed } from '../enforce/net/dial.js';
import type { Product } from '../enforce/runtime/product.js';
import { messageOf } from '../evidence/model/errors.js';
import { EXIT } from './command.js';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program whose HTTP clients are told to use the proxy; gives its exit code. `onFault`: it cannot be started. */
export function runWrapped(
  product: Product,
  [program = '', ...args]: readonly string[],
  onFault: (message: string) => void,
): Promise<number> {
  const env = proxyEnvironment(product);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    const settle = (exitCode: number): void => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      resolve(exitCode);
    };
    child.on('error', (error) => {
      onFault(`cannot run ${program}: ${messageOf(error)}`);
      settle(EXIT.wrapped);
    });
    child.on('close', (code, signal) => {
      settle(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** Both spellings, since clients differ; exceptions inherited from outside are dropped. */
function proxyEnvironment({ host, port }: Product): NodeJS.ProcessEnv {
  const proxy = reachableUrl(host, port);
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

/** A listening address as a client writes it: one that means every interface is reached on loopback. */
export function reachableUrl(host: string, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${bracketed(reached)}:${port}`;
}
