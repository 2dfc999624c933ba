// SPDX-License-Identifier: Apache-2.0
import { KIND, LETTER, SPACE, WORD } from '../../../text/prose-characters.js';
import { unitsText } from '../../../text/prose.js';
import { LEAD_CLAUSE, LEAD_DOT, LEAD_JOIN, type Tags } from '../words/tags.js';
import { HASH_SEED, hashStep } from '../words/vocabulary.js';
import { wordHash, wordSet } from '../words/word-set.js';

/** How many words in front of a verb say who is meant to act, and how many units they may take. */
const PRECEDING_WORDS = 5;
const PRECEDING_UNITS = 72;
/** The same, to find who is told to do several things. */
const REPORT_WORDS = 16;
const REPORT_UNITS = 140;

const preceding = new Int32Array(REPORT_WORDS + 2);

/** Where the word begins that ends at a place; apostrophes belong to it. */
export function wordStart(units: Uint16Array, end: number, limit: number): number {
  let at = end;
  while (at > limit && (KIND[units[at - 1] ?? 0] === WORD || units[at - 1] === 0x27)) at--;
  return at;
}

/** The hash of a word, its apostrophes left out. */
export function hashOfWord(units: Uint16Array, from: number, end: number): number {
  let hash = HASH_SEED;
  for (let at = from; at < end; at++) if (units[at] !== 0x27) hash = hashStep(hash, LETTER[units[at] ?? 0] ?? 0);
  return hash;
}

/** The mark behind a quoted word, with a word to follow: the clause goes on through it. */
function isClosingMark(units: Uint16Array, at: number): boolean {
  return units[at] === 0x22 && KIND[units[at - 1] ?? 0] === WORD && KIND[units[at + 1] ?? 0] === SPACE;
}

/**
 * Reads the words right in front of a place into `preceding`, the nearest first, and ends them with zeros; returns how
 * many. Stops at the start of the clause as far as punctuation tells.
 */
function readPreceding(units: Uint16Array, from: number, most: number, reach: number): number {
  const limit = Math.max(0, from - reach);
  let count = 0;
  let at = from;
  while (at > limit && count < most) {
    const unit = units[at - 1] ?? 0;
    if (KIND[unit] === WORD || unit === 0x27) {
      const end = at;
      at = wordStart(units, end, limit);
      preceding[count++] = hashOfWord(units, at, end);
    } else if (KIND[unit] === SPACE || unit === 0x0a || unit === 0x0d) at--;
    else if (isClosingMark(units, at - 1)) at--;
    else break;
  }
  preceding[count] = 0;
  preceding[count + 1] = 0;
  return count;
}

const NEGATIONS = wordSet(
  'not never dont doesnt wont cant cannot shouldnt mustnt couldnt wouldnt didnt without avoid nor refuse refuses',
);
const ADVERBS = wordSet(
  'ever just simply always blindly also silently even merely really actually completely immediately now accidentally please temporarily secretly quietly covertly sometimes often usually occasionally still',
);
const OTHERS = wordSet(
  'i we they he she it who which that this users people attackers attacker user models model someone anyone them him us actors adversary adversaries',
);
const MODALS = wordSet('can could may might will would does did do should must shall');
/** Without a subject these grant, as in a list of rights. */
const GRANTS = wordSet('can could may might');
const ADDRESSEES = wordSet(
  'you ai assistant assistants model models agent agents chatgpt gpt bot llm llms claude please',
);
const NOUN_MARKERS = wordSet(
  'the a an my our your their his her of for in on into with by from no some any each every another these those about',
);
/** In front of `to`: someone tells the reader to act. */
const DEMANDS = wordSet(
  `you need want have like going ask asking order ordered instruct instructed required supposed is are am remember sure free allowed authorised
  authorized permitted expected command request told mission goal task job try make be wish`,
);
const CONDITIONS = wordSet('if when whenever where unless before after that what how why once');
const QUESTIONS = wordSet(
  'if when whenever where unless before after that what how why once can could may might will would does did do should must shall have are',
);
const JOINTS = wordSet('and or then');
const PERFORMERS = wordSet(
  'model models chatbot chatbots llm llms ai assistant assistants agent agents bot bots it them system someone victim gpt chatgpt',
);
/** `does the bot ignore`, `some agents ignore`: one speaks of them; `have the bot ignore` is an order. */
const DETERMINERS = wordSet('the a an some most many other these those our');
const MAKERS = wordSet('have make let get order tell');
const TOLD = wordSet('told asked ordered instructed advised urged required expected supposed');
const BE_FORMS = wordSet('is are was were been being be');
const ASKS = wordSet(
  'asks ask asked tells tell told wants want wanted tries try requests request instructs orders demands',
);
const ENABLERS = wordSet('lets letting helps helping');
const TO = wordHash('to');
const YOU = wordHash('you');
const BE = wordHash('be');
const INTO = wordHash('into');
const NOTHING = 0;

