// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../canonical/json-reader.js';
import { EXT, isName, isObject, isOneOf, isShaped, isText, shapeFault, unknownMember, type Shaped } from './shape.js';

const RECEIVED = { event_id: isName };
/** `flow` is an event class, `nonce` the run's cp_nonce. */
const REQUIRED = { v: isOneOf(1), type: isOneOf('received'), run: isText, flow: isText, nonce: isText };
const OPTIONAL = { received: isShaped(RECEIVED, {}, false), none: isOneOf(true, false), ...EXT };

/** What the other side of a flow signed: that it received an event of this run, or that it received none. */
export type AelStatement = Shaped<typeof REQUIRED, typeof OPTIONAL>;

/** The first member that a statement must not have, in words. */
export function statementMembersFault(value: JsonValue): string | undefined {
  if (!isObject(value)) return 'an object is expected';
  const received = value['received'] ?? null;
  const nested = isObject(received) ? unknownMember(received, RECEIVED) : undefined;
  return unknownMember(value, { ...REQUIRED, ...OPTIONAL }) ?? nested ?? shapeFault(value, {}, EXT);
}

/** What keeps an untrusted payload from being a statement, in words; undefined when it is an `AelStatement`. */
export function statementFault(value: JsonValue): string | undefined {
  const fault = shapeFault(value, REQUIRED, OPTIONAL);
  if (fault !== undefined) return fault;
  const { received, none } = value as unknown as AelStatement;
  return (received !== undefined) === (none === true) ? 'exactly one of received and none is expected' : undefined;
}

/** The run an untrusted payload speaks about, if it says so. */
export function statementRun(value: JsonValue): string | undefined {
  const run = isObject(value) ? value['run'] : undefined;
  return typeof run === 'string' ? run : undefined;
}
