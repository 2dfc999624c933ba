// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { goWords, parseGoJson } from '../../canonical/go-words.js';
import { isHex } from '../../canonical/text.js';
import { isTrustDomain } from './actor.js';

const TRUST_LIST_SCHEMA = 'pipelock.envelope-trust.v1';
const MAX_KEYS = 1000;
const KEY_ID = /^[A-Za-z0-9._:/@-]{1,128}$/;
const ONE_LINE = /^[^\x00-\x1f\x7f]{0,512}$/;

/** A key whose envelopes are believed. */
export interface TrustedEnvelopeKey {
  /** What signatures call the key; unique in a list. */
  readonly key_id: string;
  /** 64 lower-case hex digits. */
  readonly public_key: string;
  /** Trust domains of the actors it may speak for; empty means any actor. */
  readonly trust_domains: readonly string[];
  /** Where the operator has it from; for people only. */
  readonly source: string;
  /** RFC 3339, UTC. */
  readonly added_at: string;
}

const KEY = goWords('key_id public_key trust_domains?:strings source added_at:time');
const FILE = goWords('schema keys?:[]', { keys: KEY });

/** Throws FormatError for a key that no list may hold. */
export function assertTrustedKey({ key_id, public_key, trust_domains, source }: TrustedEnvelopeKey): void {
  const fault = (what: string): FormatError => new FormatError('field_value', what);
  if (!KEY_ID.test(key_id)) throw fault('key_id: letters, digits and . _ : / @ - are expected, at most 128');
  if (!isHex(public_key, 64)) throw fault(`public_key of ${key_id}: 64 lower-case hex digits are expected`);
  if (!trust_domains.every(isTrustDomain)) throw fault(`trust_domains of ${key_id}: DNS names are expected`);
  if (!ONE_LINE.test(source)) throw fault(`source of ${key_id}: one line of at most 512 characters is expected`);
}

/** Reads a trust list. Throws FormatError. */
export function parseTrustList(text: string): readonly TrustedEnvelopeKey[] {
  const { schema, keys: stored = [] } = parseGoJson(FILE, text);
  const keys = stored.map((key) => ({ ...key, trust_domains: key.trust_domains ?? [] }));
  if (schema !== TRUST_LIST_SCHEMA) throw new FormatError('field_value', `schema: ${TRUST_LIST_SCHEMA} is expected`);
  if (keys.length > MAX_KEYS) throw new FormatError('size', `more than ${MAX_KEYS} keys`);
  keys.forEach(assertTrustedKey);
  const ids = new Set(keys.map(({ key_id }) => key_id));
  if (ids.size < keys.length) throw new FormatError('field_value', 'a key id stands twice');
  return keys;
}

/** The text of a trust list. Throws FormatError for a key that no list may hold. */
export function writeTrustList(keys: readonly TrustedEnvelopeKey[]): string {
  keys.forEach(assertTrustedKey);
  return `${JSON.stringify({ schema: TRUST_LIST_SCHEMA, keys }, undefined, 2)}\n`;
}
