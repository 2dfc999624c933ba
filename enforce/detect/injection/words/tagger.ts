// SPDX-License-Identifier: Apache-2.0
import {
  APOSTROPHE,
  CLAUSE,
  END,
  KIND,
  LETTER,
  LINE,
  SPACE,
  SYMBOL,
  UNSPACED,
  WORD,
  WORD_LETTER,
} from '../../../text/prose-characters.js';
import type { Prose } from '../../../text/prose.js';
import type { Cipher } from './ciphers.js';
import { isLink, linkEnd, mailEnd, mailStart } from './links.js';
import { addKnownWord, openPhrases, type KnownWord } from './phrases.js';
import { findRareWord } from './rare-words.js';
import {
  addTag,
  clearTags,
  LEAD_CLAUSE,
  LEAD_DOT,
  LEAD_JOIN,
  LEAD_LINE,
  LEAD_SPACE,
  LEAD_START,
  type Run,
  type Tags,
} from './tags.js';
import { HASH_PRIME, HASH_SEED, lookUp, NONE, pairKey, slotOf, type Vocabulary } from './vocabulary.js';

/** Entries of things that are known by their form. */
export interface Forms {
  readonly link: number;
  readonly mail: number;
  /** Words that show that a text is in a cipher, or written backwards, and those that show its words to be so. */
  readonly ciphered: number;
  readonly reversed: number;
  readonly turned: number;
  /** What undoes the cipher of a word, by its folded letters. */
  readonly ciphers: ReadonlyMap<string, Cipher>;
}

/** Letters of a word from which on it could be several words pushed together. */
const LONG_WORD = 16;
/** So many words of equal, short length in a row could be a text that was cut into pieces. */
const MIN_PIECES = 6;
const MAX_PIECE = 6;
/** Runs beyond this are not searched; each costs about as much as its length. */
const MAX_RUNS = 4096;

/** Where the tagger stands. */
interface Place {
  /** Number of the sentence, and words since it began. */
  sentence: number;
  inSentence: number;
  /** Words since the last full stop. */
  sinceStop: number;
  ended: boolean;
  lines: number;
  lead: number;
  /** Letters of a script without spaces count as half a word each. */
  half: number;
}

const open = openPhrases();
const known: KnownWord = { word: 0, from: 0, to: 0, lead: 0, sentence: 0 };

/** Reads a folded text into `tags`, from left to right and once. */
export function tagWords(vocabulary: Vocabulary, forms: Forms, prose: Prose, tags: Tags): void {
  const { units, length } = prose;
  const { mask, keys, values } = vocabulary.words;
  const place: Place = { sentence: 0, inSentence: 0, sinceStop: 0, ended: true, lines: 0, lead: LEAD_START, half: 0 };
  clearTags(tags);
  open.count = 0;
  // The row of pieces of equal length that is being read.
  let pieceLength = 0;
  let pieces = 0;
  let unknownPieces = 0;
  let piecesFrom = 0;
  let piecesTo = 0;
  for (let at = 0; at < length;) {
    let letter = WORD_LETTER[units[at] ?? 0] ?? 0;
    if (letter === 0) {
      const kind = KIND[units[at] ?? 0] ?? 0;
      if (kind === SPACE) at++;
      else if (kind === UNSPACED) at = readUnspaced(vocabulary, tags, place, units, at);
      else at = readMark(place, units, at, kind);
      continue;
    }
    const from = at;
    let hash = HASH_SEED;
    let unread = 0;
    for (;;) {
      for (; letter !== 0; letter = WORD_LETTER[units[++at] ?? 0] ?? 0) hash = Math.imul(hash ^ letter, HASH_PRIME);
      // A mark inside a word stands for a letter, an apostrophe for none; anywhere else they end it.
      const kind = KIND[units[at] ?? 0] ?? 0;
      if ((kind !== SYMBOL && kind !== APOSTROPHE) || KIND[units[at + 1] ?? 0] !== WORD) break;
      if (units[at] === 0x40 && mailEnd(units, length, at) > 0) break;
      if (kind === APOSTROPHE) {
        unread++;
        letter = WORD_LETTER[units[++at] ?? 0] ?? 0;
      } else letter = LETTER[units[at] ?? 0] ?? 0;
    }
    if (place.ended) startSentence(place);
    place.lines = 0;
    place.inSentence++;
    place.sinceStop++;
    const letters = at - from - unread;
    if (letters !== pieceLength) {
      if (pieces >= MIN_PIECES)
        addPieces(tags, units, { pieces, pieceLength, unknownPieces, piecesFrom, piecesTo }, from);
      pieces = 0;
      unknownPieces = 0;
      pieceLength = letters;
      piecesFrom = from;
    }
    pieces++;
    piecesTo = at;
    let slot = slotOf(hash, mask);
    while (values[slot] !== NONE && keys[slot] !== hash) slot = (slot + 1) & mask;
    let word = values[slot] ?? NONE;
    if (word === NONE) {
      unknownPieces++;
      word = findRareWord(vocabulary, units, from, at);
    }
    if (word !== NONE) know(vocabulary, tags, place, units, word, from, at);
    else {
      open.count = 0;
      if (letters >= LONG_WORD) addRun(tags, from, at, 'compact');
    }
    tags.words++;
    place.lead = LEAD_SPACE;
    if (units[at] === 0x3a && isLink(units, from, at)) at = readLink(tags, place, units, forms.link, from, at);
    else if (units[at] === 0x40 && mailEnd(units, length, at) > 0)
      at = readMail(tags, place, units, forms.mail, from, at);
  }
  if (pieces >= MIN_PIECES)
    addPieces(tags, units, { pieces, pieceLength, unknownPieces, piecesFrom, piecesTo }, length);
}

