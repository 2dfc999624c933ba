// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { toCanonicalTime } from '../../canonical/go-text.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { fromBase64Url } from '../../canonical/text.js';
import { EXT, isCount, isDigest, isInteger, isName, isObject, isOneOf, isScalar, isShaped, isText } from './shape.js';
import { closedFault, shapeFault, type Of, type Rule, type Rules, type Shaped } from './shape.js';

/** `prev` of the first record. */
export const NO_RECORD = '0'.repeat(64);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const isTime: Rule<string> = (value) =>
  typeof value === 'string' && TIME.test(value) && toCanonicalTime(value) !== undefined;
const isPolicyName: Rule<string> = (value) => value === '' || isDigest(value);
const isInputs: Rule<Readonly<Record<string, string | number | boolean>>> = (value) =>
  isObject(value) && Object.values(value).every(isScalar);
const isLength: Rule<number> = (value) => isInteger(value) && (value as number) >= 2;
export const isVerdict = isOneOf('allow', 'block', 'defer');
const isEvent = isShaped({ class: isText, id: isText, dir: isOneOf('out', 'in', 'internal') }, EXT);
/** `policy` is the hex SHA-256 of the policy document's canonical bytes. */
const isDecision = isShaped({ policy: isPolicyName, request_fp: isText, inputs: isInputs, verdict: isVerdict });

/** Members of every record. `key` is the hex SHA-256 of the signing key, `ts` UTC on the recorder's own timeline. */
const COMMON = {
  v: isOneOf(1),
  type: isOneOf('open', 'activity', 'heartbeat', 'close'),
  run: isName,
  recorder: isName,
  key: isDigest,
  seq: isCount,
  prev: isDigest,
  ts: isTime,
};
/** Required and optional members of each type beside the common ones. `hmax` and `htol` are seconds. */
const BY_TYPE = {
  open: [
    { hmax: isCount, htol: isCount },
    { cp_nonce: isText, ...EXT },
  ],
  activity: [{ event: isEvent }, { decision: isDecision, ...EXT }],
  heartbeat: [{}, EXT],
  close: [{ count: isLength, head: isDigest }, EXT],
} as const satisfies Readonly<Record<string, readonly [Rules, Rules]>>;
type Parts = (typeof BY_TYPE)['open' | 'activity' | 'close'];
type Every<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer All) => void ? All : never;

/** The signed payload of one record line. Members carry their wire names; which are present depends on `type`. */
export type AelRecord = Shaped<typeof COMMON, Every<Parts[0] | Parts[1]>>;
export type AelEvent = Of<typeof isEvent>;
export type AelDecision = Of<typeof isDecision>;
export type AelInputs = AelDecision['inputs'];
export type AelVerdict = Of<typeof isVerdict>;

/** What keeps an untrusted payload from being a record, in words; undefined when it is an `AelRecord`. */
export function recordFault(value: JsonValue): string | undefined {
  const common = shapeFault(value, COMMON);
  if (common !== undefined) return common;
  const [required, optional] = BY_TYPE[(value as unknown as AelRecord).type];
  return closedFault(value, { ...COMMON, ...required }, optional);
}

/** The bytes of an untrusted `<payload>.<signature>` line. Neither is checked. Throws FormatError. */
export function parseSignedLine(line: string): { readonly payload: Uint8Array; readonly signature: Uint8Array } {
  const [payload = '', signature = '', ...rest] = line.split('.');
  if (payload === '' || signature === '' || rest.length > 0) {
    throw new FormatError('field_value', 'a payload, one dot and a signature are expected');
  }
  return { payload: fromBase64Url(payload), signature: fromBase64Url(signature) };
}
