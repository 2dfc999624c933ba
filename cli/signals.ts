// SPDX-License-Identifier: Apache-2.0

/** Ctrl-C, a supervisor, and a terminal that is closed. Without a handler each would end the record without its end. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when this process is asked to end. Asked a second time, it ends at once. */
export function untilAskedToEnd(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of END_SIGNALS) process.once(signal, () => resolve(undefined));
  });
}
