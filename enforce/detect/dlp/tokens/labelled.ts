// SPDX-License-Identifier: Apache-2.0
import type { Probe, Search } from '../search.js';
import { chanceOdds } from './chance.js';
import { DIGIT, LETTER_LOWER, LETTER_UPPER, MEMBERSHIP } from './characters.js';
import { labelBefore, type Label } from './label.js';
import { labelKind, labelWords, type LabelKind } from './label-kind.js';
import { isPlaceholder } from './placeholder.js';
import { compileBody, type BodyMatcher } from './shape.js';
import type { VendorToken } from './vendor-token.js';
import { compileWordIndex, type WordIndex } from './word-index.js';

/** A row without a prefix, and the index of the rule made from it. */
export interface ContextRow {
  readonly row: VendorToken;
  readonly rule: number;
}

/** Indices of the rules under which labelled values are reported; undefined for a rule that is not in force. */
export interface LabelledRules {
  readonly secret: number | undefined;
  readonly password: number | undefined;
  readonly authorization: number | undefined;
  readonly vendor: number | undefined;
  readonly rows: readonly ContextRow[];
  /** Further words that name a vendor. `plain` ones are words of the language too and count beside a label only. */
  readonly vendorWords: readonly string[];
  readonly plainWords: readonly string[];
}

const MIN_VALUE = 16;
const MAX_VALUE = 1024;
const MAX_VENDOR_VALUE = 128;
/** How far before a value the name of its vendor may stand, in characters and in line breaks. */
const VENDOR_REACH = 100;
const VENDOR_LINES = 2;
/** Characters by which a value is judged. */
const JUDGED = 128;

const MIN_LABELLED_ODDS = 0.4;
const MIN_VENDOR_ODDS = 0.9;
/** Without a digit a value must look like nothing but chance. */
const MIN_LETTERS_ODDS = 1.2;

