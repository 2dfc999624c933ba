// SPDX-License-Identifier: Apache-2.0
import { textFrom, unitsText } from '../../../text/prose.js';
import type { StructureMatch } from '../matching/matcher.js';

/** In front of and behind a mark of which a sentence speaks. */
const NAMED =
  /(?:\b(?:between|tokens?|markers?|tags?|delimiters?|templates?|symbols?|strings?|like|with|as|and|or|of|in|by|called|named|is|are|uses?|emits?|adds?|wraps?|appends?)|[,(])\s*$/i;
const NAMED_ON =
  /^\s*(?:$|[.,;)]|\d|(?:and|or|role|tokens?|markers?|tags?|appears?|is|are|as|in|at|to|for|when|which|that|instead|with|from|marks?|ends?|starts?|before|after|were|was|must|may|should|will|can|do|does)\b)/i;
const MARKS_OF_TOKEN = new Set([0x3c, 0x7c, 0x5b, 0x2f, 0x3e, 0x5d]);
const QUOTED_ALONE = new Set([0x22, 0x27, 0x60]);
const NAME_UNITS = 24;

/** `between <|a|> and <|b|>`, "`<|a|>`": a sentence or a program names the mark of a turn; an attack sets it. */
export function isNamed(units: Uint16Array, { from, to }: StructureMatch): boolean {
  let open = from - 1;
  while (MARKS_OF_TOKEN.has(units[open] ?? 0)) open--;
  let close = to;
  while (MARKS_OF_TOKEN.has(units[close] ?? 0)) close++;
  if (units[open] === units[close] && QUOTED_ALONE.has(units[open] ?? 0)) return true;
  return (
    NAMED.test(unitsText(units, Math.max(0, open + 1 - NAME_UNITS), open + 1)) &&
    NAMED_ON.test(textFrom(units, close, NAME_UNITS))
  );
}
