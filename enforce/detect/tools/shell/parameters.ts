// SPDX-License-Identifier: Apache-2.0
import { couldBe, isCertain, lacksValue, literalOf } from './marks.js';

/** Longest value, and longest pattern, for which wildcards are tried. */
const MAX_VALUE = 256;
const MAX_PATTERN = 64;
/** Longest text that a replacement may make of a value. */
const MAX_RESULT = 65_536;

/** Work that a pattern with wildcards asks for on a value, in steps. */
export function wildcardWork(value: string, pattern: string): number {
  return isCertain(pattern) || isTooLong(value, pattern) ? 0 : (value.length * value.length * pattern.length) / 4;
}

function isTooLong(value: string, pattern: string): boolean {
  return value.length > MAX_VALUE || pattern.length > MAX_PATTERN;
}

/** The part of a value that `#`, `##`, `%` or `%%` removes is cut off; undefined when the pattern cannot be judged. */
export function trimmed(value: string, operator: string, pattern: string): string | undefined {
  if (lacksValue(pattern)) return undefined;
  const head = operator.startsWith('#');
  if (isCertain(pattern)) {
    if (pattern === '') return value;
    if (head) return value.startsWith(pattern) ? value.slice(pattern.length) : value;
    return value.endsWith(pattern) ? value.slice(0, -pattern.length) : value;
  }
  if (isTooLong(value, pattern)) return undefined;
  const longest = operator.length === 2;
  for (let i = 0; i <= value.length; i++) {
    const size = longest ? value.length - i : i;
    const piece = head ? value.slice(0, size) : value.slice(value.length - size);
    if (couldBe(pattern, piece)) return head ? value.slice(size) : value.slice(0, value.length - size);
  }
  return value;
}

/** `${x/pattern/text}` and its forms; undefined when the pattern cannot be judged. */
export function replaced(value: string, operator: string, pattern: string, text: string): string | undefined {
  if (lacksValue(pattern)) return undefined;
  if (pattern === '') return value;
  if (!isCertain(pattern))
    return isTooLong(value, pattern) ? undefined : replacedByWildcard(value, operator, pattern, text);
  if (operator === '//') return replacedAll(value, pattern, text);
  if (operator === '/#') return value.startsWith(pattern) ? text + value.slice(pattern.length) : value;
  if (operator === '/%') return value.endsWith(pattern) ? value.slice(0, -pattern.length) + text : value;
  return value.replace(pattern, () => text);
}

/** Undefined when the result would be too long. */
export function replacedAll(value: string, pattern: string, text: string): string | undefined {
  const pieces = value.split(pattern);
  if (value.length + (pieces.length - 1) * text.length > MAX_RESULT) return undefined;
  return pieces.join(text);
}

function longestAt(value: string, at: number, pattern: string): number {
  for (let end = value.length; end > at; end--) if (couldBe(pattern, value.slice(at, end))) return end;
  return -1;
}

/** Tries of one pattern at places of one value. */
const MAX_TRIES = 2048;

function replacedByWildcard(value: string, operator: string, pattern: string, text: string): string | undefined {
  // Patterns of fixed length are by far the usual ones and cost one try each; others are tried at every length.
  if ((value.length * value.length) / 2 > MAX_TRIES) return undefined;
  const pieces: string[] = [];
  let at = 0;
  while (at < value.length) {
    const end = longestAt(value, at, pattern);
    if (end < 0) {
      pieces.push(value.charAt(at++));
      if (operator === '/#') break;
      continue;
    }
    pieces.push(text);
    at = end;
    if (operator !== '//') break;
  }
  return pieces.join('') + value.slice(at);
}

/** `${x:offset:length}`; a negative offset counts from the end, a negative length leaves out the end. */
export function substringOf(value: string, offset: number, length: number | undefined): string {
  const from = offset < 0 ? Math.max(0, value.length + offset) : offset;
  if (length === undefined) return value.slice(from);
  return length < 0 ? value.slice(from, value.length + length) : value.slice(from, from + length);
}

/** `^`, `^^`, `,`, `,,`. */
export function recased(value: string, operator: string): string {
  const change = (text: string): string => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.charAt(0)) + value.slice(1);
}

const LETTER_OPERATORS: Readonly<Record<string, (value: string) => string>> = {
  U: (value) => value.toUpperCase(),
  u: (value) => recased(value, '^'),
  L: (value) => value.toLowerCase(),
  Q: (value) => value,
  E: (value) => value,
};

/** `${x@U}` and its kind; undefined for those that need a running shell. */
export function transformed(value: string, letter: string): string | undefined {
  return LETTER_OPERATORS[literalOf(letter)]?.(value);
}

/** Splits the value of an unquoted expansion at the separators, as the shell does. */
export function splitFields(value: string, separators: string): readonly string[] {
  if (separators === '' || value === '') return [value];
  const white = separators.replace(/[^ \t\n]/g, '');
  const fields: string[] = [];
  let start = 0;
  let at = 0;
  while (at < value.length) {
    const letter = value.charAt(at);
    if (!separators.includes(letter)) {
      at++;
      continue;
    }
    fields.push(value.slice(start, at));
    at = skipSeparator(value, at, separators, white);
    start = at;
  }
  fields.push(value.slice(start));
  return fields;
}

/** White space around one other separator counts as one separator. */
function skipSeparator(value: string, from: number, separators: string, white: string): number {
  let at = from;
  const skipWhite = (): void => {
    while (at < value.length && white.includes(value.charAt(at))) at++;
  };
  skipWhite();
  const letter = value.charAt(at);
  if (letter !== '' && separators.includes(letter) && !white.includes(letter)) {
    at++;
    skipWhite();
  }
  return at;
}
