// SPDX-License-Identifier: Apache-2.0

/** What stands for a value that is not shown. */
export const HIDDEN = '[redacted]';

const FLAG = /^--?[A-Za-z][A-Za-z-]{0,40}$/;
const PROGRAM = /^[A-Za-z0-9_./\\:~ @+-]{1,200}$/;
const PACKAGE = /^(?:@[a-z-]{1,40}\/)?[a-z][a-z-]{0,60}(?:@(?:latest|\d{1,3}(?:\.\d{1,4}){0,2}))?$/;
const PLAIN: ReadonlySet<string> = new Set([
  'mcp',
  'proxy',
  'run',
  'serve',
  'server',
  'start',
  'stdio',
  'exec',
  '--',
  '-',
]);

/**
 * An argument as a report may show it. Arguments hold tokens, connection strings and paths of the user, so only what
 * is known to be harmless is shown: flags, and words that name a program or a package of MCP.
 */
export function shownArgument(arg: string): string {
  if (FLAG.test(arg) || PLAIN.has(arg)) return arg;
  const [, flag] = /^(--[A-Za-z][A-Za-z-]{0,40})=/.exec(arg) ?? [];
  if (flag !== undefined) return `${flag}=${HIDDEN}`;
  return PACKAGE.test(arg) && /(?:^|[@/-])(?:mcp|server|modelcontextprotocol)(?:$|[@/-])/.test(arg) ? arg : HIDDEN;
}

/** A program and its path; nothing that carries an assignment, a quote or a long random word. */
export function shownCommand(command: string): string {
  return command === '' || (PROGRAM.test(command) && !/[A-Za-z0-9_+-]{40}/.test(command)) ? command : HIDDEN;
}

/** Scheme and host of a URL: user, path and query may hold a token. */
export function shownUrl(url: string): string {
  if (url === '') return '';
  if (!URL.canParse(url)) return HIDDEN;
  const { protocol, host } = new URL(url);
  return host === '' ? HIDDEN : `${protocol}//${host}`;
}

/** Names of variables with their values taken out. */
export function shownEnvironment(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, HIDDEN]));
}
