// SPDX-License-Identifier: Apache-2.0
import type { GoStruct } from '../../canonical/go-json.js';
import { oneOf } from '../../canonical/go-kinds.js';
import { goWords, loose, type GoValue } from '../../canonical/go-words.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { isObject, shapeFault } from './shape.js';

const RECEIVED = goWords('event_id:text');
/** `flow` is an event class, `nonce` the run's cp_nonce. */
const STATEMENT = loose(
  goWords('v:v1 type:type run flow nonce received?:{} none?:bool ext?:members', {
    received: loose(RECEIVED),
    type: oneOf('received'),
  }),
);

const EXTENSION = loose(goWords('ext?:members'));

/** What the other side of a flow signed: that it received an event of this run, or that it received none. */
export type AelStatement = GoValue<typeof STATEMENT>;

function unknownMember<T>(value: JsonValue, { byName }: GoStruct<T>): string | undefined {
  const name = isObject(value) ? Object.keys(value).find((key) => !byName.has(key)) : undefined;
  return name === undefined ? undefined : `unknown member ${JSON.stringify(name)}`;
}

/** The first member that a statement must not have, in words. */
export function statementMembersFault(value: JsonValue): string | undefined {
  if (!isObject(value)) return 'an object is expected';
  const unknown = unknownMember(value, STATEMENT) ?? unknownMember(value['received'] ?? null, RECEIVED);
  return unknown ?? shapeFault(value, EXTENSION);
}

/** What keeps an untrusted payload from being a statement, in words; undefined when it is an `AelStatement`. */
export function statementFault(value: JsonValue): string | undefined {
  const fault = shapeFault(value, STATEMENT);
  if (fault !== undefined) return fault;
  const { received, none } = value as unknown as AelStatement;
  return (received !== undefined) === (none === true) ? 'exactly one of received and none is expected' : undefined;
}

/** The run an untrusted payload speaks about, if it says so. */
export function statementRun(value: JsonValue): string | undefined {
  const run = isObject(value) ? value['run'] : undefined;
  return typeof run === 'string' ? run : undefined;
}
