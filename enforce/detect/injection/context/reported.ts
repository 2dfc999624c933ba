// SPDX-License-Identifier: Apache-2.0
import { textFrom } from '../../../text/prose.js';
import { wordHash, wordSet } from '../words/word-set.js';
import { COMMA, NOTHING, word } from './sentence-before.js';

/** Those of whom one tells that they were made to do something. */
export const PERFORMERS = wordSet(
  'model models chatbot chatbots llm llms ai assistant assistants agent agents bot bots it them him her',
);

const HERE = wordSet('this following note notice message section paragraph');

/** Somebody who reports nothing of himself: `this note tells the assistant to` is an order. */
export function isSubject(at: number): boolean {
  return word(at) !== NOTHING && word(at) !== COMMA && !HERE.has(word(at)) && !HERE.has(word(at + 1));
}

const TO = wordHash('to');
const YOU = wordHash('you');
const NEGATIONS = wordSet('not never dont doesnt wont cannot cant shouldnt mustnt didnt');
/** Verbs by which one tells what somebody was made to do, in forms that are no orders. */
const CAUSED = wordSet(
  `asks asked asking tells told telling makes made making gets got getting lets letting tricks tricked tricking convinces convinced convincing persuades persuaded
  persuading instructs instructed instructing orders ordered ordering causes caused causing forces forced forcing urges urged talks talked talking`,
);
const DETERMINERS = wordSet(
  'the a an any some our its their his her other another such target victim support chat to into not',
);
/** How many words somebody may take of whom one tells. */
const CAUSED_WORDS = 5;
const LONGEST_NAME = 14;
const FIRST_WORD = /^[a-z]+/i;
const PERFORMER = /^(?:models?|chatbots?|llms?|ai|assistants?|agents?|bots?)$/i;

/** `it makes the assistant open ...`, `he tricked the bot into ...`: what somebody was made to do. */
function isMadeTo(units: Uint16Array, from: number): boolean {
  let performer = PERFORMER.test(FIRST_WORD.exec(textFrom(units, from, LONGEST_NAME))?.[0] ?? '');
  for (let i = 0; i < CAUSED_WORDS; i++) {
    if (CAUSED.has(word(i))) return i > 0 && performer && word(i + 1) !== YOU && isSubject(i + 1);
    if (PERFORMERS.has(word(i))) performer = true;
    else if (!DETERMINERS.has(word(i))) return false;
  }
  return false;
}

const ONE = wordSet('request demand plea attempt appeal');
const ARTICLES = wordSet('a an another');
/** In front of a request of which one tells; `this is a request to` makes it. */
const TELLING = wordSet(
  'with as of by after was contains contained contain included includes include being saw found got received not refuses refused blocks blocked detects detected opens',
);

/** `they open with a request to ...`. */
function isOfRequest(): boolean {
  return word(0) === TO && ONE.has(word(1)) && ARTICLES.has(word(2)) && TELLING.has(word(3));
}

const TRY = wordSet('try attempt seek');
const LIST_WORDS = 16;

/** `you agree not to try to ..., to ... or to ...`: what is not to be done. */
function isInList(count: number): boolean {
  if (word(0) !== TO) return false;
  for (let i = 0; i < Math.min(count, LIST_WORDS); i++) {
    if (word(i) !== TO) continue;
    const at = TRY.has(word(i + 1)) && word(i + 2) === TO ? i + 2 : i;
    if (NEGATIONS.has(word(at + 1))) return true;
  }
  return false;
}

const SAYS = wordSet('says types writes enters asks sends');
const SUPPOSED = wordSet('if when whenever should');

/** `if a user types ...`: what somebody may say. */
function isSupposed(): boolean {
  if (!SAYS.has(word(0))) return false;
  for (let i = 1; i < CAUSED_WORDS; i++) if (SUPPOSED.has(word(i))) return word(i - 1) !== YOU;
  return false;
}

const LET = wordSet('let allow permit');

const LET_WORDS = 8;

/** `do not let the tool ...`. */
function isNotLet(): boolean {
  for (let i = 1; i < LET_WORDS; i++) {
    if (word(i) === COMMA || word(i) === NOTHING || word(i) === YOU) return false;
    if (LET.has(word(i))) return NEGATIONS.has(word(i + 1));
  }
  return false;
}

const PURPOSE_UNITS = 100;
/** How one goes on who explains: what is to be run, opened, pressed. */
const MEANS = /^[^.\n:]{0,80}?(?:, | )(?:run|use|open|set|click|press|choose|select|pass|type|see|go to|add|edit)\b/;

/** `To grant somebody the rights run ...`: the beginning of a sentence that says how. */
function isPurpose(units: Uint16Array, from: number, to: number, count: number): boolean {
  if (count !== 1 || word(0) !== TO) return false;
  let at = from - 1;
  while (at > 0 && units[at] === 0x20) at--;
  if (units[at - 1] !== 0x54) return false;
  at -= 2;
  while (at >= 0 && units[at] === 0x20) at--;
  const before = units[at] ?? 0x0a;
  if (before !== 0x0a && before !== 0x2e) return false;
  return MEANS.test(textFrom(units, to, PURPOSE_UNITS));
}

/** True for what a sentence tells of somebody, forbids or explains; `count` words in front of the match were read. */
export function isReport(units: Uint16Array, from: number, to: number, count: number): boolean {
  return (
    isMadeTo(units, from) ||
    isOfRequest() ||
    isSupposed() ||
    isInList(count) ||
    isNotLet() ||
    isPurpose(units, from, to, count)
  );
}
