// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from './rule.js';
import type { Probe, Search } from './search.js';
import { chanceOddsOf } from './tokens/chance.js';
import { DOT, isOf, MEMBERSHIP, SPACE, TOKEN } from './tokens/characters.js';

/** Characters looked at beyond those a pattern needs, for the boundary behind it. */
const MARGIN = 12;
/** White space and dots that are passed over at most. */
const MAX_BLANKS = 4096;
/** A pattern with a body of fifteen characters or more in a row: something random. */
const RANDOM_BODY = /\{(?:1[5-9]|[2-9][0-9]|1[0-9][0-9])[,}]/;
/** Words joined to one look far less like chance than this, random bodies far more. */
const MIN_JOINED_ODDS = -1;

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
  const random = RANDOM_BODY.test(rule.source) && rule.validator === undefined;

  const isJoined = (search: Search, joined: string | undefined): boolean => {
    if (joined === undefined) return false;
    expression.lastIndex = 0;
    if (!expression.test(joined)) return false;
    const end = expression.lastIndex;
    if (!search.accepts(index, joined.slice(0, end))) return false;
    const body = joined.slice(anchor.length, end);
    return !random || (/[0-9]/.test(body) && chanceOddsOf(body) > MIN_JOINED_ODDS);
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
    if (rule.asWrittenOnly) return;
    const joined = [false, true].map((withoutDots) => joinFrom(search, start, reach, withoutDots));
    if (!joined.some((text) => isJoined(search, text))) return;
    search.report(index, start, end);
  };
}
