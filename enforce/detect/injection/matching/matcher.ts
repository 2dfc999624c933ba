// SPDX-License-Identifier: Apache-2.0
import { KIND, SPACE } from '../../../text/prose-characters.js';
import type { Prose } from '../../../text/prose.js';
import { BRIEF_WORDS } from '../rules/rule.js';
import { LEAD_CLAUSE, type Tags } from '../words/tags.js';
import { NONE } from '../words/vocabulary.js';
import {
  CANDIDATE_SIZE,
  chooseCandidates,
  FIRST_QUESTION,
  MARK,
  openCandidates,
  ROW,
  SECOND_QUESTION,
  STRUCTURE,
} from './candidates.js';
import { STEP_CALLED, STEP_CAPITALS, STEP_CLAUSE, STEP_COLON, STEP_CROSSING, type CompiledRules } from './compile.js';
import { BUDGET, isPresent, markSegment, openPresence, ROW_SHIFT } from './presence.js';

/** A structure found in the tags of a text. */
export interface StructureMatch {
  readonly row: number;
  readonly structure: number;
  /** Tags of the first and the last step. */
  readonly firstTag: number;
  readonly lastTag: number;
  /** Folded units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Matches of one row in one text; further ones change no verdict. */
const MAX_MATCHES_PER_ROW = 32;
/** So many harmless places of one row are looked into; from then on a match counts wherever it stands. */
const MAX_REFUSED = 64;

/** Words that the longest phrase has; tags stand in the order of their ends, so that starts are out of order by as much. */
const LONGEST_PHRASE = 8;
/** Marks stand around a word with fewer blanks between. */
export const MAX_BLANKS = 4;

let budget = 0;
let reached = NONE;
let text: Uint16Array = new Uint16Array(0);
const presence = openPresence();
const candidates = openCandidates();

/** True when the entry of a tag belongs to a set of the rules. */
export function isIn(rules: CompiledRules, set: number, entry: number): boolean {
  return (((rules.setBits[entry * rules.setStride + (set >>> 5)] ?? 0) >>> (set & 31)) & 1) === 1;
}

/** What a step asks of its word beside the set. */
function flagsHold(flags: number, tags: Tags, tag: number): boolean {
  if (flags & STEP_CLAUSE && (tags.lead[tag] ?? 0) < LEAD_CLAUSE) return false;
  if (flags & STEP_COLON && !isBeforeColon(text, tags.to[tag] ?? 0)) return false;
  if (flags & STEP_CALLED && !isBeforePause(text, tags.to[tag] ?? 0)) return false;
  return (flags & STEP_CAPITALS) === 0 || isInCapitals(text, tags.from[tag] ?? 0, tags.to[tag] ?? 0);
}

/** A colon, with closing marks of a tag and up to two blanks before it at most: `system:`, `[SYSTEM]:`, `**Admin** :`. */
function isBeforeColon(units: Uint16Array, at: number): boolean {
  for (let i = at; i < at + 5; i++) {
    const unit = units[i] ?? 0;
    if (unit === 0x3a) return units[i + 1] !== 0x3d && units[i + 1] !== 0x3a;
    if (unit !== 0x20 && unit !== 0x5d && unit !== 0x2a && unit !== 0x3e && unit !== 0x29) return false;
  }
  return false;
}

/** A comma, a colon or a dash, as behind a name that is called. */
function isBeforePause(units: Uint16Array, at: number): boolean {
  const unit = units[at] ?? 0;
  if (unit === 0x2c || isBeforeColon(units, at)) return true;
  return unit === 0x20 && units[at + 1] === 0x2d && (units[at + 2] === 0x20 || units[at + 2] === 0x2d);
}

function isInCapitals(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit >= 0x61 && unit <= 0x7a) return false;
  }
  return true;
}

/** Where the mark in front of a place stands, up to three blanks aside; -1 where nothing does. */
export function markBefore(units: Uint16Array, from: number): number {
  let at = from - 1;
  while (at >= 0 && from - at < MAX_BLANKS && KIND[units[at] ?? 0] === SPACE) at--;
  return at;
}

