// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError } from 'commander';
import { UsageError } from '../evidence/model/errors.js';

/** Exit codes, the same for every command unless its help says otherwise. */
export const EXIT = { ok: 0, failed: 1, config: 2, blocked: 3, wrapped: 10 } as const;

/** One file of commands/: declares arguments and options, and does the work. Returns the exit code. */
export interface CommandFile<Options = never> {
  declare(command: Command): void;
  run(options: Options, args: readonly string[]): Promise<number> | number;
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
  const command = new Command(`pipelock ${name}`);
  command
    .description(summary)
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  file.declare(command);
  command.action(async () => {
    exitCode = await file.run(command.opts() as O, command.args);
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    const problem = error.message.replace(/^error: /, '');
    throw new UsageError(`${problem}\ntry: pipelock ${name} --help`, { cause: error });
  }
  return exitCode;
}

/** Collects a repeatable option. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
