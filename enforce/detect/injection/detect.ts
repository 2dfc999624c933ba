// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine, PatternSet, PatternSource } from '../../text/engine.js';
import { foldProse, type Prose } from '../../text/prose.js';
import type { TextReading } from '../../text/reading.js';
import { compileRules, type CompiledRules } from './compile.js';
import { isCommand, isQuoted } from './context.js';
import { ENGLISH } from './english.table.js';
import type { Lexicon } from './lexicon.js';
import { findStructures, type StructureMatch } from './matcher.js';
import { THRESHOLD } from './rule.js';
import { RULES } from './rules.table.js';
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
  const rules = compileRules([ENGLISH, ...lexicons], {}, RULES, []);
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
  if (row?.command === true && !isCommand(tags, prose.units, match.firstTag)) return false;
  return row?.quotation === false || !isQuoted(rules, tags, prose.units, prose.length, match);
}

/** Digits or marks stand for letters somewhere in a match. */
function isDisguised(units: Uint16Array, match: StructureMatch): boolean {
  for (let at = match.from; at < match.to; at++) {
    const unit = units[at] ?? 0;
    if ((unit >= 0x30 && unit <= 0x39) || unit === 0x24 || unit === 0x40) return true;
  }
  return false;
}

export function detectInjection(scanner: InjectionScanner, reading: TextReading, surface: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const layer of reading.layers()) {
    const prose = foldProse(layer.text);
    tagWords(scanner.rules.vocabulary, scanner.rules.forms, prose, sharedTags);
    const matches = findStructures(scanner.rules, sharedTags, prose.units, (match) =>
      isCounted(scanner.rules, sharedTags, prose, match),
    );
    for (const match of matches) {
      const row = scanner.rules.rows[match.row];
      if (row === undefined || (row.weight ?? THRESHOLD) < THRESHOLD) continue;
      const view = isDisguised(prose.units, match) ? 'leet' : layer.encoding;
      const start = prose.offsets?.[match.from] ?? match.from;
      const end = (prose.offsets?.[match.to - 1] ?? match.to - 1) + 1;
      const finding = {
        detector: 'injection',
        rule: row.name,
        category: row.category,
        severity: row.severity,
        surface,
        view,
      };
      findings.push(layer.encoding === 'raw' ? { ...finding, span: { start, end } } : finding);
    }
  }
  return findings;
}
