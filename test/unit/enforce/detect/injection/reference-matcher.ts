// SPDX-License-Identifier: Apache-2.0
import { foldLetters } from '../../../../../enforce/detect/injection/languages/spelling.js';
import type { Lexicon, LexiconClass } from '../../../../../enforce/detect/injection/words/lexicon.js';

/** What an attack in a test text is made of. */
export type Structure =
  'override' | 'disclosure' | 'role' | 'exfiltration' | 'concealment' | 'persistence' | 'tool' | 'authority' | 'phrase';

/** A class at a place; places count words in spaced languages and characters in the others. */
interface Tag {
  readonly name: LexiconClass;
  readonly from: number;
  readonly to: number;
}

interface Sentence {
  readonly tags: readonly Tag[];
  readonly text: string;
}

const SENTENCE_END = /[.!?;\n。！？；।؟؛…|]+(?=\s|$|[^\x00-\x7f])|\n/u;
const NOT_WORD = /[^\p{L}\p{M}\p{N}_]+/gu;
const LATIN = /[a-z0-9_]/;
const AUTHORITY_TAG = /^[\s#*[\]<>(【「]*([^:：\n]{2,40}?)[\s\]>)】」*]*[:：](.+)$/gmu;

const wordsOf = (text: string): string => text.replace(NOT_WORD, ' ').trim();
/** Spaces between two letters of a script without spaces mean nothing. */
const joined = (text: string): string => wordsOf(text).replace(/ (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) /gu, '');

interface Entry {
  readonly name: LexiconClass;
  readonly words: readonly string[];
}

/** Entries by their first word; those whose first word is a stem under the stem with its asterisk. */
const INDEXES = new WeakMap<Lexicon, ReadonlyMap<string, readonly Entry[]>>();

function indexOf(lexicon: Lexicon): ReadonlyMap<string, readonly Entry[]> {
  const known = INDEXES.get(lexicon);
  if (known !== undefined) return known;
  const index = new Map<string, Entry[]>();
  for (const [name, entries] of Object.entries(lexicon.words) as [LexiconClass, readonly string[]][])
    for (const entry of entries) {
      const words = entry.split(' ');
      const first = words[0] ?? '';
      index.set(first, [...(index.get(first) ?? []), { name, words }]);
    }
  INDEXES.set(lexicon, index);
  return index;
}

function tagsOfWords(text: string, lexicon: Lexicon): readonly Tag[] {
  const index = indexOf(lexicon);
  const words = text.split(' ');
  return words.flatMap((word, from) => {
    const stems = Array.from({ length: word.length + 1 }, (_, length) => `${word.slice(0, length)}*`);
    const entries = [word, ...stems].flatMap((key) => index.get(key) ?? []);
    return entries
      .filter(({ words: wanted }) => wanted.every((part, offset) => isWord(words[from + offset] ?? '', part)))
      .map(({ name, words: wanted }) => ({ name, from, to: from + wanted.length }));
  });
}

function isWord(word: string, wanted: string): boolean {
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

function tagsOfCharacters(text: string, lexicon: Lexicon): readonly Tag[] {
  const tags: Tag[] = [];
  for (const [name, entries] of Object.entries(lexicon.words) as [LexiconClass, readonly string[]][])
    for (const entry of entries.map(joined))
      for (let from = text.indexOf(entry); from >= 0; from = text.indexOf(entry, from + 1))
        if (standsAlone(text, from, entry)) tags.push({ name, from, to: from + entry.length });
  return tags;
}

/** A Latin word inside a longer one is another word. */
function standsAlone(text: string, from: number, entry: string): boolean {
  const before = LATIN.test(entry[0] ?? '') && LATIN.test(text[from - 1] ?? '');
  const after = LATIN.test(entry.at(-1) ?? '') && LATIN.test(text[from + entry.length] ?? '');
  return !before && !after;
}

function sentenceOf(raw: string, lexicon: Lexicon): Sentence {
  const text = lexicon.spaced ? wordsOf(raw) : joined(raw);
  return { text, tags: lexicon.spaced ? tagsOfWords(text, lexicon) : tagsOfCharacters(text, lexicon) };
}

class Judge {
  readonly #tags: readonly Tag[];
  readonly #lexicon: Lexicon;
  readonly #gap: number;

  constructor({ tags }: Sentence, lexicon: Lexicon) {
    this.#tags = tags;
    this.#lexicon = lexicon;
    // Thai letters are sounds; those of the other scripts without spaces are words or syllables.
    this.#gap = lexicon.spaced ? 8 : lexicon.language === 'th' ? 30 : 12;
  }

  /** One tag of each group, all near one another, none in the place of another. */
  find(...groups: readonly (readonly LexiconClass[])[]): readonly Tag[] | undefined {
    return this.#extend([], groups);
  }

  /** As `find`; the first group is a verb, which stands where this language puts it and is not negated. */
  findCommand(...groups: readonly (readonly LexiconClass[])[]): boolean {
    return this.#extend([], groups, (chosen) => this.#isCommand(chosen)) !== undefined;
  }

  #extend(
    chosen: readonly Tag[],
    groups: readonly (readonly LexiconClass[])[],
    accept: (chosen: readonly Tag[]) => boolean = () => true,
  ): readonly Tag[] | undefined {
    const [group, ...rest] = groups;
    if (group === undefined) return accept(chosen) ? chosen : undefined;
    for (const tag of this.#tags) {
      if (!group.includes(tag.name) || !chosen.every((other) => this.#isBeside(tag, other))) continue;
      const found = this.#extend([...chosen, tag], rest, accept);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isBeside(one: Tag, other: Tag): boolean {
    const gap = Math.max(one.from - other.to, other.from - one.to);
    return gap >= 0 && gap <= this.#gap;
  }

  #isCommand([verb, ...objects]: readonly Tag[]): boolean {
    if (verb === undefined || this.#isNegated(verb)) return false;
    if (this.#lexicon.order === 'verb_first') return objects.every(({ from }) => from >= verb.to);
    if (this.#lexicon.order === 'verb_last') return objects.every(({ to }) => to <= verb.from);
    return true;
  }

  #isNegated(verb: Tag): boolean {
    const reach = this.#lexicon.spaced ? 1 : 3;
    return this.#tags.some(({ name, from, to }) => {
      if (name !== 'negation') return false;
      const before = verb.from - to;
      const after = from - verb.to;
      return (before >= 0 && before <= reach) || (this.#lexicon.order === 'verb_last' && after >= 0 && after <= reach);
    });
  }
}

function judgeSentence(sentence: Sentence, lexicon: Lexicon): readonly Structure[] {
  const judge = new Judge(sentence, lexicon);
  const found: Structure[] = [];
  if (judge.findCommand(['drop'], ['rules'], ['prior', 'all', 'your']) || judge.findCommand(['drop'], ['prompt']))
    found.push('override');
  if (judge.findCommand(['reveal'], ['prompt'])) found.push('disclosure');
  if (judge.find(['role'], ['persona', 'unrestricted'])) found.push('role');
  if (judge.findCommand(['send'], ['secret'], ['outside'])) found.push('exfiltration');
  if (judge.find(['conceal'], ['user'])) found.push('concealment');
  if (judge.find(['persist'], ['must'])) found.push('persistence');
  if (judge.find(['must'], ['run'], ['tool'])) found.push('tool');
  if (hasPhrase(sentence.text, lexicon)) found.push('phrase');
  return found;
}

/** In some languages a polite command and a forbidden one differ by nothing but the word before. */
function hasPhrase(text: string, lexicon: Lexicon): boolean {
  const padded = lexicon.spaced ? ` ${text} ` : text;
  return lexicon.phrases.some(({ text: phrase }) => {
    const at = padded.indexOf(lexicon.spaced ? ` ${phrase} ` : joined(phrase));
    const before = padded.slice(0, Math.max(at, 0));
    return at >= 0 && !lexicon.words.negation.some((word) => before.endsWith(lexicon.spaced ? ` ${word}` : word));
  });
}

function judgeAuthority(text: string, lexicon: Lexicon): boolean {
  for (const [, speaker = '', speech = ''] of text.matchAll(AUTHORITY_TAG)) {
    const { tags, text: words } = sentenceOf(speaker, lexicon);
    const length = lexicon.spaced ? words.split(' ').length : words.length;
    const speaks = tags.some(({ name, from, to }) => name === 'authority' && from === 0 && to === length);
    if (speaks && sentenceOf(speech, lexicon).tags.some(({ name }) => name === 'override' || name === 'drop'))
      return true;
  }
  return false;
}

/**
 * The structures that a text shows in one language. A plain reading of what the tables are for: classes near one
 * another in a sentence, in the order of the language. Slow, and without the judgement of the real detector.
 */
export function structuresOf(text: string, lexicon: Lexicon): ReadonlySet<Structure> {
  const folded = foldLetters(text);
  const found = new Set<Structure>();
  for (const sentence of folded.split(SENTENCE_END))
    for (const structure of judgeSentence(sentenceOf(sentence, lexicon), lexicon)) found.add(structure);
  if (judgeAuthority(folded, lexicon)) found.add('authority');
  return found;
}