/** Reads what is neither a word nor a space; returns the place behind it. */
function readMark(place: Place, units: Uint16Array, at: number, kind: number): number {
  const next = KIND[units[at + 1] ?? 0];
  if (kind === LINE) {
    if (units[at] !== 0x0d || units[at + 1] !== 0x0a) place.lines++;
    if (place.lead < LEAD_LINE) place.lead = LEAD_LINE;
    if (place.inSentence > 1 && (place.lines > 1 || isLineEnd(units, at))) place.ended = true;
  } else if (kind === END || (kind === SYMBOL && units[at] === 0x21)) {
    if (next === WORD || units[at + 1] === 0x5b) {
      if (place.lead === LEAD_SPACE) place.lead = LEAD_DOT;
    } else {
      // A full stop behind each single word is a disguise.
      if (place.sinceStop > 1) place.ended = true;
      else if (place.lead < LEAD_CLAUSE) place.lead = LEAD_CLAUSE;
      place.sinceStop = 0;
    }
  } else if (kind === CLAUSE || kind === APOSTROPHE || next === SPACE) {
    if (place.lead < LEAD_CLAUSE) place.lead = LEAD_CLAUSE;
  } else if (place.lead === LEAD_SPACE) place.lead = LEAD_JOIN;
  return at + 1;
}

const ITEM = new Uint8Array(128);
for (const mark of '*-+#|>') ITEM[mark.charCodeAt(0)] = 1;
const STATEMENT = new Uint8Array(128);
for (const mark of ';{}') STATEMENT[mark.charCodeAt(0)] = 1;

/** Marks that may stand ahead of each line of one sentence: of a comment, a quotation, a change. */
const MARGIN = new Uint8Array(128);
for (const mark of '*+#>') MARGIN[mark.charCodeAt(0)] = 1;

/** True when the line that ends here is a statement of program text, or the next one is an item, a heading or a row. */
function isLineEnd(units: Uint16Array, at: number): boolean {
  const last = units[units[at] === 0x0a && units[at - 1] === 0x0d ? at - 2 : at - 1] ?? 0;
  if (last < 128 && STATEMENT[last] === 1) return true;
  const next = pastIndent(units, at + 1);
  const mark = units[next] ?? 0;
  return mark < 128 && ITEM[mark] === 1 && !goesOn(units, at, next);
}

function pastIndent(units: Uint16Array, from: number): number {
  let at = from;
  while (KIND[units[at] ?? 0] === SPACE && at < from + MAX_INDENT) at++;
  return at;
}

/** Whether the line behind a line break goes on in small letters, behind the same mark as the line ahead of it. */
function goesOn(units: Uint16Array, lineBreak: number, markAt: number): boolean {
  const mark = units[markAt] ?? 0;
  if (MARGIN[mark] !== 1) return false;
  let behind = markAt;
  while (units[behind] === mark) behind++;
  const letter = units[pastIndent(units, behind)] ?? 0;
  if (letter < 0x61 || letter > 0x7a) return false;
  let start = lineBreak;
  while (start > 0 && lineBreak - start < MAX_LINE && KIND[units[start - 1] ?? 0] !== LINE) start--;
  return units[pastIndent(units, start)] === mark;
}

