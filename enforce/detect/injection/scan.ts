// SPDX-License-Identifier: Apache-2.0
import { foldProse, type Prose, type Reading } from '../../text/prose.js';
import type { CompiledRules } from './compile.js';
import { isNear, isNegated, isWrapped } from './context.js';
import { isCommand, isHypothetical, isOptionName, isQuestion } from './mood.js';
import { isInField, isQuoted } from './quotation.js';
import { isChange, isLater, isRecord } from './genre.js';
import { reverseText, reverseWords, undoOverrides, undoRot13 } from './disguises.js';
import { findStructures, type StructureMatch } from './matcher.js';
import { COMBINED_THRESHOLD, THRESHOLD, type RuleRow } from './rule.js';
import { rejoinRuns } from './runs.js';
import { scoreMatches, type Score } from './score.js';
import { tagWords } from './tagger.js';
import { openTags } from './tags.js';

/** What was found in one reading of a text. */
export interface Scan {
  readonly matches: readonly StructureMatch[];
  readonly score: Score;
  /** The folded text that matches refer to; valid until the next scan. */
  readonly prose: Prose;
  /** Other readings that this one gives reason to look at. */
  readonly derived: readonly DerivedText[];
}

export interface DerivedText {
  readonly view: string;
  readonly text: string;
  readonly reading: Reading;
}

const tags = openTags();
/** So many telltale words make a disguise likely enough to undo it. */
const MIN_TELLTALE = 2;

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
  if (row.later === true && !isLaterMatch(prose, match)) return false;
  if (row.field === true && !isInField(prose.units, match.from)) return false;
  if (row.statement === true && isQuestion(prose.units, match.from)) return false;
  if (row.command === true && !isCommand(tags, prose.units, match.firstTag)) return false;
  if (row.category !== 'core' && isHypothetical(prose.units, match.from)) return false;
  return row.record === undefined || isRecord(prose, row.record, match.from);
}

function isHarmless(rules: CompiledRules, prose: Prose, match: StructureMatch): boolean {
  return rules.rows[match.row]?.quotation !== false && isQuoted(rules, tags, prose.units, prose.length, match);
}

function countForms(entry: number): number {
  let count = 0;
  for (let tag = 0; tag < tags.count; tag++) if (tags.entry[tag] === entry) count++;
  return count;
}

function derive(rules: CompiledRules, text: string, prose: Prose): readonly DerivedText[] {
  const derived: DerivedText[] = [];
  const add = (view: string, other: string): void => void derived.push({ view, text: other, reading: 'joined' });
  if (prose.interrupted) derived.push({ view: 'parted', text, reading: 'parted' });
  if (prose.smuggled !== '') add('smuggled', prose.smuggled);
  if (prose.reordered) add('reordered', undoOverrides(text));
  if (tags.runs.length > 0) {
    const rejoined = rejoinRuns(rules.vocabulary, prose, tags.runs);
    if (rejoined !== undefined) add('compact', rejoined);
  }
  if (countForms(rules.forms.rot13) >= MIN_TELLTALE) add('rot13', undoRot13(text));
  if (countForms(rules.forms.reversed) >= MIN_TELLTALE) {
    add('reversed', reverseText(text));
    add('reversed', reverseWords(text));
  }
  return derived;
}

/** Reads one text. `deep` also collects the readings that it gives reason to look at. */
export function scanText(rules: CompiledRules, text: string, reading: Reading, deep: boolean): Scan {
  const prose = foldProse(text, reading);
  tagWords(rules.vocabulary, rules.forms, prose, tags);
  const matches = findStructures(rules, tags, prose.units, {
    fits: (match) => fits(rules, prose, match),
    isHarmless: (match) => isHarmless(rules, prose, match),
  });
  const score = scoreMatches(rules, tags, matches);
  return { matches, score, prose, derived: deep ? derive(rules, text, prose) : [] };
}
