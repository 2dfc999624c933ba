// SPDX-License-Identifier: Apache-2.0
import { KIND, LINE, SPACE, WORD } from '../../text/prose-table.js';
import type { CompiledRules } from './compile.js';
import { isIn, type StructureMatch } from './matcher.js';
import { LEAD_CLAUSE, LEAD_DOT, LEAD_JOIN, type Tags } from './tags.js';

/** How far, in folded units, a quotation reaches to each side of a match. */
const QUOTE_REACH = 240;
/** How far, in words, a word that marks a quotation may stand from it. */
const META_REACH = 24;
/** How many words in front of a verb say who is meant to act, and how many units they may take. */
const PRECEDING_WORDS = 5;
const PRECEDING_UNITS = 72;
/** The same, to find who is told to do several things. */
const REPORT_WORDS = 16;
const REPORT_UNITS = 140;

/**
 * The words right in front of a place, the nearest first, in lower case. Ends at the start of the sentence as far as
 * full stops and blank lines tell.
 */
function precedingWords(units: Uint16Array, from: number, most: number, reach: number): readonly string[] {
  const words: string[] = [];
  const limit = Math.max(0, from - reach);
  let at = from;
  while (at > limit && words.length < most) {
    const unit = units[at - 1] ?? 0;
    if (KIND[unit] === WORD || unit === 0x27) {
      let word = '';
      for (; at > limit && (KIND[units[at - 1] ?? 0] === WORD || units[at - 1] === 0x27); at--) {
        if (units[at - 1] !== 0x27) word = String.fromCharCode(units[at - 1] ?? 0) + word;
      }
      words.push(word.toLowerCase());
    } else if (KIND[unit] === SPACE || unit === 0x0a || unit === 0x0d) at--;
    else break;
  }
  return words;
}

const NEGATIONS = new Set(
  'not never dont doesnt wont cant cannot shouldnt mustnt couldnt wouldnt didnt without avoid nor refuse refuses'.split(
    ' ',
  ),
);
const ADVERBS = new Set(
  'ever just simply always blindly also silently even merely really actually completely immediately now accidentally'.split(
    ' ',
  ),
);
const OTHERS = new Set(
  'i we they he she it who which that this users people attackers attacker user models model someone anyone them him us lets'.split(
    ' ',
  ),
);
const MODALS = new Set('can could may might will would does did do should must shall'.split(' '));
const ADDRESSEES = new Set(
  'you ai assistant assistants model models agent agents chatgpt gpt bot llm llms claude please'.split(' '),
);
const NOUN_MARKERS = new Set('the a an my our their his her of for in on with by from no some these those'.split(' '));
/** In front of `to`: someone tells the reader to act. */
const DEMANDS = new Set(
  'you need want have like going ask asking order ordered instruct instructed required supposed is are am remember sure free allowed authorised authorized permitted instructed expected command request told mission goal task job try make be wish'.split(
    ' ',
  ),
);

export type Mood = 'command' | 'negated' | 'described';

/** Whether the verb at a place commands, from the words in front of it. In doubt it does. */
export function moodOf(units: Uint16Array, from: number): Mood {
  const words = precedingWords(units, from, PRECEDING_WORDS, PRECEDING_UNITS);
  let i = 0;
  while (ADVERBS.has(words[i] ?? '') || words[i] === 'please') i++;
  const near = words[i] ?? '';
  const next = words[i + 1] ?? '';
  if (NEGATIONS.has(near)) return next === 'do' || next === 'should' || i < 3 ? 'negated' : 'command';
  if (NEGATIONS.has(next) && (near === 'to' || near === 'you' || near === 'be')) return 'negated';
  if (JOINTS.has(near)) return isReported(units, from) ? 'described' : 'command';
  if (near === 'to') return isDemand(words, i + 1) ? 'command' : 'described';
  if (near === 'you') return CONDITIONS.has(next) ? 'described' : 'command';
  if (MODALS.has(near)) return next === '' || ADDRESSEES.has(next) ? 'command' : 'described';
  if (OTHERS.has(near)) return near === 'lets' ? 'command' : 'described';
  return NOUN_MARKERS.has(near) ? 'described' : 'command';
}

const JOINTS = new Set(['and', 'or', 'then']);
const PERFORMERS = new Set(
  'model models chatbot chatbots llm llms ai assistant assistants agent agents bot bots it them system someone victim gpt chatgpt'.split(
    ' ',
  ),
);

/** `instructs the model to ignore its rules and reveal ...`: what is told of someone else goes on behind an `and`. */
function isReported(units: Uint16Array, from: number): boolean {
  const words = precedingWords(units, from, REPORT_WORDS, REPORT_UNITS);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === 'you') return false;
    if ((word === 'to' || word === 'into') && PERFORMERS.has(words[i + 1] ?? '')) return true;
  }
  return false;
}

