// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../canonical/errors.js';

/** The evidence is bad: a signature, link or hash does not hold. */
export class VerificationError extends CodedError {
  override readonly name = 'VerificationError';
}

/** The command line was used wrongly; the message says what to type instead. */
export class UsageError extends CodedError<'usage'> {
  override readonly name = 'UsageError';

  constructor(message: string, options?: { cause?: unknown }) {
    super('usage', message, options);
  }
}

/** The message alone: a stack says nothing to the person at the terminal and may name private paths. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
