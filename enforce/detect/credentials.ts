// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { PatternEngine } from '../text/engine.js';
import { readText, type TextReading } from '../text/reading.js';
import { compileScanner, detectDlp, type DlpScanner } from './dlp/detect.js';
import type { DetectorOptions, DetectorPorts } from './options.js';
import { compileSeedPhrases } from './seed/seed.js';

/** Everything that looks for what must not leave, over one reading of a text. */
export interface Credentials {
  readonly scanner: DlpScanner;
  /** Opens the readings of a text. */
  read(text: string): TextReading;
  /** Throws FormatError when a text holds too much to judge; the caller treats that as a block. */
  find(reading: TextReading, surface: string): readonly Finding[];
}

/** The scanner without some rules, by name. The core set stays. */
export function withoutRules(scanner: DlpScanner, engine: PatternEngine, names: readonly string[]): DlpScanner {
  if (names.length === 0) return scanner;
  const left = new Set(names);
  const kept = scanner.rules
    .map((rule, i) => ({ rule, validator: scanner.validators[i] }))
    .filter(({ rule }) => rule.origin === 'core' || !left.has(rule.name));
  const rules = kept.map(({ rule }) => rule);
  const reduced = compileScanner(rules, engine, {}, scanner.secrets);
  return { ...reduced, validators: kept.map(({ validator }) => validator) };
}

/** Joins the engines of one configuration. */
export function compileCredentials(
  options: DetectorOptions,
  scanner: DlpScanner,
  { suite, inflater }: DetectorPorts,
): Credentials {
  const seeds = compileSeedPhrases(options.seed_phrase_detection, suite);
  return {
    scanner,
    read: (text) => readText(text, inflater),
    find(reading, surface) {
      const findings = detectDlp(scanner, reading.credentials(), surface);
      const phrases = seeds.detect(reading.layers(), surface);
      return phrases.length === 0 ? findings : [...findings, ...phrases];
    },
  };
}
