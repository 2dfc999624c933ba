// SPDX-License-Identifier: Apache-2.0
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError, messageOf } from '../../evidence/model/verification-errors.js';

/** The options and paths on a command line. Throws UsageError. */
export function parseCommandLine<const O extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(messageOf(cause), { cause });
  }
}

/** The one path that a command takes. `help` names the option that says more. */
export function solePath(positionals: readonly string[], help: string): string {
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(`exactly one PATH is expected; see ${help}`);
  return path;
}
