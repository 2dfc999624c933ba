// SPDX-License-Identifier: Apache-2.0
import type { View, ViewName } from '../../text/views.js';
import { shannonMilli } from '../url/entropy.js';
import { NOT_SECRET_NAMES, NOT_SECRET_PREFIXES } from './environment.table.js';

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
  readonly encoding: ViewName;
  readonly start: number;
  readonly end: number;
}

/** Finds every form of every known secret in one pass over a text. */
export interface SecretSet {
  readonly size: number;
  /** First characters of the values, by which a value cut into pieces is recognised. */
  readonly beginnings: readonly string[];
  find(view: View): SecretHit | undefined;
}

const MIN_ENVIRONMENT_ENTROPY_MILLI = 3000;
const MAX_SECRET_LENGTH = 4096;
const MAX_SECRETS = 2000;
/** Shortest value, and shortest encoded form, that is searched. */
const MIN_FORM = 12;
/** Length of the stretch by which a form is recognised before it is compared whole. */
const GRAM = 6;
const FACTOR = 0x01000193;
const BEGINNING = 8;

interface Form {
  readonly text: string;
  readonly rule: SecretHit['rule'];
  readonly encoding: ViewName;
}

const encoder = new TextEncoder();

function encodeBits(bytes: Uint8Array, alphabet: string, width: number): string {
  let text = '';
  let held = 0;
  let pending = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfffff;
    pending += 8;
    while (pending >= width) {
      pending -= width;
      text += alphabet.charAt((held >> pending) & ((1 << width) - 1));
    }
  }
  return pending > 0 ? text + alphabet.charAt((held << (width - pending)) & ((1 << width) - 1)) : text;
}

const BASE64_STD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_URL = `${BASE64_STD.slice(0, 62)}-_`;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What stays the same of an encoding when other bytes stand before and after the value. */
function encodedCores(bytes: Uint8Array, alphabet: string, width: number, group: number): readonly string[] {
  const cores: string[] = [];
  for (let before = 0; before < group; before++) {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const first = Math.ceil((before * 8) / width);
    const last = Math.floor(((before + bytes.length) * 8) / width);
    cores.push(encodeBits(shifted, alphabet, width).slice(first, last));
  }
  return cores;
}

function formsOf(value: string, rule: SecretHit['rule']): readonly Form[] {
  const bytes = encoder.encode(value);
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const forms: Form[] = [{ text: value, rule, encoding: 'raw' }];
  const add = (encoding: ViewName, texts: readonly string[]): void => {
    for (const text of texts) if (text.length >= MIN_FORM) forms.push({ text, rule, encoding });
  };
  add('base64', encodedCores(bytes, BASE64_STD, 6, 3));
  add('base64url', encodedCores(bytes, BASE64_URL, 6, 3));
  add('base32', encodedCores(bytes, BASE32, 5, 5));
  add('hex', [pairs.join('')]);
  add(
    'hex',
    ['\\x', '0x'].map((prefix) => pairs.join(prefix)),
  );
  add(
    'hex',
    [':', ' ', '-', ','].map((delimiter) => pairs.join(delimiter)),
  );
  return forms;
}

/** ASCII letters in lower case, every other code unit as it is: hex and host names come in either case. */
function foldCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

function foldText(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Hash of the stretch at `start`. Codes are folded as they are read, so that the text need not be copied. */
function hashAt(text: string, start: number): number {
  let hash = 0;
  for (let i = start; i < start + GRAM; i++) hash = (Math.imul(hash, FACTOR) + foldCode(text.charCodeAt(i))) | 0;
  return hash ^ (hash >>> 15);
}

function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  return !NOT_SECRET_NAMES.has(upper) && !NOT_SECRET_PREFIXES.some((prefix) => upper.startsWith(prefix));
}

function selectValues(values: SecretValues, minLength: number): readonly (readonly [string, SecretHit['rule']])[] {
  const chosen = new Map<string, SecretHit['rule']>();
  const fits = (value: string): boolean =>
    value.length >= Math.max(minLength, MIN_FORM) && value.length <= MAX_SECRET_LENGTH && chosen.size < MAX_SECRETS;
  for (const value of values.file) if (fits(value)) chosen.set(value, FILE_SECRET);
  for (const [name, value] of values.environment) {
    if (!isSecretName(name) || !fits(value) || chosen.has(value)) continue;
    if (shannonMilli(value) > MIN_ENVIRONMENT_ENTROPY_MILLI) chosen.set(value, ENVIRONMENT_SECRET);
  }
  return [...chosen];
}

/** Size of the pre-filter: one byte for each value of the low bits of a hash. */
const FILTER_SIZE = 1 << 17;

/** A form and the place in it of the stretch that was recognised. */
interface Place {
  readonly form: Form;
  readonly offset: number;
}

interface Index {
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly filter: Uint8Array;
  /** Every form holds a recognisable stretch in any row of this many places. */
  readonly stride: number;
}

function buildIndex(forms: readonly Form[]): Index {
  const places = new Map<number, Place[]>();
  const filter = new Uint8Array(FILTER_SIZE);
  const shortest = forms.reduce((min, { text }) => Math.min(min, text.length), Number.MAX_SAFE_INTEGER);
  // Only every `stride`-th place of a text is looked at, so the first `stride` stretches of each form are indexed.
  const stride = Math.min(shortest - GRAM + 1, 32);
  for (const form of forms) {
    for (let offset = 0; offset < stride; offset++) {
      const hash = hashAt(form.text, offset);
      const known = places.get(hash);
      if (known === undefined) places.set(hash, [{ form, offset }]);
      else known.push({ form, offset });
      filter[hash & (FILTER_SIZE - 1)] = 1;
    }
  }
  return { places, filter, stride };
}

function verify(text: string, at: number, candidates: readonly Place[]): SecretHit | undefined {
  for (const { form, offset } of candidates) {
    const start = at - offset;
    const end = start + form.text.length;
    if (start < 0 || end > text.length || foldText(text.slice(start, end)) !== form.text) continue;
    return { rule: form.rule, encoding: form.encoding, start, end };
  }
  return undefined;
}

/**
 * Prepares a search for known secrets: raw, hex in seven forms, base64 in both alphabets at each alignment, base32 at
 * each alignment, in either case. `minLength` is in UTF-16 units. Environment values that look like words or places
 * are left out.
 */
export function compileSecrets(values: SecretValues, minLength: number): SecretSet {
  const chosen = selectValues(values, minLength);
  if (chosen.length === 0) return { size: 0, beginnings: [], find: () => undefined };
  const forms = chosen.flatMap(([value, rule]) => formsOf(value, rule));
  const { places, filter, stride } = buildIndex(forms.map((form) => ({ ...form, text: foldText(form.text) })));
  return {
    size: chosen.length,
    beginnings: chosen.map(([value]) => value.slice(0, BEGINNING)),
    find({ text }) {
      for (let at = 0; at + GRAM <= text.length; at += stride) {
        const hash = hashAt(text, at);
        if (filter[hash & (FILTER_SIZE - 1)] !== 1) continue;
        const candidates = places.get(hash);
        const hit = candidates === undefined ? undefined : verify(text, at, candidates);
        if (hit !== undefined) return hit;
      }
      return undefined;
    },
  };
}
