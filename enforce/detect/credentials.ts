// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import { normalizeForDlp } from '../text/normalize.js';
import { decodePercentFully } from '../text/notations/percent-text.js';
import type { PatternEngine } from '../text/pattern-engine.js';
import { readText, type TextReading } from '../text/reading.js';
import type { Layer, View } from '../text/view.js';
import { compileAddresses, UNKNOWN_ADDRESS } from './addresses/addresses.js';
import { joinChunks, joinPieces, type Pieces } from './body/pieces.js';
import type { CanarySet } from './canary/canary.js';
import { combinePieces } from './dlp/combine.js';
import { compileScanner, detectDlp, type DlpScanner } from './dlp/detect.js';
import type { DetectorOptions, DetectorPorts } from './options.js';
import { compileSeedPhrases } from './seed/seed.js';
import type { ParsedTarget } from './url/target.js';

/** Everything that looks for what must not leave, over one reading of a text. */
export interface Credentials {
  readonly scanner: DlpScanner;
  /** Build rules and word lists ahead of the first text. */
  readonly prepare: () => void;
  readonly prepareSeeds: () => void;
  /** Opens the readings of a text. */
  read(text: string): TextReading;
  /** Throws FormatError when a text holds too much to judge; the caller treats that as a block. */
  find(reading: TextReading, surface: string): readonly Finding[];
  /** What only shows when pieces of a text are put together. */
  inPieces(pieces: Pieces, surface: string): readonly Finding[];
  /** The same for a URL, whose views were made for it. */
  inUrl(target: ParsedTarget, views: readonly View[]): readonly Finding[];
}

/** A URL as the words of a phrase would stand in it: separated by what a form or a path separates words with. */
function phraseLayers({ raw, parts }: ParsedTarget): readonly Layer[] {
  const text = decodePercentFully(raw) ?? raw;
  const layers: Layer[] = [{ encoding: 'raw', text, depth: 0 }];
  if (parts.length < 2) return layers;
  const values = parts.map(({ value }) => decodePercentFully(value) ?? value);
  return [...layers, { encoding: 'split', text: values.join(' '), depth: 1 }];
}

/** Neither encoded nor beyond ASCII. */
const PLAIN = /^[^%\u0080-\uffff]*$/;
/** Words of the shortest phrase. */
const MIN_PHRASE = 12;

/** Letters of the shortest word of a list in Latin letters. */
const MIN_WORD = 3;

/** Whether a URL has words enough for a phrase. Where it is encoded or not ASCII, only decoding tells. */
function mayHoldPhrase(raw: string): boolean {
  if (!PLAIN.test(raw)) return true;
  let words = 0;
  let letters = 0;
  // A word and what parts it from the next take MIN_WORD + 1 characters at least: most URLs have no room for so many.
  for (let at = 0; words + (raw.length - at + MIN_WORD) / (MIN_WORD + 1) >= MIN_PHRASE; at++) {
    const code = raw.charCodeAt(at) | 0x20;
    const letter = code >= 0x61 && code <= 0x7a;
    letters = letter ? letters + 1 : 0;
    if (letters === MIN_WORD && ++words === MIN_PHRASE) return true;
  }
  return false;
}

/** Joined texts up to this length are decoded; of longer ones only what looks like lines of an encoding. */
const MAX_DECODED = 4_096;

/** A text put together from pieces: no place in it is a place in the surface. */
function joinedView(text: string): View {
  return { name: 'split', text: normalizeForDlp(text), joined: true, exact: false };
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
  canaries: CanarySet,
  { suite, inflater }: DetectorPorts,
): Credentials {
  const seeds = compileSeedPhrases(options.seed_phrase_detection, suite);
  const guard = compileAddresses(options.address_protection, suite);
  const heedsUnknown = options.address_protection.unknown_action !== 'allow';
  const decodings = (text: string): readonly View[] =>
    readText(text, inflater)
      .credentials()
      .map((view) => ({ ...view, name: 'split', joined: true, exact: false }));

  return {
    scanner,
    prepare: () => void scanner.builtIn(),
    prepareSeeds: () => seeds.prepare(),
    inPieces(pieces, surface) {
      const joined = joinPieces(pieces);
      if (joined.length === 0) return [];
      const chosen = combinePieces(pieces.values, scanner.anchors);
      const encoded = joined.filter(({ length }) => length <= MAX_DECODED);
      const chunks = encoded.length === 0 ? joinChunks(pieces) : [];
      const views = [
        ...[...joined, ...(chosen.length === 0 ? [] : [chosen.join('\n')])].map(joinedView),
        ...decodings([...encoded, ...chunks].join('\n')),
      ];
      return [...canaries.detect(views, surface), ...detectDlp(scanner, views, surface)];
    },
    read: (text) => readText(text, inflater),
    inUrl(target, views) {
      return [
        ...canaries.detect(views, 'url'),
        ...detectDlp(scanner, views, 'url'),
        ...(mayHoldPhrase(target.raw) ? seeds.detect(phraseLayers(target), 'url') : []),
      ];
    },
    find(reading, surface) {
      const views = reading.credentials();
      const sightings = guard.find(views, surface);
      return [
        ...canaries.detect(views, surface),
        ...detectDlp(scanner, views, surface),
        ...seeds.detect(reading.layers(), surface),
        ...sightings.findings.filter(({ rule }) => rule !== UNKNOWN_ADDRESS || heedsUnknown),
      ];
    },
  };
}
