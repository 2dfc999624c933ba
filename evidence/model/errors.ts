// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../canonical/errors.js';

export { CodedError, FormatError } from '../canonical/errors.js';
export type { FormatErrorCode } from '../canonical/errors.js';

/** The evidence is bad: a signature, link or hash does not hold. */
export class VerificationError extends CodedError {
  override readonly name = 'VerificationError';
}

/** The evidence is good but is not what was required (another signer, too old, below a threshold). */
export class PolicyError extends CodedError {
  override readonly name = 'PolicyError';
}

/** The command line was used wrongly; the message says what to type instead. */
export class UsageError extends CodedError<'usage'> {
  override readonly name = 'UsageError';

  constructor(message: string, options?: { cause?: unknown }) {
    super('usage', message, options);
  }
}

/** One fault of a configuration: where it stands, what is wrong, what would be right. `line` counts from 1. */
export interface ConfigFault {
  readonly path: string;
  readonly line: number | undefined;
  readonly message: string;
  readonly expected: string | undefined;
}

/** The configuration is refused. Every fault is listed at once. */
export class ConfigError extends CodedError<'config'> {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[], options?: { cause?: unknown }) {
    super('config', `configuration refused: ${faults.length} fault${faults.length === 1 ? '' : 's'}`, options);
    this.faults = faults;
  }
}

/** Evidence cannot be written: no key, no room, a read-only folder. Allowed traffic is blocked while this lasts. */
export class EvidenceUnavailableError extends CodedError<
  'key' | 'lock' | 'no_space' | 'permission' | 'io' | 'closed' | 'secret_in_identity'
> {
  override readonly name = 'EvidenceUnavailableError';
}

/** The message alone: a stack says nothing to the person at the terminal and may name private paths. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
