// SPDX-License-Identifier: Apache-2.0
import type { Prose } from '../../text/prose.js';

/** How much of a text tells what it is, in folded units. */
const HEAD = 1200;

/** First lines of mails, rows of tables, pages, objects and program text. */
const FIRST_LINE =
  /^\s*(?:(?:subject|from|to|e?-?mail_from|received date|headline|title|event|date|sender) ?:|\||<(?:!doctype|html|body|head|p|div|h1|table|article|tool_result|document)\b|[{[]\s*[{"']|(?:def|import|class|function|const|let|var|public|package|#include|traceback)\b.*[({:;=.<]?|(?:hi|hello|dear|hey) [a-z. ]{2,30},\s*\n)/i;
/** `Name: value` on a line of its own. */
const FIELD = /^[ \t]*[A-Za-z][A-Za-z /_-]{1,30}:[ \t]+\S[^\n]{0,160}$/gm;
/** So many of them make a form. */
const MIN_FIELDS = 4;
/** Between a pair of these lies a table. */
const ROW = /^[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n/;

const judged = new WeakMap<Prose, boolean>();

/** True when a text is a record from its first line on, in which nobody speaks to a model. Looks at a bounded head. */
export function isRecord(prose: Prose): boolean {
  const known = judged.get(prose);
  if (known !== undefined) return known;
  const head = String.fromCharCode(...prose.units.subarray(0, Math.min(HEAD, prose.length)));
  const verdict = FIRST_LINE.test(head) || ROW.test(head) || (head.match(FIELD)?.length ?? 0) >= MIN_FIELDS;
  judged.set(prose, verdict);
  return verdict;
}

/** So many words at its beginning open a text. */
const OPENING_WORDS = 5;
/** In front of the first words of a comment, an aside or markup. */
const ASIDE = new Uint8Array(128);
for (const mark of '#/*-([<>"') ASIDE[mark.charCodeAt(0)] = 1;

/** True for a place behind the opening of a text, or at the beginning of a comment or an aside. */
export function isLater(units: Uint16Array, word: number, from: number): boolean {
  if (word >= OPENING_WORDS) return true;
  let at = from - 1;
  while (at >= 0 && units[at] === 0x20) at--;
  return at >= 0 && ASIDE[units[at] ?? 0] === 1;
}
