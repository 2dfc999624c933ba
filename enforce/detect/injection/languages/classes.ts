// SPDX-License-Identifier: Apache-2.0
import type { LexiconClass } from '../lexicon.js';

/** Classes of marks that structures are made of; each has a bit. */
const CLASSES = [
  'drop',
  'prior',
  'all',
  'rules',
  'reveal',
  'prompt',
  'your',
  'send',
  'secret',
  'outside',
  'conceal',
  'user',
  'role',
  'persona',
  'unrestricted',
  'persist',
  'must',
  'tool',
  'run',
  'authority',
  'assistant',
  'override',
  /** A mail address, and a link; known by their form. */
  'mail',
  'link',
  /** A link with a place for a value, or one that carries a name in capitals. */
  'leak',
  'fetch',
  'approve',
  'always',
  /** Names of tools that do harm. */
  'risky',
  'memorize',
  'tenant',
] as const;

/** Classes that are in no structure; they say how to read one. */
const BESIDE = ['negation', 'quote_meta', 'device'] as const;

export type TagClass = LexiconClass | (typeof CLASSES)[number] | (typeof BESIDE)[number];

/** Classes from this number on are in no structure. */
export const FIRST_BESIDE = 32;
/** From this number on they are whole phrases; the number of the rule is what exceeds it. */
export const PHRASE = 40;

const NUMBERS = new Map<TagClass, number>([
  ...CLASSES.map((name, number) => [name, number] as const),
  ...BESIDE.map((name, number) => [name, FIRST_BESIDE + number] as const),
]);

export function classNumber(name: TagClass): number {
  return NUMBERS.get(name) ?? 0;
}

/** Any language: what English words and forms are in. */
export const ANY_LANGUAGE = -1;
