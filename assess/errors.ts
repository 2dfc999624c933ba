// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../evidence/model/errors.js';

/** An assessment step that cannot go on. `exitCode` is what the command ends with. */
export class AssessError extends CodedError<'assess'> {
  override readonly name = 'AssessError';

  readonly exitCode: 1 | 2 | 3;

  constructor(exitCode: 1 | 2 | 3, message: string, options?: { cause?: unknown }) {
    super('assess', message, options);
    this.exitCode = exitCode;
  }
}
