// SPDX-License-Identifier: Apache-2.0
import { CLAUSE, END, KIND, LINE, SPACE, WORD } from '../../../text/prose-characters.js';
import type { CompiledRules } from '../matching/compile.js';
import { isIn, markBefore, MAX_BLANKS, type StructureMatch } from '../matching/matcher.js';
import type { Tags } from '../words/tags.js';

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

/** True when a word of a set stands in front of a match with at most one word between, or right behind it or its first word. */
export function isNegated(rules: CompiledRules, tags: Tags, set: number, match: StructureMatch): boolean {
  const sentence = tags.sentence[match.firstTag];
  const first = tags.first[match.firstTag] ?? 0;
  for (let tag = match.firstTag - 1; tag >= 0 && (tags.last[tag] ?? 0) >= first - 2; tag--) {
    if ((tags.to[tag] ?? 0) > match.from || tags.sentence[tag] !== sentence) continue;
    if (isIn(rules, set, tags.entry[tag] ?? 0)) return true;
  }
  const verb = (tags.last[match.firstTag] ?? 0) + 1;
  for (let tag = match.firstTag + 1; tag < match.lastTag && (tags.last[tag] ?? 0) <= verb; tag++) {
    if (tags.first[tag] === verb && isIn(rules, set, tags.entry[tag] ?? 0)) return true;
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
  let at = markBefore(units, match.from);
  for (let i = before.length - 1; i >= 0; i--, at--) if (units[at] !== before.charCodeAt(i)) return false;
  const end = tags.to[match.firstTag] ?? 0;
  at = end;
  while (KIND[units[at] ?? 0] === SPACE && at - end < MAX_BLANKS) at++;
  for (let i = 0; i < behind.length; i++, at++) if (units[at] !== behind.charCodeAt(i)) return false;
  // `[message])` and `[message],` are lists of a program.
  return before !== '[' || (units[at] !== 0x29 && units[at] !== 0x2c);
}

/** How many words may stand between the beginning of a clause and what ends its first noun. */
const MAX_OPENING = 4;

/** What makes a name of program text of the word in front of it. */
const IN_NAMES = new Uint8Array(128);
for (const mark of '_(=[{') IN_NAMES[mark.charCodeAt(0)] = 1;

/** Marks in front of which nothing of a sentence stands: of lists, comments, asides, markup and quotations. */
const OPENERS = new Uint8Array(128);
for (const mark of '#*-([<>"`|@') OPENERS[mark.charCodeAt(0)] = 1;
const SLASH = 0x2f;
const EQUALS = 0x3d;

function isOpener(units: Uint16Array, at: number, kind: number): boolean {
  const unit = units[at] ?? 0;
  // `note=...` is a field; anything else is compared or assigned.
  if (unit === EQUALS) return KIND[units[at - 1] ?? 0] === WORD && KIND[units[at + 1] ?? 0] === WORD;
  if (unit === SLASH) return units[at - 1] === SLASH;
  return unit >= 128 || kind === CLAUSE || kind === END || kind === LINE || OPENERS[unit] === 1;
}

/** True when a clause, a line or an aside begins at most four words in front of a match, and it is no program text. */
export function opensClause(units: Uint16Array, { from, to }: StructureMatch): boolean {
  if (IN_NAMES[units[to] ?? 0] === 1 || units[from - 1] === 0x5f) return false;
  let words = 0;
  let inWord = false;
  for (let at = from - 1; at >= 0; at--) {
    const kind = KIND[units[at] ?? 0] ?? 0;
    const isWord = kind === WORD || units[at] === 0x2d || units[at] === 0x27;
    if (isWord && !inWord && ++words > MAX_OPENING) return false;
    inWord = isWord;
    if (!isWord && kind !== SPACE) return isOpener(units, at, kind);
  }
  return true;
}
