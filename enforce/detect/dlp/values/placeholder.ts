// SPDX-License-Identifier: Apache-2.0
import { compileAutomaton } from '../automaton.js';
import { DIGIT, lowerByte, MEMBERSHIP } from './characters.js';

function list(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Said of a credential that is none. */
const DENIED = list('fake dummy notreal not-real not_real');
/** What people call a credential they made up: for a test, for themselves, or in the hope that nobody looks further. */
const MADE_UP_WORDS = [
  ...DENIED,
  ...list(`notareal not-a-real not_a_real super_secret super-secret supersecret my_secret my-secret mysecret my_token my-token
    mytoken my_pass my-pass mypass`),
];
/** The same of a test, said as often of what is no credential. */
const TEST_WORDS = list('test_key test-key test_token test-token test_secret test-secret test_pass');
/** What stands for a value in texts that show how it is written. */
const SHOWN_WORDS = list(`
  example sample goeshere goes_here goes-here key_here key-here keyhere token_here token-here tokenhere todo undefined lorem
  foobar foo_bar foo-bar this_is this-is thisis`);
/** What is written where a reader has to put a credential of his own. */
const LEFT_OUT_WORDS = list('insert replace placeholder changeme change-me change_me redacted xxxx');

/** What people write where a credential would stand. */
const WORDS = compileAutomaton([
  ...MADE_UP_WORDS,
  ...TEST_WORDS,
  ...SHOWN_WORDS,
  ...LEFT_OUT_WORDS,
  ...list(`
    your_ your- yourapi yourapp youraccess youraccount yourauth yourclient yourtoken yourkey yoursecret yourpass yourown
    yourprivate yourvalue yourname my_api my-api myapi my_key my-key mykey qwerty asdfg deadbeef cafebabe baddcafe feedface
    00000000 11111111 ffffffff invalid testtoken testsecret testkey testpass test-pass passw0rd p@ssw pa55w jbswy3dpehpk3pxp
    cgfzc3dvcmq changeit`),
]);
const LEFT_OUT = compileAutomaton([...LEFT_OUT_WORDS, ...list('your removed masked hidden here-')]);
const MADE_UP = compileAutomaton(MADE_UP_WORDS);
/** What is said of tests counts when a number stands with it. */
const FOR_TESTS = compileAutomaton(TEST_WORDS);
/** Said of a value that is shown in a text rather than kept. */
const SHOWN = compileAutomaton([...DENIED, ...SHOWN_WORDS, ...list('value_here secret_here password_here')]);
const MIN_DIGITS_MADE_UP = 2;
const NUMBER = /[0-9]{4}/;

const MIN_DISTINCT = 5;
/** Longest row of equal characters, and of characters that follow each other, that chance may bring about. */
const MAX_EQUAL = 5;
const MAX_ORDERED = 6;
/** Longest piece whose repetition is looked for. */
const MAX_PERIOD = 16;
/** Characters of a text that count. */
const CAPACITY = 1024;

/** The text in small letters. */
const image = new Uint8Array(CAPACITY);
/** For each character the number of the text it was last seen in. */
const seenIn = new Uint32Array(256);
let texts = 0;

/** Reads the characters of a text that count, and tells how many they are. */
function readImage(text: string): number {
  const length = Math.min(text.length, CAPACITY);
  for (let at = 0; at < length; at++) image[at] = lowerByte(Math.min(text.charCodeAt(at), 0xff));
  return length;
}

function fewDistinct(length: number, least: number): boolean {
  texts++;
  let distinct = 0;
  for (let at = 0; at < length && distinct < least; at++) {
    const byte = image[at] ?? 0;
    if (seenIn[byte] === texts) continue;
    seenIn[byte] = texts;
    distinct++;
  }
  return distinct < least;
}

function isRepeated(length: number, longest: number): boolean {
  for (let period = 2; period <= Math.min(longest, length >> 1); period++) {
    let at = period;
    while (at < length && image[at] === image[at - period]) at++;
    if (at === length) return true;
  }
  return false;
}

/** Rows such as `aaaaaa` and `abcdefg`, or so many steps of one that the whole is no chance. */
function isOrdered(length: number): boolean {
  let equal = 0;
  let steps = 0;
  let row = 0;
  let last = 0;
  for (let at = 1; at < length; at++) {
    const step = (image[at] ?? 0) - (image[at - 1] ?? 0);
    equal = step === 0 ? equal + 1 : 0;
    const one = step === 1 || step === -1;
    row = one && step === last ? row + 1 : 0;
    last = step;
    if (one) steps++;
    if (equal >= MAX_EQUAL || row >= MAX_ORDERED) return true;
  }
  return steps * 2 > length - 1;
}

/**
 * Whether the text that was read calls itself made up and has digits like the real one. Documents write words there, or
 * leave it out; what is sent with digits in it is no better for its name.
 */
function hasMadeUp(text: string, length: number): boolean {
  let digits = 0;
  for (let at = 0; at < length; at++) if (((MEMBERSHIP[image[at] ?? 0] ?? 0) & DIGIT) !== 0) digits++;
  if (digits < MIN_DIGITS_MADE_UP) return false;
  if (!MADE_UP.occurs(image, length) && !(NUMBER.test(text) && FOR_TESTS.occurs(image, length))) return false;
  return !LEFT_OUT.occurs(image, length);
}

/** Whether a text calls itself made up, digits or none. */
export function saysMadeUp(text: string): boolean {
  return MADE_UP.occurs(image, readImage(text));
}

/** As above, for any text, with digits in it like those of the real one. */
export function isMadeUp(text: string): boolean {
  return hasMadeUp(text, readImage(text));
}

/**
 * Whether a text stands for a credential instead of being one: a word for it, one character repeated, an alphabet. Only
 * the first 1,024 characters count.
 */
export function isPlaceholder(text: string): boolean {
  const length = readImage(text);
  if (fewDistinct(length, MIN_DISTINCT)) return true;
  const stands = isOrdered(length) || isRepeated(length, MAX_PERIOD) || WORDS.occurs(image, length);
  return stands && !hasMadeUp(text, length);
}

const MIN_DISTINCT_SHORT = 4;
const MAX_SHORT_PERIOD = 3;

/** Whether a text leaves a credential out, for a reader to put his own there. What only says `fake` or `test` does not. */
export function isLeftOut(text: string): boolean {
  const length = readImage(text);
  if (fewDistinct(length, MIN_DISTINCT_SHORT) || isRepeated(length, MAX_SHORT_PERIOD)) return true;
  return LEFT_OUT.occurs(image, length);
}

/**
 * Whether nothing is written where a value is assigned, or what every document writes there. A name such as
 * `supersecret` is no better for what it says: people keep such values.
 */
export function isUnwritten(text: string): boolean {
  if (isLeftOut(text) || isExampleSecret(text)) return true;
  const length = readImage(text);
  return SHOWN.occurs(image, length) && !hasMadeUp(text, length);
}

/** As `isPlaceholder` for short values, which chance may make look like an alphabet: only words and single characters. */
export function isFilledIn(text: string): boolean {
  const length = readImage(text);
  if (EXAMPLE.test(text) || new Set(text).size < MIN_DISTINCT_SHORT) return true;
  return WORDS.occurs(image, length) && !hasMadeUp(text, length);
}

/** Words that documents use for a user or a password, and values that standards print as examples. */
const EXAMPLE =
  /^(?:(?:your|my|the|some|a|db|user|admin|root|test|secret|new|old)?[_.-]?(?:(?:pass|password|passwd|passwort|pwd|pw|secret|supersecret|mypass)[0-9]?|(?:token|key|apikey|api[_-]key|user|username|name|login|guest|postgres|mysql|redis|mongo|foo|bar|baz|test|demo|admin|root|open ?sesame|aladdin|changeit)[0-9]{0,4})|s6BhdRkqt3|gX1fBat3bV|x+|\*+|\.+|[0-9]{1,6}|abc[0-9]*|p[a4@]ss(?:w[o0]rd|wd|phrase)?[0-9!]?|s[e3]cr[e3]t[0-9!]?)$/i;

/** Whether a user name or a password is one that documents write: `user:password`, `foo:bar`. */
export function isExampleSecret(text: string): boolean {
  return EXAMPLE.test(text);
}
