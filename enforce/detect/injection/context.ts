// SPDX-License-Identifier: Apache-2.0
import { KIND, LINE, SPACE, WORD } from '../../text/prose-table.js';
import type { CompiledRules } from './compile.js';
import { isIn, type StructureMatch } from './matcher.js';
import { LEAD_CLAUSE, type Tags } from './tags.js';

/** How far, in folded units, a quotation reaches to each side of a match. */
const QUOTE_REACH = 240;
/** How far, in words, a word that marks a quotation may stand from it. */
const META_REACH = 24;
/** How many words in front of a verb say who is meant to act, and how many units they may take. */
const PRECEDING_WORDS = 5;
const PRECEDING_UNITS = 72;

/**
 * The words right in front of a place, the nearest first, in lower case. Ends at the start of the sentence as far as
 * full stops and blank lines tell.
 */
export function precedingWords(units: Uint16Array, from: number): readonly string[] {
  const words: string[] = [];
  const limit = Math.max(0, from - PRECEDING_UNITS);
  let at = from;
  while (at > limit && words.length < PRECEDING_WORDS) {
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
const NOUN_MARKERS = new Set('the a an my our their his her of for in on with by from no some these those'.split(' '));
/** In front of `to`: someone tells the reader to act. */
const DEMANDS = new Set(
  'you need want have like going ask asking order ordered instruct instructed required supposed is are am remember sure free allowed expected command request told mission goal task job try make be wish'.split(
    ' ',
  ),
);

export type Mood = 'command' | 'negated' | 'described';

/** Whether the verb at a place commands, from the words in front of it. In doubt it does. */
export function moodOf(units: Uint16Array, from: number): Mood {
  const words = precedingWords(units, from);
  let i = 0;
  while (ADVERBS.has(words[i] ?? '') || words[i] === 'please') i++;
  const near = words[i] ?? '';
  const next = words[i + 1] ?? '';
  if (NEGATIONS.has(near)) return next === 'do' || next === 'should' || i < 3 ? 'negated' : 'command';
  if (NEGATIONS.has(next) && (near === 'to' || near === 'you' || near === 'be')) return 'negated';
  if (near === 'to') return isDemand(words, i + 1) ? 'command' : 'described';
  if (near === 'you') return CONDITIONS.has(next) ? 'described' : 'command';
  if (MODALS.has(near)) return next === 'you' || next === '' || !OTHERS.has(next) ? 'command' : 'described';
  if (OTHERS.has(near)) return near === 'lets' ? 'command' : 'described';
  return NOUN_MARKERS.has(near) ? 'described' : 'command';
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

/** True when a match stands in a quotation that its own sentence presents as one. */
export function isQuoted(
  rules: CompiledRules,
  tags: Tags,
  units: Uint16Array,
  length: number,
  match: StructureMatch,
): boolean {
  const quotation = quotationAround(units, length, match.from, match.to);
  return quotation !== undefined && isMarked(rules, tags, match, quotation);
}

/** True when a clause begins at the tag, or its mood is that of a command. */
export function isCommand(tags: Tags, units: Uint16Array, tag: number): boolean {
  return (tags.lead[tag] ?? 0) >= LEAD_CLAUSE || moodOf(units, tags.from[tag] ?? 0) === 'command';
}
