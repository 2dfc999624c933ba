// SPDX-License-Identifier: Apache-2.0
import type { Lexicon } from '../words/lexicon.js';
import { ARABIC } from './arabic.table.js';
import { BENGALI } from './bengali.table.js';
import { BULGARIAN } from './bulgarian.table.js';
import { CHINESE } from './chinese.table.js';
import { CROATIAN } from './croatian.table.js';
import { CZECH } from './czech.table.js';
import { DANISH } from './danish.table.js';
import { DUTCH } from './dutch.table.js';
import { FILIPINO } from './filipino.table.js';
import { FINNISH } from './finnish.table.js';
import { FRENCH } from './french.table.js';
import { GERMAN } from './german.table.js';
import { GREEK } from './greek.table.js';
import { HEBREW } from './hebrew.table.js';
import { HINDI } from './hindi.table.js';
import { HUNGARIAN } from './hungarian.table.js';
import { INDONESIAN } from './indonesian.table.js';
import { ITALIAN } from './italian.table.js';
import { JAPANESE } from './japanese.table.js';
import { KOREAN } from './korean.table.js';
import { NORWEGIAN } from './norwegian.table.js';
import { PERSIAN } from './persian.table.js';
import { POLISH } from './polish.table.js';
import { PORTUGUESE } from './portuguese.table.js';
import { ROMANIAN } from './romanian.table.js';
import { RUSSIAN } from './russian.table.js';
import { SPANISH } from './spanish.table.js';
import { SWEDISH } from './swedish.table.js';
import { THAI } from './thai.table.js';
import { TURKISH } from './turkish.table.js';
import { UKRAINIAN } from './ukrainian.table.js';
import { VIETNAMESE } from './vietnamese.table.js';

/** The words of attacks in languages other than English. */
export const LEXICONS: readonly Lexicon[] = [
  SPANISH,
  PORTUGUESE,
  FRENCH,
  GERMAN,
  ITALIAN,
  DUTCH,
  POLISH,
  SWEDISH,
  DANISH,
  NORWEGIAN,
  FINNISH,
  CZECH,
  CROATIAN,
  HUNGARIAN,
  ROMANIAN,
  BULGARIAN,
  TURKISH,
  RUSSIAN,
  UKRAINIAN,
  GREEK,
  ARABIC,
  PERSIAN,
  HEBREW,
  HINDI,
  BENGALI,
  INDONESIAN,
  FILIPINO,
  VIETNAMESE,
  THAI,
  CHINESE,
  JAPANESE,
  KOREAN,
];
