// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import { goWords, loose, type GoValue } from '../../canonical/go-words.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { VERDICT, type AelInputs, type AelVerdict } from './record.js';
import { parseShaped } from './shape.js';

const RULE = goWords('when:{} verdict:verdict', { when: goWords('field op value:any'), verdict: VERDICT });
/** `reversibility`: event class to how far its effects can be undone. Read by the governability extension alone. */
const POLICY = loose(goWords('v:v1 rules:[] default:verdict reversibility?:any', { rules: RULE, verdict: VERDICT }));

export type AelPolicyRule = GoValue<typeof RULE>;
/** A policy small enough to be replayed by anybody: the first rule that matches decides, otherwise the default. */
export type AelPolicy = GoValue<typeof POLICY>;

/** Reads an untrusted policy document, which must be canonical. Throws FormatError. */
export function parseAelPolicy(bytes: Uint8Array): AelPolicy {
  return parseShaped(bytes, POLICY);
}

const isInteger = (value: JsonValue): value is number => Number.isSafeInteger(value);

function matches({ op, value }: AelPolicyRule['when'], input: string | number | boolean): boolean {
  switch (op) {
    case 'gte':
    case 'lt':
      demand(isInteger(value), `the policy compares by ${op} with something that is not an integer`);
      return typeof input === 'number' && (op === 'gte' ? input >= value : input < value);
    case 'eq':
      demand(
        ['string', 'boolean'].includes(typeof value) || isInteger(value),
        'the policy compares by eq with something that is not a scalar',
      );
      return input === value;
    default:
      demand(op === 'in', `the policy has the unknown operator ${JSON.stringify(op)}`);
      demand(Array.isArray(value), 'the policy looks for a value in something that is not a list');
      return value.includes(input);
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
