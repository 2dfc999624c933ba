// SPDX-License-Identifier: Apache-2.0
import type { ShellCommand } from '../shell/command.js';
import { couldBe, hasWildcard, lacksValue, literalOf } from '../shell/marks.js';

const SETS = new Map<string, ReadonlySet<string>>();

/** A set of names, written as one text; the same text gives the same set. For texts of ours only. */
export function namesIn(list: string): ReadonlySet<string> {
  const known = SETS.get(list);
  if (known !== undefined) return known;
  const names = new Set(list.split(' '));
  SETS.set(list, names);
  return names;
}

/** Whether the command is one of these, in whatever folder, also when wildcards stand for letters of its name. */
export function isNamed(command: ShellCommand, names: ReadonlySet<string>): boolean {
  const base = command.base;
  if (names.has(base)) return true;
  if (!hasWildcard(command.name)) return false;
  const pattern = command.name.slice(command.name.lastIndexOf('/') + 1).toLowerCase();
  // A name of wildcards alone could be anything, which is a doubt rather than a match.
  if (!/[a-z0-9]/.test(literalOf(pattern).replace(/[*?[\]]/g, ''))) return false;
  for (const name of names) if (couldBe(pattern, name)) return true;
  return false;
}

/** Whether nothing of the name is known. */
export function isNameless(command: ShellCommand): boolean {
  if (command.name === '') return false;
  const base = command.base;
  return base === ''
    ? lacksValue(command.name)
    : hasWildcard(command.name) && !/[a-z0-9]/.test(base.replace(/[*?[\]]/g, ''));
}

/** The arguments as plain texts. */
export function argumentsOf(command: ShellCommand): readonly string[] {
  return command.args.map(({ text }) => literalOf(text));
}

/** Whether one of the letters stands among the short options, alone or in a group such as `-rf`. */
export function hasLetter(args: readonly string[], letters: RegExp): boolean {
  return args.some((arg) => /^-[A-Za-z0-9]+$/.test(arg) && letters.test(arg.slice(1)));
}

/** Whether a long option is there, also shortened to a beginning of at least `least` letters. */
export function hasLong(args: readonly string[], option: string, least = option.length): boolean {
  return args.some((arg) => {
    const name = arg.split('=', 1)[0] ?? '';
    return name.startsWith('--') && name.length - 2 >= least && option.startsWith(name.slice(2));
  });
}

/** Words that are no options, without the values of the short options named. */
export function operands(args: readonly string[], valued = '', longValued: readonly string[] = []): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') return [...found, ...args.slice(i + 1)];
    if (!arg.startsWith('-') || arg === '-') found.push(arg);
    else if (arg.startsWith('--')) i += longValued.includes(arg) ? 1 : 0;
    else if (valued.includes(arg.at(-1) ?? '') && (arg.length === 2 || !valued.includes(arg.charAt(1)))) i++;
  }
  return found;
}

/** It only explains itself. */
export function isHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--help' || arg === '--version' || arg === '/?');
}

const LOOPBACK = /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d{1,3}){0,3}|0\.0\.0\.0|\[?::1\]?|\[?0:0:0:0:0:0:0:1\]?)$/i;

/** Whether the host is this machine itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.replace(/\.$/, ''));
}

/** The host of a URL or of `host:port/path`; undefined when the text names none. */
export function hostOf(text: string): string | undefined {
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)/i.exec(text);
  return match?.[1];
}
