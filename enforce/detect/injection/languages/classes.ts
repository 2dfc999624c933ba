// SPDX-License-Identifier: Apache-2.0
import type { LexiconClass } from '../lexicon.js';

/** Classes of tags, numbered. */
export const CLASSES = [
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
  'negation',
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
  'quote_meta',
  /** A mail address, and a link; known by their form. */
  'mail',
  'link',
  /** A link that carries a value. */
  'query',
] as const;

export type TagClass = LexiconClass | 'mail' | 'link' | 'query';

const NUMBERS = new Map<TagClass, number>(CLASSES.map((name, number) => [name, number]));

export function classNumber(name: TagClass): number {
  return NUMBERS.get(name) ?? 0;
}

/** Tags of this class and above are whole phrases; the number of the rule is what exceeds it. */
export const PHRASE = 32;

/** Any language: what English words and forms are in. */
export const ANY_LANGUAGE = -1;
