// SPDX-License-Identifier: Apache-2.0
import { isSubstitute } from './assignments.js';
import { COMMANDS } from './commands.table.js';
import type { Finder } from './finders.js';
import type { Probe } from './search.js';
import { isOf, LETTER_OR_DIGIT, SPACE } from './tokens/characters.js';
import { isHashed } from './tokens/chosen.js';
import { isExampleSecret, isFilledIn, isPlaceholder } from './tokens/placeholder.js';

const MARK_OF_ANOTHER = /^[-/\\.$%<{([&]|\$[{(]|\$[A-Z_]{3,}|[<>{}]|:\/\/|\.(?:txt|pem|key|sql|json|ya?ml|sh)$/;
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

/** A password that stands in a command as an argument of its program. */
export const commandPassword: Finder = (rule) => ({
  anchors: COMMANDS.flatMap(([programs, argument]) => {
    const expression = new RegExp(argument, 'yd');
    const probe: Probe = (search, start, end) => {
      const { text, bytes, length } = search;
      if (search.joined || search.done(rule)) return;
      if (isOf(bytes, length, start, LETTER_OR_DIGIT) && isOf(bytes, length, start - 1, LETTER_OR_DIGIT)) return;
      expression.lastIndex = end;
      const match = expression.exec(text);
      const place = match?.indices?.[1];
      if (place !== undefined && isArgument(match?.[1] ?? '')) search.report(rule, ...place);
    };
    const blank = BLANK_FIRST.test(argument);
    return programs
      .split(' ')
      .map((program) =>
        blank && /^[a-z0-9]/.test(program) ? ([program, probe, 'free', SPACE] as const) : ([program, probe] as const),
      );
  }),
});
