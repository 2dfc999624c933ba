// SPDX-License-Identifier: Apache-2.0
import { DIGIT, LETTER_LOWER, LETTER_UPPER, MEMBERSHIP } from './characters.js';
import type { Joint } from './label.js';
import {
  CALL_REFUSED,
  FILLERS,
  KEY_QUALIFIERS,
  KEY_REFUSED,
  PASSWORD_ENDINGS,
  PASSWORD_HEADS,
  REFUSED_HEADS,
  REFUSED_QUALIFIERS,
  SECRET_ENDINGS,
  SECRET_HEADS,
} from './label-words.table.js';

/**
 * What a label says of its value. secret and password: it is one. scheme: it follows the name of an authorization
 * scheme. key: some key, secret perhaps. unknown: nothing. refused: it is something else.
 */
export type LabelKind = 'secret' | 'password' | 'scheme' | 'basic' | 'key' | 'unknown' | 'refused';

/** Words that count for what the last one means. */
const REACH = 4;

/** Small letter, capital, digit, or 0 for anything else. */
function kindAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0;
  return code < 128 ? (MEMBERSHIP[code] ?? 0) & (LETTER_LOWER | LETTER_UPPER | DIGIT) : 0;
}

/** The words of an identifier or a phrase, in lower case: apiKey, API_KEY and `api key` are the same two. */
export function labelWords(label: string): readonly string[] {
  const words: string[] = [];
  const lower = label.toLowerCase();
  let start = 0;
  let before = 0;
  let kind = kindAt(label, 0);
  for (let at = 0; at <= label.length; at++) {
    const next = kindAt(label, at + 1);
    const begins =
      kind === LETTER_UPPER &&
      (before === LETTER_LOWER || before === DIGIT || (before === LETTER_UPPER && next === LETTER_LOWER));
    if ((kind === 0 || begins) && at > start) words.push(lower.slice(start, at));
    if (kind === 0) start = at + 1;
    else if (begins) start = at;
    before = kind;
    kind = next;
  }
  return words;
}

/** Whether a word says nothing about what a label names. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

function endsIn(word: string, endings: readonly string[]): boolean {
  return endings.some((ending) => word.length > ending.length && word.endsWith(ending));
}

function keyKind(before: string): LabelKind {
  if (KEY_REFUSED.has(before)) return 'refused';
  return KEY_QUALIFIERS.has(before) ? 'secret' : 'key';
}

/** Short words that name a password only behind one of these, or alone. */
const SHORT_PASSWORDS: ReadonlySet<string> = new Set(['pass', 'pw']);
const OWNERS: ReadonlySet<string> = new Set(
  'db database user admin root mysql postgres pg redis mongo smtp mail email ftp sftp ssh ldap proxy basic auth my app become vault sudo keystore wifi vpn'.split(
    ' ',
  ),
);

function headKind(head: string, before: string): LabelKind {
  if (SHORT_PASSWORDS.has(head)) return before === '' || OWNERS.has(before) ? 'password' : 'refused';
  if (REFUSED_HEADS.has(head)) return 'refused';
  if (PASSWORD_HEADS.has(head) || endsIn(head, PASSWORD_ENDINGS)) return 'password';
  if (SECRET_HEADS.has(head) || endsIn(head, SECRET_ENDINGS)) return 'secret';
  if (head === 'key' || head === 'keys') return keyKind(before);
  if (head === 'bearer') return 'scheme';
  if (head === 'basic') return 'basic';
  if (!head.endsWith('key') || head.length < 6) return 'unknown';
  return keyKind(head.slice(0, -3));
}

/** Tokens that make a request count once, not secrets. */
const NOT_SECRET = /(?:^| )client ?(?:request ?)?token$|idempotency ?token$/;

/** Reads what a label's last word means, with those before it. */
export function labelKind(words: readonly string[], joint: Joint): LabelKind {
  let last = words.length - 1;
  while (last > 0 && FILLERS.has(words[last] ?? '')) last--;
  const head = words[last];
  if (head === undefined) return 'unknown';
  const near = words.slice(Math.max(0, last - REACH + 1), last + 1);
  if (near.some((word) => REFUSED_QUALIFIERS.has(word))) return 'refused';
  if (NOT_SECRET.test(near.join(' '))) return 'refused';
  if (joint === 'call' && near.some((word) => CALL_REFUSED.has(word))) return 'refused';
  return headKind(head, words[last - 1] ?? '');
}
