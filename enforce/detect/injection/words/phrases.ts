// SPDX-License-Identifier: Apache-2.0
import { addTag, type Tags } from './tags.js';
import { lookUp, NONE, pairKey, type Vocabulary } from './vocabulary.js';

const MAX_OPEN = 12;

/** Phrases that have begun and may go on. One object for all texts: nothing of a text stays in it but numbers. */
export interface OpenPhrases {
  count: number;
  readonly node: Int32Array;
  /** Word number, place and lead of the first word. */
  readonly first: Int32Array;
  readonly from: Int32Array;
  readonly lead: Uint8Array;
}

export function openPhrases(): OpenPhrases {
  return {
    count: 0,
    node: new Int32Array(MAX_OPEN),
    first: new Int32Array(MAX_OPEN),
    from: new Int32Array(MAX_OPEN),
    lead: new Uint8Array(MAX_OPEN),
  };
}

/** A word of the text, known to the vocabulary. */
export interface KnownWord {
  word: number;
  from: number;
  to: number;
  lead: number;
  sentence: number;
}

/** Adds the tags of a known word and of the phrases that end with it, and begins those that start with it. */
export function addKnownWord(vocabulary: Vocabulary, tags: Tags, open: OpenPhrases, known: KnownWord): void {
  const { word, from, to, lead, sentence } = known;
  const entry = vocabulary.entryOf[word] ?? NONE;
  if (entry !== NONE) addTag(tags, entry, tags.words, from, to, sentence, lead);
  const stem = vocabulary.stemOf[word] ?? NONE;
  const stemEntry = stem === NONE ? NONE : (vocabulary.entryOf[stem] ?? NONE);
  if (stemEntry !== NONE) addTag(tags, stemEntry, tags.words, from, to, sentence, lead);
  if (open.count > 0) advance(vocabulary, tags, open, known, stem);
  const root = vocabulary.phraseRoot[word] ?? NONE;
  if (root === NONE || open.count >= MAX_OPEN) return;
  open.node[open.count] = root;
  open.first[open.count] = tags.words;
  open.from[open.count] = from;
  open.lead[open.count] = lead;
  open.count++;
}

function advance(vocabulary: Vocabulary, tags: Tags, open: OpenPhrases, known: KnownWord, stem: number): void {
  let kept = 0;
  for (let i = 0; i < open.count; i++) {
    const node = open.node[i] ?? 0;
    let next = lookUp(vocabulary.phraseNext, pairKey(node, known.word));
    if (next === NONE && stem !== NONE) next = lookUp(vocabulary.phraseNext, pairKey(node, stem));
    if (next === NONE) continue;
    const first = open.first[i] ?? 0;
    const from = open.from[i] ?? 0;
    const lead = open.lead[i] ?? 0;
    const entry = vocabulary.phraseEntry[next] ?? NONE;
    if (entry !== NONE) addTag(tags, entry, first, from, known.to, known.sentence, lead);
    open.node[kept] = next;
    open.first[kept] = first;
    open.from[kept] = from;
    open.lead[kept] = lead;
    kept++;
  }
  open.count = kept;
}
