// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { Finding, Severity } from '../../../evidence/model/finding.js';
import type { Matcher, PatternEngine, PatternSet, PatternSource, Span } from '../../text/engine.js';
import type { View } from '../../text/views.js';
import { compileAnchors, type AnchorTree } from './combine.js';
import { boundedSource, type DlpRule } from './rule.js';
import type { SecretSet } from './secrets.js';
import { findCardStart, type Validator } from './validators.js';

/** Everything needed to search texts for credentials, built once per configuration. */
export interface DlpScanner {
  readonly rules: readonly DlpRule[];
  readonly set: PatternSet;
  /** By rule index. */
  readonly matchers: readonly (() => Matcher)[];
  readonly validators: readonly (Validator | undefined)[];
  /** Rules whose anchors refer to the whole text; they cannot share a pass with other texts. */
  readonly aloneRules: readonly number[];
  readonly secrets: SecretSet;
  /** How the credentials begin that are searched in pieces. */
  readonly anchors: AnchorTree;
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
/** How far behind a refused match the search resumes, at most. */
const OVERLAP = 64;

/**
 * Places are found by the linear engine, so that no text can make the search slow. The built-in rules with a validator
 * are the exception: they may have thousands of refused matches, and their shapes are short enough for the platform's
 * own expressions.
 */
function lazyMatcher(rule: DlpRule, engine: PatternEngine): () => Matcher {
  let compiled: Matcher | undefined;
  return () =>
    (compiled ??=
      rule.validator !== undefined && rule.origin !== 'user'
        ? builtInMatcher(toSource(rule))
        : engine.compile(toSource(rule)));
}

function builtInMatcher(source: PatternSource): Matcher {
  const expression = new RegExp(source.source, source.caseInsensitive ? 'gim' : 'gm');
  return {
    find(text, from) {
      expression.lastIndex = from;
      const match = expression.exec(text);
      return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
    },
  };
}

/** Compiles rules for an engine. Throws when a source does not compile; user patterns are admitted beforehand. */
export function compileScanner(
  rules: readonly DlpRule[],
  engine: PatternEngine,
  validators: Readonly<Record<string, Validator>>,
  secrets: SecretSet,
): DlpScanner {
  const sources = rules.map(toSource);
  return {
    rules,
    set: engine.compileSet(sources),
    matchers: rules.map((rule) => lazyMatcher(rule, engine)),
    validators: rules.map((rule) => (rule.validator === undefined ? undefined : validators[rule.validator])),
    aloneRules: rules.flatMap((rule, i) => (WHOLE_TEXT.test(rule.source) ? [i] : [])),
    secrets,
    anchors: compileAnchors([
      ...rules.flatMap((rule) => (rule.asWrittenOnly ? [] : (rule.anchors ?? []))),
      ...secrets.beginnings,
    ]),
  };
}

/** Longest text handed to the engine at once; more views are searched in several passes. */
const MAX_PASS = 1_048_576;

/** Indices of the rules that may occur in one of the views: one pass over all of them together. */
function candidateRules(scanner: DlpScanner, views: readonly View[]): readonly number[] {
  const found: number[] = [];
  let batch = '';
  for (const { text } of views) {
    if (batch.length > 0 && batch.length + text.length > MAX_PASS) {
      for (const index of scanner.set.match(batch)) found.push(index);
      batch = '';
    }
    batch = batch.length === 0 ? text : batch + SEPARATOR + text;
  }
  for (const index of scanner.set.match(batch)) found.push(index);
  if (found.length === 0) return scanner.aloneRules;
  return [...new Set([...scanner.aloneRules, ...found])].sort((a, b) => a - b);
}

/** The first match of a rule that its validator accepts. Every match is tried: a decoy must not hide the real one. */
function locate(scanner: DlpScanner, index: number, text: string): Span | undefined {
  const rule = scanner.rules[index];
  const matcher = scanner.matchers[index]?.();
  const validator = scanner.validators[index];
  if (matcher === undefined || rule === undefined) return undefined;
  let from = 0;
  if (rule.validator === 'luhn' && rule.origin !== 'user') {
    const start = findCardStart(text);
    if (start === undefined) return undefined;
    from = Math.max(0, start - OVERLAP);
  }
  for (let refused = 0; ; refused++) {
    const span = matcher.find(text, from);
    if (span === undefined) return undefined;
    if (refused > MAX_REFUSED) throw new FormatError('size', 'too many matches that are no credentials');
    const start = rule.leftBoundary && !/[A-Za-z0-9]/.test(text.charAt(span.start)) ? span.start + 1 : span.start;
    if (validator === undefined || validator(text.slice(start, span.end))) return { start, end: span.end };
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

const NO_FINDINGS: readonly Finding[] = [];

function locateRules(
  scanner: DlpScanner,
  candidates: readonly number[],
  views: readonly View[],
  surface: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const index of candidates) {
    const rule = scanner.rules[index];
    if (rule === undefined || findings.length >= MAX_FINDINGS) continue;
    for (const view of views) {
      if (rule.asWrittenOnly && view.joined) continue;
      const span = locate(scanner, index, view.text);
      if (span === undefined) continue;
      findings.push(toFinding({ rule: rule.name, origin: rule.origin, severity: rule.severity, surface, view, span }));
      break;
    }
  }
  return findings;
}

/**
 * Searches the views of one surface. Each rule is reported once, in the first view that shows it. Throws when the
 * engine gives up or a text holds too many matches to judge, which the caller must treat as a block.
 */
export function detectDlp(scanner: DlpScanner, views: readonly View[], surface: string): readonly Finding[] {
  if (views.length === 0) return [];
  const candidates = candidateRules(scanner, views);
  const findings = candidates.length === 0 ? NO_FINDINGS : locateRules(scanner, candidates, views, surface);
  return scanner.secrets.size === 0 ? findings : [...findings, ...detectSecrets(scanner.secrets, views, surface)];
}

function detectSecrets(secrets: SecretSet, views: readonly View[], surface: string): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const view of views) {
    const hit = secrets.find(view);
    if (hit === undefined || seen.has(hit.rule)) continue;
    seen.add(hit.rule);
    const name = view.name === 'raw' ? hit.encoding : view.name;
    const finding = toFinding({ rule: hit.rule, origin: 'secret', severity: 'critical', surface, view, span: hit });
    findings.push({ ...finding, view: name });
  }
  return findings;
}
