// SPDX-License-Identifier: Apache-2.0
import { chanceOddsOf } from './chance.js';
import { isExampleSecret, isFilledIn, isPlaceholder } from './placeholder.js';

/**
 * How clearly a value has to be a password: plain where a label and a sign or quotes stand before it, strict where only
 * a word of a sentence does or where programs assign what they compute.
 */
export type Demand = 'plain' | 'strict';

/** What the label names. Short values in no order are passwords, but may be the tokens of badges and of pages. */
export type Wanted = 'password' | 'secret';

const MIN_LENGTH = 8;
const MIN_STRICT = 10;
const MAX_LENGTH = 128;
/** Shorter values of letters and digits only are names of things, unless they look like nothing but chance. */
const MIN_DRAWN = 12;
const MIN_SHORT_ODDS = 1.8;
const MIN_DRAWN_ODDS = 1;
const MIN_LETTERS_ODDS = 1.6;
const MIN_REPEATED = 16;

/** A value that stands for another one, is computed, or is left out. */
const NOT_WRITTEN =
  /^[$%<{([*&?|\\/.:,;#=-]|^(?:process|os|env|self|this|config|settings|secrets?|vars?|data|local|module|each)\.|\$[{(]|\$[A-Z_]{3,}\b|\$[a-z_]{3,}$|\{\{|%[sdvq]\b|%\(|<[^>]*>|\.\.\.|…|\*{3}|[xX]{4}/;
/** Patterns, calls, comparisons and addresses. */
const CODE = /\\[dwsbnrt]|\[[A-Za-z0-9^]-|\.\*|\(\?|\w\(|=>|->|::|&&|\|\||==|:\/\/|[<>"'`]|!\./;
const MAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;
/** A place in a file, a package, a date, an image, a digest with its name. */
const PLACE = /^[@~]?[\w.-]+[/\\][\w./\\-]+$|^[@~^]?[\w./-]+[@:][~^]?v?\d+\.[\w.-]*$|^\d{4}-\d\d|^(?:sha|md)\d+[:-]/i;

/** Names of types and variables with a sign between them: `A1|B2`. */
const TERMS = /^[A-Za-z_]\w*(?:[|+][A-Za-z_]\w*)+$/;

const MARKS = /[!@#$%^&*?~+|]/;
const ALL_MARKS = /[^A-Za-z0-9]+/g;
const PERCENT = /%[0-9A-Fa-f]{2}/g;

function kindsOf(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, MARKS].filter((kind) => kind.test(text)).length;
}

function isStandIn(value: string): boolean {
  if (NOT_WRITTEN.test(value) || CODE.test(value) || MAIL.test(value) || PLACE.test(value) || TERMS.test(value))
    return true;
  return isFilledIn(value) || isExampleSecret(value.replace(ALL_MARKS, ''));
}

/** Letters and digits that look like nothing but chance. */
function isDrawn(value: string, wanted: Wanted): boolean {
  if (!/^[A-Za-z0-9+/=_-]+$/.test(value)) return false;
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value)) return false;
  if (value.length < MIN_DRAWN)
    return wanted === 'password' && /[0-9]/.test(value) && chanceOddsOf(value) >= MIN_SHORT_ODDS;
  return chanceOddsOf(value) >= (/[0-9]/.test(value) ? MIN_DRAWN_ODDS : MIN_LETTERS_ODDS);
}

/**
 * Whether a value behind a label is a password somebody chose or a program drew: letters and digits with a mark among
 * them, or letters and digits in no order of a language. Words, names and what stands for a value are none. The text is
 * untrusted; only its shape is looked at.
 */
export function isChosenPassword(value: string, demand: Demand, wanted: Wanted = 'password'): boolean {
  const strict = demand === 'strict';
  if (value.length < (strict ? MIN_STRICT : MIN_LENGTH) || value.length > MAX_LENGTH || isStandIn(value)) return false;
  if (value.length >= MIN_REPEATED && isPlaceholder(value)) return false;
  if (isDrawn(value, wanted)) return true;
  const plain = value.replace(PERCENT, '');
  if (!/[0-9]/.test(plain) || !/[A-Za-z]/.test(plain) || !MARKS.test(value)) return false;
  return kindsOf(plain) + (MARKS.test(plain) ? 0 : 1) >= (strict ? 4 : 3);
}