/** True when the verb at a place commands, from the words in front of it. In doubt it does. */
function isImperative(units: Uint16Array, from: number): boolean {
  readPreceding(units, from, PRECEDING_WORDS, PRECEDING_UNITS);
  let i = 0;
  while (ADVERBS.has(preceding[i] ?? NOTHING)) i++;
  const near = preceding[i] ?? NOTHING;
  const next = preceding[i + 1] ?? NOTHING;
  if (NEGATIONS.has(near)) return false;
  if (NEGATIONS.has(next) && (near === TO || near === YOU || near === BE)) return false;
  if (JOINTS.has(near)) return !isReported(units, from);
  if (near === TO) return isDemand(i + 1);
  if (near === YOU) return !CONDITIONS.has(next);
  if (MODALS.has(near)) return next === NOTHING ? !GRANTS.has(near) : ADDRESSEES.has(next);
  if (PERFORMERS.has(near) && DETERMINERS.has(next)) return MAKERS.has(preceding[i + 2] ?? NOTHING);
  return !OTHERS.has(near) && !NOUN_MARKERS.has(near) && !isEnabled(i);
}

/** `lets apps accept payments`: what something makes possible. */
function isEnabled(at: number): boolean {
  for (let i = at + 1; (preceding[i] ?? NOTHING) !== NOTHING; i++)
    if (ENABLERS.has(preceding[i] ?? NOTHING)) return true;
  return false;
}

/** `instructs the model to ignore its rules and reveal ...`: what is told of someone else goes on behind an `and`. */
function isReported(units: Uint16Array, from: number): boolean {
  const count = readPreceding(units, from, REPORT_WORDS, REPORT_UNITS);
  for (let i = 0; i < count; i++) {
    const word = preceding[i] ?? NOTHING;
    if (word === YOU) return false;
    if ((word === TO || word === INTO) && PERFORMERS.has(preceding[i + 1] ?? NOTHING)) return true;
  }
  return false;
}

/** `residents were told to`: an order to others, unless it names the reader or a model. */
function isToldToOthers(at: number): boolean {
  if (!TOLD.has(preceding[at] ?? NOTHING) || !BE_FORMS.has(preceding[at + 1] ?? NOTHING)) return false;
  const subject = preceding[at + 2] ?? NOTHING;
  return subject !== NOTHING && subject !== YOU && !ADDRESSEES.has(subject);
}

/** `you are to`, `I want you to`, `your task is to`: yes; `asks the model to`, `how to`: no. */
function isDemand(at: number): boolean {
  const near = preceding[at] ?? NOTHING;
  if (near === NOTHING) return true;
  // `we never ask you to`: what nobody asks.
  if (near === YOU) return !(ASKS.has(preceding[at + 1] ?? NOTHING) && NEGATIONS.has(preceding[at + 2] ?? NOTHING));
  if (isToldToOthers(at)) return false;
  return DEMANDS.has(near) && !OTHERS.has(preceding[at + 1] ?? NOTHING);
}

/** True when the word in front of `you` makes a question or a condition of the statement. */
export function isQuestion(units: Uint16Array, from: number): boolean {
  readPreceding(units, from, 1, PRECEDING_UNITS);
  return QUESTIONS.has(preceding[0] ?? NOTHING);
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

const LONGEST_OPTION = 40;

/** True for a word of the name of an option of a program: `--access-token`, `[--delete]`. */
export function isOptionName(units: Uint16Array, from: number): boolean {
  let at = from - 1;
  while (at > 0 && from - at < LONGEST_OPTION && (KIND[units[at] ?? 0] === WORD || units[at] === 0x2d)) at--;
  return units[at + 1] === 0x2d && units[at + 2] === 0x2d && KIND[units[at + 3] ?? 0] === WORD;
}

const IS = /^ (?:is|are|was|were) /i;

/** `Pay is a service`: the subject of a statement. `What was ...` asks. */
function isSubject(units: Uint16Array, behind: number): boolean {
  if (units[behind] !== 0x20 || !IS.test(unitsText(units, behind, behind + 6))) return false;
  readPreceding(units, behind, 1, PRECEDING_UNITS);
  return !QUESTIONS.has(preceding[0] ?? NOTHING);
}

/** `the agent silently forwards`: what somebody does. */
function isThirdPerson(units: Uint16Array, from: number, to: number): boolean {
  if (units[to - 1] !== 0x73) return false;
  readPreceding(units, from, PRECEDING_WORDS, PRECEDING_UNITS);
  return PERFORMERS.has(preceding[ADVERBS.has(preceding[0] ?? NOTHING) ? 1 : 0] ?? NOTHING);
}

/** True when a clause begins at the tag, or its mood is that of a command. */
export function isCommand(tags: Tags, units: Uint16Array, tag: number): boolean {
  const lead = tags.lead[tag] ?? 0;
  if (isName(units, tags.to[tag] ?? 0) || lead === LEAD_DOT || lead === LEAD_JOIN) return false;
  if (units[(tags.from[tag] ?? 0) - 1] === 0x2d || isSubject(units, tags.to[tag] ?? 0)) return false;
  if (lead < LEAD_CLAUSE && isThirdPerson(units, tags.from[tag] ?? 0, tags.to[tag] ?? 0)) return false;
  if (lead < LEAD_CLAUSE && units[tags.to[tag] ?? 0] === 0x3a) return false;
  return lead >= LEAD_CLAUSE || isImperative(units, tags.from[tag] ?? 0);
}
