// SPDX-License-Identifier: Apache-2.0
import { formsOf, imageOfWord } from '../labels/word-images.js';
import { isPlaceholder } from '../values/placeholder.js';
import type { Finder } from './finder.js';

/** What lists of codes for the case that a second factor is lost are called, without blanks. */
const LABELS = [
  'recoverycode',
  'recovery_code',
  'recovery-code',
  'backupcode',
  'backup_code',
  'backup-code',
  'backupverificationcode',
  'scratchcode',
  'emergencycode',
  'one-timecode',
  'notfallcode',
  'wiederherstellungscode',
  'codesderécupération',
  'codesdesecours',
  'códigosderecuperación',
  'códigosderespaldo',
  'códigosdebackup',
  'códigosderecuperação',
  'codicidirecupero',
  'codicidibackup',
  'herstelcode',
  'reservecode',
  'kodyzapasowe',
  'kodyodzyskiwania',
  'kurtarmakodlar',
];
const ANCHORS = [...new Set(formsOf(LABELS).map(imageOfWord))];

/** What may stand between the label and the first code: the rest of its line. */
const HEAD = /[^\n]{0,60}?(?:[:=\n]|\s-\s)/y;
/** A code with the marks of a list before it. */
const CODE =
  /(?:[\s,;|"'`•*[\]{}()-]|[0-9]{1,2}[.):]){0,24}([A-Za-z0-9]{4,12}(?:[-_][A-Za-z0-9]{3,12}){0,4})(?![A-Za-z0-9_-])/dy;
const MIN_CODES = 4;
const MAX_CODES = 24;

/** Where letters, digits and marks stand, as a text: codes of one list are alike in it. */
function outline(code: string): string {
  return code.replace(/[A-Za-z0-9]/g, 'x');
}

/** Whether codes of one outline were drawn: no two are equal, and most of them have digits. */
function areDrawn(codes: readonly string[]): boolean {
  if (new Set(codes).size < codes.length || isPlaceholder(codes.join(''))) return false;
  return codes.filter((code) => /[0-9]/.test(code)).length * 4 >= codes.length * 3;
}

/** A list of codes that stand in for a second factor, behind what it is called. */
export const recoveryCodes: Finder = (rule) => ({
  anchors: ANCHORS.map((word) => [
    word,
    ({ text, ...search }, _start, end) => {
      if (search.joined || search.done(rule)) return;
      HEAD.lastIndex = end;
      if (!HEAD.test(text)) return;
      const codes: string[] = [];
      let start = -1;
      let stop = HEAD.lastIndex;
      for (let at = stop; codes.length < MAX_CODES; at = stop) {
        CODE.lastIndex = at;
        const match = CODE.exec(text);
        const [first = 0, last = 0] = match?.indices?.[1] ?? [];
        const code = match?.[1] ?? '';
        if (match === null || (codes[0] !== undefined && outline(code) !== outline(codes[0]))) break;
        if (codes.length === 0) start = first;
        codes.push(code);
        stop = last;
      }
      if (codes.length >= MIN_CODES && areDrawn(codes)) search.report(rule, start, stop);
    },
  ]),
});
