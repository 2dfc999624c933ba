// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../canonical/json-reader.js';
import { isName, isObject, isText, shapeFault, unknownMember, type PlainObject, type Rules } from './shape.js';

/** What the other side of a flow signed: that it received an event of this run, or that it received none. */
export interface AelStatement {
  readonly v: 1;
  readonly type: 'received';
  readonly run: string;
  /** An event class. */
  readonly flow: string;
  /** The run's cp_nonce. */
  readonly nonce: string;
  readonly received?: { readonly event_id: string };
  readonly none?: boolean;
}

const RECEIVED: Rules = { event_id: isName };
const EXT: Rules = { ext: isObject };
const REQUIRED: Rules = {
  v: (value) => value === 1,
  type: (value) => value === 'received',
  run: isText,
  flow: isText,
  nonce: isText,
};
const CHOICE: Rules = {
  received: (value) => shapeFault(value, RECEIVED) === undefined,
  none: (value) => typeof value === 'boolean',
};

/** The first member that a statement must not have, in words. */
export function statementMembersFault(value: JsonValue): string | undefined {
  if (!isObject(value)) return 'an object is expected';
  const received = value['received'] ?? null;
  const nested = isObject(received) ? unknownMember(received, RECEIVED) : undefined;
  return unknownMember(value, REQUIRED, CHOICE, EXT) ?? nested;
}

/** What keeps an untrusted payload from being a statement, in words; undefined when it is an `AelStatement`. */
export function statementFault(value: JsonValue): string | undefined {
  const fault = shapeFault(value, REQUIRED, { ...CHOICE, ...EXT });
  if (fault !== undefined) return fault;
  const object = value as PlainObject;
  const received = Object.hasOwn(object, 'received');
  return received === (object['none'] === true) ? 'exactly one of received and none is expected' : undefined;
}

/** The run an untrusted payload speaks about, if it says so. */
export function statementRun(value: JsonValue): string | undefined {
  const run = isObject(value) ? value['run'] : undefined;
  return typeof run === 'string' ? run : undefined;
}