/** A line that is longer is not looked at whole. */
const MAX_LINE = 240;
const MAX_INDENT = 16;

function startSentence(place: Place): void {
  place.sentence += place.lines > 1 ? 3 : 1;
  place.inSentence = 0;
  place.ended = false;
  place.lead = LEAD_START;
  open.count = 0;
}

function know(
  vocabulary: Vocabulary,
  tags: Tags,
  place: Place,
  units: Uint16Array,
  word: number,
  from: number,
  to: number,
): void {
  // `A1` or `2` is no word with a digit for a letter: there is too little left to go by.
  if (to - from <= 2 && ((units[from] ?? 0) < 0x3a || (units[to - 1] ?? 0) < 0x3a)) return;
  known.word = word;
  known.from = from;
  known.to = to;
  known.lead = place.lead;
  known.sentence = place.sentence;
  addKnownWord(vocabulary, tags, open, known);
}

function addRun(tags: Tags, from: number, to: number, kind: Run['kind']): void {
  if (tags.runs.length < MAX_RUNS) tags.runs.push({ from, to, kind });
}

interface Pieces {
  readonly pieces: number;
  readonly pieceLength: number;
  readonly unknownPieces: number;
  readonly piecesFrom: number;
  readonly piecesTo: number;
}

/** Ends a row of pieces. The piece behind it may be what was left over by the cutting. */
function addPieces(tags: Tags, units: Uint16Array, row: Pieces, nextFrom: number): void {
  const { pieces, pieceLength, unknownPieces, piecesFrom, piecesTo } = row;
  if (pieceLength === 1) addRun(tags, piecesFrom, piecesTo, 'spaced');
  else if (pieceLength <= MAX_PIECE && unknownPieces * 3 >= pieces) {
    let to = nextFrom;
    while (KIND[units[to] ?? 0] === WORD) to++;
    addRun(tags, piecesFrom, to, 'chunked');
  }
}

/** A mail address counts as one word beside the first piece of its name. */
function readMail(tags: Tags, place: Place, units: Uint16Array, entry: number, from: number, at: number): number {
  const end = mailEnd(units, units.length, at);
  addTag(tags, entry, tags.words, mailStart(units, from), end, place.sentence, LEAD_SPACE);
  tags.words++;
  open.count = 0;
  return end;
}

/** A link counts as one word; what stands behind its question mark is read as words again. */
function readLink(tags: Tags, place: Place, units: Uint16Array, entry: number, from: number, colon: number): number {
  const end = linkEnd(units, units.length, colon);
  tags.words--;
  addTag(tags, entry, tags.words, from, end, place.sentence, LEAD_SPACE);
  tags.words++;
  open.count = 0;
  return end;
}

/** Reads a stretch of letters of a script without spaces; at each letter all known words that begin there are tagged. */
function readUnspaced(vocabulary: Vocabulary, tags: Tags, place: Place, units: Uint16Array, from: number): number {
  const { runNext, runEntry } = vocabulary;
  if (place.ended) startSentence(place);
  place.lines = 0;
  open.count = 0;
  let at = from;
  for (; KIND[units[at] ?? 0] === UNSPACED; at++) {
    let node = lookUp(runNext, pairKey(0, units[at] ?? 0));
    for (let next = at + 1; node !== NONE; next++) {
      const entry = runEntry[node] ?? NONE;
      if (entry !== NONE) addRunTag(tags, place, entry, at, next);
      node = lookUp(runNext, pairKey(node, units[next] ?? 0));
    }
    place.half ^= 1;
    tags.words += place.half;
    place.lead = LEAD_SPACE;
  }
  place.inSentence += 2;
  place.sinceStop += 2;
  return at;
}

/** Tags of such scripts may reach beyond the word count at their start; order and distance go by `from` and `to`. */
function addRunTag(tags: Tags, place: Place, entry: number, from: number, to: number): void {
  addTag(tags, entry, tags.words, from, to, place.sentence, place.lead);
  tags.last[tags.count - 1] = tags.words + ((to - from - 1) >> 1);
}
