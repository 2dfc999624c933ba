// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';

/** Which phrases count. */
export interface PhraseRules {
  /** Lengths in words, ascending, that are tried. */
  readonly lengths: readonly number[];
  readonly verifyChecksum: boolean;
}

/** First word of a phrase and the one after its last, counted among the words that were searched. */
export interface PhrasePlace {
  readonly from: number;
  readonly until: number;
}

/** Checksums a text may cost. Words in random order hold a phrase within some dozens; more is work made for us. */
const MAX_CHECKS = 1024;
const BITS = 11;
/** Words of a list. */
const LIST = 2048;
/** Words of the longest phrase. */
const LONGEST = 24;
/** Words of a phrase that may repeat another one. */
const MAX_REPEATED = 3;
/** Words after which a phrase made of one byte begins again. */
const PERIOD = 8;

/**
 * Written without gaps, Chinese words are found in any prose: the list holds the most frequent characters, in order of
 * frequency. Characters drawn at random have high ranks, prose has low ones; this is the least mean of log2(rank).
 */
const MIN_MEAN_RANK_BITS = 9;

/** Finds phrases among words of one list, given by their places in it. Counts its work, so one serves one text. */
export class PhraseFinder {
  readonly #rules: PhraseRules;
  readonly #shortest: number;
  readonly #suite: CryptoSuite;
  #checks = 0;

  constructor(rules: PhraseRules, suite: CryptoSuite) {
    this.#rules = rules;
    this.#shortest = rules.lengths[0] ?? 24;
    this.#suite = suite;
  }

  /** The first phrase among words that follow each other. Throws FormatError(size) when telling costs too much. */
  find(words: readonly number[]): PhrasePlace | undefined {
    if (words.length < this.#shortest) return undefined;
    const places = findPlaces(words);
    const judged = new Map<number, number>();
    let repeated = 0;
    for (let at = 0, from = 1 - this.#shortest; at < words.length; at++, from++) {
      if ((places.previous[at] ?? -1) >= Math.max(0, from)) repeated++;
      if (from < 0) continue;
      if (repeated <= MAX_REPEATED || isExample(words, from) || words.length <= LONGEST) {
        const length = this.#lengthAt(words, from, places.sorted, judged);
        if (length !== undefined) return { from, until: from + length };
      }
      // The word that leaves may be the one that a later word repeats.
      const next = places.next[from] ?? words.length;
      if (next <= at) repeated--;
    }
    return undefined;
  }

  /** Whether Chinese words without gaps, as many as a phrase has, are one. */
  holdsCompact(words: readonly number[]): boolean {
    if (!this.#rules.lengths.includes(words.length) || words.includes(-1) || !looksDrawn(words)) return false;
    return !this.#rules.verifyChecksum || this.#hasChecksum(words, 0, words.length);
  }

  /** The length of the phrase that begins at a word. `judged` has the last place of each beginning looked at so far. */
  #lengthAt(
    words: readonly number[],
    from: number,
    sorted: Int32Array,
    judged: Map<number, number>,
  ): number | undefined {
    const beginning = hashWords(words, from, this.#shortest);
    const earlier = judged.get(beginning) ?? -1;
    judged.set(beginning, from);
    for (const length of this.#rules.lengths) {
      if (from + length > words.length) return undefined;
      // Words in the order of their list are a list, and one word over and over is a filler.
      if ((sorted[from] ?? 0) >= length || isSame(words, earlier, from, length)) continue;
      if (!isPlausible(words, from, length)) continue;
      if (!this.#rules.verifyChecksum || this.#hasChecksum(words, from, length)) return length;
    }
    return undefined;
  }

  #hasChecksum(words: readonly number[], from: number, length: number): boolean {
    if (++this.#checks > MAX_CHECKS) throw new FormatError('size', 'too many words that are no phrase');
    return hasChecksum(words, from, length, this.#suite);
  }
}

/** Where each word stood last and stands next (-1 or nothing: nowhere), and how long words from it on are in order. */
interface Places {
  readonly previous: Int32Array;
  readonly next: Int32Array;
  readonly sorted: Int32Array;
}

function findPlaces(words: readonly number[]): Places {
  const previous = new Int32Array(words.length);
  const next = new Int32Array(words.length).fill(words.length);
  const last = new Int32Array(LIST).fill(-1);
  words.forEach((word, at) => {
    const seen = last[word] ?? -1;
    previous[at] = seen;
    if (seen >= 0) next[seen] = at;
    last[word] = at;
  });
  return { previous, next, sorted: sortedLengths(words) };
}

/** For each word, how many words from it on are in strict order, up or down, or the same. */
function sortedLengths(words: readonly number[]): Int32Array {
  const lengths = new Int32Array(words.length).fill(1);
  for (const order of [1, -1, 0]) {
    let length = 1;
    for (let i = words.length - 2; i >= 0; i--) {
      const step = Math.sign((words[i + 1] ?? 0) - (words[i] ?? 0));
      length = step === order ? length + 1 : 1;
      lengths[i] = Math.max(lengths[i] ?? 1, length);
    }
  }
  return lengths;
}

function hashWords(words: readonly number[], from: number, count: number): number {
  let hash = 0;
  for (let i = from; i < from + count; i++) hash = (Math.imul(hash, 0x01000193) + (words[i] ?? 0)) | 0;
  return hash;
}

function isSame(words: readonly number[], earlier: number, from: number, length: number): boolean {
  if (earlier < 0) return false;
  for (let i = 0; i < length; i++) if (words[earlier + i] !== words[from + i]) return false;
  return true;
}

/** Words drawn at random repeat one of 2048 now and then; names in code and prose repeat many. */
function isPlausible(words: readonly number[], from: number, length: number): boolean {
  const distinct = new Set(words.slice(from, from + length)).size;
  if (distinct >= length - MAX_REPEATED || isExample(words, from)) return true;
  // One word repeated, then another, and nothing else around: how people make examples.
  return distinct === 2 && words.length === length && words.indexOf(words[length - 1] ?? -1) === length - 1;
}

/** Whether the first words say that all bytes are the same, as in the published examples. */
function isExample(words: readonly number[], from: number): boolean {
  const byte = (words[from] ?? 0) >> 3;
  const bytes = (byte << 16) | (byte << 8) | byte;
  for (let i = 0; i < PERIOD; i++) {
    const offset = (i * BITS) % 8;
    if (words[from + i] !== ((bytes >> (24 - BITS - offset)) & 0x7ff)) return false;
  }
  return true;
}

function looksDrawn(words: readonly number[]): boolean {
  const bits = words.reduce((sum, word) => sum + Math.log2(word + 1), 0);
  return bits / words.length >= MIN_MEAN_RANK_BITS;
}

/** BIP-39: eleven bits a word; behind every 32 bits of entropy stands one bit of its SHA-256. */
function hasChecksum(words: readonly number[], from: number, length: number, suite: CryptoSuite): boolean {
  const total = length * BITS;
  const checksumBits = Math.floor(total / 33);
  const entropy = new Uint8Array((total - checksumBits) / 8);
  let held = 0;
  let pending = 0;
  let at = 0;
  for (let i = from; i < from + length; i++) {
    held = ((held << BITS) | (words[i] ?? 0)) & 0xfffff;
    pending += BITS;
    while (pending >= 8 && at < entropy.length) {
      pending -= 8;
      entropy[at++] = (held >> pending) & 0xff;
    }
  }
  const checksum = held & ((1 << checksumBits) - 1);
  return (suite.sha256(entropy)[0] ?? 0) >> (8 - checksumBits) === checksum;
}
