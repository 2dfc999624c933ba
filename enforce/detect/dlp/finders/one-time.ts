// SPDX-License-Identifier: Apache-2.0
import type { Probe } from '../search.js';
import { chanceOddsOf } from '../values/chance.js';
import { DIGIT, isOf } from '../values/characters.js';
import { isPlaceholder } from '../values/placeholder.js';
import type { Finder } from './finder.js';

/** What the key of an authenticator is called, without blanks. */
const LABELS = ['setupkey', 'setup_key', '2fa', 'mfa', 'totp', 'otpsecret', 'otp_secret', 'otpkey', 'authenticatorkey'];
/** Base32 in one case, in one piece or in groups of four, behind the rest of its label. */
const KEY =
  /[\w .()-]{0,24}?[:=("'`\s,]{1,6}((?:[A-Z2-7]{4}[ -]?){3,15}[A-Z2-7]{4}|(?:[a-z2-7]{4}[ -]?){3,15}[a-z2-7]{4})(?![A-Za-z0-9])/dy;
/** What authenticators hand over to each other. */
const MIGRATION = /\/\/offline\?data=([A-Za-z0-9%+/_=-]{40,4096})/dy;
const MIN_ODDS = 0.8;
const MIN_DIGITS = 2;

function isKey(written: string): boolean {
  const key = written.replace(/[ -]/g, '');
  if (/^[A-F2-7]+$/i.test(key)) return false;
  if ((key.match(/[2-7]/g) ?? []).length < MIN_DIGITS || isPlaceholder(key)) return false;
  return chanceOddsOf(key) >= MIN_ODDS;
}

function reader(rule: number, expression: RegExp, isSecret: (value: string) => boolean): Probe {
  return (search, start, end) => {
    const { bytes, length } = search;
    if (search.joined || search.done(rule) || isOf(bytes, length, start - 1, DIGIT)) return;
    expression.lastIndex = end;
    const match = expression.exec(search.text);
    const place = match?.indices?.[1];
    if (place !== undefined && isSecret(match?.[1] ?? '')) search.report(rule, ...place);
  };
}

/** The key of one-time passwords, behind what it is called. */
export const oneTimeKey: Finder = (rule) => ({
  anchors: [
    ...LABELS.map((word) => [word, reader(rule, KEY, isKey)] as const),
    ['otpauth-migration:', reader(rule, MIGRATION, (value) => !isPlaceholder(value))],
  ],
});
