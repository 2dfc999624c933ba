// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { Finding, Severity } from '../../../evidence/model/finding.js';
import type { Matcher, PatternEngine, PatternSet, PatternSource, Span } from '../../text/pattern-engine.js';
import type { View } from '../../text/view.js';
import type { Validator } from './checks/validators.js';
import { compileAnchors, type AnchorTree } from './combine.js';
import { collapse } from './known/collapse.js';
import type { SecretHit, SecretSet } from './known/secrets.js';
import { compileProbes } from './probes.js';
import { boundedSource, type DlpRule } from './rules/rule.js';
import { compileSearch, type Sink, type ViewSearch } from './search.js';

/** Everything needed to search texts for credentials, built once per configuration. */
export interface DlpScanner {
  readonly rules: readonly DlpRule[];
  readonly validators: readonly (Validator | undefined)[];
  readonly secrets: SecretSet;
  /** How the credentials begin that are searched in pieces. */
  readonly anchors: AnchorTree;
  /** The built-in rules: found by code that runs at the same speed whatever the engine. Built by the first call. */
  readonly builtIn: () => ViewSearch;
  /** The rules of the configuration: found by the engine. */
  readonly own: OwnRules;
}

/** The patterns of the configuration. */
interface OwnRules {
  /** Indices of the rules, in the order of the set. */
  readonly indices: readonly number[];
  readonly set: PatternSet;
  /** By rule index. */
  readonly matchers: ReadonlyMap<number, () => Matcher>;
  /** Rules whose anchors refer to the whole text; they cannot share a pass with other texts. */
  readonly alone: readonly number[];
}

const SEPARATOR = '\n';
const MAX_FINDINGS = 256;

