// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../canonical/errors.js';

export { CodedError, FormatError } from '../canonical/errors.js';
export type { FormatErrorCode } from '../canonical/errors.js';
export { UsageError, VerificationError, messageOf } from './verification-errors.js';

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
