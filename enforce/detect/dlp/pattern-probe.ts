// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from './rules/rule.js';
import type { Probe, Search } from './search.js';
import { chanceOdds } from './values/chance.js';
import {
  DIGIT,
  DOT,
  isOf,
  LETTER_LOWER,
  LETTER_OR_DIGIT,
  LETTER_UPPER,
  MEMBERSHIP,
  SPACE,
  TOKEN,
  WORD,
} from './values/characters.js';
import { JoinedText } from './values/joined-text.js';

/** Characters looked at beyond those a pattern needs, for the boundary behind it. */
const MARGIN = 12;
/** A pattern with a body of fifteen characters or more in a row: something random. */
const RANDOM_BODY = /\{(?:1[5-9]|[2-9][0-9]|1[0-9][0-9])[,}]/;
/** Words joined to one look far less like chance than this, random bodies far more. */
const MIN_JOINED_ODDS = 0.3;
/** Characters of a joined body that have to look like chance before the pattern is tried. */
const GLANCE = 20;
const WORD_BOUNDARY = '\\b';

/** Letters of one case without a digit that make up words: a name that begins like a credential. */
const MAX_WORD_ODDS = -1;

function isWords({ bytes }: Search, start: number, end: number): boolean {
  let kinds = 0;
  for (let at = start; at < end; at++) kinds |= MEMBERSHIP[bytes[at] ?? 0] ?? 0;
  const mixed = (kinds & DIGIT) !== 0 || ((kinds & LETTER_LOWER) !== 0 && (kinds & LETTER_UPPER) !== 0);
  return !mixed && chanceOdds(bytes, start, end) < MAX_WORD_ODDS;
}

/** A row of `x`, and hardly anything beside it: what stands where a token would. */
const FILLED = /^(?:[^xX]{0,4}[xX]{8,}[^xX]{0,4}|[^xX]{0,4}(?:[xX]{4,}[_-]?){2,})$/;

/** How many characters a match of a pattern needs, about: all its counts, its anchor and a margin. */
function reachOf(source: string, anchor: string): number {
  let reach = anchor.length + MARGIN;
  for (const match of source.matchAll(/\{([0-9]+)/g)) reach += Number(match[1]);
  return reach;
}

/**
 * A probe for a rule with fixed beginnings: its pattern is tried at the anchor, in the text as written and, unless the
 * rule forbids it, in the neighbourhood with white space or dots taken out. The pattern must be linear at one place.
 */
export function patternProbe(rule: DlpRule, index: number, anchor: string): Probe {
  const expression = new RegExp(rule.source, rule.caseSensitive === true ? 'my' : 'imy');
  const reach = reachOf(rule.source, anchor);
  const random = RANDOM_BODY.test(rule.source);
  const size = anchor.replace(/\s/g, '').length;
  // A neighbour that rules the match out is seen without trying the pattern.
  const excluded = rule.leftBoundary ? TOKEN : rule.source.startsWith(WORD_BOUNDARY) ? WORD : 0;

  /** Whether the pattern matches with some kinds of characters left out; undefined when more may be left out. */
  const isJoined = (search: Search, start: number, blanks: number): boolean | undefined => {
    if (random) {
      // Without any sign of chance behind the anchor the rest is not read.
      const glance = JoinedText.read(search, start, size + GLANCE, blanks);
      if (glance.odds(size, size + GLANCE) <= 0 || !glance.hasDigit(size, size + GLANCE))
        return glance.dotted ? undefined : false;
    }
    const joined = JoinedText.read(search, start, reach, blanks);
    const { dotted } = joined;
    expression.lastIndex = 0;
    if (joined.blanks > 0 && expression.test(joined.text())) {
      const end = expression.lastIndex;
      const chance = !random || joined.odds(size, end) > MIN_JOINED_ODDS;
      if (chance && search.accepts(index, joined.text().slice(0, end))) return true;
    }
    return dotted ? undefined : false;
  };

  return (search, start, end) => {
    if (search.done(index)) return;
    const { bytes, length } = search;
    if (excluded !== 0 && isOf(bytes, length, start - 1, excluded)) return;
    expression.lastIndex = start;
    if (expression.test(search.text)) {
      const matched = expression.lastIndex;
      const body = start + size;
      const words = random && (isWords(search, body, matched) || FILLED.test(search.text.slice(body, matched)));
      if (!words && search.accepts(index, search.text.slice(start, matched))) {
        search.report(index, start, matched);
        return;
      }
    }
    // Blanks passed over make the end of one word and the beginning of the next an anchor.
    if (rule.asWrittenOnly || isOf(bytes, length, start - 1, LETTER_OR_DIGIT)) return;
    const joined = isJoined(search, start, SPACE) ?? isJoined(search, start, SPACE | DOT);
    if (joined === true) search.report(index, start, end);
  };
}
