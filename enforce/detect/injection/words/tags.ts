// SPDX-License-Identifier: Apache-2.0

/** What stands between a word and the one before it. */
export const LEAD_SPACE = 0;
/** A full stop without a space: a domain, a member of an object. */
export const LEAD_DOT = 1;
/** Another mark without a space: snake case, a path. */
export const LEAD_JOIN = 2;
/** Punctuation behind which a clause may begin. */
export const LEAD_CLAUSE = 3;
export const LEAD_LINE = 4;
/** A new sentence or paragraph, or the beginning of the text. */
export const LEAD_START = 5;

/** A stretch that could hold words whose letters were pulled apart or pushed together. Units of the folded text. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly kind: 'compact' | 'chunked' | 'spaced';
}

/**
 * The words of a text that the vocabulary knows, in the order in which they end. Parallel arrays; a phrase is one tag
 * over several words, beside the tags of its words.
 */
export interface Tags {
  count: number;
  /** Words in all, known or not. */
  words: number;
  entry: Int32Array;
  /** Number of the first and the last word. */
  first: Int32Array;
  last: Int32Array;
  /** Folded units; `to` is exclusive. */
  from: Int32Array;
  to: Int32Array;
  sentence: Int32Array;
  lead: Uint8Array;
  readonly runs: Run[];
}

const INITIAL = 2048;

export function openTags(): Tags {
  return {
    count: 0,
    words: 0,
    entry: new Int32Array(INITIAL),
    first: new Int32Array(INITIAL),
    last: new Int32Array(INITIAL),
    from: new Int32Array(INITIAL),
    to: new Int32Array(INITIAL),
    sentence: new Int32Array(INITIAL),
    lead: new Uint8Array(INITIAL),
    runs: [],
  };
}

export function clearTags(tags: Tags): void {
  tags.count = 0;
  tags.words = 0;
  tags.runs.length = 0;
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Makes room for one more tag. */
function growTags(tags: Tags): void {
  tags.entry = doubled(tags.entry);
  tags.first = doubled(tags.first);
  tags.last = doubled(tags.last);
  tags.from = doubled(tags.from);
  tags.to = doubled(tags.to);
  tags.sentence = doubled(tags.sentence);
  const lead = new Uint8Array(tags.lead.length * 2);
  lead.set(tags.lead);
  tags.lead = lead;
}

/** Adds a tag whose last word is the one that is being read. */
export function addTag(
  tags: Tags,
  entry: number,
  first: number,
  from: number,
  to: number,
  sentence: number,
  lead: number,
): void {
  const at = tags.count;
  if (at >= tags.entry.length) growTags(tags);
  tags.entry[at] = entry;
  tags.first[at] = first;
  tags.last[at] = tags.words;
  tags.from[at] = from;
  tags.to[at] = to;
  tags.sentence[at] = sentence;
  tags.lead[at] = lead;
  tags.count++;
}