/** True when the words in front of `you` make a question or a condition of the statement. */
export function isQuestion(units: Uint16Array, from: number): boolean {
  const near = precedingWords(units, from, 1, PRECEDING_UNITS)[0] ?? '';
  return CONDITIONS.has(near) || MODALS.has(near) || near === 'have' || near === 'are';
}

const CONDITIONS = new Set('if when whenever where unless before after that what how why once'.split(' '));

/** `you are to`, `I want you to`, `your task is to`: yes; `asks the model to`, `how to`: no. */
function isDemand(words: readonly string[], at: number): boolean {
  const near = words[at] ?? '';
  if (near === '') return true;
  return DEMANDS.has(near) && !OTHERS.has(words[at + 1] ?? '') ? true : near === 'you';
}

/** The mark that closes a quotation, for each mark that may open one. */
const CLOSING = new Map([
  [0x22, 0x22],
  [0x27, 0x27],
  [0x60, 0x60],
  [0xab, 0xbb],
  [0xbb, 0xab],
  [0x300c, 0x300d],
]);

interface Quotation {
  readonly open: number;
  readonly close: number;
}

function isBlank(unit: number): boolean {
  return KIND[unit] === SPACE || KIND[unit] === LINE || unit === 0;
}

/** The quotation around a stretch, if there is one. A string of JSON under a key is no quotation: anyone may write it. */
export function quotationAround(units: Uint16Array, length: number, from: number, to: number): Quotation | undefined {
  const lowest = Math.max(0, from - QUOTE_REACH);
  for (let open = from - 1; open >= lowest; open--) {
    const closing = CLOSING.get(units[open] ?? 0);
    if (closing === undefined) continue;
    if (isBlank(units[open + 1] ?? 0) || (open > 0 && KIND[units[open - 1] ?? 0] === WORD && units[open] === 0x27))
      continue;
    if (isValueOfKey(units, open)) return undefined;
    const highest = Math.min(length, to + QUOTE_REACH);
    for (let close = to; close < highest; close++) {
      if (units[close] !== closing) continue;
      if (KIND[units[close + 1] ?? 0] === WORD) continue;
      return { open, close };
    }
  }
  return undefined;
}

function isValueOfKey(units: Uint16Array, open: number): boolean {
  let at = open - 1;
  while (at >= 0 && isBlank(units[at] ?? 0)) at--;
  if (units[at] !== 0x3a) return false;
  return units[at - 1] === 0x22 || units[at - 1] === 0x27;
}

/** True when a word that marks quotations stands near a quotation, in its sentence and outside of it. */
function isMarked(rules: CompiledRules, tags: Tags, match: StructureMatch, quotation: Quotation): boolean {
  const sentence = tags.sentence[match.firstTag];
  const lowest = (tags.first[match.firstTag] ?? 0) - META_REACH;
  for (let tag = match.firstTag - 1; tag >= 0 && (tags.first[tag] ?? 0) >= lowest; tag--) {
    if (tags.sentence[tag] !== sentence && (tags.from[tag] ?? 0) < quotation.open) break;
    if ((tags.from[tag] ?? 0) < quotation.open && isIn(rules, rules.metaSet, tags.entry[tag] ?? 0)) return true;
  }
  const last = tags.sentence[match.lastTag];
  const highest = (tags.last[match.lastTag] ?? 0) + META_REACH;
  for (let tag = match.lastTag + 1; tag < tags.count && (tags.first[tag] ?? 0) <= highest; tag++) {
    if (tags.sentence[tag] !== last && (tags.from[tag] ?? 0) > quotation.close) break;
    if ((tags.from[tag] ?? 0) > quotation.close && isIn(rules, rules.metaSet, tags.entry[tag] ?? 0)) return true;
  }
  return false;
}

/** Shortest quotation, in blanks: one quoted word is a matter of style and must not hide what stands around it. */
const MIN_QUOTED_BLANKS = 2;

function isLongEnough(units: Uint16Array, { open, close }: Quotation): boolean {
  let blanks = 0;
  for (let at = open + 1; at < close && blanks < MIN_QUOTED_BLANKS; at++) if (isBlank(units[at] ?? 0)) blanks++;
  return blanks >= MIN_QUOTED_BLANKS;
}

/** True when a match begins or ends in a quotation that its own sentence presents as one. */
export function isQuoted(
  rules: CompiledRules,
  tags: Tags,
  units: Uint16Array,
  length: number,
  match: StructureMatch,
): boolean {
  for (const tag of match.firstTag === match.lastTag ? [match.firstTag] : [match.firstTag, match.lastTag]) {
    const quotation = quotationAround(units, length, tags.from[tag] ?? 0, tags.to[tag] ?? 0);
    if (quotation === undefined || !isLongEnough(units, quotation)) continue;
    if (isMarked(rules, tags, match, quotation)) return true;
  }
  return false;
}