/** `\A`, `\z` and switched-off flags mean the whole text, so such a pattern is tried on each text by itself. */
const WHOLE_TEXT = /\\[AzZ]|\(\?[a-zA-Z]*-/;

function toSource(rule: DlpRule): PatternSource {
  return { id: rule.name, source: boundedSource(rule), caseInsensitive: rule.caseSensitive !== true };
}

/** More refused matches of one rule in one text are work made for us; the text counts as one that cannot be searched. */
const MAX_REFUSED = 500_000;
/** Validators that hash or decode, and how many refusals there may be until texts are made to keep them busy. */
const HASHING: ReadonlySet<string> = new Set(
  'wif wif_any tezos ripple bip38 extended_key bech32 stellar ed25519_base58 ed25519_bytes'.split(' '),
);
const MAX_HASHED = 4096;
/** How far behind a refused match the search resumes, at most. */
const OVERLAP = 64;

function compileOwn(rules: readonly DlpRule[], engine: PatternEngine): OwnRules {
  const indices = rules.flatMap(({ origin }, i) => (origin === 'user' ? [i] : []));
  const matchers = new Map<number, () => Matcher>();
  const sources = indices.map((index) => toSource(rules[index] as DlpRule));
  indices.forEach((index, i) => {
    let compiled: Matcher | undefined;
    matchers.set(index, () => (compiled ??= engine.compile(sources[i] as PatternSource)));
  });
  return {
    indices,
    set: engine.compileSet(sources),
    matchers,
    alone: indices.filter((index) => WHOLE_TEXT.test(rules[index]?.source ?? '')),
  };
}

/** A beginning that may be joined from pieces of a URL must not be one of any word. */
const MIN_ANCHOR = 3;
const MIN_ROW_ANCHOR = 5;

function anchorsOf({ anchors, asWrittenOnly, token }: DlpRule): readonly string[] {
  if (asWrittenOnly || anchors === undefined) return [];
  return anchors.filter(({ length }) => length >= (token === undefined ? MIN_ANCHOR : MIN_ROW_ANCHOR));
}

/** Compiles rules for an engine. Throws when a source does not compile; user patterns are admitted beforehand. */
export function compileScanner(
  rules: readonly DlpRule[],
  engine: PatternEngine,
  validators: Readonly<Record<string, Validator>>,
  secrets: SecretSet,
): DlpScanner {
  let builtIn: ViewSearch | undefined;
  return {
    rules,
    validators: rules.map(({ validator }) => (validator === undefined ? undefined : validators[validator])),
    secrets,
    anchors: compileAnchors([...rules.flatMap(anchorsOf), ...secrets.beginnings]),
    builtIn: () => (builtIn ??= compileSearch(compileProbes(rules))),
    own: compileOwn(rules, engine),
  };
}

/** Longest text handed to the engine at once; more views are searched in several passes. */
const MAX_PASS = 1_048_576;

/** Indices of the configured rules that may occur in one of the views: one pass over all of them together. */
function candidateRules({ indices, set, alone }: OwnRules, views: readonly View[]): readonly number[] {
  const found = new Set(alone);
  let batch = '';
  const pass = (): void => {
    for (const index of set.match(batch)) found.add(indices[index] ?? 0);
  };
  for (const { text } of views) {
    if (batch.length > 0 && batch.length + text.length > MAX_PASS) {
      pass();
      batch = '';
    }
    batch = batch.length === 0 ? text : batch + SEPARATOR + text;
  }
  pass();
  return [...found].sort((a, b) => a - b);
}

/** The first match of a rule that its validator accepts. Every match is tried: a decoy must not hide the real one. */
function locate(scanner: DlpScanner, index: number, text: string): Span | undefined {
  const matcher = scanner.own.matchers.get(index)?.();
  const validator = scanner.validators[index];
  if (matcher === undefined) return undefined;
  let from = 0;
  for (let refused = 0; ; refused++) {
    const span = matcher.find(text, from);
    if (span === undefined) return undefined;
    if (refused > MAX_REFUSED) throw new FormatError('size', 'too many matches that are no credentials');
    if (validator === undefined || validator(text.slice(span.start, span.end))) return span;
    // Not past the match: the decoy may overlap the real one. Long matches are left behind, or many would cost a square.
    from = Math.max(span.start + 1, span.end - OVERLAP);
  }
}

interface Hit {
  readonly rule: string;
  readonly origin: DlpRule['origin'] | 'secret';
  readonly severity: Severity;
  readonly surface: string;
  readonly view: View;
  readonly span: Span;
}

function toFinding({ rule, origin, severity, surface, view, span }: Hit): Finding {
  const finding = { detector: 'dlp', rule, category: origin, severity, surface, view: view.name };
  return view.exact ? { ...finding, span: { start: span.start, end: span.end } } : finding;
}

const SPACES = /[ \t\n\r\v\f]+/g;

/** The views, and each without white space and without dots where it has any: a pattern does not skip them by itself. */
function withJoined(views: readonly View[]): readonly View[] {
  const all: View[] = [];
  for (const view of views) {
    all.push(view);
    const texts = [view.text.replace(SPACES, ''), view.text.replaceAll('.', '')];
    for (const text of texts)
      if (text.length < view.text.length) all.push({ ...view, text, joined: true, exact: false });
  }
  return all;
}

function detectOwn(scanner: DlpScanner, views: readonly View[], surface: string, findings: Map<number, Finding>): void {
  const joined = withJoined(views);
  for (const index of candidateRules(scanner.own, joined)) {
    const rule = scanner.rules[index];
    if (rule === undefined) continue;
    for (const view of joined) {
      const span = locate(scanner, index, view.text);
      if (span === undefined) continue;
      findings.set(
        index,
        toFinding({ rule: rule.name, origin: rule.origin, severity: rule.severity, surface, view, span }),
      );
      break;
    }
  }
}

/** In headers a credential is where it belongs; only what is known by its shape is looked for there. */
function skips(rule: DlpRule | undefined, joined: boolean, header: boolean): boolean {
  if (rule === undefined || (rule.asWrittenOnly && joined)) return true;
  return header && rule.notInHeaders === true;
}

function detectBuiltIn(
  scanner: DlpScanner,
  views: readonly View[],
  surface: string,
  findings: Map<number, Finding>,
): void {
  const header = surface.startsWith('header');
  let refused = 0;
  let view: View | undefined;
  const sink: Sink = {
    done: (index) => findings.has(index) || skips(scanner.rules[index], view?.joined === true, header),
    accepts(index, text) {
      const validator = scanner.validators[index];
      if (validator === undefined || validator(text)) return true;
      if (++refused > MAX_HASHED && HASHING.has(scanner.rules[index]?.validator ?? ''))
        throw new FormatError('size', 'too many texts that look like keys');
      return false;
    },
    report(index, start, end) {
      const rule = scanner.rules[index];
      if (view === undefined || rule === undefined || findings.has(index) || skips(rule, view.joined, header)) return;
      const span = { start, end };
      const hit = { rule: rule.name, origin: rule.origin, severity: rule.severity, surface, view, span };
      findings.set(index, toFinding(hit));
    },
  };
  const search = scanner.builtIn();
  for (view of views) search(view, sink);
}

/**
 * Searches the views of one surface. Each rule is reported once, in the first view that shows it. Throws when the
 * engine gives up or a text holds too many matches to judge, which the caller must treat as a block.
 */
export function detectDlp(scanner: DlpScanner, views: readonly View[], surface: string): readonly Finding[] {
  if (views.length === 0) return [];
  const byRule = new Map<number, Finding>();
  detectBuiltIn(scanner, views, surface, byRule);
  if (scanner.own.indices.length > 0) detectOwn(scanner, views, surface, byRule);
  const findings = byRule.size === 0 ? NOTHING : sorted(byRule);
  return scanner.secrets.size === 0 ? findings : [...findings, ...detectSecrets(scanner.secrets, views, surface)];
}

const NOTHING: readonly Finding[] = [];

function sorted(byRule: ReadonlyMap<number, Finding>): readonly Finding[] {
  return [...byRule]
    .sort(([a], [b]) => a - b)
    .slice(0, MAX_FINDINGS)
    .map(([, finding]) => finding);
}

function detectSecrets(secrets: SecretSet, views: readonly View[], surface: string): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const view of views) {
    const whole = secrets.find(view);
    const hit = whole ?? secrets.findCollapsed(collapse(view.text));
    if (hit === undefined || seen.has(hit.rule)) continue;
    seen.add(hit.rule);
    // A place in a collapsed text is a place nowhere.
    const place = whole === undefined ? { ...view, exact: false } : view;
    const finding = toFinding({
      rule: hit.rule,
      origin: 'secret',
      severity: 'critical',
      surface,
      view: place,
      span: hit,
    });
    findings.push({ ...finding, view: nameOf(view, hit, whole !== undefined) });
  }
  return findings;
}

/** What was undone to find a value: in the text, or in the value itself; pieces were put together in a third. */
function nameOf(view: View, hit: SecretHit, whole: boolean): string {
  if (view.name !== 'raw') return view.name;
  return whole || hit.encoding !== 'raw' ? hit.encoding : 'split';
}
