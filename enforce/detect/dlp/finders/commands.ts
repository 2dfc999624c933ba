// SPDX-License-Identifier: Apache-2.0
import type { Anchor, Probe } from '../search.js';
import { isOf, LETTER_OR_DIGIT, SPACE } from '../values/characters.js';
import { isChosenPassword, isHashed } from '../values/chosen.js';
import { isExampleSecret, isFilledIn, isPlaceholder } from '../values/placeholder.js';
import { isSubstitute } from './assignments.js';
import { COMMANDS } from './commands.table.js';
import type { Finder } from './finder.js';
import { LINES } from './lines.table.js';

const MARK_OF_ANOTHER = /^[-/\\.$%<{([&]|\$[{(]|\$[A-Z_]{3,}|[<>{}]|:\/\/|\\[rn]|\.(?:txt|pem|key|sql|json|ya?ml|sh)$/;
const NUMBER = /^[0-9.:]+$/;
const LONG = 16;

/** Whether an argument is a password: words and names alone are what documents write in its place. */
function isArgument(value: string): boolean {
  if (isSubstitute(value) || isHashed(value) || MARK_OF_ANOTHER.test(value) || NUMBER.test(value)) return false;
  if (isFilledIn(value) || isExampleSecret(value.replace(/[^A-Za-z0-9]+/g, ''))) return false;
  if (value.length >= LONG && isPlaceholder(value)) return false;
  return /[A-Za-z]/.test(value) && (/[0-9]/.test(value) || (/[!@#$%^&*?]/.test(value) && /[A-Z]/.test(value)));
}

/** An argument that begins with a blank: most hits on a word are seen to be none before the expression is tried. */
const BLANK_FIRST = /^\[ (?:\\t)?\](?!\{0|[?*])/;

type Row = readonly [words: string, argument: string];

function rowAnchors([words, argument]: Row, rule: number, isPassword: (value: string) => boolean): readonly Anchor[] {
  const expression = new RegExp(argument, 'yd');
  const probe: Probe = (search, start, end) => {
    const { text, bytes, length } = search;
    if (search.joined || search.done(rule)) return;
    if (isOf(bytes, length, start, LETTER_OR_DIGIT) && isOf(bytes, length, start - 1, LETTER_OR_DIGIT)) return;
    expression.lastIndex = end;
    const match = expression.exec(text);
    const place = match?.indices?.[1];
    if (place !== undefined && isPassword(match?.[1] ?? '')) search.report(rule, ...place);
  };
  const blank = BLANK_FIRST.test(argument);
  return words
    .split(' ')
    .map((word) => (blank && /^[a-z0-9]/.test(word) ? [word, probe, 'free', SPACE] : [word, probe]));
}

/** A password that stands in a command as an argument of its program, or behind a word in a line of settings. */
export const commandPassword: Finder = (rule) => ({
  anchors: [
    ...COMMANDS.flatMap((row) => rowAnchors(row, rule, isArgument)),
    ...LINES.flatMap((row) => rowAnchors(row, rule, (value) => isArgument(value) && isChosenPassword(value, 'plain'))),
  ],
});
