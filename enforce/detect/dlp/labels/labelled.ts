// SPDX-License-Identifier: Apache-2.0
import { columnNaming, type Naming } from '../finders/tables.js';
import type { Probe, Search } from '../search.js';
import { chanceOdds } from '../values/chance.js';
import { isPlaceholder } from '../values/placeholder.js';
import { isNameLike, isPlainValue, looksRandom, mayBeRandom, valueIn, type Value } from '../values/value.js';
import { labelKind, labelKindOf, saysNothing, type LabelKind } from './label-kind.js';
import { elementAround, labelBefore, type Label } from './label.js';
import { compileVendors, type ContextRow, type VendorWords } from './vendor-mentions.js';

/** Indices of the rules under which labelled values are reported; undefined for a rule that is not in force. */
export interface LabelledRules {
  readonly secret: number | undefined;
  readonly password: number | undefined;
  readonly authorization: number | undefined;
  readonly vendor: number | undefined;
  readonly rows: readonly ContextRow[];
  readonly words: VendorWords;
}

/** Words of a label look like words, above all where it stands on a line of its own. */
const MAX_LABEL_ODDS = 1.5;
const MAX_LINE_ODDS = 0;
const LINE_FEED = 0x0a;
/** Two of them stand behind the name of a type: `a::b`. */
const COLON = 0x3a;
const AUTHORIZATION = /authorization['"`\\]*\s*[:=,]\s*['"`]?$/i;
const USER_OPTION = /(?:^|\s)(?:-u|--user)[ =]['"]?[\w.@+-]{0,64}$/;
const ONE_WORD = /^\s*[\w.-]+\s*$/;
/** Labels that say what the value is good for, so that a UUID or a digest behind them is one. */
const CLEAR = /[Ss]ecret|[Aa]pi|[Aa]ccess|[Aa]uth|[Pp]rivate|[Pp]ass|SECRET|API|ACCESS|AUTH|PRIVATE|PASS|[A-Z]_TOKEN/;

function isWholeLine(text: string, start: number): boolean {
  return start === 0 || text.charCodeAt(start - 1) === LINE_FEED;
}

const BEFORE_NAME = 1;
const SIGN = 2;
const ROLE = new Uint8Array(256);
for (const letter of '"\'` \t\n\v\f\r') ROLE[letter.charCodeAt(0)] = BEFORE_NAME;
for (const letter of ':=,') ROLE[letter.charCodeAt(0)] = SIGN;
/** What is not ASCII may be white space. */
ROLE[0xff] = BEFORE_NAME;

/** Whether a sign that assigns stands before a place, quotes and white space between the two left out. */
function followsSign(bytes: Uint8Array, place: number): boolean {
  let at = place - 1;
  while (at >= 0 && ROLE[bytes[at] ?? 0] === BEFORE_NAME) at--;
  return at >= 0 && ROLE[bytes[at] ?? 0] === SIGN;
}

/** The kind of a label, with what its joint demands: far from a sign that assigns, only clear words count. */
function kindOf(search: Search, { start, end, joint, quoted }: Label): LabelKind {
  const { text, bytes } = search;
  if (bytes[start - 1] === COLON && bytes[start - 2] === COLON) return 'refused';
  if (chanceOdds(bytes, start, end) > (joint === 'line' ? MAX_LINE_ODDS : MAX_LABEL_ODDS)) return 'refused';
  const kind = labelKind(bytes, start, end, joint);
  if (joint === 'assign' || joint === 'element') return kind;
  if (joint === 'comma' || joint === 'call') return quoted ? kind : 'refused';
  if (joint === 'line') return isWholeLine(text, start) && ONE_WORD.test(text.slice(start, end)) ? kind : 'refused';
  const named = (kind === 'unknown' || kind === 'key') && followsSign(bytes, start);
  return named && AUTHORIZATION.test(text.slice(Math.max(0, start - 24), start)) ? 'scheme' : kind;
}

/** Labels that say nothing are short: `value`, `default`. */
const MAX_FILLER = 24;

function isFillerLabel({ bytes }: Search, { start, end }: Label): boolean {
  return end - start <= MAX_FILLER && saysNothing(bytes, start, end);
}

/** How far before a default value the name of its variable may stand. */
const VARIABLE_REACH = 400;
const VARIABLE = /variable\s+"([\w-]{1,64})"[^}]*$/;

/** The kind of what a value is the value of: `name="key" value="v"`, a variable with a default. */
function kindOfNamed({ text, bytes }: Search, label: Label, named: Label): LabelKind {
  const kind = labelKind(bytes, named.start, named.end, 'assign');
  if (kind === 'secret' || kind === 'password' || kind === 'key') return kind;
  const variable = VARIABLE.exec(text.slice(Math.max(0, label.start - VARIABLE_REACH), label.start))?.[1];
  return variable === undefined ? kind : labelKindOf(variable, 'assign');
}

const HYPHEN = 0x2d;
const SMALL_U = 0x75;

function isUserOption({ text, bytes, traits }: Search, from: number, end: number): boolean {
  if (!(traits.userOption ??= text.includes('-u'))) return false;
  for (let at = from; at + 1 < end; at++)
    if (bytes[at] === HYPHEN && bytes[at + 1] === SMALL_U) return USER_OPTION.test(text.slice(from, end));
  return false;
}

function namingOf(search: Search, start: number): Naming | undefined {
  const label = labelBefore(search, start);
  if (label === undefined) return columnNaming(search, start);
  if (label.joint !== 'space' && isFillerLabel(search, label)) {
    const named = labelBefore(search, label.start, 'comma');
    if (named !== undefined) return { label: named, kind: kindOfNamed(search, label, named) };
  }
  const kind = kindOf(search, label);
  if (kind === 'refused' && isUserOption(search, Math.max(0, label.start - 12), label.end))
    return { label, kind: 'password' };
  if (label.joint === 'line' || label.joint === 'comma') return columnNaming(search, start) ?? { label, kind };
  if (label.joint !== 'space' || (kind !== 'unknown' && kind !== 'refused')) return { label, kind };
  const cell = columnNaming(search, start);
  if (cell !== undefined) return cell;
  if (!(search.traits.angle ??= search.text.includes('>'))) return { label, kind };
  const element = elementAround(search, label.start);
  return element === undefined ? { label, kind } : { label: element, kind: kindOf(search, element) };
}

/** Whether a value may hang on its label in this way: the weaker the joint, the plainer the value has to be. */
function fits(search: Search, { text }: Value, { start, end, joint, quoted }: Label, kind: LabelKind): boolean {
  if (!quoted && !isPlainValue(text) && joint !== 'assign' && joint !== 'element') return false;
  return joint !== 'space' || !isNameLike(text) || kind === 'scheme' || CLEAR.test(search.text.slice(start, end));
}

function ruleOf(rules: LabelledRules, kind: LabelKind): number | undefined {
  if (kind === 'secret') return rules.secret;
  if (kind === 'password') return rules.password;
  return kind === 'scheme' ? rules.authorization : undefined;
}

/**
 * A probe for values that look like chance behind a label that names a secret, or a vendor whose secrets look so. Every
 * stretch is judged once, by a bounded number of characters before it.
 */
export function labelledProbe(rules: LabelledRules): Probe {
  const vendors = compileVendors(rules.rows, rules.words);

  return (search, start, end) => {
    if (search.joined || !mayBeRandom(search, start, end)) return;
    const naming = namingOf(search, start);
    if (naming === undefined || naming.kind === 'refused' || naming.kind === 'basic') return;
    const { label, kind } = naming;
    const mentions = label.joint === 'comma' || label.joint === 'call' ? [] : vendors.mentions(search, label, kind);
    const rule = ruleOf(rules, kind);
    // What the label would say has been said already, or it says nothing: only a vendor can make it a secret.
    if (mentions.length === 0 && (rule === undefined || search.done(rule))) return;
    const value = valueIn(search, start, end, label);
    if (value === undefined || isPlaceholder(value.text) || !fits(search, value, label, kind)) return;
    const random = looksRandom(value);
    if (random && rule !== undefined) search.report(rule, value.start, value.end);
    const row = vendors.row(search, value, kind, mentions);
    if (row !== undefined) search.report(row, value.start, value.end);
    else if (random && rule === undefined && rules.vendor !== undefined && label.joint !== 'line')
      if (vendors.named(value, kind, mentions)) search.report(rules.vendor, value.start, value.end);
  };
}
