// SPDX-License-Identifier: Apache-2.0
import { KIND, WORD } from '../../text/prose-characters.js';
import { unitsText, type Prose, type Reading } from '../../text/prose.js';
import type { CompiledRules } from './matching/compile.js';
import { applyCipher, reverseOrder, reverseText, reverseWords, undoOverrides, type Cipher } from './words/ciphers.js';
import { rejoinRuns } from './words/rejoin.js';
import type { Tags } from './words/tags.js';
import { foldEntry } from './words/vocabulary.js';

/** A further reading of a text that the text itself gives reason to look at. */
export interface DerivedText {
  readonly view: string;
  readonly text: string;
  readonly reading: Reading;
  /** Words of the text of which this is a part; 0 when it is all of a text. */
  readonly words: number;
}

/** So many telltale words close to each other make a disguise likely enough to undo it. */
const MIN_TELLTALE = 2;
/**
 * How far around telltale words a disguise is undone, in units: about as far as cues reach. Every few words of English
 * are telltale, so that all of a disguised text is undone, and of a long one that has some by chance only a little.
 */
const SURROUNDINGS = 480;
const LONGEST_WORD = 64;
const BREAK = ' .\n\n';

/** The stretches of the folded text around words with an entry, two of them at least, start and end in turn. */
function stretchesAround(tags: Tags, entry: number, length: number): readonly number[] {
  const stretches: number[] = [];
  let start = 0;
  let end = -Infinity;
  let count = 0;
  const close = (): void => {
    if (count >= MIN_TELLTALE) stretches.push(Math.max(0, start - SURROUNDINGS), Math.min(length, end + SURROUNDINGS));
  };
  for (let tag = 0; tag < tags.count; tag++) {
    if (tags.entry[tag] !== entry) continue;
    const from = tags.from[tag] ?? 0;
    if (from - end > 2 * SURROUNDINGS) {
      close();
      start = from;
      count = 0;
    }
    end = tags.to[tag] ?? 0;
    count++;
  }
  close();
  return stretches;
}

/** Stretches with what stands around them. */
function widened({ interruptions, length }: Prose): readonly number[] {
  return interruptions.map((place, i) =>
    i % 2 === 0 ? Math.max(0, place - SURROUNDINGS) : Math.min(length, place + SURROUNDINGS),
  );
}

/** Where the word ends or begins in which a place stands. */
function wordEdge({ units, length }: Prose, place: number, step: 1 | -1): number {
  let at = place;
  while (at > 0 && at < length && Math.abs(at - place) < LONGEST_WORD && KIND[units[at - 1] ?? 0] === WORD) at += step;
  return at;
}

/** Stretches of the folded text as they stand in the text, as one text. */
function cutOut(text: string, prose: Prose, stretches: readonly number[]): string {
  const { offsets, length } = prose;
  const placeOf = (unit: number): number => (unit >= length ? text.length : (offsets?.[unit] ?? unit));
  const parts: string[] = [];
  for (let i = 0; i < stretches.length; i += 2) {
    const start = wordEdge(prose, stretches[i] ?? 0, -1);
    const end = wordEdge(prose, stretches[i + 1] ?? 0, 1);
    parts.push(text.slice(start === 0 ? 0 : placeOf(start), placeOf(end)));
  }
  return parts.join(BREAK);
}

/** So many ciphers are undone in one text: those with most of the telltale words. */
const MAX_CIPHERS = 2;

/** The ciphers of two telltale words at least. */
function ciphersOf({ forms }: CompiledRules, { units }: Prose, tags: Tags): readonly Cipher[] {
  const counts = new Map<Cipher, number>();
  for (let tag = 0; tag < tags.count; tag++) {
    if (tags.entry[tag] !== forms.ciphered) continue;
    const cipher = forms.ciphers.get(foldEntry(unitsText(units, tags.from[tag] ?? 0, tags.to[tag] ?? 0)));
    if (cipher !== undefined) counts.set(cipher, (counts.get(cipher) ?? 0) + 1);
  }
  const likely = [...counts].filter(([, count]) => count >= MIN_TELLTALE).sort(([, a], [, b]) => b - a);
  return likely.slice(0, MAX_CIPHERS).map(([cipher]) => cipher);
}

/** The readings that a text gives reason to look at, from its folded form and its tags. */
export function deriveTexts(rules: CompiledRules, text: string, prose: Prose, tags: Tags): readonly DerivedText[] {
  const derived: DerivedText[] = [];
  const add = (view: string, other: string, words = 0): void =>
    void derived.push({ view, text: other, reading: 'joined', words });
  if (prose.interruptions.length > 0) {
    const part = cutOut(text, prose, widened(prose));
    derived.push({ view: 'parted', text: part, reading: 'parted', words: tags.words });
  }
  if (prose.smuggled !== '') add('smuggled', prose.smuggled);
  if (prose.reordered) add('reordered', undoOverrides(text));
  if (tags.runs.length > 0) {
    const rejoined = rejoinRuns(rules.vocabulary, prose, tags.runs);
    if (rejoined !== undefined) add('compact', rejoined);
  }
  const ciphered = stretchesAround(tags, rules.forms.ciphered, prose.length);
  if (ciphered.length > 0) {
    const part = cutOut(text, prose, ciphered);
    for (const cipher of ciphersOf(rules, prose, tags)) add(cipher.name, applyCipher(part, cipher), tags.words);
  }
  const reversed = stretchesAround(tags, rules.forms.reversed, prose.length);
  if (reversed.length > 0) {
    const part = cutOut(text, prose, reversed);
    add('reversed', reverseText(part), tags.words);
    add('reversed', reverseWords(part), tags.words);
  }
  const turned = stretchesAround(tags, rules.forms.turned, prose.length);
  if (turned.length > 0) add('reversed', reverseOrder(cutOut(text, prose, turned)), tags.words);
  return derived;
}