/** A path, an option, a package, a version, a date, a digest with its name, a range of numbers. */
const NOT_A_VALUE = /^(?:[./@#~%-]|[\^~v]?\d+\.\d|\d{4}-\d\d-\d\d|sha\d|md5-|0x|[A-Za-z]:\/|[0-9.,+-]+$)/;
const FILE_NAME = /\.[A-Za-z][A-Za-z0-9]{0,5}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** As long as a digest of SHA-1 or SHA-2 in hex. */
const DIGEST = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const PLAIN_TOKEN = /^[A-Za-z0-9_+/.=-]+$/;
const TRAILING = /[.!%*~^-]+$/;
const TEMPLATE = /[<>{}$]/;

interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly odds: number;
}

/** Whether a stretch could be random at all: cheap, because it is asked of every long stretch. */
function mayBeRandom({ bytes }: Search, start: number, end: number): boolean {
  let kinds = 0;
  const stop = Math.min(end, start + JUDGED);
  for (let at = start; at < stop; at++) kinds |= MEMBERSHIP[bytes[at] ?? 0] ?? 0;
  if ((kinds & DIGIT) === 0 && ((kinds & LETTER_LOWER) === 0 || (kinds & LETTER_UPPER) === 0)) return false;
  const odds = chanceOdds(bytes, start, stop);
  return odds >= ((kinds & DIGIT) === 0 ? MIN_LETTERS_ODDS : MIN_LABELLED_ODDS);
}

/** The value in a stretch, less the end of a sentence; undefined when it has a shape of its own that is no secret. */
function valueOf(search: Search, start: number, stretchEnd: number): Value | undefined {
  const { text: whole, bytes } = search;
  if (stretchEnd - start > MAX_VALUE) return undefined;
  const written = whole.slice(start, stretchEnd).replace(TRAILING, '');
  if (written.length < MIN_VALUE || NOT_A_VALUE.test(written) || FILE_NAME.test(written)) return undefined;
  const end = start + written.length;
  if (TEMPLATE.test(whole.charAt(start - 1)) && whole.charAt(start - 1) !== '>') return undefined;
  // What a bracket follows is called, what a template mark follows is filled in.
  if (/[(<{[]/.test(whole.charAt(end))) return undefined;
  return { text: written, start, end, odds: chanceOdds(bytes, start, Math.min(end, start + JUDGED)) };
}

interface Vendors {
  readonly index: WordIndex;
  /** Rows by word. */
  readonly rows: readonly (readonly { readonly rule: number; readonly body: BodyMatcher }[])[];
  readonly plain: readonly boolean[];
}

function compileVendors({ rows, vendorWords, plainWords }: LabelledRules): Vendors {
  const words = new Map<string, { rule: number; body: BodyMatcher }[]>();
  for (const word of [...vendorWords, ...plainWords]) words.set(word, []);
  for (const { row, rule } of rows) {
    const body = compileBody(row.body);
    for (const word of row.context ?? []) {
      const known = words.get(word);
      if (known === undefined) words.set(word, [{ rule, body }]);
      else known.push({ rule, body });
    }
  }
  const plain = new Set(plainWords);
  const list = [...words.keys()];
  return { index: compileWordIndex(list), rows: [...words.values()], plain: list.map((word) => plain.has(word)) };
}

interface Mention {
  readonly word: number;
  readonly inLabel: boolean;
}

/** The vendors named in a label and before it. */
function mentions({ bytes }: Search, vendors: Vendors, label: Label): readonly Mention[] {
  let from = label.end;
  for (let lines = 0; from > 0 && label.end - from < VENDOR_REACH; from--) {
    if (bytes[from - 1] === 0x0a && ++lines > VENDOR_LINES) break;
  }
  const found: Mention[] = [];
  vendors.index.find(bytes, from, label.end, (word, start) => found.push({ word, inLabel: start >= label.start }));
  return found;
}

/** Reports the row whose context and shape fit, or the vendor's credential of unknown shape. */
function reportVendor(
  search: Search,
  rules: LabelledRules,
  vendors: Vendors,
  value: Value,
  label: Label,
  kind: LabelKind,
): void {
  if (kind === 'refused' || label.joint === 'comma' || label.joint === 'call') return;
  let named = false;
  for (const { word, inLabel } of mentions(search, vendors, label)) {
    if (kind === 'unknown' && !inLabel) continue;
    for (const { rule, body } of vendors.rows[word] ?? [])
      if (body(search, value.start, 0) >= value.end) {
        search.report(rule, value.start, value.end);
        return;
      }
    named ||= kind === 'key' || vendors.plain[word] === false;
  }
  if (!named || rules.vendor === undefined || label.joint === 'line') return;
  if (value.odds < MIN_VENDOR_ODDS || value.text.length > MAX_VENDOR_VALUE || !PLAIN_TOKEN.test(value.text)) return;
  if (kind === 'unknown' && (DIGEST.test(value.text) || UUID.test(value.text))) return;
  search.report(rules.vendor, value.start, value.end);
}

function reportedRule(rules: LabelledRules, kind: LabelKind): number | undefined {
  if (kind === 'secret') return rules.secret;
  if (kind === 'password') return rules.password;
  return kind === 'scheme' ? rules.authorization : undefined;
}

const AUTHORIZATION = /authorization['"`\\]*\s*[:=,]\s*['"`]?$/i;

/** The kind of a label, with what its joint demands: far from a sign that assigns, only clear words count. */
function kindOf({ text }: Search, { start, end, joint, quoted }: Label): LabelKind {
  const written = text.slice(start, end);
  const kind = labelKind(labelWords(written), joint);
  if (joint === 'assign' || joint === 'element') return kind;
  if (joint === 'comma' || joint === 'call') return quoted ? kind : 'refused';
  if (joint === 'line') return /^\s*[\w.-]+\s*$/.test(written) ? kind : 'refused';
  if (kind !== 'unknown' && kind !== 'key') return kind;
  return AUTHORIZATION.test(text.slice(Math.max(0, start - 24), start)) ? 'scheme' : kind;
}

/**
 * A probe for values that look like chance behind a label that names a secret, or a vendor whose secrets look so. Every
 * stretch is judged once, by a bounded number of characters before it.
 */
export function labelledProbe(rules: LabelledRules): Probe {
  const vendors = compileVendors(rules);
  return (search, start, end) => {
    if (search.joined || !mayBeRandom(search, start, end)) return;
    const label = labelBefore(search, start);
    if (label === undefined) return;
    const kind = kindOf(search, label);
    if (kind === 'refused' || kind === 'basic') return;
    const value = valueOf(search, start, end);
    if (value === undefined || isPlaceholder(value.text)) return;
    const rule = reportedRule(rules, kind);
    if (rule !== undefined) search.report(rule, value.start, value.end);
    reportVendor(search, rules, vendors, value, label, kind);
  };
}
