// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError, Help, type Option } from 'commander';
import { nearestName } from '../enforce/config/suggest.js';
import { UsageError } from '../evidence/model/errors.js';
import { COMMANDS } from './commands.js';

/** Exit codes, the same for every command unless its help says otherwise. */
export const EXIT = { ok: 0, failed: 1, config: 2, blocked: 3, wrapped: 10 } as const;

/** Names of all commands, in which a misspelt one is looked for. */
const KNOWN = Object.keys(COMMANDS);

/** One file of commands/: declares arguments and options, and does the work. Returns the exit code. */
export interface CommandFile<Options = never> {
  declare(command: Command): void;
  run(options: Options, args: readonly string[]): Promise<number> | number;
}

interface Built {
  readonly command: Command;
  /** Asked for by their marks in the help; checked by `assertGiven`. */
  readonly required: readonly Option[];
}

/** The parser of one command, with its help. */
export function buildCommand<O>(name: string, summary: string, file: CommandFile<O>): Built {
  const command = new Command(`pipelock ${name}`);
  command
    .description(summary)
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  file.declare(command);
  const required = takeRequired(command);
  const mark = (option: Option): string => (required.includes(option) ? ' (required)' : '');
  command.configureHelp({
    optionDescription: (option) => `${Help.prototype.optionDescription(option)}${mark(option)}`,
  });
  return { command, required };
}

/**
 * Parses arguments for one command and runs it.
 * @throws UsageError when the arguments are wrong.
 */
export async function runCommand<O>(
  name: string,
  summary: string,
  file: CommandFile<O>,
  argv: string[],
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const { command, required } = buildCommand(name, summary, file);
  command.action(async () => {
    assertGiven(required, command);
    exitCode = await file.run(command.opts() as O, command.args);
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    throw usageError(error, name, argv);
  }
  return exitCode;
}

function usageError(cause: CommanderError, name: string, [first = '']: readonly string[]): UsageError {
  const problem = cause.message.replace(/^error: /, '').replace(/\.$/, '');
  // `assess verfy`: the first words are a command of their own.
  const meant = cause.code === 'commander.excessArguments' ? nearestName(`${name} ${first}`, KNOWN) : undefined;
  const hint = meant === undefined || meant === name ? '' : `did you mean: pipelock ${meant}\n`;
  return new UsageError(`${problem}\n${hint}try: pipelock ${name} --help`, { cause });
}

/**
 * The options declared as required. They are checked here, once the others are known to be right: a misspelt one is told
 * as that, and of several that are missing all are named.
 */
function takeRequired(command: Command): readonly Option[] {
  const required = command.options.filter(({ mandatory }) => mandatory);
  for (const option of required) option.makeOptionMandatory(false);
  return required;
}

function assertGiven(required: readonly Option[], command: Command): void {
  const missing = required.filter((option) =>
    ['', undefined].includes(command.getOptionValue(option.attributeName()) as ''),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ long }) => long ?? '');
  const last = names.pop() ?? '';
  const listed = names.length === 0 ? `${last} is` : `${names.join(', ')} and ${last} are`;
  throw new UsageError(`${listed} needed\ntry: ${command.name()} --help`);
}

/** Collects a repeatable option. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
