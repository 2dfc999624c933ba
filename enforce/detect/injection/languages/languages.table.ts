// SPDX-License-Identifier: Apache-2.0
import type { Lexicon } from '../lexicon.js';
import { ARABIC } from './arabic.table.js';
import { CHINESE } from './chinese.table.js';
import { FRENCH } from './french.table.js';
import { GERMAN } from './german.table.js';
import { HINDI } from './hindi.table.js';
import { ITALIAN } from './italian.table.js';
import { JAPANESE } from './japanese.table.js';
import { KOREAN } from './korean.table.js';
import { PORTUGUESE } from './portuguese.table.js';
import { RUSSIAN } from './russian.table.js';
import { SPANISH } from './spanish.table.js';

/** The words of attacks in languages other than English. */
export const LEXICONS: readonly Lexicon[] = [
  SPANISH,
  FRENCH,
  GERMAN,
  ITALIAN,
  PORTUGUESE,
  RUSSIAN,
  ARABIC,
  HINDI,
  CHINESE,
  JAPANESE,
  KOREAN,
];
