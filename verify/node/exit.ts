// SPDX-License-Identifier: Apache-2.0

import { CodedError } from '../../evidence/canonical/errors.js';
import { messageOf, UsageError } from '../../evidence/model/verification-errors.js';
import { printable } from '../core/results/render.js';

/** Exit codes: what a script may rely on. */
export const EXIT = { valid: 0, invalid: 1, runtime: 2, usage: 64 } as const;

/** Where a command writes. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/**
 * Says why there is no verdict: a line for a person, or one JSON object on standard output for a program that asked for
 * JSON. Answers the exit code that goes with it.
 */
export function reportFault(error: unknown, argv: readonly string[], output: Output): number {
  const code = error instanceof CodedError ? (error.code as string) : 'internal';
  const message = printable(messageOf(error));
  if (argv.includes('--json')) output.out(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  else output.err(`pipelock-verify: ${message}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.runtime;
}
