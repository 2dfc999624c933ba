// SPDX-License-Identifier: Apache-2.0
import { FOREIGN_CHARACTER, tellingImages, untellingForms } from '../labels/word-images.js';
import type { Anchor, Probe, Search } from '../search.js';
import { isOf, LETTER } from '../values/characters.js';
import { isChosenPassword } from '../values/chosen.js';
import type { Finder } from './finder.js';
import { LOGIN_AFTER, LOGIN_CALLS, LOGIN_FOR, LOGIN_LABELS, LOGIN_PHRASES } from './pairs.table.js';

type Place = readonly [start: number, end: number];

const USER = `["'\`]?[\\p{L}\\w.@+\\\\-]{1,64}["'\`]?`;
const PASSWORD = `["'\`]?([^\\s"'\`<>]{8,128})`;
const SIGN = `["'\`]?[)\\]]?\\*{0,2}[ \\t]{0,4}(?:->|=>|→|[:=：])\\*{0,2}[ \\t]{0,4}`;
/** What parts a user from a password where a label says that both follow. */
const BETWEEN = '(?: ?[/|:：] ?| [–—-] |, )';
/** The same in a sentence. */
const AND =
  '(?: ?[/|:] ?|, | (?:with|and|mit|und|et|avec|y|con|com|e|met|en|og|och|med)(?: (?:the )?(?:password|pass|pw|pwd))?:? | (?:password|pass|pw|pwd):? )';

/** The name of a function that hashes passwords is no user. */
const NO_HASH = '(?!(?:bcrypt|scrypt|argon2|pbkdf2|sha|md5)[\\w-]{0,16}:)';

/** Behind a label. */
const IN_VALUE = new RegExp(`${SIGN}${NO_HASH}${USER}${BETWEEN}${PASSWORD}`, 'duy');
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
/** Ahead of the network of a database of Go: `user:password@tcp(host)`. */
const AHEAD_OF_NETWORK = /(?:^|[\s"'`])[\w.-]{1,64}:([^\s"'`@]{8,128})$/d;
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
function passwordInCall({ text }: Search, _start: number, end: number): Place | undefined {
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

type Find = (search: Search, start: number, end: number) => Place | undefined;

/** Whatever stands before the word. */
function found(rule: number, find: Find): Probe {
  return (search, start, end) => {
    if (search.joined || search.done(rule)) return;
    const place = find(search, start, end);
    if (place !== undefined) search.report(rule, ...place);
  };
}

/** At a word that no letter stands before. */
function probe(rule: number, find: Find): Probe {
  const look = found(rule, find);
  return (search, start, end) => {
    if (!isOf(search.bytes, search.length, start - 1, LETTER)) look(search, start, end);
  };
}

function aheadOf(expression: RegExp): Find {
  return ({ text }, start) => {
    const from = Math.max(0, start - AHEAD_REACH);
    return chosenIn(expression.exec(text.slice(from, start)), from);
  };
}

/** Words with hardly a letter that is ASCII are looked for behind the last of theirs, at a sign. */
const OTHER_LABELS = new RegExp(`(?:${untellingForms(LOGIN_LABELS).join('|')})$`, 'iu');
const LABEL_REACH = 24;

const SIGNS = [':', '=', '->', '":'];
const HOST_WORDS = ['ssh', 'sftp', 'scp'];
const QUESTIONS = ['pw?', 'pass?', 'password?', 'passwort?', 'passcode?'];

/** A user and a password in one value, in one sentence, or as arguments of one function. */
export const passwordPairs: Finder = (rule) => {
  const anchors = (words: readonly string[], find: Find): readonly Anchor[] =>
    words.map((word) => [word, probe(rule, find)] as const);
  const behind = (words: readonly string[], expression: RegExp): readonly Anchor[] =>
    anchors(tellingImages(words), ({ text }, _start, end) => chosenBehind(expression, text, end));
  const ahead = (words: readonly string[], expression: RegExp): readonly Anchor[] =>
    anchors(words, aheadOf(expression));
  return {
    anchors: [
      ...SIGNS.flatMap((sign) =>
        anchors(
          tellingImages(LOGIN_LABELS).map((word) => word + sign),
          ({ text }, _start, end) => passwordInPair(text, end - sign.length),
        ),
      ),
      ...anchors([`${FOREIGN_CHARACTER}:`, `${FOREIGN_CHARACTER}=`], ({ text }, start) => {
        const before = text.slice(Math.max(0, start + 1 - LABEL_REACH), start + 1);
        return OTHER_LABELS.test(before) ? passwordInPair(text, start + 1) : undefined;
      }),
      ...behind(LOGIN_PHRASES, IN_SENTENCE),
      ...behind(LOGIN_FOR, FOR_SOMETHING),
      ...behind(HOST_WORDS, AT_HOST),
      ...behind(QUESTIONS, ANSWER),
      ...ahead(LOGIN_AFTER, AHEAD),
      ...['@tcp(', '@unix('].map((word) => [word, found(rule, aheadOf(AHEAD_OF_NETWORK))] as const),
      ...LOGIN_CALLS.map((word) => [word, found(rule, passwordInCall)] as const),
    ],
  };
};
