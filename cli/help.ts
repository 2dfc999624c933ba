// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../evidence/model/errors.js';
import { nearestName } from '../enforce/config/suggest.js';
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
    'pipelock COMMAND --help shows the options, pipelock help --all those of all commands.',
    'Paths default to PIPELOCK_HOME or ~/.pipelock.',
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

/** Names the command that was probably meant by the words typed. */
export function unknownCommand(argv: readonly string[]): UsageError {
  const end = argv.findIndex((word) => word.startsWith('-'));
  const words = end < 0 ? argv : argv.slice(0, end);
  const group = prefixes(words).find((head) => renderGroup(head) !== undefined);
  if (group === undefined) {
    const near = nearestCommand(words);
    const hint = near === undefined ? 'pipelock --help' : `pipelock ${near} --help`;
    return new UsageError(`unknown command "${argv[0] ?? ''}"\ntry: ${hint}`);
  }
  const listing = renderGroup(group) ?? '';
  const more = words[group.split(' ').length];
  if (more === undefined) return new UsageError(`"${group}" needs a command\n${listing}`);
  const near = nearestName(`${group} ${more}`, Object.keys(COMMANDS));
  const hint = near === undefined ? '' : `did you mean: pipelock ${near}\n`;
  return new UsageError(`unknown command "${group} ${more}"\n${hint}${listing}`);
}

/** The first words, longest first: `a b c`, `a b`, `a`. */
function prefixes(words: readonly string[]): readonly string[] {
  return words.map((_, index) => words.slice(0, words.length - index).join(' '));
}

/** The command with the nearest name; else the first one that has the word, or begins as it does. */
function nearestCommand(words: readonly string[]): string | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const names = Object.keys(COMMANDS);
  const near = prefixes(words.slice(0, 3)).flatMap((head) => nearestName(head, names) ?? []);
  return (
    near[0] ??
    names.find((known) => known.split(' ').includes(first)) ??
    names.find((known) => known.startsWith(first.slice(0, 3)))
  );
}
