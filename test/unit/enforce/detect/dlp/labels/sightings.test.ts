// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileSightings } from '../../../../../../enforce/detect/dlp/labels/sightings.js';
import { compileWordIndex, type WordVisit } from '../../../../../../enforce/detect/dlp/labels/word-index.js';
import type { Search } from '../../../../../../enforce/detect/dlp/search.js';
import { seededRandom } from '../../../../../support/token-sample.js';

const WORDS = ['ai', 'api', 'stripe', 'launchdarkly', 'open', 'openai', 'x2', 'lob', 'datadog'];
const PIECES = [
  ...WORDS,
  'Stripe',
  'STRIPE',
  'launch_darkly',
  'Open',
  'AI',
  '9',
  'q',
  '_',
  '-',
  ' ',
  '.',
  '=',
  '\n',
  ',',
  'é',
];

interface Sighting {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

function collect(visit: (seen: WordVisit) => void): readonly Sighting[] {
  const found: Sighting[] = [];
  visit((word, start, end) => found.push({ word, start, end }));
  return found;
}

function searchOf(text: string, serial: number): Search {
  const bytes = Uint8Array.from(text, (letter) => Math.min(letter.charCodeAt(0), 0xff));
  return { text, bytes, length: text.length, serial } as unknown as Search;
}

test('words around labels are those that a look at each stretch by itself finds', (t) => {
  const random = seededRandom(11);
  const pick = (count: number): number => Math.floor(random() * count);
  const index = compileWordIndex(WORDS);
  const sightings = compileSightings(index);
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 30 }, () => PIECES[pick(PIECES.length)] ?? '').join('');
    const search = searchOf(text, round);
    const ends = Array.from(text.matchAll(/[=,\n]/g), ({ index: at }) => at);
    // Mostly forwards, as labels stand, and sometimes back.
    for (const to of round % 3 === 0 ? ends.toReversed() : ends) {
      const from = Math.max(0, to - 1 - pick(40));
      const expected = collect((seen) => index.find(search.bytes, from, to, seen));
      t.deepEqual(
        collect((seen) => sightings.visit(search, from, to, seen)),
        expected,
        `${JSON.stringify(text)} ${from} ${to}`,
      );
    }
  }
});
