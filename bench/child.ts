// SPDX-License-Identifier: Apache-2.0
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A bench process of our own. Its standard output goes nowhere; messages are its only answer. Node options of this
 * process are handed on, so that `--cpu-prof` profiles the sides as well.
 */
export function forkBench(
  module: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const path = fileURLToPath(new URL(module, import.meta.url));
  return fork(path, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next message of a child. Rejects when the child ends first. `parse` throws when the message is not its kind. */
export async function nextMessage<T>(child: ChildProcess, parse: (message: unknown) => T): Promise<T> {
  const stop = new AbortController();
  const message = once(child, 'message', { signal: stop.signal }).then(([value]: unknown[]) => value);
  const ended = once(child, 'exit', { signal: stop.signal }).then(([code]: unknown[]): never => {
    throw new Error(`a bench process ended early (${String(code)})`);
  });
  try {
    return parse(await Promise.race([message, ended]));
  } finally {
    stop.abort();
    await Promise.allSettled([message, ended]);
  }
}

/** Asks a child to end and waits until it has. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  await ended;
}

/** A member of a message that must be a finite number. */
export function numberIn(message: unknown, name: string): number {
  const value: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`a bench process sent no ${name}`);
  return value;
}
