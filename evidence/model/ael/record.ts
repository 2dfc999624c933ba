// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { toCanonicalTime } from '../../canonical/go-text.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { fromBase64 } from '../../canonical/text.js';
import {
  isCount,
  isDigest,
  isInteger,
  isName,
  isObject,
  isOneOf,
  isScalar,
  isShaped,
  isText,
  shapeFault,
  unknownMember,
  type PlainObject,
  type Rule,
  type Rules,
} from './shape.js';

/** `prev` of the first record. */
export const NO_RECORD = '0'.repeat(64);

export interface AelEvent {
  readonly class: string;
  readonly id: string;
  readonly dir: 'out' | 'in' | 'internal';
}

export type AelInputs = Readonly<Record<string, string | number | boolean>>;
export type AelVerdict = 'allow' | 'block' | 'defer';

export interface AelDecision {
  /** Hex SHA-256 of the policy document's canonical bytes. */
  readonly policy: string;
  readonly request_fp: string;
  readonly inputs: AelInputs;
  readonly verdict: AelVerdict;
}

/** The signed payload of one record line. Members carry their wire names; which are present depends on `type`. */
export interface AelRecord {
  readonly v: 1;
  readonly type: 'open' | 'activity' | 'heartbeat' | 'close';
  readonly run: string;
  readonly recorder: string;
  /** Fingerprint of the signing key: hex SHA-256 of its 32 bytes. */
  readonly key: string;
  readonly seq: number;
  readonly prev: string;
  /** RFC 3339 UTC: the recorder's own timeline. */
  readonly ts: string;
  /** Seconds. */
  readonly hmax?: number;
  readonly htol?: number;
  readonly cp_nonce?: string;
  readonly event?: AelEvent;
  readonly decision?: AelDecision;
  readonly count?: number;
  readonly head?: string;
  readonly ext?: PlainObject;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const isTime: Rule = (value) => typeof value === 'string' && TIME.test(value) && toCanonicalTime(value) !== undefined;
const isPolicyName: Rule = (value) => value === '' || isDigest(value);
const isInputs: Rule = (value) => isObject(value) && Object.values(value).every(isScalar);

const COMMON: Rules = {
  v: (value) => value === 1,
  type: isOneOf('open', 'activity', 'heartbeat', 'close'),
  run: isName,
  recorder: isName,
  key: isDigest,
  seq: isCount,
  prev: isDigest,
  ts: isTime,
};
const EXT: Rules = { ext: isObject };
const EVENT: Rules = { class: isText, id: isText, dir: isOneOf('out', 'in', 'internal') };
const VERDICT = isOneOf('allow', 'block', 'defer');
const DECISION: Rules = { policy: isPolicyName, request_fp: isText, inputs: isInputs, verdict: VERDICT };

/** Required and optional members of each type beside the common ones. */
const BY_TYPE: Readonly<Record<AelRecord['type'], readonly [Rules, Rules]>> = {
  open: [
    { hmax: isCount, htol: isCount },
    { cp_nonce: isText, ...EXT },
  ],
  activity: [{ event: isShaped(EVENT, EXT) }, { decision: isShaped(DECISION), ...EXT }],
  heartbeat: [{}, EXT],
  close: [{ count: (value) => isInteger(value) && (value as number) >= 2, head: isDigest }, EXT],
};

/** What keeps an untrusted payload from being a record, in words; undefined when it is an `AelRecord`. */
export function recordFault(value: JsonValue): string | undefined {
  const common = shapeFault(value, COMMON);
  if (common !== undefined) return common;
  const object = value as PlainObject;
  const [required, optional] = BY_TYPE[object['type'] as AelRecord['type']];
  return shapeFault(value, required, optional) ?? unknownMember(object, COMMON, required, optional);
}

/** Nanoseconds since the epoch of a record's `ts`. */
export function recordTime({ ts }: Pick<AelRecord, 'ts'>): bigint {
  const [seconds = '', fraction = ''] = ts.slice(0, -1).split('.');
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

const PART = /^[A-Za-z0-9_-]+$/;

function fromBase64Url(text: string): Uint8Array {
  if (!PART.test(text)) throw new FormatError('field_value', 'not base64url text');
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(standard.padEnd(Math.ceil(text.length / 4) * 4, '='));
}

/** The bytes of an untrusted `<payload>.<signature>` line. Neither is checked. Throws FormatError. */
export function parseSignedLine(line: string): { readonly payload: Uint8Array; readonly signature: Uint8Array } {
  const [payload, signature, ...rest] = line.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) {
    throw new FormatError('field_value', 'a payload, one dot and a signature are expected');
  }
  return { payload: fromBase64Url(payload), signature: fromBase64Url(signature) };
}
