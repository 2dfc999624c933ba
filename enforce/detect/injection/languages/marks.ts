// SPDX-License-Identifier: Apache-2.0

/**
 * Places of known words and phrases in a text of any language, in the order in which they end. Parallel arrays. Distances
 * go by points: a word is `WORD_POINTS` wide, a letter of a script without spaces less.
 */
export interface Marks {
  count: number;
  class: Uint8Array;
  /** Bits of languages. */
  languages: Int32Array;
  /** Flags of nodes.ts. */
  flags: Uint8Array;
  /** Points; `end` is exclusive. */
  start: Int32Array;
  end: Int32Array;
  /** Folded units; `to` is exclusive. */
  from: Int32Array;
  to: Int32Array;
  sentence: Int32Array;
  /** Number of sentences, and for each the points at its end. */
  sentences: number;
  sentenceEnd: Int32Array;
}

export const WORD_POINTS = 12;
/** Han and kana: a letter is a word or a syllable. */
export const SYLLABLE_POINTS = 8;
/** Thai and its neighbours: a letter is a sound. */
export const SOUND_POINTS = 3;

const INITIAL = 1024;

export function openMarks(): Marks {
  return {
    count: 0,
    class: new Uint8Array(INITIAL),
    languages: new Int32Array(INITIAL),
    flags: new Uint8Array(INITIAL),
    start: new Int32Array(INITIAL),
    end: new Int32Array(INITIAL),
    from: new Int32Array(INITIAL),
    to: new Int32Array(INITIAL),
    sentence: new Int32Array(INITIAL),
    sentences: 0,
    sentenceEnd: new Int32Array(INITIAL),
  };
}

function doubled<T extends Int32Array | Uint8Array>(array: T, create: (size: number) => T): T {
  const larger = create(array.length * 2);
  larger.set(array);
  return larger;
}

const numbers = (size: number): Int32Array => new Int32Array(size);
const bytes = (size: number): Uint8Array => new Uint8Array(size);

function grow(marks: Marks): void {
  marks.class = doubled(marks.class, bytes);
  marks.flags = doubled(marks.flags, bytes);
  marks.languages = doubled(marks.languages, numbers);
  marks.start = doubled(marks.start, numbers);
  marks.end = doubled(marks.end, numbers);
  marks.from = doubled(marks.from, numbers);
  marks.to = doubled(marks.to, numbers);
  marks.sentence = doubled(marks.sentence, numbers);
}

/** Where a word or phrase stands. */
export interface Span {
  start: number;
  end: number;
  from: number;
  to: number;
}

export function addMark(marks: Marks, name: number, languages: number, flags: number, span: Span): void {
  const at = marks.count;
  if (at >= marks.class.length) grow(marks);
  marks.class[at] = name;
  marks.languages[at] = languages;
  marks.flags[at] = flags;
  marks.start[at] = span.start;
  marks.end[at] = span.end;
  marks.from[at] = span.from;
  marks.to[at] = span.to;
  marks.sentence[at] = marks.sentences;
  marks.count++;
}

export function endSentence(marks: Marks, points: number): void {
  if (marks.sentences >= marks.sentenceEnd.length) marks.sentenceEnd = doubled(marks.sentenceEnd, numbers);
  marks.sentenceEnd[marks.sentences++] = points;
}
