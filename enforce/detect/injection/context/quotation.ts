// SPDX-License-Identifier: Apache-2.0
import { KIND, LINE, SPACE, UNSPACED, WORD } from '../../../text/prose-characters.js';
import { textFrom, unitsText } from '../../../text/prose.js';
import type { CompiledRules } from '../matching/compile.js';
import { isIn, type StructureMatch } from '../matching/matcher.js';
import type { Tags } from '../words/tags.js';
import { isBlank, isValueOfKey } from './fields.js';
import { isNamed } from './named-marks.js';

/** How far, in folded units, a quotation reaches to each side of a match. */
const QUOTE_REACH = 240;
/** How far, in words, a word that marks a quotation may stand from it. */
const META_REACH = 24;

/** The mark that closes a quotation, for each mark that may open one; 0 for all others. */
const CLOSING = new Uint16Array(0x3010);
for (const marks of ['""', "\'\'", '``', '\u00ab\u00bb', '\u00bb\u00ab', '\u300c\u300d', '\u2039\u203a']) {
  CLOSING[marks.charCodeAt(0)] = marks.charCodeAt(1);
}

/** French has blanks inside of these. */
const GUILLEMET = 0xbb;

interface Quotation {
  readonly open: number;
  readonly close: number;
}

/** Marks for which no closing one was found behind the stretch at hand. */
const unclosed = new Uint16Array(16);

/** The quotation around a stretch, if there is one. A string of JSON under a key is no quotation: anyone may write it. */
function quotationAround(units: Uint16Array, length: number, from: number, to: number): Quotation | undefined {
  const lowest = Math.max(0, from - QUOTE_REACH);
  let missed = 0;
  for (let open = from - 1; open >= lowest; open--) {
    const closing = CLOSING[units[open] ?? 0] ?? 0;
    if (closing === 0) continue;
    if (
      (isBlank(units[open + 1] ?? 0) && closing !== GUILLEMET) ||
      (open > 0 && KIND[units[open - 1] ?? 0] === WORD && units[open] === 0x27)
    )
      continue;
    if (isValueOfKey(units, open)) return undefined;
    if (isAmong(unclosed, missed, closing)) continue;
    const close = closingMark(units, closing, to, Math.min(length, to + QUOTE_REACH));
    if (close >= 0) return { open, close };
    unclosed[missed++] = closing;
  }
  return undefined;
}

function isAmong(marks: Uint16Array, count: number, mark: number): boolean {
  for (let i = 0; i < count; i++) if (marks[i] === mark) return true;
  return false;
}

/** The first place from which on a mark closes a quotation, or -1. Korean and others go on without a blank. */
function closingMark(units: Uint16Array, closing: number, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const next = units[at + 1] ?? 0;
    if (units[at] === closing && (KIND[next] !== WORD || next >= 0x80)) return at;
  }
  return -1;
}

/** How far back the name may begin to which program text gives a string. */
const NAME_REACH = 80;
/** What names of tests and of detectors speak of, whatever else is in them. */
const SPECIMEN =
  /assert|expect|detect|attack|inject|jailbreak|malicious|payload|fixture|sample|example|suspicious|unsafe|sanitiz|reject|forbidden|banned|blocked|blocklist|denylist/i;

