// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { Finding } from '../../../evidence/model/finding.js';
import { imageOf, isAscii } from '../../text/bytes/utf8.js';
import type { Span } from '../../text/pattern-engine.js';
import type { Layer } from '../../text/view.js';
import { isEastAsian } from './letters.js';
import { PhraseFinder, type PhraseRules } from './phrase.js';
import { latinStride, nextCandidate, TokenReader } from './tokens.js';
import { FIRST_CHINESE, LANGUAGES, wordTable } from './words.js';

/** The section `seed_phrase_detection` of a configuration. */
export interface SeedPhraseOptions {
  readonly enabled: boolean;
  /** 12, 15, 18, 21 or 24. */
  readonly min_words: number;
  readonly verify_checksum: boolean;
}

/** Finds BIP-39 seed phrases in all ten word lists. */
export interface SeedPhraseDetector {
  /** Builds the table of words, which takes a while; otherwise the first text pays for it. */
  prepare(): void;
  /** The place of the first phrase in a text as received. Throws FormatError(size) when the text costs too much to judge. */
  find(text: string): Span | undefined;
  /** At most one finding: in the first of the layers that shows a phrase. */
  detect(layers: readonly Layer[], surface: string): readonly Finding[];
}

/** The rule's published name. */
export const SEED_PHRASE = 'BIP-39 Seed Phrase';

const LENGTHS = [12, 15, 18, 21, 24] as const;
/** The shortest phrase, Chinese without gaps: a character a word. */
const SHORTEST_PHRASE = 12;
const LONGEST_PHRASE = 24;
const NOT_ASCII = 0xff;

/** One search: its own reader, finder and table. */
interface Search {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly reader: TokenReader;
  readonly finder: PhraseFinder;
  readonly shortest: number;
}

