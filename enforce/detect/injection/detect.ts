// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine, PatternSet } from '../../text/pattern-engine.js';
import { foldProse, type Prose } from '../../text/prose.js';
import type { TextReading } from '../../text/reading.js';
import { hiddenPlaceOf, type HiddenPlace } from './context/hidden-place.js';
import { AGENT_CLASSES } from './languages/english-agents.table.js';
import { ORDER_CLASSES } from './languages/english-orders.table.js';
import { VERB_CLASSES } from './languages/english-verbs.table.js';
import {
  COMMON_WORDS,
  ENGLISH,
  ENGLISH_CLASSES,
  FUZZY,
  SPELLINGS,
  TELLING,
  TELLTALE,
  TURNED,
} from './languages/english.table.js';
import { compileRules, type CompiledRules } from './matching/compile.js';
import type { StructureMatch } from './matching/matcher.js';
import { COMBINED_THRESHOLD, THRESHOLD, type RuleRow } from './rules/rule.js';
import { rulesOfLanguage } from './rules/rules-of-language.js';
import { RULES } from './rules/rules.js';
import { scanText, type Scan } from './scan.js';
import type { Lexicon } from './words/lexicon.js';

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
  /** The highest sum that rules reached together in any reading; 75 is an attack. An observation for facts. */
  readonly score: number;
}

/** Compiles the English tables, further lexicons and the patterns of the configuration, which were admitted before. */
export function compileInjection(
  lexicons: readonly Lexicon[],
  userPatterns: readonly UserPattern[],
  engine: PatternEngine,
): InjectionScanner {
  const sources = userPatterns.map(({ name, regex }) => ({ id: name, source: regex, caseInsensitive: true }));
  return {
    rules: builtInRules(lexicons),
    userPatterns,
    userSet: sources.length === 0 ? undefined : engine.compileSet(sources),
  };
}

/** The tables never change, so that they are read and compiled once for all configurations. */
const foreign = new WeakMap<readonly Lexicon[], readonly RuleRow[]>();
const compiled = new WeakMap<readonly Lexicon[], CompiledRules>();

function foreignRules(lexicons: readonly Lexicon[]): readonly RuleRow[] {
  const rows = foreign.get(lexicons) ?? lexicons.flatMap(rulesOfLanguage);
  foreign.set(lexicons, rows);
  return rows;
}

function builtInRules(lexicons: readonly Lexicon[]): CompiledRules {
  const known = compiled.get(lexicons);
  if (known !== undefined) return known;
  const rules = compileRules({
    english: ENGLISH,
    classes: { ...ENGLISH_CLASSES, ...ORDER_CLASSES, ...AGENT_CLASSES, ...VERB_CLASSES },
    rows: RULES,
    lexicons,
    foreignRows: foreignRules(lexicons),
    fuzzy: FUZZY,
    spellings: SPELLINGS,
    telltale: TELLTALE,
    turned: TURNED,
    telling: TELLING,
    common: COMMON_WORDS,
  });
  compiled.set(lexicons, rules);
  return rules;
}

/** Name under which cues are reported that are an attack together only. */
const COMBINED = 'Combined Cues';

/** Every rule that a finding may name, patterns of the configuration apart; cues are none. */
export function reportableRules(lexicons: readonly Lexicon[]): readonly Pick<RuleRow, 'name' | 'category'>[] {
  const rows = [...RULES, ...foreignRules(lexicons)];
  const alone = rows.filter(({ weight, graded }) => graded === true || (weight ?? THRESHOLD) >= COMBINED_THRESHOLD);
  const others = [...new Set([COMBINED, ...Object.values(HIDDEN_RULES)])].map((name) => ({
    name,
    category: 'default' as const,
  }));
  return [...alone, ...others];
}

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

const HIDDEN_RULES: Readonly<Record<HiddenPlace, string>> = {
  comment: 'HTML Comment Override',
  element: 'Hidden HTML Override',
  attribute: 'Hidden HTML Override',
};
/** Score from which on words in a hidden place are an attack, and how many matches are looked at. */
const HIDDEN_THRESHOLD = 60;
const MAX_HIDDEN = 16;

/** Pictures and fields are many on a page: there a sign has to be a strong one. */
const MIN_IN_ATTRIBUTE = 50;

function gatherHidden(
  rules: CompiledRules,
  { matches, prose }: Scan,
  view: string,
  exact: boolean,
  into: Gathering,
): void {
  for (const match of matches.slice(0, MAX_HIDDEN)) {
    const place = hiddenPlaceOf(prose.units, match.from);
    if (place === undefined || (place === 'attribute' && (rules.weights[match.row] ?? 0) < MIN_IN_ATTRIBUTE)) continue;
    const span = exact ? spanIn(prose, match.from, match.to) : undefined;
    into.add(HIDDEN_RULES[place], { category: 'default', severity: 'high' }, view, span);
  }
}

function gather(scanner: InjectionScanner, scan: Scan, view: string, exact: boolean, into: Gathering): void {
  const { matches, score, prose } = scan;
  let alone = false;
  for (const match of matches) {
    const row = scanner.rules.rows[match.row];
    if (row === undefined || (row.weight ?? THRESHOLD) < COMBINED_THRESHOLD) continue;
    alone = true;
    const disguised = view === 'raw' && isDisguised(prose.units, match);
    into.add(row.name, row, disguised ? 'leet' : view, exact ? spanIn(prose, match.from, match.to) : undefined);
  }
  if (score.sum >= HIDDEN_THRESHOLD) gatherHidden(scanner.rules, scan, view, exact, into);
  into.score = Math.max(into.score, score.sum);
  const { first, last } = score;
  if (alone || score.sum < COMBINED_THRESHOLD || first === undefined || last === undefined) return;
  const to = Math.max(first.to, last.to);
  const span = exact ? spanIn(prose, first.from, to) : undefined;
  const graded = matches.find(({ row, from }) => from >= first.from && from < to && scanner.rules.rows[row]?.graded);
  const row = graded === undefined ? undefined : scanner.rules.rows[graded.row];
  into.add(row?.name ?? COMBINED, row ?? { category: 'default', severity: 'high' }, view, span);
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

/** About as many as a word and a space have: the words of a text of which an excerpt is read need no counting. */
const UNITS_PER_WORD = 8;

/** As `detectInjection`, with the score. */
export function scanInjection(scanner: InjectionScanner, reading: TextReading, surface: string): InjectionResult {
  const into = new Gathering(surface);
  for (const { encoding, text, excerptOf = 0 } of reading.layers()) {
    const scan = scanText(scanner.rules, text, 'joined', true, excerptOf / UNITS_PER_WORD);
    gather(scanner, scan, encoding, encoding === 'raw', into);
    gatherUser(scanner, text, encoding, into);
    for (const other of scan.derived) {
      const scanned = scanText(scanner.rules, other.text, other.reading, false, other.words);
      gather(scanner, scanned, other.view, false, into);
    }
  }
  return { findings: into.findings, score: into.score };
}

/** Every attack on a model that stands in any reading of a text. Untrusted input; linear in its length. */
export function detectInjection(scanner: InjectionScanner, reading: TextReading, surface: string): readonly Finding[] {
  return scanInjection(scanner, reading, surface).findings;
}
