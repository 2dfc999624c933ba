// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine, PatternSet, PatternSource } from '../../text/engine.js';
import { foldProse, type Prose } from '../../text/prose.js';
import type { TextReading } from '../../text/reading.js';
import { compileRules, type CompiledRules } from './compile.js';
import { isCommand, isNear, isQuoted, isWrapped } from './context.js';
import { ENGLISH, ENGLISH_CLASSES, FUZZY } from './english.table.js';
import type { Lexicon } from './lexicon.js';
import { findStructures, type StructureMatch } from './matcher.js';
import { THRESHOLD } from './rule.js';
import { RULES } from './rules.js';
import { scoreMatches } from './score.js';
import { tagWords } from './tagger.js';
import { openTags, type Tags } from './tags.js';

export interface UserPattern {
  readonly name: string;
  readonly regex: string;
}

export interface InjectionScanner {
  readonly rules: CompiledRules;
  readonly user: readonly UserPattern[];
  readonly userSet: PatternSet | undefined;
}

export function compileInjection(
  lexicons: readonly Lexicon[],
  userPatterns: readonly UserPattern[],
  engine: PatternEngine,
): InjectionScanner {
  const rules = compileRules([ENGLISH, ...lexicons], ENGLISH_CLASSES, RULES, FUZZY);
  const sources: PatternSource[] = userPatterns.map(({ name, regex }) => ({
    id: name,
    source: regex,
    caseInsensitive: true,
  }));
  return { rules, user: userPatterns, userSet: sources.length === 0 ? undefined : engine.compileSet(sources) };
}

const sharedTags = openTags();

function isCounted(rules: CompiledRules, tags: Tags, prose: Prose, match: StructureMatch): boolean {
  const row = rules.rows[match.row];
  if (row === undefined) return false;
  if (row.wrap !== undefined && !isWrapped(prose.units, match, row.wrap)) return false;
  const unless = rules.unlessOf[match.row] ?? -1;
  if (unless >= 0 && isNear(rules, tags, unless, match)) return false;
  if (row.command === true && !isCommand(tags, prose.units, match.firstTag)) return false;
  return row.quotation === false || !isQuoted(rules, tags, prose.units, prose.length, match);
}

/** Digits or marks stand for letters somewhere in a match. */
function isDisguised(units: Uint16Array, match: StructureMatch): boolean {
  for (let at = match.from; at < match.to; at++) {
    const unit = units[at] ?? 0;
    if ((unit >= 0x30 && unit <= 0x39) || unit === 0x24 || unit === 0x40) return true;
  }
  return false;
}

export interface Explained {
  readonly rule: string;
  readonly weight: number;
  readonly text: string;
}

/** What held in a text, for tests and for tuning. */
export function explainInjection(scanner: InjectionScanner, text: string): { sum: number; held: readonly Explained[] } {
  const { rules } = scanner;
  const prose = foldProse(text);
  tagWords(rules.vocabulary, rules.forms, prose, sharedTags);
  const matches = findStructures(rules, sharedTags, prose.units, (match) => isCounted(rules, sharedTags, prose, match));
  const held = matches.map((match) => ({
    rule: rules.rows[match.row]?.name ?? '',
    weight: rules.weights[match.row] ?? 0,
    text: String.fromCharCode(...prose.units.subarray(match.from, match.to)),
  }));
  return { sum: scoreMatches(rules, sharedTags, matches).sum, held };
}

export function detectInjection(scanner: InjectionScanner, reading: TextReading, surface: string): readonly Finding[] {
  const findings: Finding[] = [];
  const { rules } = scanner;
  for (const layer of reading.layers()) {
    const prose = foldProse(layer.text);
    tagWords(rules.vocabulary, rules.forms, prose, sharedTags);
    const matches = findStructures(rules, sharedTags, prose.units, (match) =>
      isCounted(rules, sharedTags, prose, match),
    );
    const place = (from: number, to: number) =>
      layer.encoding === 'raw'
        ? { span: { start: prose.offsets?.[from] ?? from, end: (prose.offsets?.[to - 1] ?? to - 1) + 1 } }
        : {};
    let alone = false;
    for (const match of matches) {
      const row = rules.rows[match.row];
      if (row === undefined || (row.weight ?? THRESHOLD) < THRESHOLD) continue;
      alone = true;
      const view = isDisguised(prose.units, match) ? 'leet' : layer.encoding;
      const { name: rule, category, severity } = row;
      findings.push({
        detector: 'injection',
        rule,
        category,
        severity,
        surface,
        view,
        ...place(match.from, match.to),
      });
    }
    const { sum, first, last } = scoreMatches(rules, sharedTags, matches);
    if (!alone && sum >= THRESHOLD && first !== undefined && last !== undefined) {
      findings.push({
        detector: 'injection',
        rule: 'Combined Cues',
        category: 'default',
        severity: 'high',
        surface,
        view: layer.encoding,
        ...place(first.from, Math.max(first.to, last.to)),
      });
    }
  }
  return findings;
}
