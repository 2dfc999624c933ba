// SPDX-License-Identifier: Apache-2.0
import type { Lexicon, LexiconClass } from '../words/lexicon.js';
import { TECHNICAL } from './technical.table.js';

/** A lexicon as a person writes it: correct spelling, entries of one class in one text parted by commas or lines. */
export interface WrittenLexicon {
  readonly language: string;
  readonly spaced: boolean;
  readonly order: Lexicon['order'];
  /** Technical words that are everyday words here. */
  readonly homonyms?: string;
  readonly words: Readonly<Record<LexiconClass, string>>;
  /** Rule name to phrases. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** Marks that carry the sound of a letter in scripts that people also write without them. */
const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;
const PUNCTUATION = /[^\p{L}\p{M}\p{N}*\n\u200c]+/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * Lower case, compatibility forms, no diacritics in Latin, Greek and Cyrillic, no points in Arabic and Hebrew, nothing
 * invisible. Marks of other scripts stay, since there they are letters. Applying it twice changes nothing more.
 */
export function foldLetters(text: string): string {
  const bare = text.toLowerCase().normalize('NFKD').replace(OPTIONAL_MARKS, '$1');
  return bare.replace(INVISIBLE, '').normalize('NFKC');
}

type Spelling = readonly [letter: RegExp, typed: string];

/** Letters without a decomposition, and what people type in their place. */
const TYPED_FOR: readonly (readonly Spelling[])[] = [
  [
    [/ı/g, 'i'],
    [/ł/g, 'l'],
    [/ø/g, 'o'],
    [/đ/g, 'd'],
    [/æ/g, 'ae'],
    [/ß/g, 'ss'],
  ],
  [[/ى/g, 'ي']],
  [[/ة/g, 'ه']],
  [
    [/ی/g, 'ي'],
    [/ک/g, 'ك'],
  ],
  // Devanagari: the dot below is often left out, and the moon dot written as a dot.
  [[/\u093c/g, '']],
  [[/\u0901/g, '\u0902']],
];
const GERMAN: readonly Spelling[] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
  [/ß/g, 'ss'],
];

const respell = (text: string, spellings: readonly Spelling[]): string =>
  spellings.reduce((result, [letter, typed]) => result.replace(letter, typed), text);

/** A list with the other spelling behind it, where there is one. */
function withSpelling(lists: readonly string[], respelled: (list: string) => string): readonly string[] {
  return lists.flatMap((list) => {
    const other = respelled(list);
    return other === list ? [list] : [list, other];
  });
}

/**
 * Every folded spelling of the entries: joined and parted where a zero-width non-joiner stands, typed on other
 * keyboards. Whole lists are respelled, not entries one by one: that is what makes start-up quick.
 */
export function entriesOf(written: string, language: string): readonly string[] {
  let lists: readonly string[] = [
    written.toLowerCase().normalize('NFC').replaceAll(',', '\n').replace(PUNCTUATION, ' '),
  ];
  if (language === 'de') lists = withSpelling(lists, (list) => respell(list, GERMAN));
  lists = withSpelling(lists, (list) => list.replaceAll('\u200c', ' ')).map(foldLetters);
  for (const spellings of TYPED_FOR) lists = withSpelling(lists, (list) => respell(list, spellings));
  const entries = lists.flatMap((list) => list.split('\n')).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ''))];
}

/** Folds a written lexicon and adds the English technical words that every language borrows. */
export function buildLexicon({ language, spaced, order, homonyms = '', words, phrases }: WrittenLexicon): Lexicon {
  const ours = new Set(entriesOf(homonyms, language));
  const classes = Object.keys(words) as LexiconClass[];
  const folded = classes.map((name) => {
    const borrowed = entriesOf(TECHNICAL[name] ?? '', language).filter((entry) => !ours.has(entry));
    return [name, [...new Set([...entriesOf(words[name], language), ...borrowed])]] as const;
  });
  return {
    language,
    spaced,
    order,
    words: Object.fromEntries(folded) as Record<LexiconClass, readonly string[]>,
    phrases: Object.entries(phrases).flatMap(([rule, texts]) =>
      entriesOf(texts, language).map((text) => ({ rule, text })),
    ),
  };
}
