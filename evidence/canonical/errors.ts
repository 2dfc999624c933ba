// SPDX-License-Identifier: Apache-2.0
import type { Words } from './words.js';

/** Base of every error this project throws on purpose: a stable code to switch on, a message to read, a cause to follow. */
export class CodedError<Code extends string = string> extends Error {
  override readonly name: string = 'CodedError';
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export type FormatErrorCode = Words<
  | 'json_syntax json_duplicate_key json_depth json_trailing_data json_number json_surrogate json_type utf8'
  | 'unknown_field missing_field field_value time key_file size'
>;

/** The bytes are not the format they claim to be. `path` names the member, in JSON-pointer form, where known. */
export class FormatError extends CodedError<FormatErrorCode> {
  override readonly name = 'FormatError';
  readonly path: string;

  constructor(code: FormatErrorCode, message: string, options?: { cause?: unknown; path?: string }) {
    super(code, message, options);
    this.path = options?.path ?? '';
  }
}

/** Throws FormatError `field_value` unless the condition holds. */
export function demand(holds: boolean, message: string, path = ''): asserts holds {
  if (!holds) throw new FormatError('field_value', message, { path });
}
