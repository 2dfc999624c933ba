// SPDX-License-Identifier: Apache-2.0
import { foldProse, type Prose, type Reading } from '../../text/prose.js';
import { isDatasetSample } from './context/dataset-sample.js';
import { isInField } from './context/fields.js';
import { isChange, isLater, isRecord, isSetup } from './context/genre.js';
import { isCommand, isOptionName, isQuestion } from './context/mood.js';
import { isNear, isNegated, isWrapped, opensClause } from './context/neighbours.js';
import { isQuoted } from './context/quotation.js';
import { isAskedHow, isToldOfOthers } from './context/told.js';
import { deriveTexts, type DerivedText } from './derived.js';
import type { CompiledRules } from './matching/compile.js';
import { findStructures, type StructureMatch } from './matching/matcher.js';
import { scoreMatches, type Score } from './matching/score.js';
import { COMBINED_THRESHOLD, THRESHOLD, type RuleRow } from './rules/rule.js';
import { tagWords } from './words/tagger.js';
import { openTags } from './words/tags.js';

/** What was found in one reading of a text. */
export interface Scan {
  readonly matches: readonly StructureMatch[];
  readonly score: Score;
  /** The folded text that matches refer to; valid until the next scan. */
  readonly prose: Prose;
  /** Other readings that this one gives reason to look at. */
  readonly derived: readonly DerivedText[];
}

const tags = openTags();

function isLaterMatch({ units }: Prose, { firstTag, from }: StructureMatch): boolean {
  return isLater(units, tags.first[firstTag] ?? 0, tags.sentence[firstTag] ?? 0, from);
}

/** True for a cue that takes a word of it from the name of an option, or begins what a list of changes reports. */
function isNoCue(prose: Prose, row: RuleRow, { lastTag, from }: StructureMatch): boolean {
  if ((row.weight ?? THRESHOLD) >= COMBINED_THRESHOLD) return false;
  const { units } = prose;
  if (isOptionName(units, from) || isOptionName(units, tags.from[lastTag] ?? 0)) return true;
  return row.command === true && isChange(prose, from);
}

function fits(rules: CompiledRules, prose: Prose, match: StructureMatch): boolean {
  const row = rules.rows[match.row];
  if (row === undefined) return false;
  if (row.wrap !== undefined && !isWrapped(tags, prose.units, match, row.wrap)) return false;
  const unless = rules.unlessOf[match.row] ?? -1;
  if (unless >= 0 && isNear(rules, tags, unless, match)) return false;
  const negation = rules.negationOf[match.row] ?? -1;
  if (negation >= 0 && isNegated(rules, tags, negation, match)) return false;
  if (isNoCue(prose, row, match)) return false;
  if (row.operator === true && isSetup(prose)) return false;
  if (row.later === true && !isLaterMatch(prose, match)) return false;
  if (row.opens === true && !opensClause(prose.units, match)) return false;
  if (row.field === true && !isInField(prose.units, match.from)) return false;
  if (row.statement === true && isQuestion(prose.units, match.from)) return false;
  if (row.command === true && !isCommand(tags, prose.units, match.firstTag)) return false;
  return row.record === undefined || isRecord(prose, row.record, match.from);
}

function isHarmless(rules: CompiledRules, prose: Prose, match: StructureMatch): boolean {
  if (isToldOfOthers(prose.units, match.from, match.to)) return true;
  if (isDatasetSample(prose, match.from, match.to)) return true;
  const row = rules.rows[match.row];
  // Whoever asks how to commit a crime says what he wants.
  if (row?.theme !== 'crime' && isAskedHow(prose.units, match.from, match.to)) return true;
  return row?.quotation !== false && isQuoted(rules, tags, prose.units, prose.length, match);
}

/**
 * Reads one text. `deep` also collects the readings that it gives reason to look at. `words` is the length of the text of
 * which this is a part.
 */
export function scanText(rules: CompiledRules, text: string, reading: Reading, deep: boolean, words = 0): Scan {
  const prose = foldProse(text, reading);
  tagWords(rules.vocabulary, rules.forms, prose, tags);
  tags.words = Math.max(tags.words, words);
  const matches = findStructures(rules, tags, prose, {
    fits: (match) => fits(rules, prose, match),
    isHarmless: (match) => isHarmless(rules, prose, match),
  });
  const score = scoreMatches(rules, tags, matches);
  return { matches, score, prose, derived: deep ? deriveTexts(rules, text, prose, tags) : [] };
}
