// SPDX-License-Identifier: Apache-2.0
import { chanceOddsOf } from './chance.js';
import { isExampleSecret, isFilledIn, isMadeUp, isPlaceholder } from './placeholder.js';

/**
 * How clearly a value has to be a password: plain where a label and a sign or quotes stand before it, strict where only
 * a word of a sentence does or where programs assign what they compute.
 */
export type Demand = 'plain' | 'strict';

/** What the label names. Short values in no order are passwords, but may be the tokens of badges and of pages. */
export type Wanted = 'password' | 'secret';

const MIN_LENGTH = 8;
const MIN_STRICT = 10;
/** Length of the longest password. */
export const MAX_LENGTH = 128;
/** Shorter values of letters and digits only are names of things, unless they look like nothing but chance. */
const MIN_DRAWN = 12;
const MIN_SHORT_ODDS = 1.8;
const MIN_DRAWN_ODDS = 1;
const MIN_LETTERS_ODDS = 1.6;
/** What is called a password and has digits among its letters is one sooner. */
const MIN_PASSWORD_ODDS = 0.4;
const MIN_REPEATED = 16;

/** A value that stands for another one, is computed, or is left out. */
const NOT_WRITTEN =
  /^[$%<{([*&?|\\/.:,;#=-]|^(?:process|os|env|self|this|config|settings|secrets?|vars?|data|local|module|each)\.|\$[{(]|\$[A-Z_]{3,}\b|\$[a-z_]{3,}$|\{\{|%[sdvq]\b|%\(|<[^>]*>|\.\.\.|…|\*{3}|[xX]{4}/;
/** Patterns, calls, comparisons and addresses. */
const CODE = /\\[dwsbnrt]|\[[A-Za-z0-9^]-|\.\*|\(\?|\w\(|=>|->|::|&&|\|\||==|:\/\/|[<>"'`]|!\./;
const MAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;
/** A place in a file, a package, a date, an image, a digest with its name. */
const PLACE = /^[@~]?[\w.-]+[/\\][\w./\\-]+$|^[@~^]?[\w./-]+[@:][~^]?v?\d+\.[\w.-]*$|^\d{4}-\d\d|^(?:sha|md)\d+[:-]/i;

/** What a program keeps of a password: the name of a function and a mark before it, `$2y$`, `{SSHA}`, `pbkdf2:sha256:`. */
const HASHED =
  /^(?:\{[A-Za-z0-9-]{2,16}\}|\$[0-9a-z][\w-]{0,15}\$|(?:bcrypt|scrypt|argon2\w*|pbkdf2\w*|phpass|md5|sha-?\d+|apr1|sm3|SCRAM-SHA-\d+|mysql_native_password)[\w-]{0,16}[$:])/i;

/** Names of types and variables with a sign between them: `A1|B2`. */
const TERMS = /^[A-Za-z_]\w*(?:[|+][A-Za-z_]\w*)+$/;

const ALL_MARKS = /[^A-Za-z0-9]+/g;
const PERCENT = /%[0-9A-Fa-f]{2}/g;

/** A word for a password that passwords hold too. */
const BOAST = /super[_-]?secret/gi;

/** Whether a value is what a program keeps of a password. */
export function isHashed(value: string): boolean {
  return HASHED.test(value);
}

/** Whether a value stands for another one; `told` is what of it is looked at for words. */
function isStandIn(value: string, told: string): boolean {
  if (
    NOT_WRITTEN.test(value) ||
    isHashed(value) ||
    CODE.test(value) ||
    MAIL.test(value) ||
    PLACE.test(value) ||
    TERMS.test(value)
  )
    return true;
  return isFilledIn(told) || isExampleSecret(value.replace(ALL_MARKS, ''));
}

const SMALL = 1;
const CAPITAL = 2;
const DIGIT = 4;
const MARK = 8;
/** What else a value of letters and digits may hold: the marks of base64. */
const JOINT = 16;
const OTHER = 32;
const KIND = new Uint8Array(128).fill(OTHER);
KIND.fill(SMALL, 0x61, 0x7b);
KIND.fill(CAPITAL, 0x41, 0x5b);
KIND.fill(DIGIT, 0x30, 0x3a);
for (const mark of '!@#$%^&*?~|') KIND[mark.charCodeAt(0)] = MARK;
for (const mark of '/=_-') KIND[mark.charCodeAt(0)] = JOINT;
KIND['+'.charCodeAt(0)] = MARK | JOINT;

/** The kinds of characters in a text. */
function kindsIn(text: string): number {
  let kinds = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    kinds |= code < 128 ? (KIND[code] ?? OTHER) : OTHER;
  }
  return kinds;
}

function count(kinds: number): number {
  return (kinds & 1) + ((kinds >> 1) & 1) + ((kinds >> 2) & 1) + ((kinds >> 3) & 1);
}

const LETTERS = SMALL | CAPITAL;

/** Letters and digits that look like nothing but chance. */
function isDrawn(value: string, wanted: Wanted): boolean {
  const digits = /[0-9]/.test(value);
  if (value.length < MIN_DRAWN) return wanted === 'password' && digits && chanceOddsOf(value) >= MIN_SHORT_ODDS;
  const least = wanted === 'password' ? MIN_PASSWORD_ODDS : MIN_DRAWN_ODDS;
  return chanceOddsOf(value) >= (digits ? least : MIN_LETTERS_ODDS);
}

/** Two words with capitals and a number behind them: `Amber-Wallet82`. */
const JOINED_WORDS = /^[A-Za-z][a-z]{3,11}[-_][A-Z][a-z]{3,11}[-_]?[0-9]{2,4}$/;

/** Whether the characters of a value are those of a password, whatever they say. */
function isMixed(value: string, demand: Demand, wanted: Wanted): boolean {
  const all = kindsIn(value);
  const onlyDrawn = (all & (OTHER | MARK)) === 0 || ((all & OTHER) === 0 && /^[A-Za-z0-9+/=_-]+$/.test(value));
  if (onlyDrawn && (all & LETTERS) === LETTERS && isDrawn(value, wanted)) return true;
  if ((all & MARK) === 0) return wanted === 'password' && demand === 'plain' && JOINED_WORDS.test(value);
  const plain = value.includes('%') ? kindsIn(value.replace(PERCENT, '')) : all;
  if ((plain & DIGIT) === 0 || (plain & LETTERS) === 0) return false;
  return count(plain) + ((plain & MARK) === 0 ? 1 : 0) >= (demand === 'strict' ? 4 : 3);
}

/** Length of the shortest password. */
export function shortestPassword(demand: Demand): number {
  return demand === 'strict' ? MIN_STRICT : MIN_LENGTH;
}

/**
 * Whether a value behind a label is a password somebody chose or a program drew: letters and digits with a mark among
 * them, or letters and digits in no order of a language. Words, names and what stands for a value are none. The text is
 * untrusted; only its shape is looked at.
 */
export function isChosenPassword(value: string, demand: Demand, wanted: Wanted = 'password'): boolean {
  if (value.length < shortestPassword(demand) || value.length > MAX_LENGTH) return false;
  // Its characters rule most values out, and are looked at sooner than what they say.
  if (!isMixed(value, demand, wanted) && !isMadeUp(value)) return false;
  const rest = value.replace(BOAST, '');
  // People call a password so, and documents too; what is left has to be one by itself.
  const told =
    rest.length < value.length && rest.length >= MIN_LENGTH && isMixed(rest, 'strict', wanted) ? rest : value;
  if (isStandIn(value, told)) return false;
  return told.length < MIN_REPEATED || !isPlaceholder(told);
}
