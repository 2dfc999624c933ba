// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { imageOf } from '../../../../../enforce/text/bytes/utf8.js';
import { ALPHANUMERIC, findLongRuns } from '../../../../../enforce/text/bytes/long-runs.js';

const words = (text: string, min: number): string[] => {
  const bounds = findLongRuns(imageOf(text), text.length, ALPHANUMERIC, min);
  return bounds.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, bounds[i + 1])] : []));
};

test('the same stretches as an expression finds', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'bc', '1', ' ', '.', 'é', '0123456789', '\ud800'), { maxLength: 60 }),
      fc.integer({ min: 3, max: 14 }),
      (pieces, min) => {
        const text = pieces.join('');
        t.deepEqual(words(text, min), text.match(new RegExp(`[A-Za-z0-9]{${min},}`, 'g')) ?? []);
      },
    ),
  );
});
