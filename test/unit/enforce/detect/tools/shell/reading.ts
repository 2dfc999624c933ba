// SPDX-License-Identifier: Apache-2.0
import type { ShellCommand } from '../../../../../../enforce/detect/tools/shell/command.js';
import { readShell } from '../../../../../../enforce/detect/tools/shell/read.js';

const SHOWN: readonly (readonly [RegExp, string])[] = [
  [/\uFDD0/g, '<?>'],
  [/\uFDD1/g, '<out>'],
  [/\uFDD2/g, '<*>'],
  [/\uFDD3/g, '<1>'],
  [/\uFDD4/g, '<[>'],
  [/\uFDD5/g, '<]>'],
];

/** A word with its marks made visible. */
export function shown(text: string): string {
  return SHOWN.reduce((line, [mark, sign]) => line.replace(mark, sign), text);
}

/** A command on one line: words, then redirections. */
export function lineOf({ name, args, redirections }: ShellCommand): string {
  const words = [name, ...args.map(({ text }) => text)].map(shown);
  const targets = redirections.map(({ descriptor, operator, target }) => `${descriptor}${operator}${shown(target)}`);
  return [...words, ...targets].join(' ').trim();
}

/** What a text would run, a line for each command; bare assignments are left out. */
export function linesOf(text: string): readonly string[] {
  return readShell(text)
    .commands.map(lineOf)
    .filter((line) => line !== '');
}