/** How far back, in folded units, a string value of JSON may have begun. */
const FIELD_REACH = 160;

/** True when a place stands in a string value of JSON, not far from where the string begins. */
export function isInField(units: Uint16Array, from: number): boolean {
  const lowest = Math.max(1, from - FIELD_REACH);
  for (let at = from - 1; at >= lowest; at--) {
    if (units[at] === 0x22 && units[at - 1] !== 0x5c) return isValueOfKey(units, at);
  }
  return false;
}

/** How far, in words, the neighbourhood of a match reaches. */
const NEAR = 14;

/** True when a word of a set stands in the sentence of a match, within reach. */
export function isNear(rules: CompiledRules, tags: Tags, set: number, match: StructureMatch): boolean {
  const lowest = (tags.first[match.firstTag] ?? 0) - NEAR;
  const sentence = tags.sentence[match.firstTag];
  for (let tag = match.firstTag - 1; tag >= 0 && (tags.first[tag] ?? 0) >= lowest; tag--) {
    if (tags.sentence[tag] === sentence && isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  }
  const highest = (tags.last[match.lastTag] ?? 0) + NEAR;
  const last = tags.sentence[match.lastTag];
  for (let tag = match.firstTag; tag < tags.count && (tags.first[tag] ?? 0) <= highest; tag++) {
    if (tags.sentence[tag] === last && isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  }
  return false;
}

/** True when a word of a set stands in front of a match with at most one word between, or right behind it. */
export function isNegated(rules: CompiledRules, tags: Tags, set: number, match: StructureMatch): boolean {
  const sentence = tags.sentence[match.firstTag];
  const first = tags.first[match.firstTag] ?? 0;
  for (let tag = match.firstTag - 1; tag >= 0 && (tags.last[tag] ?? 0) >= first - 2; tag--) {
    if ((tags.to[tag] ?? 0) > match.from || tags.sentence[tag] !== sentence) continue;
    if (isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  }
  const last = tags.last[match.lastTag] ?? 0;
  for (let tag = match.lastTag + 1; tag < tags.count && (tags.first[tag] ?? 0) <= last + 1; tag++) {
    if ((tags.from[tag] ?? 0) < match.to || tags.sentence[tag] !== sentence) continue;
    if (isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  }
  return false;
}

/** True when the given marks stand around the first word or phrase of a match, blanks aside. */
export function isWrapped(
  tags: Tags,
  units: Uint16Array,
  match: StructureMatch,
  [before, behind]: readonly [string, string],
): boolean {
  let at = match.from - 1;
  while (at >= 0 && KIND[units[at] ?? 0] === SPACE && match.from - at < 4) at--;
  for (let i = before.length - 1; i >= 0; i--, at--) if (units[at] !== before.charCodeAt(i)) return false;
  const end = tags.to[match.firstTag] ?? 0;
  at = end;
  while (KIND[units[at] ?? 0] === SPACE && at - end < 4) at++;
  for (let i = 0; i < behind.length; i++, at++) if (units[at] !== behind.charCodeAt(i)) return false;
  return true;
}

/** Words joined by underscores beyond this are a sentence in disguise, not a name. */
const LONGEST_NAME = 3;

function isSentence(units: Uint16Array, from: number): boolean {
  let joints = 0;
  for (let at = from; joints < LONGEST_NAME; at++) {
    if (units[at] === 0x5f) joints++;
    else if (KIND[units[at] ?? 0] !== WORD) return false;
  }
  return true;
}

/** A name of program text goes on with one of these: a call, a member, an assignment, snake case. */
function isName(units: Uint16Array, behind: number): boolean {
  const unit = units[behind] ?? 0;
  if (unit === 0x28 || unit === 0x5b || unit === 0x3d) return true;
  if (unit === 0x5f) return !isSentence(units, behind);
  return unit === 0x2e && KIND[units[behind + 1] ?? 0] === WORD;
}

/** True when a clause begins at the tag, or its mood is that of a command. */
export function isCommand(tags: Tags, units: Uint16Array, tag: number): boolean {
  const lead = tags.lead[tag] ?? 0;
  if (isName(units, tags.to[tag] ?? 0) || lead === LEAD_DOT || lead === LEAD_JOIN) return false;
  if (units[(tags.from[tag] ?? 0) - 1] === 0x2d) return false;
  return lead >= LEAD_CLAUSE || moodOf(units, tags.from[tag] ?? 0) === 'command';
}
