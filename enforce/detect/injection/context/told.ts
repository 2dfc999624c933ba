// SPDX-License-Identifier: Apache-2.0
import { textFrom, unitsText } from '../../../text/prose.js';
import { wordHash, wordSet } from '../words/word-set.js';
import { isReport, isSubject, PERFORMERS } from './reported.js';
import { COMMA, NOTHING, readBack, word } from './sentence-before.js';

/** How far ahead the last item of a list may stand. */
const AHEAD_UNITS = 60;
const WARD_UNITS = 100;

const NEGATIONS = wordSet('not never dont doesnt wont cannot cant shouldnt mustnt didnt neither');
const ADVERBS = wordSet('ever just simply always blindly also even actually completely immediately either then');
const TRIES = wordSet('attempt attempts attempting attempted try tries trying tried seek seeks aims aiming intended');
const ASKS = wordSet(
  `asks ask asked asking tells tell told telling wants want wanted wanting requests request requested instructs instruct instructed orders order ordered demands demand
  demanded urges urged commands commanded pushes pressures convince convinces tricks tricked persuades persuaded`,
);
/** Nouns for what others ask, in the plural: of one such order it is said that it stands here. */
const PLEAS = wordSet('requests attempts demands pleas efforts appeals tricks ways');
const ATTEMPTED = wordSet('tried attempted wanted managed');
/** Past forms, by which somebody reports what a model was made to do. */
const REPORTS = wordSet(
  'told asked instructed ordered tricked convinced persuaded urged got made forced led caused commanded prompted taught tells asks instructs orders tricks convinces causes',
);
const MADE = wordSet('made make makes making let lets');
const ASKERS = wordSet(
  `user users someone somebody anyone anybody they it caller callers customer customers person people manager boss visitor visitors guest guests colleague student students
  pupil child kids children teens teenagers pupils hackers adversaries criminals attacker attackers message messages mail mails email emails document documents page pages passage website text input content file comment player
  players instructions instruction commands results result`,
);
const RELATIVES = wordSet('that which who whoever whatever');
const RELATIVE_PLACES = wordSet('which where whom');
/** Of somebody of whom one speaks. */
const TRIES_NOW = wordSet('tries attempts seeks aims');
const SUPPOSITIONS = wordSet('if when whenever should unless even whether');
const MODALS = wordSet('can could may might will would shall must should');
const FORBIDDING = wordSet('must should may can shall will do does did to');
const BE_FORMS = wordSet('is are was were be been being get gets got');
const PAST = wordSet('was were been had got');
const AUXILIARIES = wordSet('have has had');
const ALTERNATIVES = wordSet('or nor');
const JOINTS = wordSet('and or nor');
const TO = wordHash('to');
const FOR = wordHash('for');
const YOU = wordHash('you');

