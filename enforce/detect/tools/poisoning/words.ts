// SPDX-License-Identifier: Apache-2.0
import { normalizeKeepingLines } from '../../../text/normalize.js';
import { wordsOfName } from '../names.js';
import { credentialKind, canonicalPath } from '../policy/paths.js';
import { DESCRIBING, DIRECTIVES, PAIRS, REQUIRING, WORDS, type WordClass } from './lexicon.table.js';

/** A word of a text with everything it can be. */
export interface TaggedWord {
  /** Lower case, look-alike letters as ASCII. */
  readonly text: string;
  readonly classes: ReadonlySet<WordClass>;
  /** Number of the sentence. */
  readonly sentence: number;
}

const CLASSES = new Map<string, WordClass[]>();
for (const [kind, list] of Object.entries(WORDS))
  for (const word of list.split(' ')) CLASSES.set(word, [...(CLASSES.get(word) ?? []), kind as WordClass]);
const PAIR_CLASSES = new Map<string, WordClass[]>();
for (const [words, kind] of PAIRS) PAIR_CLASSES.set(words, [...(PAIR_CLASSES.get(words) ?? []), kind]);

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Digits and signs that stand for letters, inside a word that has letters too. */
export function unleet(word: string): string {
  return /[a-z]/.test(word) ? word.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign) : word;
}

interface Piece {
  readonly text: string;
  /** It stands in quotes or backticks: the name of something. */
  readonly quoted: boolean;
  /** A sentence ends behind it. */
  readonly ends: boolean;
  /** A comma or colon stands behind it. */
  readonly pauses: boolean;
}

