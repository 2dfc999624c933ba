// SPDX-License-Identifier: Apache-2.0
import { CodedError, ConfigError, FormatError, messageOf, UsageError } from '../evidence/model/errors.js';
import { escapeUnprintable } from '../verify/core/results/render.js';
import { EXIT } from './command.js';

/**
 * Keeps a command alive when nobody reads its output any more (`pipelock demo | head -1`): it ends with its own exit
 * code. Output that cannot be written for another reason, such as a full disk, ends it with an error.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout) printError(`pipelock: the output cannot be written: ${error.message}`);
      process.exit(EXIT.failed);
    });
  }
}

// Colours are the product's own; with them, line feeds and tabs a terminal does nothing that a reader could not see.
const OWN = /(\u001b\[[0-9;]*m|[\n\t])/;

/** Text in which everything else that a terminal obeys is shown instead: names and messages come from outside. */
function shown(text: string): string {
  const safe = text.split(OWN).map((part, at) => (at % 2 === 1 ? part : escapeUnprintable(part)));
  return text.endsWith('\n') ? safe.join('') : `${safe.join('')}\n`;
}

/** Writes for a reader. What is a document, to the byte, goes through `printDocument`. */
export function print(text: string): void {
  process.stdout.write(shown(text));
}

/** Writes bytes that are signed, hashed or read by a program, as they are. */
export function printDocument(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printError(text: string): void {
  process.stderr.write(shown(text));
}

/** Machine output: one JSON document and a line feed. 64-bit counters become strings. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member), 2));
}

/** One JSON document on one line of standard error. */
export function printErrorLine(value: unknown): void {
  printError(JSON.stringify(value));
}

/** Shows an error to a person (stderr) or a machine (stdout, as a rule) and gives the exit code that goes with it. */
export function reportError(error: unknown, asJson: boolean, jsonTo: 'stdout' | 'stderr' = 'stdout'): number {
  if (asJson && jsonTo === 'stderr') printErrorLine({ error: describeError(error) });
  else if (asJson) printJson({ error: describeError(error) });
  else printError(`pipelock: ${renderError(error)}`);
  return error instanceof ConfigError || error instanceof UsageError ? EXIT.config : EXIT.failed;
}

function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof ConfigError) return { code: error.code, message: error.message, faults: error.faults };
  if (error instanceof CodedError) return { code: error.code, message: error.message };
  return { code: systemCode(error) ?? 'internal', message: systemMessage(error) };
}

function renderError(error: unknown): string {
  if (error instanceof ConfigError) {
    const faults = error.faults.map(({ path, line, message, expected }) => {
      const place = line === undefined ? path : `line ${line}, ${path}`;
      return `  ${place}: ${message}${expected === undefined ? '' : ` (expected ${expected})`}`;
    });
    return [error.message, ...faults].join('\n');
  }
  return systemMessage(error);
}

/** The code of an error of the operating system. */
function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** A message that says what to do, for the fault of this kind that users meet. */
function systemMessage(error: unknown): string {
  const { address = '', port = 0 } = error as { readonly address?: string; readonly port?: number };
  return systemCode(error) === 'EADDRINUSE'
    ? `${address}:${port} is in use, perhaps by another pipelock; --listen names another address, port 0 a free one`
    : `${messageOf(error)}${memberOf(error)}`;
}

/** Where in a document its fault is, as a JSON pointer. */
function memberOf(error: unknown): string {
  return error instanceof FormatError && error.path !== '' ? ` (${error.path})` : '';
}
