// SPDX-License-Identifier: Apache-2.0
import { EXIT, runCommand } from './command.js';
import { COMMANDS, type CommandRow } from './commands.js';
import { renderGroup, renderHelp, unknownCommand } from './help.js';
import { print, printDocument, reportError } from './output.js';

interface Found {
  readonly name: string;
  readonly row: CommandRow;
  readonly rest: string[];
}

/** Finds the command among the words typed: `signing key generate` before `signing key`. */
function findCommand(argv: readonly string[]): Found | undefined {
  for (const words of [3, 2, 1]) {
    const name = argv.slice(0, words).join(' ');
    const row = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (row !== undefined) return { name, row, rest: argv.slice(words) };
  }
  return undefined;
}

/** What stands behind `--` is for another program. */
function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).includes('--json');
}

/** The help of a group of commands, where that is asked for. */
function groupHelp(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => !HELP.has(word));
  return words.length < argv.length ? renderGroup(words.join(' ')) : undefined;
}

const HELP: ReadonlySet<string> = new Set(['--help', '-h']);

/**
 * The whole of `pipelock` but the process: finds the command, runs it and reports what went wrong.
 * @returns the exit code.
 */
export async function runPipelock(argv: readonly string[]): Promise<number> {
  const [first, ...others] = argv;
  if (first === 'help' && others[0] === '--all') {
    printDocument(await (await import('./reference.js')).renderCommandReference());
    return EXIT.ok;
  }
  if (first === 'help' && others.length > 0) return runPipelock([...others, '--help']);
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    print(renderHelp());
    return EXIT.ok;
  }
  const found = findCommand(first === '--version' || first === '-V' ? ['version'] : argv);
  if (found === undefined) {
    const help = groupHelp(argv);
    if (help !== undefined) {
      print(help);
      return EXIT.ok;
    }
    return reportError(unknownCommand(argv), argv.includes('--json'));
  }
  try {
    return await runCommand(found.name, found.row.summary, await found.row.load(), found.rest);
  } catch (error) {
    const code = reportError(error, asksForJson(found.rest), found.row.jsonErrors);
    return found.row.errorExit ?? code;
  }
}
