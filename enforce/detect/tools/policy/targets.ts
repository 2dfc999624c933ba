// SPDX-License-Identifier: Apache-2.0
import { textsInCode } from '../shell/code.js';
import type { ShellCommand } from '../shell/command.js';
import { pathOfWord } from './paths.js';
import { argumentsOf, hasLetter, hasLong, isNamed, namesIn, operands } from './words.js';

/** A file that a command changes, in canonical form. */
export interface WriteTarget {
  readonly path: string;
  /** Its former content is lost. */
  readonly replaces: boolean;
  readonly by: 'redirection' | 'command' | 'code';
}

const COPIES = namesIn('cp mv install ln rsync scp copy-item move-item copy move xcopy robocopy ditto');
const TEE = namesIn('tee tee-object');
const EDITS = namesIn(
  'sed gsed perl ed ex vi vim nano emacs truncate shred touch patch visudo set-content add-content out-file new-item clear-content',
);
const DOWNLOADS = namesIn('curl wget');
const WRITING_CODE =
  /open\s*\([^)]{0,200}['"](?:w|a|x|r\+|wb|ab|wt|at)[^)]{0,40}\)|write_?(?:file|text|bytes)|append_?file|createwritestream|file_put_contents|>>|fs\.(?:write|append)|shutil\.(?:copy|move)|IO\.write|File\.write/i;

function written(command: ShellCommand, text: string, replaces: boolean, by: WriteTarget['by']): WriteTarget {
  return { path: pathOfWord(text, command.folder), replaces, by };
}

function redirected(command: ShellCommand): readonly WriteTarget[] {
  return command.redirections
    .filter(({ operator, target }) => /^(?:>|>>|>\||&>|&>>|<>|>&)$/.test(operator) && !/^[0-9-]*$/.test(target))
    .map(({ operator, target }) =>
      written(command, target, !operator.endsWith('>>') && operator !== '<>', 'redirection'),
    );
}

/** The value of an option, attached or as the next word. */
function optionValues(args: readonly string[], short: string, long: string): readonly string[] {
  return args.flatMap((arg, i) => {
    if (arg === short || arg === long) return [args[i + 1] ?? ''];
    if (arg.startsWith(`${long}=`)) return [arg.slice(long.length + 1)];
    return arg.startsWith(short) && arg.length > 2 && !arg.startsWith('--') ? [arg.slice(2)] : [];
  });
}

function byCommand(command: ShellCommand): readonly string[] {
  const args = argumentsOf(command);
  if (isNamed(command, TEE)) return operands(args);
  if (isNamed(command, COPIES))
    return [
      ...optionValues(args, '-t', '--target-directory'),
      ...operands(args).slice(-1),
      ...optionValues(args, '-Destination', '--destination'),
    ];
  if (isNamed(command, namesIn('sed gsed perl')))
    return hasLetter(args, /i/) || hasLong(args, 'in-place', 2) || args.some((arg) => arg.startsWith('-i'))
      ? operands(args).slice(args.includes('-e') ? 0 : 1)
      : [];
  if (isNamed(command, EDITS)) return operands(args);
  if (isNamed(command, DOWNLOADS))
    return [...optionValues(args, '-o', '--output'), ...optionValues(args, '-O', '--output-document')];
  if (isNamed(command, namesIn('dd'))) return args.filter((arg) => arg.startsWith('of=')).map((arg) => arg.slice(3));
  return [];
}

/** Paths that a program in another language names while it writes files. */
function byCode(command: ShellCommand): readonly WriteTarget[] {
  const { code } = command;
  if (code === undefined || !WRITING_CODE.test(code)) return [];
  return textsInCode(code)
    .filter((text) => text.length < 512 && /[./~]/.test(text) && !/\s/.test(text.trim()))
    .map((text) => written(command, text, true, 'code'));
}

/** Every file that the command changes, as far as its words tell. */
export function writeTargets(command: ShellCommand): readonly WriteTarget[] {
  const appends = argumentsOf(command).some((arg) => arg === '-a' || arg === '--append');
  return [
    ...redirected(command),
    ...byCommand(command).map((text) => written(command, text, !appends, 'command')),
    ...byCode(command),
  ];
}
