// SPDX-License-Identifier: Apache-2.0

/** Tells what words mean, as bits, without making a text of them. */
export interface WordMeanings {
  /** The bits of the lists that hold the word between two places, or an ending of it. Either case. */
  of(bytes: Uint8Array, start: number, end: number): number;
}

/** Words, or ends of longer words, that have a meaning. */
export type Meant = readonly [meaning: number, words: Iterable<string>];

const LETTERS = 36;
const NO_LETTER = -1;
const LETTER = new Int8Array(256).fill(NO_LETTER);
for (let i = 0; i < 26; i++) LETTER[0x41 + i] = LETTER[0x61 + i] = i;
for (let i = 0; i < 10; i++) LETTER[0x30 + i] = 26 + i;

/** What is written with a mark is never one word. */
const ONE_WORD = /^[a-z0-9]+$/;

/** Prepares the lists as one tree, read from the end of a word. At most 31 meanings, each a bit of its own. */
export function compileMeanings(words: readonly Meant[], endings: readonly Meant[]): WordMeanings {
  const plain = (lists: readonly Meant[]): readonly (readonly [word: string, meaning: number])[] =>
    lists.flatMap(([meaning, list]) => [...list].flatMap((word) => (ONE_WORD.test(word) ? [[word, meaning]] : [])));
  const all = [...plain(words), ...plain(endings)];
  const size = all.reduce((sum, [word]) => sum + word.length, 1);
  const next = new Uint16Array(size * LETTERS);
  const whole = new Int32Array(size);
  const ending = new Int32Array(size);
  let used = 1;
  const nodeOf = (word: string): number => {
    let node = 0;
    for (let i = word.length - 1; i >= 0; i--)
      node = next[node * LETTERS + (LETTER[word.charCodeAt(i)] ?? 0)] ||= used++;
    return node;
  };
  const note = (bits: Int32Array, lists: readonly Meant[]): void => {
    for (const [word, meaning] of plain(lists)) {
      const node = nodeOf(word);
      bits[node] = (bits[node] ?? 0) | meaning;
    }
  };
  note(whole, words);
  note(ending, endings);
  const nodes = next.slice(0, used * LETTERS);

  return {
    of(bytes, start, end) {
      let node = 0;
      let bits = 0;
      for (let at = end - 1; at >= start; at--) {
        const letter = LETTER[bytes[at] ?? 0] ?? NO_LETTER;
        if (letter === NO_LETTER) return bits;
        node = nodes[node * LETTERS + letter] ?? 0;
        if (node === 0) return bits;
        bits |= (at === start ? whole[node] : ending[node]) ?? 0;
      }
      return bits;
    },
  };
}
