// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import { integer, oneOf, SAFE_MAX, textWhere } from '../../canonical/go-kinds.js';
import { goWords, loose, type GoValue } from '../../canonical/go-words.js';
import { toCanonicalTime } from '../../canonical/go-text.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { fromBase64Url, isHex } from '../../canonical/text.js';
import { shapeFault } from './shape.js';

/** `prev` of the first record. */
export const NO_RECORD = '0'.repeat(64);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
export const VERDICT = oneOf('allow', 'block', 'defer');
const EVENT = goWords('class id dir:dir ext?:members', { dir: oneOf('out', 'in', 'internal') });
/** `policy` is the hex SHA-256 of the policy document's canonical bytes. */
const DECISION = goWords('policy:name request_fp inputs:facts verdict:verdict', {
  name: textWhere('nothing or 64 lower-case hex digits', (text) => text === '' || isHex(text, 64)),
  verdict: VERDICT,
});
const OWN = {
  type: oneOf('open', 'activity', 'heartbeat', 'close'),
  time: textWhere('a time', (text) => TIME.test(text) && toCanonicalTime(text) !== undefined),
  event: EVENT,
  decision: DECISION,
  length: integer<number>(2n, SAFE_MAX),
};
/** Members of every record. `key` is the hex SHA-256 of the signing key, `ts` UTC on the recorder's own timeline. */
const COMMON = 'v:v1 type:type run:text recorder:text key:hash seq:count prev:hash ts:time';
/** Members of each type. `hmax` and `htol` are seconds. */
const BY_TYPE = {
  open: goWords(`${COMMON} hmax:count htol:count cp_nonce? ext?:members`, OWN),
  activity: goWords(`${COMMON} event:{} decision?:{} ext?:members`, OWN),
  heartbeat: goWords(`${COMMON} ext?:members`, OWN),
  close: goWords(`${COMMON} count:length head:hash ext?:members`, OWN),
};
const RECORD = loose(
  goWords(
    `${COMMON} hmax?:count htol?:count cp_nonce? event?:{} decision?:{} count?:length head?:hash ext?:members`,
    OWN,
  ),
);

/** The signed payload of one record line. Members carry their wire names; which are present depends on `type`. */
export type AelRecord = GoValue<typeof RECORD>;
export type AelEvent = GoValue<typeof EVENT>;
export type AelDecision = GoValue<typeof DECISION>;
export type AelInputs = AelDecision['inputs'];
export type AelVerdict = AelDecision['verdict'];

/** What keeps an untrusted payload from being a record, in words; undefined when it is an `AelRecord`. */
export function recordFault(value: JsonValue): string | undefined {
  return shapeFault(value, RECORD) ?? shapeFault(value, BY_TYPE[(value as unknown as AelRecord).type]);
}

/** The bytes of an untrusted `<payload>.<signature>` line. Neither is checked. Throws FormatError. */
export function parseSignedLine(line: string): { readonly payload: Uint8Array; readonly signature: Uint8Array } {
  const [payload = '', signature = '', ...rest] = line.split('.');
  const isPair = payload !== '' && signature !== '' && rest.length === 0;
  demand(isPair, 'a payload, one dot and a signature are expected');
  return { payload: fromBase64Url(payload), signature: fromBase64Url(signature) };
}
