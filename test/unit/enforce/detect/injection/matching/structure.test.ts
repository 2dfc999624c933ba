// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseStructure } from '../../../../../../enforce/detect/injection/matching/structure.js';

test('reads gaps, marks and alternatives', (t) => {
  const { steps, anchor, without, notBefore } = parseStructure(
    '^DROP|leave_out ~3 !=dan ;2 system: -NOT|never %policy',
  );
  t.is(anchor, 1);
  t.deepEqual(without, ['NOT', 'never']);
  t.deepEqual(notBefore, ['policy']);
  t.deepEqual(
    steps.map((step) => step.alternatives),
    [['DROP', 'leave out'], ['dan'], ['system']],
  );
  t.deepEqual(
    steps.map((step) => step.gap),
    [0, 3, 2],
  );
  t.deepEqual(
    steps.map((step) => [step.clause, step.capitals, step.colon, step.crossing]),
    [
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, true],
    ],
  );
});

test('reads the mark of a name that is called', (t) => {
  const { steps } = parseStructure('^assistant, ~2 send');
  t.deepEqual(
    steps.map(({ called, colon }) => [called, colon]),
    [
      [true, false],
      [false, false],
    ],
  );
});

test('refuses what is no structure', (t) => {
  t.throws(() => parseStructure(''));
  t.throws(() => parseStructure('DROP ~x RULES'));
  t.throws(() => parseStructure('-ONLY'));
});