const URL = /^[a-z][a-z0-9+.-]{1,20}:\/\//;
const TRIM_START = /^["'`([{<*_«“‘]+/;
const TRIM_END = /["'`)\]}>*,;:!?.…»”’]+$/;
const INSIDE = /[=+'"`(),;:[\]{}<>|*]+/;
const EITHER = /^[a-z-]{2,}\/[a-z-]{2,}$/;

const LETTERS = /^[a-z]+$/;
const QUOTED = /^["'`‘“][a-z_][a-z0-9_.-]*["'`’”]/;

function pieces(chunk: string): readonly Piece[] {
  if (LETTERS.test(chunk)) return [{ text: chunk, quoted: false, ends: false, pauses: false }];
  const bare = chunk.replace(TRIM_START, '');
  const text = bare.replace(TRIM_END, '');
  const ends = /[.!?]["'`)\]}>*]*$/.test(bare);
  const pauses = /[,:;]["'`)\]}>*]*$/.test(bare);
  if (text === '') return ends ? [{ text: '', quoted: false, ends, pauses }] : [];
  const quoted = QUOTED.test(chunk);
  const parts = URL.test(text) ? [text] : EITHER.test(text) ? text.split('/') : text.split(INSIDE);
  const words = parts.map((part) => part.replace(TRIM_END, '')).filter((part) => part !== '');
  const last = words.length - 1;
  return words.map((word, i) => ({ text: word, quoted, ends: ends && i === last, pauses: pauses && i === last }));
}

/** Longest text whose words are looked at, in UTF-16 units. */
export const MAX_WORDED_TEXT = 65_536;
const MAX_CHUNK = 512;

function piecesOf(text: string): readonly Piece[] {
  const plain = normalizeKeepingLines(text.slice(0, MAX_WORDED_TEXT))
    .toLowerCase()
    .replace(/n['’]t\b/g, ' not');
  const all: Piece[] = [];
  for (const line of plain.split(/[\n\r]+/)) {
    for (const chunk of line.split(/[\s\u2013\u2014]+/))
      for (const piece of pieces(chunk.slice(0, MAX_CHUNK))) all.push(piece);
    // A line that ends in mid-sentence goes on; an empty text does not.
    const last = all.at(-1);
    if (last !== undefined && /[.!?:]\s*$/.test(line)) all[all.length - 1] = { ...last, ends: true };
  }
  return all;
}

const LEAKING =
  /[?&#/][^\s]*(?:=(?:\$\(|\$\{|\{|<|%7b|user_?data|env|secret|token|history|context|creds?|data\b)|\$\(|\$\{env)/;

function classesOf(word: string): Set<WordClass> {
  const classes = new Set<WordClass>(CLASSES.get(word) ?? CLASSES.get(unleet(word)));
  if (URL.test(word)) {
    if (!word.startsWith('file:')) classes.add('url');
    if (LEAKING.test(word)) classes.add('leak_url');
  }
  if (/[./~\\_]/.test(word)) addShapes(classes, word);
  if (/^[^\s@]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(word)) classes.add('url');
  return classes;
}

const NAMED_SECRET =
  /^(?:(?:[^\s]*\/)?credentials?\.(?:json|ya?ml|csv|txt|ini)|(?:[^\s]*\/)?\.(?:bash|zsh)_history|id_(?:rsa|ed25519|ecdsa|dsa)|\.env|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|authorized_keys)$/;

const PRIVATE_PARTS = new Set(
  'contacts credentials secrets history passwords emails tokens conversation conversations cookies'.split(' '),
);

function addShapes(classes: Set<WordClass>, word: string): void {
  const path = canonicalPath(word);
  const secret =
    credentialKind(path) !== undefined ||
    NAMED_SECRET.test(word) ||
    /(?:^|\/)(?:etc\/passwd|\.ssh|\.aws)(?:\/|$)/.test(path);
  if (secret && !/\.pub$|example|sample|known_hosts$|\.ssh\/config$/.test(path)) classes.add('secret_path');
  if (!/^[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+$/.test(word)) return;
  const words = wordsOfName(word);
  classes.add('identifier');
  if (/(?:^|_)(?:key|token|secret|password)s?$/.test(word)) classes.add('secret');
  if (words.some((part) => PRIVATE_PARTS.has(part))) classes.add('private');
  if (
    words.some((part) =>
      /^(?:read|file|files|secret|secrets|credential|credentials|cat|fetch|filesystem|env)$/.test(part),
    )
  )
    classes.add('reader_tool');
  if (words.some((part) => /^(?:bash|shell|terminal|exec|execute|run|command|powershell)$/.test(part)))
    classes.add('shell_tool');
}

type MutableWord = { -readonly [Key in keyof TaggedWord]: TaggedWord[Key] } & {
  readonly classes: Set<WordClass>;
  /** A comma or colon stands ahead of it. */
  readonly paused: boolean;
};

/** Words that a prohibition covers, counted from it or from the last verb under it. */
const NEGATION_REACH = 4;
/** `do not hesitate to read` is no prohibition. */
const CANCELLING = /^(?:hesitate|forget|fail|skip|omit|neglect|worry|only|just|but|then|instead|until|unless|if)$/;
const ARTICLE = /^(?:a|an|the|of|for|its|your|my|each|this|no)$/;

/** What is said to be possible or done rather than asked for: `can read`, `used to read`, `a read`. */
function isDescribed(words: readonly MutableWord[], at: number): boolean {
  const before = words[at - 1];
  const word = words[at];
  if (before === undefined || word === undefined || word.paused || before.sentence !== word.sentence) return false;
  if (before.text === 'to') return !REQUIRING.has(words[at - 2]?.text ?? '');
  const subject = before.text === 'also' ? (words[at - 2] ?? before) : before;
  return DESCRIBING.has(subject.text) || ARTICLE.test(before.text);
}

function isDirective(word: MutableWord): boolean {
  for (const kind of word.classes) if (DIRECTIVES.has(kind)) return true;
  return false;
}

/** Takes the verbs out that are no directions. */
function settleVerbs(words: readonly MutableWord[]): void {
  let covered = -1;
  let negatedVerb = false;
  words.forEach((word, i) => {
    if (words[i - 1]?.sentence !== word.sentence) covered = -1;
    if (word.classes.has('negation') || word.classes.has('without')) {
      covered = i + NEGATION_REACH;
      negatedVerb = false;
    } else if (CANCELLING.test(word.text) || (word.text === 'and' && !negatedVerb)) covered = -1;
    if (!isDirective(word)) return;
    if (i <= covered) {
      // `does not fetch files, read credentials or run commands`: the prohibition goes on with its verbs.
      covered = i + NEGATION_REACH;
      negatedVerb = true;
    }
    if (i <= covered || isDescribed(words, i)) for (const kind of DIRECTIVES) word.classes.delete(kind);
  });
}

/** The words of a text with what they can be. Bounded; time is linear. Untrusted input. */
export function tagWords(text: string): readonly TaggedWord[] {
  const words: MutableWord[] = [];
  let sentence = 0;
  let paused = false;
  for (const { text: word, quoted, ends, pauses } of piecesOf(text)) {
    if (word !== '') {
      const classes = classesOf(word);
      const before = words.at(-1);
      const pair =
        before === undefined || before.sentence !== sentence ? undefined : PAIR_CLASSES.get(`${before.text} ${word}`);
      for (const kind of pair ?? []) classes.add(kind);
      if (quoted && /^(?:as|in|into|to|the|of|through|via)$/.test(before?.text ?? ''))
        classes.add('handle').add('param');
      // Keys that are meant to be given away.
      if (before?.text === 'public') classes.delete('secret');
      words.push({ text: word, classes, sentence, paused });
    }
    const last = words.at(-1);
    if ((pauses || ends) && last?.classes.has('user')) last.classes.add('user_end');
    paused = pauses;
    if (ends) sentence++;
  }
  const last = words.at(-1);
  if (last?.classes.has('user')) last.classes.add('user_end');
  settleVerbs(words);
  return words;
}
