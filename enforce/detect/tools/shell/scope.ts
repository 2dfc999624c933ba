// SPDX-License-Identifier: Apache-2.0
/** Names of the programs whose output is part of a text; `decode` when one of them undid an encoding. */
export type Sources = readonly string[];

export const NO_SOURCES: Sources = [];
const MAX_SOURCES = 16;

export function joinSources(...all: readonly Sources[]): Sources {
  const filled = all.filter((sources) => sources.length > 0);
  if (filled.length <= 1) return filled[0] ?? NO_SOURCES;
  return [...new Set(filled.flat())].slice(0, MAX_SOURCES);
}

/** A variable. Text carries marks where it is not known. */
export interface Variable {
  readonly text: string;
  /** Elements, for a list. */
  readonly list?: readonly string[];
  readonly sources: Sources;
  /** Values that may hold instead, because an assignment stands where it may not run. */
  readonly also?: readonly string[];
}

/** Variables of a shell. A subshell sees its parent's and keeps its changes to itself. */
export interface Scope {
  readonly own: Map<string, Variable | undefined>;
  readonly parent: Scope | undefined;
}

/** What a shell started for an agent has set, as far as it can be guessed. HOME stands for the user's own folder. */
export const HOME = '/home/user';
export const START_FOLDER = `${HOME}/work`;
const INITIAL: readonly (readonly [string, string])[] = [
  ['HOME', HOME],
  ['PWD', START_FOLDER],
  ['OLDPWD', HOME],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['SHELL', '/bin/bash'],
  ['BASH', '/bin/bash'],
  ['USER', 'user'],
  ['LOGNAME', 'user'],
  ['TMPDIR', '/tmp'],
  ['IFS', ' \t\n'],
  ['OSTYPE', 'linux-gnu'],
  ['OPTIND', '1'],
  ['0', 'bash'],
  ['#', '0'],
  ['?', '0'],
  ['!', ''],
  ['-', 'hB'],
  ['$', '4242'],
  ['_', ''],
];

/** The scope in which a command text starts. Positional parameters are empty, as they are for `sh -c`. */
export function openScope(): Scope {
  return childScope(INITIAL_SCOPE);
}

export function childScope(parent: Scope): Scope {
  return { own: new Map(), parent };
}

export function lookUp(scope: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.own.has(name)) return at.own.get(name);
  return undefined;
}

export function assign(scope: Scope, name: string, variable: Variable | undefined): void {
  scope.own.set(name, variable);
}

/** Sets `$1`, `$2` ... and `$@`. */
export function setPositional(scope: Scope, values: readonly string[], sources: Sources = NO_SOURCES): void {
  for (let i = 1; i <= 9; i++) assign(scope, String(i), { text: values[i - 1] ?? '', sources });
  const all: Variable = { text: values.join(' '), list: values, sources };
  assign(scope, '@', all);
  assign(scope, '*', all);
  assign(scope, '#', { text: String(values.length), sources: NO_SOURCES });
}

const INITIAL_SCOPE: Scope = { own: new Map(), parent: undefined };
for (const [name, text] of INITIAL) assign(INITIAL_SCOPE, name, { text, sources: NO_SOURCES });
setPositional(INITIAL_SCOPE, []);