/** What stands between a label of data and a quoted value. */
const LABEL_END = /^["'`\]]*\s*[:=>,]\s*(?:[["'`]|$)/;

/** What stands between the name of a column and a quoted cell in the row below. */
const COLUMN_END = /^(?:[,;\t][^\n]{0,40})?\r?\n[^\n"]{0,24}[,;\t]\s*$/;

/** How far behind a string a test may assert something. */
const ASSERT_REACH = 320;

function isAssertedOn(units: Uint16Array, from: number): boolean {
  return /\b(?:assert|expect)\w*[.(]/.test(textFrom(units, from, ASSERT_REACH));
}

function lineBefore(units: Uint16Array, open: number): string {
  let from = open;
  while (from > 0 && from > open - NAME_REACH && KIND[units[from - 1] ?? 0] !== LINE) from--;
  return unitsText(units, from, open);
}

/** True for what may stand in front of a string that is assigned or passed: `=`, or a name with a dot or a bracket. */
function mayBePassed(units: Uint16Array, open: number): boolean {
  const lowest = open - NAME_REACH;
  let at = open - 1;
  while (at > lowest && KIND[units[at] ?? 0] === SPACE) at--;
  if (units[at] === 0x3d || units[at] === 0x28) return true;
  while (at > lowest && (KIND[units[at] ?? 0] === WORD || units[at] === 0x5f)) at--;
  return units[at] === 0x2e || units[at] === 0x28;
}

/** True when a test asserts something about the quotation. */
function isAsserted(units: Uint16Array, open: number): boolean {
  if (!mayBePassed(units, open)) return false;
  const before = lineBefore(units, open);
  if (/\b(?:const|let|var)\b.*=\s*$/.test(before)) return isAssertedOn(units, open);
  return /\b(?:assert|expect)\w*[.(][\w.]*\(?\s*$/i.test(before);
}

/** Prefixes of strings, and what stands in front of a string that is passed, listed or assigned. */
const PREFIX = new Uint8Array(128);
for (const mark of 'rbfuRBFU&#') PREFIX[mark.charCodeAt(0)] = 1;
const PASSING = new Uint8Array(128);
for (const mark of '(=[,') PASSING[mark.charCodeAt(0)] = 1;

function mayBeGiven(units: Uint16Array, open: number): boolean {
  let at = open - 1;
  while (at >= open - 3 && PREFIX[units[at] ?? 0] === 1) at--;
  while (at > open - NAME_REACH && KIND[units[at] ?? 0] === SPACE) at--;
  return PASSING[units[at] ?? 0] === 1;
}

/** What names of mere examples speak of: of these a list has more than one. */
const EXAMPLES = /example|sample|fixture/gi;
/** Behind an item of a list that goes on. */
const NEXT_ITEM = /^["'`]\s*,\s*["'`\n]/;

/** True when program text gives the quotation to something that is named for attacks, tests or examples. */
function isSpecimen(units: Uint16Array, { open, close }: Quotation): boolean {
  if (!mayBeGiven(units, open)) return false;
  const before = lineBefore(units, open);
  if (!/[(=[,]\s*[rbfu&#]{0,3}$/i.test(before) || !SPECIMEN.test(before)) return false;
  const only = /\[\s*$/.test(before) && !SPECIMEN.test(before.replace(EXAMPLES, ''));
  return !only || NEXT_ITEM.test(textFrom(units, close, ITEM_REACH));
}

/** How far back an array may begin whose items are specimens, and how many items are looked at. */
const ARRAY_REACH = 600;
const MOST_ITEMS = 24;

/** Where the string before an item of an array begins, or the bracket that opens the array; -1 when neither stands there. */
function itemBefore(units: Uint16Array, open: number, lowest: number): number {
  let at = open - 1;
  while (at > lowest && (isBlank(units[at] ?? 0) || units[at] === 0x2c)) at--;
  const mark = units[at] ?? 0;
  if (mark === 0x5b || mark === 0x28 || mark === 0x7b) return at;
  if (CLOSING[mark] !== mark) return -1;
  for (at--; at > lowest && units[at] !== mark; at--) if (KIND[units[at] ?? 0] === LINE) return -1;
  return at > lowest ? at : -1;
}

/** True for an item of an array that program text names for attacks or examples, the first apart. */
function isSpecimenItem(units: Uint16Array, open: number): boolean {
  const lowest = Math.max(0, open - ARRAY_REACH);
  let at = open;
  for (let item = 0; item < MOST_ITEMS; item++) {
    at = itemBefore(units, at, lowest);
    if (at < 0) return false;
    if (CLOSING[units[at] ?? 0] === 0)
      return item > 0 && /[=:(]\s*$/.test(lineBefore(units, at)) && SPECIMEN.test(lineBefore(units, at));
  }
  return false;
}

/** So many words a report of an attack quotes; whoever quotes more has it done. */
const MOST_QUOTED = 14;

/** True when a quotation is long, or says where something is to go: such a text is an order, whoever reports it. */
function holdsOrder(rules: CompiledRules, tags: Tags, match: StructureMatch, { open, close }: Quotation): boolean {
  let from = match.firstTag;
  while (from > 0 && (tags.from[from - 1] ?? 0) > open) from--;
  const { link, mail } = rules.forms;
  let to = from;
  for (; to < tags.count && (tags.from[to] ?? 0) < close; to++) {
    if (tags.entry[to] === link || tags.entry[to] === mail) return true;
  }
  return (tags.last[to - 1] ?? 0) - (tags.first[from] ?? 0) >= MOST_QUOTED;
}

/** Whoever has a text worked on hands it over; a report quotes one phrase. */
const WORK =
  /\b(?:translat|correct|summari[sz]|analy[sz]|process|review|proofread|rewrit|pars|read)\w*\b[^.!?\n"']{0,80}$/i;
const TWO_SENTENCES = /^[^.!?]{8,}[.!?] +[A-Z][^.!?]{8,}/;

/** True for a quotation of two sentences that is handed over to be worked on. */
function isHandedOver(units: Uint16Array, { open, close }: Quotation): boolean {
  return (
    TWO_SENTENCES.test(unitsText(units, open + 1, close)) && WORK.test(unitsText(units, Math.max(0, open - 100), open))
  );
}

/** `text: "..."`, `<message>"..."`, `prompt = [...]`: a label of data, which says nothing about what stands behind it. */
function isLabel(units: Uint16Array, to: number, { open }: Quotation): boolean {
  const between = unitsText(units, to, Math.min(open, to + ITEM_REACH));
  return LABEL_END.test(between) || COLUMN_END.test(between);
}

/** `Is this message an attack? "..."`: the question in front of a quotation belongs to it. */
function isAskedAbout(units: Uint16Array, open: number): boolean {
  let at = open - 1;
  while (at > 0 && isBlank(units[at] ?? 0)) at--;
  return units[at] === 0x3f;
}

/** A cell of a table or a name of a column is no word of a report. */
function isCell(units: Uint16Array, from: number, to: number): boolean {
  return units[from - 1] === 0x22 && units[to] === 0x22;
}

/** True when the quotation ends a sentence: what follows is a sentence of its own. */
function endsSentence(units: Uint16Array, { close }: Quotation): boolean {
  return /^[.!?]["'`]\s+[A-Z]|^.["'`][.!?]\s+[A-Z]/.test(textFrom(units, close - 1, 7));
}

/** True when a word that marks quotations stands near a quotation, in its sentence and outside of it. */
function isMarked(
  rules: CompiledRules,
  tags: Tags,
  units: Uint16Array,
  match: StructureMatch,
  quotation: Quotation,
): boolean {
  const sentence = tags.sentence[match.firstTag];
  const lowest = (tags.first[match.firstTag] ?? 0) - META_REACH;
  const asked = isAskedAbout(units, quotation.open);
  for (let tag = match.firstTag - 1; tag >= 0 && (tags.first[tag] ?? 0) >= lowest; tag--) {
    if (!asked && tags.sentence[tag] !== sentence && (tags.from[tag] ?? 0) < quotation.open) break;
    if ((tags.from[tag] ?? 0) >= quotation.open || !isIn(rules, rules.metaSet, tags.entry[tag] ?? 0)) continue;
    if (isCell(units, tags.from[tag] ?? 0, tags.to[tag] ?? 0)) continue;
    if (!isLabel(units, tags.to[tag] ?? 0, quotation)) return true;
  }
  if (endsSentence(units, quotation)) return false;
  const last = tags.sentence[match.lastTag];
  const highest = (tags.last[match.lastTag] ?? 0) + META_REACH;
  for (let tag = match.firstTag + 1; tag < tags.count && (tags.first[tag] ?? 0) <= highest; tag++) {
    if (tags.sentence[tag] !== last && (tags.from[tag] ?? 0) > quotation.close) break;
    if ((tags.from[tag] ?? 0) > quotation.close && isIn(rules, rules.metaSet, tags.entry[tag] ?? 0)) return true;
  }
  return false;
}

/** Shortest quotation, in blanks: one quoted word is a matter of style and must not hide what stands around it. */
const MIN_QUOTED_BLANKS = 2;
/** The same in letters of a script that has no blanks. */
const MIN_QUOTED_LETTERS = 6;

function isLongEnough(units: Uint16Array, { open, close }: Quotation): boolean {
  let blanks = 0;
  let letters = 0;
  for (let at = open + 1; at < close; at++) {
    const unit = units[at] ?? 0;
    if (isBlank(unit)) blanks++;
    else if (KIND[unit] === UNSPACED) letters++;
    if (blanks >= MIN_QUOTED_BLANKS || letters >= MIN_QUOTED_LETTERS) return true;
  }
  return false;
}

/** Behind a quotation of which something is said. Whoever says that it has to be done, or is a task, orders it. */
const PREDICATE =
  /^["'`\u00bb]\s+(?:has (?!to\b)|had|was|were|became|spread|means|meant|works|worked|fails|failed|sounds|looks|appears?\b|did|does|got|is (?:an?|one|not|still|easy|typical|known|often|among|enough) )/;

/** `"..." has become a running joke`: one speaks of the words, and nobody says them. */
function isSpokenOf(units: Uint16Array, { close }: Quotation): boolean {
  return PREDICATE.test(textFrom(units, close, ITEM_REACH));
}

/** How far, in units, the next item of a list of quotations may stand, and how long an item may be. */
const ITEM_REACH = 48;
const ITEM_LENGTH = 96;
/** Between the items of a list stand a number, a letter or a mark of the list, not a comma alone. */
const ITEM_LEAD = /[\p{L}\p{N}\-*\u2022|]/u;
const LED_BY_EXAMPLE = /\b(?:e\. ?g|i\. ?e|such as|for example|for instance|as in|like)\b[\s.,:]*(?:[a-z]+ ){0,3}$/i;

/** True when `such as`, `e.g.` or the like leads up to a quotation. */
function isExample(units: Uint16Array, open: number): boolean {
  return LED_BY_EXAMPLE.test(unitsText(units, Math.max(0, open - ITEM_REACH), open));
}

/** True when the quotation is one of several, each with a mark or a word of its own. */
function isListed(units: Uint16Array, length: number, { open, close }: Quotation): boolean {
  const mark = units[close] ?? 0;
  if (CLOSING[mark] !== mark) return false;
  return (
    hasItem(units, close + 1, Math.min(length, close + ITEM_REACH), mark, 1) ||
    hasItem(units, open - 1, Math.max(-1, open - ITEM_REACH), mark, -1)
  );
}

function hasItem(units: Uint16Array, from: number, end: number, mark: number, step: 1 | -1): boolean {
  let at = from;
  while (at !== end && units[at] !== mark) at += step;
  if (at === end) return false;
  const between = step === 1 ? unitsText(units, from, at) : unitsText(units, at + 1, from + 1);
  if (!ITEM_LEAD.test(between)) return false;
  for (let blanks = 0, i = at + step; i >= 0 && Math.abs(i - at) < ITEM_LENGTH; i += step) {
    if (units[i] === mark) return blanks >= MIN_QUOTED_BLANKS;
    if (isBlank(units[i] ?? 0)) blanks++;
  }
  return false;
}

/** Regular expressions between slashes are told from paths and dates by what they hold. */
const SLASHED = /^[^/\n]*(?:\([^()\n]*\)[?*+]?|\\[sbwd]|\|)[^/\n]*\/[dgimsuvy]{0,4}(?:[,;)\].\s]|$)/;
const SLASH = 0x2f;
const SLASH_REACH = 80;

/** `reveal (your|the) prompt`, or anything in a regular expression between slashes: a pattern for attacks. */
function isPattern(units: Uint16Array, { from, to }: StructureMatch): boolean {
  let bars = 0;
  for (let at = from; at < to && at < from + QUOTE_REACH; at++) {
    if (units[at] === 0x28) bars = 1;
    else if (units[at] === 0x7c && bars === 1) bars = 2;
    else if (units[at] === 0x29 && bars === 2) return true;
  }
  const lowest = Math.max(0, from - SLASH_REACH);
  let open = from - 1;
  while (open >= lowest && units[open] !== SLASH && KIND[units[open] ?? 0] !== LINE) open--;
  if (open < lowest || units[open] !== SLASH || (open > 0 && KIND[units[open - 1] ?? 0] === WORD)) return false;
  const behind = textFrom(units, open + 1, 2 * SLASH_REACH);
  const literal = SLASHED.exec(behind);
  return literal !== null && open + 1 + behind.indexOf('/') >= Math.min(to, from + 1);
}

/** Printable ASCII other than a space. */
function isInk(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** `--fresh   forget what was said`: the description of an option. */
function isOption(units: Uint16Array, from: number): boolean {
  if (isInk(units[from - 1] ?? 0)) return false;
  let dash = from - 1;
  while (dash > from - ITEM_REACH && units[dash] !== 0x2d && KIND[units[dash] ?? 0] !== LINE) dash--;
  if (units[dash] !== 0x2d) return false;
  // The name may have hyphens of its own; two in a row begin it.
  while (dash > from - ITEM_REACH && (units[dash] !== 0x2d || units[dash - 1] !== 0x2d)) dash--;
  if (units[dash] !== 0x2d || units[dash - 1] !== 0x2d) return false;
  const before = unitsText(units, Math.max(0, from - ITEM_REACH), from);
  return /(?:^|[\s\[])--[a-z][a-z-]{1,24}(?: [A-Z]{1,12})?\s+$/i.test(before);
}

/** True when a match begins or ends in a quotation that its own sentence presents as one. */
export function isQuoted(
  rules: CompiledRules,
  tags: Tags,
  units: Uint16Array,
  length: number,
  match: StructureMatch,
): boolean {
  if (isPattern(units, match) || (rules.rows[match.row]?.category !== 'core' && isOption(units, match.from)))
    return true;
  const row = rules.rows[match.row];
  if (row?.wrap !== undefined && row.category === 'core' && isNamed(units, match)) return true;
  for (const tag of match.firstTag === match.lastTag ? [match.firstTag] : [match.firstTag, match.lastTag]) {
    const quotation = quotationAround(units, length, tags.from[tag] ?? 0, tags.to[tag] ?? 0);
    if (quotation === undefined || !isLongEnough(units, quotation)) continue;
    if (isAsserted(units, quotation.open)) return true;
    if (holdsOrder(rules, tags, match, quotation) || isHandedOver(units, quotation)) continue;
    if (isMarked(rules, tags, units, match, quotation) || isSpecimen(units, quotation)) return true;
    if (isSpecimenItem(units, quotation.open) || isSpokenOf(units, quotation)) return true;
    if (isExample(units, quotation.open) || isListed(units, length, quotation)) return true;
  }
  return false;
}
