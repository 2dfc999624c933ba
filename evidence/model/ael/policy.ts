// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import type { AelInputs, AelVerdict } from './record.js';
import { isAny, isInteger, isListOf, isOneOf, isScalar, isShaped, isText, parseShaped } from './shape.js';

export interface AelPolicyRule {
  readonly when: { readonly field: string; readonly op: string; readonly value: JsonValue };
  readonly verdict: AelVerdict;
}

/** A policy small enough to be replayed by anybody: the first rule that matches decides, otherwise the default. */
export interface AelPolicy {
  readonly v: 1;
  readonly rules: readonly AelPolicyRule[];
  readonly default: AelVerdict;
  /** Event class to how far its effects can be undone. Read by the governability extension alone. */
  readonly reversibility?: JsonValue;
}

const VERDICT = isOneOf('allow', 'block', 'defer');
const RULE = isShaped({ when: isShaped({ field: isText, op: isText, value: isAny }), verdict: VERDICT });

/** Reads an untrusted policy document, which must be canonical. Throws FormatError. */
export function parseAelPolicy(bytes: Uint8Array): AelPolicy {
  const required = { v: (value: JsonValue) => value === 1, rules: isListOf(RULE), default: VERDICT };
  return parseShaped(bytes, required) as unknown as AelPolicy;
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
      if (!isList(value)) throw unfit('looks for a value in something that is not a list');
      return value.includes(input);
    default:
      throw unfit(`has the unknown operator ${JSON.stringify(op)}`);
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
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
