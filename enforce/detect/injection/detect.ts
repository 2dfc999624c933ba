// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine, PatternSet } from '../../text/engine.js';
import { foldProse, type Prose } from '../../text/prose.js';
import type { TextReading } from '../../text/reading.js';
import { compileRules, type CompiledRules } from './compile.js';
import {
  COMMON_WORDS,
  ENGLISH,
  ENGLISH_CLASSES,
  FUZZY,
  NOT_SLIPS,
  SPELLINGS,
  TELLING,
  TELLTALE,
} from './english.table.js';
import { compileLanguages } from './languages/compile.js';
import type { WrittenLexicon } from './languages/written.js';
import type { StructureMatch } from './matcher.js';
import { COMBINED_THRESHOLD, THRESHOLD } from './rule.js';
import { RULES } from './rules.js';
import { scanText, type Scan } from './scan.js';

/** A pattern from the configuration, in RE2 syntax. */
export interface UserPattern {
  readonly name: string;
  readonly regex: string;
}

/** Everything that is needed to search texts, compiled once. */
export interface InjectionScanner {
  readonly rules: CompiledRules;
  readonly userPatterns: readonly UserPattern[];
  readonly userSet: PatternSet | undefined;
}

export interface InjectionResult {
  readonly findings: readonly Finding[];
  /** The highest sum that rules reached together in any reading; 80 is an attack. An observation for facts. */
  readonly score: number;
}

/** Compiles the English tables, further lexicons and the patterns of the configuration, which were admitted before. */
export function compileInjection(
  lexicons: readonly WrittenLexicon[],
  userPatterns: readonly UserPattern[],
  engine: PatternEngine,
): InjectionScanner {
  const english = compileRules({
    english: ENGLISH,
    classes: ENGLISH_CLASSES,
    rows: RULES,
    lexicons: [],
    foreignRows: [],
    fuzzy: FUZZY,
    notSlips: NOT_SLIPS,
    spellings: SPELLINGS,
    telltale: TELLTALE,
    telling: TELLING,
    common: COMMON_WORDS,
  });
  const rules =
    lexicons.length === 0
      ? english
      : {
          ...english,
          languages: compileLanguages(lexicons, {
            lexicon: ENGLISH,
            risky: ENGLISH_CLASSES['RISKTOOL'] ?? [],
            vocabulary: english.vocabulary,
          }),
        };
  const sources = userPatterns.map(({ name, regex }) => ({ id: name, source: regex, caseInsensitive: true }));
  return { rules, userPatterns, userSet: sources.length === 0 ? undefined : engine.compileSet(sources) };
}

/** Name under which cues are reported that are an attack together only. */
export const COMBINED = 'Combined Cues';

/** Digits or marks stand for letters somewhere in a match. */
function isDisguised(units: Uint16Array, match: StructureMatch): boolean {
  for (let at = match.from; at < match.to; at++) {
    const unit = units[at] ?? 0;
    if (((unit >= 0x30 && unit <= 0x39) || unit === 0x24 || unit === 0x40) && at + 1 < match.to) return true;
  }
  return false;
}

/** Gathers findings over the readings of a surface. */
class Gathering {
  readonly findings: Finding[] = [];
  score = 0;
  private readonly rules = new Set<string>();

  private readonly surface: string;

  constructor(surface: string) {
    this.surface = surface;
  }

  /** Adds a finding. A rule that was seen in the raw text is not reported again for a reading made from it. */
  add(rule: string, row: Pick<Finding, 'category' | 'severity'>, view: string, span: Finding['span']): void {
    if (span === undefined && this.rules.has(rule)) return;
    this.rules.add(rule);
    const { category, severity } = row;
    const finding: Finding = { detector: 'injection', rule, category, severity, surface: this.surface, view };
    this.findings.push(span === undefined ? finding : { ...finding, span });
  }
}

function spanIn(prose: Prose, from: number, to: number): Finding['span'] {
  const { offsets } = prose;
  if (offsets === undefined) return { start: from, end: to };
  return { start: offsets[from] ?? 0, end: (offsets[to - 1] ?? 0) + 1 };
}

function gather(scanner: InjectionScanner, scan: Scan, view: string, exact: boolean, into: Gathering): void {
  const { matches, score, prose } = scan;
  let alone = false;
  for (const match of matches) {
    const row = scanner.rules.rows[match.row];
    if (row === undefined || (row.weight ?? THRESHOLD) < THRESHOLD) continue;
    alone = true;
    const disguised = view === 'raw' && isDisguised(prose.units, match);
    into.add(row.name, row, disguised ? 'leet' : view, exact ? spanIn(prose, match.from, match.to) : undefined);
  }
  for (const { rule, start, end } of scan.foreign.findings) {
    alone = true;
    into.add(rule.name, rule, view, exact ? { start, end } : undefined);
  }
  into.score = Math.max(into.score, score.sum, scan.foreign.score);
  const { first, last } = score;
  if (alone || score.sum < COMBINED_THRESHOLD || first === undefined || last === undefined) return;
  const span = exact ? spanIn(prose, first.from, Math.max(first.to, last.to)) : undefined;
  into.add(COMBINED, { category: 'default', severity: 'high' }, view, span);
}

function gatherUser(scanner: InjectionScanner, text: string, view: string, into: Gathering): void {
  if (scanner.userSet === undefined) return;
  const { units, length, offsets } = foldProse(text);
  let folded = text;
  if (offsets !== undefined) {
    folded = '';
    for (let at = 0; at < length; at += 8192) {
      folded += String.fromCharCode(...units.subarray(at, Math.min(length, at + 8192)));
    }
  }
  for (const index of scanner.userSet.match(folded)) {
    const pattern = scanner.userPatterns[index];
    if (pattern !== undefined) into.add(pattern.name, { category: 'user', severity: 'high' }, view, undefined);
  }
}

/** As `detectInjection`, with the score. */
export function scanInjection(scanner: InjectionScanner, reading: TextReading, surface: string): InjectionResult {
  const into = new Gathering(surface);
  for (const { encoding, text } of reading.layers()) {
    const scan = scanText(scanner.rules, text, 'joined', true);
    gather(scanner, scan, encoding, encoding === 'raw', into);
    gatherUser(scanner, text, encoding, into);
    for (const other of scan.derived) {
      gather(scanner, scanText(scanner.rules, other.text, other.reading, false), other.view, false, into);
    }
  }
  return { findings: into.findings, score: into.score };
}

/** Every attack on a model that stands in any reading of a text. Untrusted input; linear in its length. */
export function detectInjection(scanner: InjectionScanner, reading: TextReading, surface: string): readonly Finding[] {
  return scanInjection(scanner, reading, surface).findings;
}

/** What held in a text as received, and what it weighs: for explaining a verdict. */
export function explainInjection(
  scanner: InjectionScanner,
  text: string,
): readonly { readonly rule: string; readonly weight: number; readonly text: string }[] {
  const { matches, prose } = scanText(scanner.rules, text, 'joined', false);
  return matches.map((match) => ({
    rule: scanner.rules.rows[match.row]?.name ?? '',
    weight: scanner.rules.weights[match.row] ?? 0,
    text: String.fromCharCode(...prose.units.subarray(match.from, Math.min(match.to, match.from + 200))),
  }));
}
