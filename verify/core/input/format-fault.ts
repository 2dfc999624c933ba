// SPDX-License-Identifier: Apache-2.0
import { CodedError, FormatError, type FormatErrorCode } from '../../../evidence/canonical/errors.js';
import type { CheckCode } from '../results/result.js';

export { demand } from '../../../evidence/canonical/errors.js';

const FORMAT_CODES: Readonly<Record<FormatErrorCode, CheckCode>> = {
  json_syntax: 'malformed_json',
  json_trailing_data: 'malformed_json',
  json_depth: 'malformed_json',
  json_number: 'malformed_json',
  json_surrogate: 'malformed_json',
  utf8: 'malformed_json',
  json_duplicate_key: 'duplicate_key',
  json_type: 'invalid_field',
  field_value: 'invalid_field',
  time: 'invalid_field',
  key_file: 'invalid_field',
  unknown_field: 'unknown_field',
  missing_field: 'missing_required_field',
  size: 'size_limit',
};

/** A fault of untrusted bytes as a check code and a message that names the member. */
export interface Fault {
  readonly code: CheckCode;
  readonly message: string;
}

function codeOf(error: FormatError): CheckCode {
  const member = error.path.slice(error.path.lastIndexOf('/') + 1);
  // Two members have codes of their own: readers act differently on "newer than me" and on "not in the vocabulary".
  if (error.code === 'field_value' || error.code === 'json_type') {
    if (member === 'version' || member === 'v') return 'unsupported_version';
    if (member === 'action_type') return 'invalid_action_type';
  }
  return FORMAT_CODES[error.code];
}

/** Translates a coded error about the evidence. Anything else is a fault of the program and is thrown on. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FormatError) {
    const place = error.path === '' ? '' : ` (${error.path})`;
    return { code: codeOf(error), message: `${error.message}${place}` };
  }
  if (error instanceof CodedError) return { code: 'invalid_field', message: error.message };
  throw error;
}

/** Runs a parser on untrusted text. */
export function attempt<T>(parse: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: parse() };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}
