// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../evidence/model/errors.js';
import { COMMANDS } from './commands.js';

function rowsOf(names: readonly string[]): readonly string[] {
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name]?.summary ?? ''}`);
}

export function renderHelp(): string {
  return [
    'pipelock: a firewall between an AI agent and everything it talks to, with signed receipts',
    '',
    'usage: pipelock COMMAND [options]',
    '',
    ...rowsOf(Object.keys(COMMANDS)),
    '',
    'pipelock COMMAND --help shows the options. Paths default to PIPELOCK_HOME or ~/.pipelock.',
    'exit codes: 0 ok, 1 failed, 2 wrong usage or configuration, 3 blocked',
  ].join('\n');
}

/** What stands under words that several commands begin with, as `log` or `signing key`; undefined where none does. */
export function renderGroup(words: string): string | undefined {
  const names = Object.keys(COMMANDS).filter((name) => name.startsWith(`${words} `));
  return names.length === 0
    ? undefined
    : [`usage: pipelock ${words} COMMAND [options]`, '', ...rowsOf(names)].join('\n');
}

/** Names the command that was probably meant. */
export function unknownCommand(name: string): UsageError {
  const group = renderGroup(name);
  if (group !== undefined) return new UsageError(`"${name}" needs a command\n${group}`);
  const names = Object.keys(COMMANDS);
  const near =
    names.find((known) => known.split(' ').includes(name)) ?? names.find((known) => known.startsWith(name.slice(0, 3)));
  const hint = near === undefined ? 'pipelock --help' : `pipelock ${near} --help`;
  return new UsageError(`unknown command "${name}"\ntry: ${hint}`);
}
