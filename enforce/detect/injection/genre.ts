// SPDX-License-Identifier: Apache-2.0
import type { Prose } from '../../text/prose.js';
import { isInField } from './quotation.js';

/** How much of a text tells what it is, in folded units. */
const HEAD = 1200;

/** First lines of mails, and of rows of tables, pages, objects and program text. */
const LETTER =
  /^\s*(?:(?:subject|from|to|e?-?mail_from|received date|date|sender) ?:|(?:hi|hello|dear|hey) [a-z. ]{2,30},\s*\n)/i;
const DATA =
  /^\s*(?:(?:headline|title|event) ?:|\||<(?:!doctype|html|body|head|p|div|h1|table|article|tool_result|document)\b|(?:def|import|class|function|const|let|var|public|package|#include|traceback)\b.*[({:;=.<]?)/i;
/** `Name: value` on a line of its own. */
const FIELD = /^[ \t]*[A-Za-z][A-Za-z /_-]{1,30}:[ \t]+\S[^\n]{0,160}$/gm;
/** So many of them make a form. */
const MIN_FIELDS = 4;
/** Between a pair of these lies a table. */
const ROW = /^[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n/;

const OBJECT = /^\s*[{[]\s*[{"']/;

type Genre = 'letter' | 'object' | 'data' | 'speech';

const judged = new WeakMap<Prose, Genre>();

function genreOf(prose: Prose): Genre {
  const known = judged.get(prose);
  if (known !== undefined) return known;
  const head = String.fromCharCode(...prose.units.subarray(0, Math.min(HEAD, prose.length)));
  let genre: Genre = 'speech';
  if (LETTER.test(head)) genre = 'letter';
  else if (OBJECT.test(head)) genre = 'object';
  else if (DATA.test(head) || ROW.test(head) || (head.match(FIELD)?.length ?? 0) >= MIN_FIELDS) genre = 'data';
  judged.set(prose, genre);
  return genre;
}

/** True when a text is a record from its first line on, in which nobody speaks to a model. Looks at a bounded head. */
export function isRecord(prose: Prose, wanted: 'any' | 'data', from: number): boolean {
  const genre = genreOf(prose);
  if (genre === 'object') return isInField(prose.units, from);
  return genre === 'data' || (genre === 'letter' && wanted === 'any');
}

/** So many words at its beginning open a text. */
const OPENING_WORDS = 4;
/** In front of the first words of a comment, an aside or markup. */
const ASIDE = new Uint8Array(128);
for (const mark of '#/*-([<>"') ASIDE[mark.charCodeAt(0)] = 1;

/** True for a place behind the opening of a text, or at the beginning of a comment or an aside. */
export function isLater(units: Uint16Array, word: number, sentence: number, from: number): boolean {
  if (word >= OPENING_WORDS || sentence > 1) return true;
  let at = from - 1;
  while (at >= 0 && units[at] === 0x20) at--;
  return at >= 0 && ASIDE[units[at] ?? 0] === 1;
}
