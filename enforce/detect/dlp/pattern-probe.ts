// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from './rule.js';
import type { Probe, Search } from './search.js';
import { chanceOddsOf } from './tokens/chance.js';
import { DOT, isOf, LETTER_OR_DIGIT, MEMBERSHIP, SPACE, TOKEN } from './tokens/characters.js';

/** Characters looked at beyond those a pattern needs, for the boundary behind it. */
const MARGIN = 12;
/** White space and dots that are passed over at most. */
const MAX_BLANKS = 4096;
/** Shortest anchor that means something with blanks in it, where only a validator tells a credential from words. */
const MIN_ANCHOR = 4;
/** A pattern with a body of fifteen characters or more in a row: something random. */
const RANDOM_BODY = /\{(?:1[5-9]|[2-9][0-9]|1[0-9][0-9])[,}]/;
/** Words joined to one look far less like chance than this, random bodies far more. */
const MIN_JOINED_ODDS = 0.3;

/** How many characters a match of a pattern needs, about: all its counts, its anchor and a margin. */
function reachOf(source: string, anchor: string): number {
  let reach = anchor.length + MARGIN;
  for (const match of source.matchAll(/\{([0-9]+)/g)) reach += Number(match[1]);
  return reach;
}

/**
 * The text from a place on without white space, and without dots if so wanted: at most `reach` characters. Undefined
 * when there is nothing to leave out.
 */
export function joinFrom(search: Search, start: number, reach: number, withoutDots: boolean): string | undefined {
  const { bytes, text, length } = search;
  const left = withoutDots ? SPACE | DOT : SPACE;
  let joined = '';
  let copied = start;
  let blanks = 0;
  let at = start;
  for (let kept = 0; at < length && kept < reach && blanks < MAX_BLANKS; at++) {
    if (((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & left) === 0) {
      kept++;
      continue;
    }
    joined += text.slice(copied, at);
    copied = at + 1;
    blanks++;
  }
  return blanks === 0 ? undefined : joined + text.slice(copied, at);
}

/**
 * A probe for a rule with fixed beginnings: its pattern is tried at the anchor, in the text as written and, unless the
 * rule forbids it, in the neighbourhood with white space or dots taken out. The pattern must be linear at one place.
 */
export function patternProbe(rule: DlpRule, index: number, anchor: string): Probe {
  const expression = new RegExp(rule.source, rule.caseSensitive === true ? 'my' : 'imy');
  const reach = reachOf(rule.source, anchor);
  const random = RANDOM_BODY.test(rule.source);

  const isJoined = (search: Search, joined: string | undefined): boolean => {
    if (joined === undefined) return false;
    expression.lastIndex = 0;
    if (!expression.test(joined)) return false;
    const end = expression.lastIndex;
    const matched = joined.slice(0, end);
    if (!search.accepts(index, matched)) return false;
    if (!random) return true;
    // Ids are issued in capitals; in small letters, and over the ends of words, everything is one.
    if (rule.validator !== undefined && (anchor.length < MIN_ANCHOR || matched !== matched.toUpperCase())) return false;
    const body = matched.slice(anchor.length);
    return /[0-9]/.test(body) && chanceOddsOf(body) > MIN_JOINED_ODDS;
  };

  return (search, start, end) => {
    if (search.done(index)) return;
    if (rule.leftBoundary && isOf(search.bytes, search.length, start - 1, TOKEN)) return;
    expression.lastIndex = start;
    if (expression.test(search.text)) {
      const matched = expression.lastIndex;
      if (search.accepts(index, search.text.slice(start, matched))) {
        search.report(index, start, matched);
        return;
      }
    }
    // Blanks passed over make the end of one word and the beginning of the next an anchor.
    if (rule.asWrittenOnly || isOf(search.bytes, search.length, start - 1, LETTER_OR_DIGIT)) return;
    const joined = [false, true].map((withoutDots) => joinFrom(search, start, reach, withoutDots));
    if (!joined.some((text) => isJoined(search, text))) return;
    search.report(index, start, end);
  };
}
