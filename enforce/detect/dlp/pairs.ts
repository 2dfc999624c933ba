// SPDX-License-Identifier: Apache-2.0
import { normalizeForDlp } from '../../text/normalize.js';
import type { Finder } from './finders.js';
import { LOGIN_AFTER, LOGIN_CALLS, LOGIN_FOR, LOGIN_LABELS, LOGIN_PHRASES } from './pairs.table.js';
import type { Anchor, Probe, Search } from './search.js';
import { isOf, LETTER } from './tokens/characters.js';
import { isChosenPassword } from './tokens/chosen.js';

type Place = readonly [start: number, end: number];

const USER = `["'\`]?[\\p{L}\\w.@+\\\\-]{1,64}["'\`]?`;
const PASSWORD = `["'\`]?([^\\s"'\`<>]{8,128})`;
const SIGN = `["'\`]?[)\\]]?\\*{0,2}[ \\t]{0,4}(?:->|=>|→|[:=：])\\*{0,2}[ \\t]{0,4}`;
/** What parts a user from a password where a label says that both follow. */
const BETWEEN = '(?: ?[/|:：] ?| [–—-] |, )';
/** The same in a sentence. */
const AND =
  '(?: ?[/|:] ?|, | (?:with|and|mit|und|et|avec|y|con|com|e|met|en|og|och|med)(?: (?:the )?(?:password|pass|pw|pwd))?:? | (?:password|pass|pw|pwd):? )';

/** Behind a label. */
const IN_VALUE = new RegExp(`${SIGN}${USER}${BETWEEN}${PASSWORD}`, 'duy');
/** Behind a phrase, and behind one that says what for. */
const IN_SENTENCE = new RegExp(`[ \\t:]{1,3}${USER}${AND}${PASSWORD}`, 'duy');
const FOR_SOMETHING = new RegExp(`[ \\t][\\p{L}\\w .-]{1,40}?${SIGN}${USER}${BETWEEN}${PASSWORD}`, 'duy');
/** Behind the word for a remote shell: a password beside the host. */
const AT_HOST = new RegExp(
  `:?[ \\t]{1,4}(?:-[\\w=]{1,24}[ \\t](?:[0-9]{1,5}[ \\t])?){0,4}[\\w.-]{1,32}@[\\w.:-]{1,96}(?: ?[(/|,]| (?:pw|pass|password|pwd|with):?)[ \\t]?${PASSWORD}`,
  'duy',
);
/** Behind a question for a password: the answer is all that stands in the next line. */
const ANSWER = new RegExp(
  `["']?[ \\t]{0,4}\\r?\\n[ \\t]{0,4}(?:[\\p{L}\\w .@-]{1,32}[:>] {0,4})?${PASSWORD}["'\`]?[ \\t]{0,4}(?:$|[\\r\\n])`,
  'duy',
);
/** Ahead of a phrase. */
const AHEAD = /(?:^|[\s"'`(])[\w.@+-]{1,64}[:/]([^\s"'`<>]{8,128})["'`]? $/d;
const AHEAD_REACH = 200;
const SENTENCE_END = /[.,;:!?)\]}]+$/;

/** The place of a group if it is a password: as it stands, or without the end of a sentence. */
function chosenIn(match: RegExpExecArray | null, offset = 0): Place | undefined {
  const value = match?.[1];
  const place = match?.indices?.[1];
  if (value === undefined || place === undefined) return undefined;
  const start = offset + place[0];
  for (const written of [value, value.replace(SENTENCE_END, '')])
    if (isChosenPassword(written, 'strict')) return [start, start + written.length];
  return undefined;
}

function chosenBehind(expression: RegExp, text: string, end: number): Place | undefined {
  expression.lastIndex = end;
  return chosenIn(expression.exec(text));
}

/** A password behind a user in the value of a label that ends at a place: `login: ada / k4T7#pwZ!q`. */
export function passwordInPair(text: string, end: number): Place | undefined {
  return chosenBehind(IN_VALUE, text, end);
}

const ARGUMENT =
  /\s{0,12}(?:[\w$]{1,40}\s?[:=]\s?)?(?:\w{1,16}\()?(?:[bru]?(["'`])((?:(?!\1)[^\n]){0,160})\1|[\w.$]{1,60})\)?\s{0,8}([,)])/dy;
const MAX_ARGUMENTS = 5;

/** A password among the arguments of a function, behind the first one. */
function passwordInCall(text: string, end: number): Place | undefined {
  ARGUMENT.lastIndex = end;
  for (let i = 0; i < MAX_ARGUMENTS; i++) {
    const match = ARGUMENT.exec(text);
    const value = match?.[2];
    const place = match?.indices?.[2];
    if (i > 0 && value !== undefined && place !== undefined && isChosenPassword(value, 'strict')) return place;
    if (match?.[3] !== ',') return undefined;
  }
  return undefined;
}

function probe(rule: number, find: (search: Search, start: number, end: number) => Place | undefined): Probe {
  return (search, start, end) => {
    if (search.joined || search.done(rule) || isOf(search.bytes, search.length, start - 1, LETTER)) return;
    const place = find(search, start, end);
    if (place !== undefined) search.report(rule, ...place);
  };
}

const OTHER = '\u00ff';

/** The images of words, as written and as the views of a text show them, less those with hardly a letter in them. */
function imagesOf(words: readonly string[]): readonly string[] {
  const forms = words.flatMap((word) => [word, normalizeForDlp(word)]);
  const images = forms.map((word) => word.toLowerCase().replace(/[^\x20-\x7e]/g, OTHER));
  return [...new Set(images.filter((image) => image.replaceAll(OTHER, '').length >= 3))];
}

const SIGNS = [':', '=', '->', '":'];

function anchors(words: readonly string[], found: Probe): readonly Anchor[] {
  return imagesOf(words).map((word) => [word, found] as const);
}

/** A user and a password in one value, in one sentence, or as arguments of one function. */
export const passwordPairs: Finder = (rule) => ({
  anchors: [
    ...imagesOf(LOGIN_LABELS).flatMap((word) =>
      SIGNS.map(
        (sign) =>
          [word + sign, probe(rule, ({ text }, _start, end) => passwordInPair(text, end - sign.length))] as const,
      ),
    ),
    ...anchors(
      LOGIN_PHRASES,
      probe(rule, ({ text }, _start, end) => chosenBehind(IN_SENTENCE, text, end)),
    ),
    ...anchors(
      LOGIN_FOR,
      probe(rule, ({ text }, _start, end) => chosenBehind(FOR_SOMETHING, text, end)),
    ),
    ...anchors(
      LOGIN_AFTER,
      probe(rule, ({ text }, start) => {
        const from = Math.max(0, start - AHEAD_REACH);
        return chosenIn(AHEAD.exec(text.slice(from, start)), from);
      }),
    ),
    ...anchors(
      ['ssh', 'sftp', 'scp'],
      probe(rule, ({ text }, _start, end) => chosenBehind(AT_HOST, text, end)),
    ),
    ...anchors(
      ['pw?', 'pass?', 'password?', 'passwort?', 'passcode?'],
      probe(rule, ({ text }, _start, end) => chosenBehind(ANSWER, text, end)),
    ),
    ...LOGIN_CALLS.map(
      (word) =>
        [
          word,
          (search: Search, _start: number, end: number) => {
            if (search.joined || search.done(rule)) return;
            const place = passwordInCall(search.text, end);
            if (place !== undefined) search.report(rule, ...place);
          },
        ] as const,
    ),
  ],
});