function mayFollow(rules: CompiledRules, tags: Tags, left: number, right: number, step: number): boolean {
  if ((tags.from[right] ?? 0) < (tags.to[left] ?? 0)) return false;
  if ((tags.first[right] ?? 0) - (tags.last[left] ?? 0) - 1 > (rules.stepGap[step] ?? 0)) return false;
  return tags.sentence[left] === tags.sentence[right] || ((rules.stepFlags[step] ?? 0) & STEP_CROSSING) !== 0;
}

/** Finds the steps behind `step`, the nearest first; the last tag is left in `reached`. */
function forward(rules: CompiledRules, tags: Tags, step: number, endStep: number, tag: number): boolean {
  const wanted = step + 1;
  if (wanted === endStep) {
    reached = tag;
    return true;
  }
  const { setBits, setStride } = rules;
  const { entry, last, count } = tags;
  const set = rules.stepSet[wanted] ?? 0;
  const column = set >>> 5;
  const flags = rules.stepFlags[wanted] ?? 0;
  const limit = (last[tag] ?? 0) + (rules.stepReach[wanted] ?? 0);
  for (let next = tag + 1; next < count && (last[next] ?? 0) <= limit; next++) {
    if (budget-- <= 0) return false;
    if ((((setBits[(entry[next] ?? 0) * setStride + column] ?? 0) >>> (set & 31)) & 1) === 0) continue;
    if (flags !== 0 && !flagsHold(flags, tags, next)) continue;
    if (!mayFollow(rules, tags, tag, next, wanted) || !forward(rules, tags, wanted, endStep, next)) continue;
    return true;
  }
  return false;
}

/** The same in front of `step`. */
function backward(rules: CompiledRules, tags: Tags, step: number, firstStep: number, tag: number): boolean {
  if (step === firstStep) {
    reached = tag;
    return true;
  }
  const wanted = step - 1;
  const { setBits, setStride } = rules;
  const { entry, last } = tags;
  const set = rules.stepSet[wanted] ?? 0;
  const column = set >>> 5;
  const flags = rules.stepFlags[wanted] ?? 0;
  const limit = (tags.first[tag] ?? 0) - 1 - (rules.stepGap[step] ?? 0);
  for (let before = tag - 1; before >= 0 && (last[before] ?? 0) >= limit; before--) {
    if (budget-- <= 0) return false;
    if ((((setBits[(entry[before] ?? 0) * setStride + column] ?? 0) >>> (set & 31)) & 1) === 0) continue;
    if (flags !== 0 && !flagsHold(flags, tags, before)) continue;
    if (!mayFollow(rules, tags, before, tag, step) || !backward(rules, tags, wanted, firstStep, before)) continue;
    return true;
  }
  return false;
}

