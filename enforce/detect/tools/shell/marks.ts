// SPDX-License-Identifier: Apache-2.0

/**
 * Marks inside the text of an expanded word. They are Unicode noncharacters, taken out of what is read beforehand, so
 * that a mark always means what the reader put there.
 */
/** The value of a variable that the script does not set: any text, also none. */
export const UNKNOWN = '\uFDD0';
/** What a command prints and nobody can know without running it. */
export const OUTPUT = '\uFDD1';
/** Active wildcards: `*`, `?`, and the brackets of a set. */
export const STAR = '\uFDD2';
export const ONE = '\uFDD3';
export const SET_OPEN = '\uFDD4';
export const SET_CLOSE = '\uFDD5';

const ANY_MARK = /[\uFDD0-\uFDDF]/;
const ALL_MARKS = /[\uFDD0-\uFDDF]/g;
const WILDCARD = /[\uFDD2-\uFDD5]/;
const VALUE = /[\uFDD0\uFDD1]/;

/** What is read, without characters that could be taken for marks, and without NUL, which shells drop. */
export function withoutMarks(text: string): string {
  return ANY_MARK.test(text) || text.includes('\0') ? text.replace(ALL_MARKS, '\uFFFD').replaceAll('\0', '') : text;
}

/** Whether some part of the word is not known: a variable, the output of a program, or a wildcard. */
export function isCertain(text: string): boolean {
  return !ANY_MARK.test(text);
}

/** Whether a value is missing from the word. Wildcards do not count. */
export function lacksValue(text: string): boolean {
  return VALUE.test(text);
}

export function hasWildcard(text: string): boolean {
  return WILDCARD.test(text);
}

/** The word as it would read if unknown values were empty and wildcards were plain characters. */
export function literalOf(text: string): string {
  if (!ANY_MARK.test(text)) return text;
  return text
    .replaceAll(STAR, '*')
    .replaceAll(ONE, '?')
    .replaceAll(SET_OPEN, '[')
    .replaceAll(SET_CLOSE, ']')
    .replace(ALL_MARKS, '');
}

/** No path is longer, and what is no path has no wildcards. */
const MAX_PATH = 4096;

/** Turns the wildcards of an unquoted text into marks. */
export function markWildcards(text: string): string {
  return text.length <= MAX_PATH && /[*?[\]]/.test(text)
    ? text.replaceAll('*', STAR).replaceAll('?', ONE).replaceAll('[', SET_OPEN).replaceAll(']', SET_CLOSE)
    : text;
}

/** Brackets that do not form a set, as in the command `[`, are plain characters. */
export function settleBrackets(text: string): string {
  if (!text.includes(SET_OPEN) && !text.includes(SET_CLOSE)) return text;
  const open = text.indexOf(SET_OPEN);
  const close = text.lastIndexOf(SET_CLOSE);
  if (open >= 0 && close > open + 1) return text;
  return text.replaceAll(SET_OPEN, '[').replaceAll(SET_CLOSE, ']');
}

const MAX_PATTERN = 256;

interface Place {
  /** Place behind the element of the pattern. */
  readonly next: number;
  readonly fits: boolean;
}

function inSet(body: string, letter: string): boolean {
  const negated = body.startsWith('!') || body.startsWith('^');
  const members = negated ? body.slice(1) : body;
  let found = false;
  for (let i = 0; i < members.length; i++) {
    const last = members.charAt(i + 2);
    if (members.charAt(i + 1) === '-' && last !== '') {
      found ||= members.charAt(i) <= letter && letter <= last;
      i += 2;
    } else found ||= members.charAt(i) === letter;
  }
  // Named classes such as [:alpha:] are read generously.
  return body.includes('[:') || found !== negated;
}

function element(pattern: string, at: number, letter: string): Place {
  const sign = pattern.charAt(at);
  if (sign === ONE) return { next: at + 1, fits: true };
  if (sign === SET_OPEN) {
    const close = pattern.indexOf(SET_CLOSE, at + 2);
    if (close > 0) return { next: close + 1, fits: inSet(literalOf(pattern.slice(at + 1, close)), letter) };
  }
  return { next: at + 1, fits: sign === letter };
}

/** Whether a word with marks can stand for the text: wildcards as the shell reads them, unknown values as anything. */
export function couldBe(word: string, text: string): boolean {
  if (!ANY_MARK.test(word)) return word === text;
  if (word.length > MAX_PATTERN || text.length > MAX_PATTERN) return false;
  let at = 0;
  let place = 0;
  let starAt = -1;
  let starPlace = 0;
  const isAny = (sign: string): boolean => sign === STAR || sign === UNKNOWN || sign === OUTPUT;
  while (place < text.length) {
    if (at < word.length && isAny(word.charAt(at))) {
      starAt = at++;
      starPlace = place;
      continue;
    }
    const step = at < word.length ? element(word, at, text.charAt(place)) : { next: at, fits: false };
    if (step.fits) {
      at = step.next;
      place++;
    } else if (starAt >= 0) {
      at = starAt + 1;
      place = ++starPlace;
    } else return false;
  }
  while (at < word.length && isAny(word.charAt(at))) at++;
  return at >= word.length;
}