/** Words that follow each other in a text. */
interface Run {
  readonly entries: number[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Collects the words around the one just read. Leaves the reader at the token that ends them, or at the last of them. */
function collectRun(reader: TokenReader, floor: number): Run {
  const run: Run = { entries: [], starts: [], ends: [] };
  const { start, end } = reader;
  const add = (): void => {
    if (reader.kind !== 'word') return;
    run.entries.push(reader.entry);
    run.starts.push(reader.start);
    run.ends.push(reader.end);
  };
  add();
  while (reader.readPrevious(floor) && isLink(reader)) add();
  run.entries.reverse();
  run.starts.reverse();
  run.ends.reverse();
  if (reader.start !== start) reader.readAt(end - 1);
  while (reader.readNext() && isLink(reader)) add();
  return run;
}

function isLink({ kind }: TokenReader): boolean {
  return kind === 'word' || kind === 'label';
}

/** The first phrase in a run, in any language. */
function findInRun({ finder, shortest }: Search, { entries, starts, ends }: Run): Span | undefined {
  const words = wordTable();
  for (let language = 0; language < LANGUAGES; language++) {
    for (let from = 0; from < entries.length;) {
      if (words.indexIn(entries[from] ?? -1, language) < 0) {
        from++;
        continue;
      }
      const indices: number[] = [];
      for (let i = from; i < entries.length; i++) {
        const index = words.indexIn(entries[i] ?? -1, language);
        if (index < 0) break;
        indices.push(index);
      }
      const place = indices.length < shortest ? undefined : finder.find(indices);
      if (place !== undefined) return { start: starts[from + place.from] ?? 0, end: ends[from + place.until - 1] ?? 0 };
      from += indices.length + 1;
    }
  }
  return undefined;
}

/** A phrase in Chinese without gaps, at the token just read. */
function findInBlock({ text, reader: { start, end }, finder }: Search): Span | undefined {
  if (end - start < SHORTEST_PHRASE || end - start > LONGEST_PHRASE) return undefined;
  const words = wordTable();
  const entries = Array.from(text.slice(start, end), (letter) => words.han(letter.charCodeAt(0)));
  for (let language = FIRST_CHINESE; language < LANGUAGES; language++) {
    const indices = entries.map((entry) => (entry < 0 ? -1 : words.indexIn(entry, language)));
    if (finder.holdsCompact(indices)) return { start, end };
  }
  return undefined;
}

/**
 * Whether the words around the one just read are enough for a phrase. Most are not, and this keeps nothing of them.
 * Leaves the reader at the token that ends the words, or at the last of them.
 */
function isLong({ reader, shortest }: Search, floor: number): boolean {
  const { start } = reader;
  let count = 1;
  while (count < shortest && reader.readNext() && isLink(reader)) if (reader.kind === 'word') count++;
  if (count >= shortest) return true;
  // Between the floor and the first of these words there is room for so many more at most.
  if (count + (start - floor) / 2 < shortest) return false;
  const { start: lastStart } = reader;
  reader.readAt(start);
  while (count < shortest && reader.readPrevious(floor) && isLink(reader)) if (reader.kind === 'word') count++;
  reader.readAt(lastStart);
  return count >= shortest;
}

/**
 * Looks at the token at or after a place. Gives the phrase it belongs to, or the place up to which there is none:
 * whatever is there cannot be part of a phrase that goes on. Words of East Asia are left to their own, denser pass.
 */
function probe(search: Search, pass: 'spaced' | 'east_asian', place: number, floor: number): Span | number {
  const { reader } = search;
  if (!reader.readAt(place)) return search.text.length;
  if (pass === 'spaced' && reader.isEastAsian()) return reader.end;
  while (reader.kind === 'label') if (!reader.readNext()) return reader.end;
  if (reader.kind === 'block') return findInBlock(search) ?? reader.end;
  if (reader.kind === 'other') return reader.end;
  const { start } = reader;
  if (!isLong(search, floor)) return reader.end;
  reader.readAt(start);
  return findInRun(search, collectRun(reader, floor)) ?? reader.end;
}

/** Words in Latin letters. No phrase fits between two of the places looked at. */
function findSpaced(search: Search): Span | undefined {
  const { text, bytes, shortest } = search;
  for (let floor = 0; ;) {
    const place = nextCandidate(bytes, text.length, floor, shortest);
    if (place < 0) return undefined;
    const reached = probe(search, 'spaced', place, place - latinStride(shortest));
    if (typeof reached !== 'number') return reached;
    floor = reached;
  }
}

function findEastAsian(search: Search): Span | undefined {
  const { text, bytes } = search;
  if (isAscii(bytes, text.length)) return undefined;
  for (let at = 0; at < text.length; at++) {
    if (bytes[at] !== NOT_ASCII || !isEastAsian(text.charCodeAt(at))) continue;
    const reached = probe(search, 'east_asian', at, at);
    if (typeof reached !== 'number') return reached;
    at = Math.max(at, reached - 1);
  }
  return undefined;
}

/** Prepares the search. A configuration that switches it off gives a detector that finds nothing. */
export function compileSeedPhrases(options: SeedPhraseOptions, suite: CryptoSuite): SeedPhraseDetector {
  const lengths = LENGTHS.filter((length) => length >= options.min_words);
  const rules: PhraseRules = { lengths, verifyChecksum: options.verify_checksum };
  const shortest = lengths[0] ?? 24;
  const search = (text: string, finder: PhraseFinder): Span | undefined => {
    if (text.length < SHORTEST_PHRASE) return undefined;
    const bytes = imageOf(text);
    const own = { text, bytes, reader: new TokenReader(text, bytes), finder, shortest };
    return findSpaced(own) ?? findEastAsian(own);
  };

  return {
    prepare() {
      if (options.enabled) wordTable();
    },
    find: (text) => (options.enabled ? search(text, new PhraseFinder(rules, suite)) : undefined),
    detect(layers, surface) {
      if (!options.enabled) return [];
      const finder = new PhraseFinder(rules, suite);
      for (const { encoding, text, depth } of layers) {
        const span = search(text, finder);
        if (span === undefined) continue;
        const finding = {
          detector: 'seed_phrase',
          rule: SEED_PHRASE,
          category: 'default',
          severity: 'critical',
          surface,
          view: encoding,
        } as const;
        return [depth === 0 ? { ...finding, span } : finding];
      }
      return [];
    },
  };
}
