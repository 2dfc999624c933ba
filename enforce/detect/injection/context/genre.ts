// SPDX-License-Identifier: Apache-2.0
import { KIND, LINE, SPACE } from '../../../text/prose-characters.js';
import { unitsText, type Prose } from '../../../text/prose.js';
import { foldEntry } from '../words/vocabulary.js';
import { isInField } from './fields.js';

/** How much of a text tells what it is, in folded units. */
const HEAD = 1200;
/** How much of it its first lines take. */
const OPENING = 200;

/** First lines of mails, and of rows of tables, pages, objects and program text. */
const LETTER =
  /^\s*(?:(?:subject|from|to|e?-?mail_from|received date|date|sender) ?:|(?:hi|hello|dear|hey) [a-z. ]{2,30},\s*\n)/i;
const DATA =
  /^\s*(?:(?:headline|title|event) ?:|\||<(?:!doctype|html|body|head|p|div|h1|table|article|tool_result|document)\b)/i;
/** How long the name of a field may be, and so many `Name: value` on lines of their own make a form. */
const LONGEST_NAME = 32;
const MIN_FIELDS = 4;
/** Between a pair of these lies a table. */
const ROW = /^[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{1,40}){2,12}\n/;

const CODE = /^\s*(?:def|import|class|function|const|let|var|public|package|#include|traceback)\b.*[({:;=.<]?/i;
const OBJECT = /^\s*[{[]\s*[{"']/;

/** The first line of a list of changes, of Debian or of GNU. It tells what was done. */
const CHANGES = /^\s*(?:[\w.+-]+ \([^()\n]+\) [\w -]+; ?urgency=|\d{4}-\d\d-\d\d +[^\n<>]{2,60} +<[^\n<>]+@)/i;

/**
 * First line of what an operator writes to set up an assistant, a heading aside. Whoever talks a model out of its rules
 * writes such lines too, so that it excuses only what operators write of their own.
 */
const SETUP =
  /^\s*(?:[#*=<[ -]{0,6}[\w .'>*&()\]-]{0,70}[:\n][\s#*:>-]{0,8}){0,2}(?:you are|you're|your name is|(?:always )?(?:answer|respond|reply|speak) as|act as|the (?:assistant|agent|bot|chatbot|model)(?= (?:must|should|will|is|answers|helps))|(?:user )?(?:persona|role|character)\b[^\n]{0,40}:|you (?=help|answer|work|support|summari[sz]e|manage|classify|translate|receive|review|moderate|will (?:be given|receive|act))[a-z]+|du bist|sie sind|eres|usted es|tu es|vous etes|sei|voce e|je bent|u bent|jestes|du ar|you act as|you play) (?!now\b|going|about|free|being|not|no\b|able|to\b|dan\b|right|welcome|here|=|in (?:developer|dev|dan)|[^.\n]{0,40}\b(?:unrestricted|unfiltered|jailbroken|uncensored|without|dan)\b)/i;
const ROLES =
  /(?:\b|(?<=[a-z]))(?:assistant|agent|bot|chatbot|tutor|coach|guide|teacher|moderator|reviewer|engine|advis[eo]r|teller|librarian|planner|copilot|representative|system|expert|model|customer|user|caller|shopper|helper|merchant|gatekeeper|writer|editor|analyst|engineer|developer|translator|specialist|professor|concierge|companion|receptionist|classifier|player|guest|assistent\w*|asistente|assistente|assistant)\b/i;
/** How much of a text says what is set up. */
const SETUP_HEAD = 260;

/** The same in scripts and languages whose words stand otherwise, as texts are folded. */
const SETUP_ELSEWHERE = foldedPattern(
  '^\\s*(?:',
  'ты|вы|ви|ти|sen bir|siz bir|أنت|你是|您是|あなたは|당신은|너는|आप',
  ')(?![\\p{L} ]{0,24}(?:dan\\b|теперь|тепер|现在|今|이제|الآن|無制限|无限制|제한))',
);
const ROLES_ELSEWHERE = foldedPattern(
  '(?:',
  'помощник|ассистент|консультант|бот|помічник|асистент|asistan|yardımcı|مساعد|助手|客服|アシスタント|案内係|도우미|비서|상담원|सहायक',
  ')',
);

function foldedPattern(before: string, words: string, behind: string): RegExp {
  return new RegExp(before + words.split('|').map(foldEntry).join('|') + behind, 'iu');
}

type Genre = 'changes' | 'letter' | 'object' | 'code' | 'data' | 'speech';

const judged = new WeakMap<Prose, Genre>();

/** True when several lines at the beginning are a name, a colon and a value. */
function isForm({ units, length }: Prose): boolean {
  const end = Math.min(HEAD, length);
  let fields = 0;
  for (let at = 0, start = 0; at < end; at++) {
    const unit = units[at] ?? 0;
    if (KIND[unit] === LINE) start = at + 1;
    else if (unit === 0x3a && KIND[units[at + 1] ?? 0] === SPACE && at > start && at - start <= LONGEST_NAME) {
      if (++fields >= MIN_FIELDS) return true;
      start = end;
    }
  }
  return false;
}

function genreOf(prose: Prose): Genre {
  const known = judged.get(prose);
  if (known !== undefined) return known;
  const head = unitsText(prose.units, 0, Math.min(OPENING, prose.length));
  let genre: Genre = 'speech';
  if (CHANGES.test(head)) genre = 'changes';
  else if (LETTER.test(head)) genre = 'letter';
  else if (OBJECT.test(head)) genre = 'object';
  else if (CODE.test(head)) genre = 'code';
  else if (DATA.test(head) || ROW.test(head) || isForm(prose)) genre = 'data';
  judged.set(prose, genre);
  return genre;
}

const setups = new WeakMap<Prose, boolean>();

/** True for a text that sets up an assistant, or somebody who plays a customer, from its first line on. */
export function isSetup(prose: Prose): boolean {
  const known = setups.get(prose);
  if (known !== undefined) return known;
  const head = unitsText(prose.units, 0, Math.min(SETUP_HEAD, prose.length));
  const setup = (SETUP.test(head) && ROLES.test(head)) || (SETUP_ELSEWHERE.test(head) && ROLES_ELSEWHERE.test(head));
  setups.set(prose, setup);
  return setup;
}

/** True when a text is a record from its first line on, in which nobody speaks to a model. Looks at a bounded head. */
export function isRecord(prose: Prose, wanted: 'any' | 'data', from: number): boolean {
  const genre = genreOf(prose);
  if (genre === 'object') return isInField(prose.units, from);
  if (genre === 'code') return beginsLine(prose.units, from);
  return genre === 'data' || (genre === 'letter' && wanted === 'any');
}

/** Where an item of a list begins, the part of the program that changed in front of it aside: `* parser: Remove ...`. */
const ITEM_HEAD = /(?:^|\n)[ \t]*[*+-]?[ \t]*(?:[\w./-]{1,40}:[ \t]*)?$/;
const LONGEST_ITEM_HEAD = 60;

/** True for the first word of an item in a list of changes. */
export function isChange(prose: Prose, from: number): boolean {
  if (genreOf(prose) !== 'changes') return false;
  return ITEM_HEAD.test(unitsText(prose.units, Math.max(0, from - LONGEST_ITEM_HEAD), from));
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

/** True for the first word of a line, marks of a comment aside: in program text no order stands behind anything else. */
function beginsLine(units: Uint16Array, from: number): boolean {
  let at = from - 1;
  while (at >= 0 && (units[at] === 0x20 || ASIDE[units[at] ?? 0] === 1)) at--;
  return at < 0 || KIND[units[at] ?? 0] === LINE;
}