function containsAny(rules: CompiledRules, tags: Tags, set: number, firstTag: number, lastTag: number): boolean {
  for (let tag = firstTag + 1; tag < lastTag; tag++) if (isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  return false;
}

function isFollowedBy(rules: CompiledRules, tags: Tags, set: number, lastTag: number): boolean {
  const next = (tags.last[lastTag] ?? 0) + 1;
  const sentence = tags.sentence[lastTag];
  for (let tag = lastTag + 1; tag < tags.count && (tags.last[tag] ?? 0) <= next + LONGEST_PHRASE; tag++) {
    if (tags.first[tag] === next && tags.sentence[tag] === sentence && isIn(rules, set, tags.entry[tag] ?? 0))
      return true;
  }
  return false;
}

function matchStructure(rules: CompiledRules, tags: Tags, structure: number, tag: number): StructureMatch | undefined {
  const stepFrom = rules.stepFrom[structure] ?? 0;
  const anchor = stepFrom + (rules.anchorOf[structure] ?? 0);
  const flags = rules.stepFlags[anchor] ?? 0;
  if (flags !== 0 && !flagsHold(flags, tags, tag)) return undefined;
  budget = BUDGET;
  if (!forward(rules, tags, anchor, stepFrom + (rules.stepCount[structure] ?? 0), tag)) return undefined;
  const lastTag = reached;
  if (!backward(rules, tags, anchor, stepFrom, tag)) return undefined;
  const firstTag = reached;
  const without = rules.withoutOf[structure] ?? NONE;
  if (without !== NONE && containsAny(rules, tags, without, firstTag, lastTag)) return undefined;
  const notBefore = rules.notBeforeOf[structure] ?? NONE;
  if (notBefore !== NONE && isFollowedBy(rules, tags, notBefore, lastTag)) return undefined;
  const row = rules.rowOf[structure] ?? 0;
  return {
    row,
    structure,
    firstTag,
    lastTag,
    from: tags.from[firstTag] ?? 0,
    to: tags.to[lastTag] ?? 0,
  };
}

/** Looks at the place of a match. */
export interface Judge {
  /** The match is one: what the rule asks of its surroundings holds. */
  readonly fits: (match: StructureMatch) => boolean;
  /** The match is one, of something quoted or described. */
  readonly isHarmless: (match: StructureMatch) => boolean;
}

/**
 * Every structure that stands in the tags, in the order of where the search started. One that does not count does not
 * stand in the way of the next.
 */
export function findStructures(rules: CompiledRules, tags: Tags, prose: Prose, judge: Judge): StructureMatch[] {
  const found: StructureMatch[] = [];
  if (tags.count === 0) return found;
  chooseCandidates(candidates, rules, tags, prose, tags.words <= BRIEF_WORDS);
  const { units } = prose;
  const { from, until, records } = candidates;
  const tally = openTally(rules.rows.length);
  const { matches } = tally;
  text = units;
  presence.until = 0;
  for (let tag = 0; tag < tags.count; tag++) {
    if (tag === presence.until) markSegment(presence, candidates, tags, tag);
    const entry = tags.entry[tag] ?? 0;
    const stop = until[entry] ?? 0;
    let at = from[entry] ?? 0;
    if (at === stop) continue;
    const first = ((tags.first[tag] ?? 0) - presence.word) >> ROW_SHIFT;
    const last = ((tags.last[tag] ?? 0) - presence.word) >> ROW_SHIFT;
    const { rows } = presence;
    const mark = units[markBefore(units, tags.from[tag] ?? 0)] ?? 0;
    for (; at < stop; at += CANDIDATE_SIZE) {
      const wanted = records[at + MARK] ?? 0;
      if (wanted !== 0 && wanted !== mark) continue;
      if ((matches[records[at + ROW] ?? 0] ?? 0) >= MAX_MATCHES_PER_ROW) continue;
      if (!isPresent(rows, candidates, at + FIRST_QUESTION, first, last)) continue;
      if (!isPresent(rows, candidates, at + SECOND_QUESTION, first, last)) continue;
      const match = tryStructure(rules, tags, records[at + STRUCTURE] ?? 0, tag, tally, judge);
      if (match !== undefined) found.push(match);
    }
  }
  return found;
}

/** What was found of each row so far. */
interface Tally {
  readonly matches: Int32Array;
  readonly refused: Int32Array;
  /** Where the last match ends, so that one word is not part of two matches of a row. */
  readonly ends: Int32Array;
}

/** Rows are few and most texts match none: the arrays are shared and cleared where they were used. */
let sharedTally: Tally | undefined;

function openTally(rows: number): Tally {
  if (sharedTally === undefined || sharedTally.matches.length < rows) {
    sharedTally = { matches: new Int32Array(rows), refused: new Int32Array(rows), ends: new Int32Array(rows) };
  }
  const { matches, refused, ends } = sharedTally;
  matches.fill(0);
  refused.fill(0);
  ends.fill(0);
  return sharedTally;
}

function tryStructure(
  rules: CompiledRules,
  tags: Tags,
  structure: number,
  tag: number,
  tally: Tally,
  judge: Judge,
): StructureMatch | undefined {
  const row = rules.rowOf[structure] ?? 0;
  const { matches, refused, ends } = tally;
  if ((tags.from[tag] ?? 0) < (ends[row] ?? 0)) return undefined;
  const match = matchStructure(rules, tags, structure, tag);
  if (match === undefined || !judge.fits(match)) return undefined;
  if ((refused[row] ?? 0) < MAX_REFUSED && judge.isHarmless(match)) {
    refused[row] = (refused[row] ?? 0) + 1;
    return undefined;
  }
  matches[row] = (matches[row] ?? 0) + 1;
  ends[row] = match.to;
  return match;
}
