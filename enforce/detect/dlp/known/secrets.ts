// SPDX-License-Identifier: Apache-2.0
import type { View } from '../../../text/view.js';
import { shannonMilli } from '../../url/entropy.js';
import { collapse } from './collapse.js';
import { NOT_SECRET_NAMES, NOT_SECRET_PREFIXES } from './environment.table.js';
import { compileLiterals, foldText, type Literal, type LiteralHit } from './literals.js';
import { collapsedForms, valueForms, type ValueForm } from './value-forms.js';

/** Values that must not leave, as read by the caller. They stay in memory and enter no finding, log or error. */
export interface SecretValues {
  /** Name and value of each environment variable. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** One value per line of the secrets file. */
  readonly file: readonly string[];
}

/** Rule names under which known secrets are reported. */
export const ENVIRONMENT_SECRET = 'Environment Secret';
export const FILE_SECRET = 'Known Secret';

export interface SecretHit {
  readonly rule: typeof ENVIRONMENT_SECRET | typeof FILE_SECRET;
  readonly encoding: ValueForm['encoding'];
  readonly start: number;
  readonly end: number;
}

/** Finds every form of every known secret in one pass over a text. */
export interface SecretSet {
  readonly size: number;
  /** First characters of the values, by which a value cut into pieces is recognised. */
  readonly beginnings: readonly string[];
  find(view: View): SecretHit | undefined;
  /**
   * Finds values in pieces, in a text of which only letters and digits are left (see `collapse`). Only values that are
   * random enough for this; the place is one in that text.
   */
  findCollapsed(collapsed: string): SecretHit | undefined;
}

const MIN_ENVIRONMENT_ENTROPY_MILLI = 3000;
const MAX_SECRET_LENGTH = 4096;
const MAX_SECRETS = 2000;
/** Shortest value, and shortest encoded form, that is searched. */
const MIN_FORM = 12;
/** Shortest value of letters and digits that is searched in pieces. */
const MIN_COLLAPSED = 16;
const BEGINNING = 8;

interface Form extends Literal {
  readonly rule: SecretHit['rule'];
  readonly encoding: ValueForm['encoding'];
}

type Chosen = readonly [value: string, rule: SecretHit['rule']];

function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  return !NOT_SECRET_NAMES.has(upper) && !NOT_SECRET_PREFIXES.some((prefix) => upper.startsWith(prefix));
}

/** A path of two or more segments, none of which looks drawn at random. */
const PLACE = /^(?:[A-Za-z]:)?(?:[/\\][\w.+@~ -]{1,64}){2,}[/\\]?$/;
const DRAWN = /^(?=.*[0-9])(?=.*[A-Z])(?=.*[a-z])/;
const MIN_DRAWN = 12;

/** Whether a value is a path, or a list of absolute ones. */
function isPlace(value: string): boolean {
  if (value.startsWith('/') && value.includes(':')) return value.split(':').every(isPlace);
  if (!PLACE.test(value)) return false;
  return value.split(/[/\\]/).every((segment) => segment.length < MIN_DRAWN || !DRAWN.test(segment));
}

function selectValues(values: SecretValues, minLength: number): readonly Chosen[] {
  const chosen = new Map<string, SecretHit['rule']>();
  const fits = (value: string): boolean =>
    value.length >= Math.max(minLength, MIN_FORM) && value.length <= MAX_SECRET_LENGTH && chosen.size < MAX_SECRETS;
  for (const value of values.file) if (fits(value)) chosen.set(value, FILE_SECRET);
  for (const [name, value] of values.environment) {
    if (!isSecretName(name) || !fits(value) || chosen.has(value) || isPlace(value)) continue;
    if (shannonMilli(value) > MIN_ENVIRONMENT_ENTROPY_MILLI) chosen.set(value, ENVIRONMENT_SECRET);
  }
  return [...chosen];
}

function formsOf([value, rule]: Chosen): readonly Form[] {
  const forms = valueForms(value).map(({ text, encoding }) => ({ text: foldText(text), encoding, rule }));
  return forms.filter(({ text }) => text.length >= MIN_FORM);
}

/** Words without what parts them are found in other texts by chance; so only a value with letters and digits mixed. */
function collapsedFormsOf([value, rule]: Chosen): readonly Form[] {
  const collapsed = collapse(value);
  if (collapsed.length < MIN_COLLAPSED || !/[0-9]/.test(collapsed) || !/[a-z]/.test(collapsed)) return [];
  const forms = collapsedForms(value).map(({ text, encoding }) => ({ text: collapse(text), encoding, rule }));
  return forms.filter(({ text }) => text.length >= MIN_COLLAPSED);
}

function toHit(hit: LiteralHit<Form> | undefined): SecretHit | undefined {
  if (hit === undefined) return undefined;
  const { literal, start, end } = hit;
  return { rule: literal.rule, encoding: literal.encoding, start, end };
}

/**
 * Prepares a search for known secrets, raw, backwards and in every encoding, in either case. `minLength` is in UTF-16
 * units. Environment values that are words or places are left out.
 */
export function compileSecrets(values: SecretValues, minLength: number): SecretSet {
  const chosen = selectValues(values, minLength);
  const forms = compileLiterals(chosen.flatMap(formsOf));
  const pieces = compileLiterals(chosen.flatMap(collapsedFormsOf));
  return {
    size: chosen.length,
    beginnings: chosen.map(([value]) => value.slice(0, BEGINNING)),
    find: ({ text }) => toHit(forms.find(text)),
    findCollapsed: (collapsed) => toHit(pieces.find(collapsed)),
  };
}
