// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from 'ava';
import { loadConfig, type LoadOptions } from '../../enforce/config/load.js';
import { ConfigError } from '../../evidence/model/errors.js';

/** A fault as a test expects it. */
export type Row = readonly [path: string, line: number | undefined, message: RegExp, expected: RegExp | undefined];

/** The faults of a text that must be refused. */
export function faultsOf(t: ExecutionContext, text: string, options?: LoadOptions): ConfigError['faults'] {
  return t.throws(() => loadConfig(text, options), { instanceOf: ConfigError }).faults;
}

/** Refused with exactly these faults, in this order. */
export function refuses(t: ExecutionContext, text: string, rows: readonly Row[], options?: LoadOptions): void {
  const faults = faultsOf(t, text, options);
  t.deepEqual(
    faults.map(({ path, line }) => [path, line]),
    rows.map(([path, line]) => [path, line]),
    JSON.stringify(faults),
  );
  rows.forEach(([path, , message, expected], index) => {
    t.regex(faults[index]?.message ?? '', message, path);
    if (expected === undefined) t.is(faults[index]?.expected, undefined, path);
    else t.regex(faults[index]?.expected ?? '', expected, path);
  });
}
