// SPDX-License-Identifier: Apache-2.0
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError, messageOf } from '../../evidence/model/verification-errors.js';

/** The rows of a table of options: how `parseArgs` takes each, what stands behind its name, and what it is for. */
export const text = (value: string, help: string) => ({ type: 'string', value, help }) as const;
export const texts = (value: string, help: string) =>
  ({ ...text(value, `${help}; may be repeated`), multiple: true }) as const;
export const flag = (help: string) => ({ type: 'boolean', value: '', help }) as const;

export const HELP_OPTION = { help: { ...flag('print this text'), short: 'h' } } as const;

/** A table of options as lines of a help text. */
export function optionLines(options: Readonly<Record<string, ReturnType<typeof text | typeof flag>>>): string {
  const rows = Object.entries(options);
  return rows.map(([name, { value, help }]) => `  ${`--${name} ${value}`.padEnd(29)}  ${help}`).join('\n');
}

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

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds in a duration such as `90s`, `15m`, `12h` or `7d`; undefined for anything else. */
export function parseSeconds(text: string): number | undefined {
  if (!/^\d{1,6}[smhd]$/.test(text)) return undefined;
  return parseInt(text, 10) * SECONDS[text.slice(-1) as keyof typeof SECONDS];
}
