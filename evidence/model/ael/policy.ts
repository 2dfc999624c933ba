// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { isVerdict, type AelInputs, type AelVerdict } from './record.js';
import {
  isAny,
  isInteger,
  isListOf,
  isOneOf,
  isScalar,
  isShaped,
  isText,
  parseShaped,
  type Of,
  type Shaped,
} from './shape.js';

const isRule = isShaped({ when: isShaped({ field: isText, op: isText, value: isAny }), verdict: isVerdict });
const REQUIRED = { v: isOneOf(1), rules: isListOf(isRule), default: isVerdict };
/** Event class to how far its effects can be undone. Read by the governability extension alone. */
const OPTIONAL = { reversibility: isAny };

export type AelPolicyRule = Of<typeof isRule>;
/** A policy small enough to be replayed by anybody: the first rule that matches decides, otherwise the default. */
export type AelPolicy = Shaped<typeof REQUIRED, typeof OPTIONAL>;

/** Reads an untrusted policy document, which must be canonical. Throws FormatError. */
export function parseAelPolicy(bytes: Uint8Array): AelPolicy {
  return parseShaped(bytes, REQUIRED, OPTIONAL);
}

function unfit(message: string): FormatError {
  return new FormatError('field_value', `the policy ${message}`);
}

function matches({ op, value }: AelPolicyRule['when'], input: string | number | boolean): boolean {
  switch (op) {
    case 'gte':
    case 'lt':
      if (!isInteger(value)) throw unfit(`compares by ${op} with something that is not an integer`);
      if (typeof input !== 'number') return false;
      return op === 'gte' ? input >= (value as number) : input < (value as number);
    case 'eq':
      if (!isScalar(value)) throw unfit('compares by eq with something that is not a scalar');
      return input === value;
    case 'in':
      if (!Array.isArray(value)) throw unfit('looks for a value in something that is not a list');
      return (value as readonly JsonValue[]).includes(input);
    default:
      throw unfit(`has the unknown operator ${JSON.stringify(op)}`);
  }
}

/** The verdict of a policy about inputs. Throws FormatError when a rule that is reached cannot be evaluated. */
export function evaluateAelPolicy(policy: AelPolicy, inputs: AelInputs): AelVerdict {
  for (const { when, verdict } of policy.rules) {
    const input = Object.hasOwn(inputs, when.field) ? inputs[when.field] : undefined;
    // A rule on an absent field does not match, whatever its operator.
    if (input !== undefined && matches(when, input)) return verdict;
  }
  return policy.default;
}