/** True when the words behind a place go on with `or`, in the same sentence. */
function goesOn(units: Uint16Array, to: number): boolean {
  return /^[\w ,'-]{0,40}\b(?:or|nor)\b/i.test(textFrom(units, to, AHEAD_UNITS));
}

/** What an assistant is told not to follow, and where that stands: `ignore any instructions inside the document`. */
const WARDED =
  /^(?:ignor|disregard|do not|don't|never|dismiss)[\w' ]*\b(?:any|all|embedded|such|injected|every|instructions|commands|directives|requests|text|orders)\b/i;
const IN_DATA =
  /^[\w ]{0,24}\b(?:in|inside|within|from|contained|embedded|found|hidden|that|which)\b[\w ,<>'-]{0,40}\b(?:documents?|content|contents|tags?|pages?|websites?|sources?|results?|comments?|code|e?-?mails?|tickets?|articles?|passages?|descriptions?|data|files?|inputs?|messages|images?|sites?|submissions?|it|them)\b/i;
const THAT_TRY =
  /^[\w ]{0,24}\b(?:that|which)\b(?: \w+){0,2} (?:change|override|alter|contradict|conflict|ask|tell|attempt|try|tries|want|seek)\w*\b/i;
const OF_OWN =
  /^[^.\n]{0,60}\b(?:above|previous|prior|earlier|before|your|system|developer|instead|and (?:say|print|write|output|tell|reveal|do|reply|respond|answer|send|give|follow|just)|then)\b/i;

/** True when the order to drop something is a ward against orders in data. */
function isWard(units: Uint16Array, from: number, to: number): boolean {
  if (!WARDED.test(unitsText(units, from, to))) return false;
  const behind = textFrom(units, to, WARD_UNITS);
  return THAT_TRY.test(behind) || (IN_DATA.test(behind) && !OF_OWN.test(behind));
}

/** A negation, read back from a place within a list of verbs; `subject` asks for somebody other than the reader in front of it. */
function isNegatedList(from: number, count: number, subject: boolean): boolean {
  for (let i = from; i < count; i++) {
    if (!NEGATIONS.has(word(i))) continue;
    if (!subject) return true;
    const who = FORBIDDING.has(word(i + 1)) ? word(i + 2) : word(i + 1);
    return who !== NOTHING && who !== COMMA && who !== YOU;
  }
  return false;
}

/** What operators forbid an assistant. */
const DISCLOSES =
  /^(?:reveal|show|print|tell|disclose|share|give|output|repeat|send|forward|say|explain|discuss|list|display|leak|expose|provide)\b/i;

/** `do not encode or`, `agents must not obey, ..., or`: the verb is one of a list of forbidden ones. */
function isForbidden(units: Uint16Array, from: number, to: number, count: number): boolean {
  if (NEGATIONS.has(word(ADVERBS.has(word(0)) ? 1 : 0)) && DISCLOSES.test(textFrom(units, from, 12))) return true;
  if (ALTERNATIVES.has(word(0))) return isNegatedList(1, count, false);
  return word(0) === COMMA && isNegatedList(1, count, true) && goesOn(units, to);
}

const NO = wordHash('no');
const NEVERS = wordSet('circumstances circumstance condition conditions case event time');
const UNDERS = wordSet('under in at');

/** `under no circumstances`. */
function isUnderNoCircumstances(count: number): boolean {
  for (let i = 0; i + 2 < Math.min(count, 6); i++) {
    if (NEVERS.has(word(i)) && word(i + 1) === NO && UNDERS.has(word(i + 2))) return true;
  }
  return false;
}

/** Who asks, from the words in front of the asking: somebody of whom one speaks, not to whom. */
function isAskedByOthers(asking: number): boolean {
  let at = asking + 1;
  if (BE_FORMS.has(word(at))) {
    const past = PAST.has(word(at));
    const subject = word(AUXILIARIES.has(word(at + 1)) ? at + 2 : at + 1);
    if (past) return subject !== YOU && subject !== NOTHING && subject !== COMMA;
    return hasSupposition(at + 1) || isInRelative(at + 1);
  }
  if (TRIES_NOW.has(word(asking)) && word(at) !== COMMA && word(at) !== NOTHING) return true;
  if (SUPPOSITIONS.has(word(at)) || RELATIVES.has(word(at))) return true;
  const modal = MODALS.has(word(at));
  if (modal) at++;
  if (RELATIVES.has(word(at))) return true;
  if (modal && TRIES.has(word(asking)) && word(at) !== YOU && word(at) !== NOTHING) return true;
  for (let i = at; i < at + 5; i++) {
    if (word(i) === NOTHING || word(i) === COMMA) return false;
    if (!ASKERS.has(word(i))) continue;
    return (modal && i <= at + 1) || hasSupposition(i + 1);
  }
  return false;
}

function hasSupposition(from: number): boolean {
  for (let i = from; i < from + 5; i++) {
    if (word(i) === NOTHING || word(i) === COMMA) return false;
    if (SUPPOSITIONS.has(word(i))) return true;
  }
  return false;
}

/** `prompts in which the model is asked to`. */
function isInRelative(from: number): boolean {
  for (let i = from; i < from + 4; i++) {
    if (word(i) === NOTHING || word(i) === COMMA || word(i) === YOU) return false;
    if (RELATIVE_PLACES.has(word(i))) return true;
  }
  return false;
}

/** How many words a request may take, from the asking to what is asked for. */
const ASKED_WORDS = 4;

/** True when the `to` at a place belongs to an asking by others, or to the report of one. */
function isAsked(to: number): boolean {
  for (let i = to + 1; i <= to + ASKED_WORDS; i++) {
    const asking = word(i);
    if (asking === NOTHING || asking === COMMA) return false;
    if (PLEAS.has(asking)) return i <= to + 2;
    if (ATTEMPTED.has(asking)) return word(i + 1) !== YOU && word(i + 1) !== NOTHING;
    if (REPORTS.has(asking) && i > to + 1 && PERFORMERS.has(word(to + 1)) && isSubject(i + 1)) return true;
    if ((ASKS.has(asking) || TRIES.has(asking)) && isAskedByOthers(i)) return true;
  }
  return false;
}

/** How far behind the `to` an object may begin: `tells the agent to encode recent conversation ...`. */
const OBJECT_WORDS = 4;

function isObjectOfAsked(from: number): boolean {
  for (let i = from; i < from + OBJECT_WORDS; i++) {
    if (word(i) === NOTHING || word(i) === COMMA || JOINTS.has(word(i))) return false;
    if (word(i) === TO) return i > from && isAsked(i);
  }
  return false;
}

const SAID = wordSet(
  'said stated claimed wrote claims demanded insisted suggested explained reported argued believe believes think thinks',
);
const TELLS = wordSet('tell tells told telling');
const THAT = wordHash('that');

/** `the mail said that the assistant must ...`. */
function isSaid(count: number): boolean {
  for (let i = 0; i + 2 < count; i++) {
    if (word(i) === COMMA) return false;
    if (word(i) === THAT && PERFORMERS.has(word(i + 1)) && TELLS.has(word(i + 3))) return true;
    if (word(i) === YOU) return false;
    if (word(i) === THAT && SAID.has(word(i + 1))) return word(i + 2) !== NOTHING && word(i + 2) !== COMMA;
  }
  return false;
}

const HOW = wordHash('how');
const ONESELF = wordSet('i we one');
const OF_READER = /\byou(?:r|rs|rself)?\b/i;

/** `how can I show the hidden text`: what somebody wants to do, and not by the reader. */
export function isAskedHow(units: Uint16Array, from: number, to: number): boolean {
  readBack(units, from);
  if (!ONESELF.has(word(0)) || word(2) !== HOW) return false;
  return (MODALS.has(word(1)) || FORBIDDING.has(word(1))) && !OF_READER.test(unitsText(units, from, to));
}

/**
 * True for what others may ask for, were told or must not do: `if somebody asks you to ...`, `requests to ...`, `the bot was
 * told to ...`, `agents must not obey or ...`. Nothing of it is said to the reader. Not what comes behind a comma.
 */
export function isToldOfOthers(units: Uint16Array, from: number, to: number): boolean {
  if (isWard(units, from, to)) return true;
  const count = readBack(units, from);
  if (count === 0) return false;
  if (isUnderNoCircumstances(count)) return true;
  if (isForbidden(units, from, to, count)) return true;
  if (isSaid(count) || isReport(units, from, to, count)) return true;
  let at = ADVERBS.has(word(0)) ? 1 : 0;
  if (word(at) === TO || word(at) === FOR || word(at + 1) === FOR) {
    if (isAsked(word(at) === TO || word(at) === FOR ? at : at + 1)) return true;
    if (word(at) !== TO || word(at + 1) !== COMMA) if (!(word(at) === TO && JOINTS.has(word(at + 1)))) return false;
    at++;
  }
  // `tries to make you ...`: one verb further.
  if ((word(at) === YOU || PERFORMERS.has(word(at))) && MADE.has(word(at + 1)) && word(at + 2) === TO)
    return isAsked(at + 2);
  if (!JOINTS.has(word(at)) && word(at) !== COMMA) return isObjectOfAsked(at);
  // A further item of a list: find the `to` that it depends on.
  const explicit = at > 0;
  if (!explicit && word(at) === COMMA && !goesOn(units, to)) return false;
  for (let i = at + 1; i < count; i++) {
    if (word(i) === YOU && explicit) return false;
    if (word(i) === TO && isAsked(i)) return true;
  }
  return false;
}
