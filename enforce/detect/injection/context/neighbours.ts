// SPDX-License-Identifier: Apache-2.0
import { KIND, SPACE } from '../../../text/prose-characters.js';
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
