// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { EvidenceUnavailableError } from '../../../../evidence/model/errors.js';
import { createGathering, createWaiting } from '../../../../evidence/store/waiting.js';

function numbers(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function gathering() {
  const pieces: number[][] = [];
  const outbox = createGathering<number>((items) => pieces.push(items));
  return { pieces, outbox, add: (items: readonly number[]) => items.forEach((item) => outbox.add(item)) };
}

test('what arrives in one turn is one piece', async (t) => {
  const { pieces, add } = gathering();
  add([1, 2, 3]);
  t.deepEqual(pieces, []);
  await turn();
  add([4]);
  await turn();
  t.deepEqual(pieces, [[1, 2, 3], [4]]);
});

test('a full piece does not wait for the turn to end', async (t) => {
  const { pieces, add } = gathering();
  add(numbers(0, 37));
  t.deepEqual(pieces, [numbers(0, 16), numbers(16, 16)]);
  await turn();
  // Enough is under way by now: the rest waits for an answer.
  t.is(pieces.length, 2);
});

test('while the other side has enough to do, items wait for its answer or for a full piece', async (t) => {
  const { pieces, outbox, add } = gathering();
  add(numbers(0, 8));
  await turn();
  add([8, 9]);
  await turn();
  t.deepEqual(pieces, [numbers(0, 8)]);
  outbox.answered(1);
  await turn();
  t.deepEqual(pieces, [numbers(0, 8), [8, 9]]);
  add(numbers(10, 16));
  t.deepEqual(pieces.at(-1), numbers(10, 16));
});

test('an answer with nothing gathered hands nothing over; a flush hands over at once, in order', async (t) => {
  const { pieces, outbox, add } = gathering();
  outbox.flush();
  add(numbers(0, 9));
  await turn();
  outbox.answered(9);
  await turn();
  t.deepEqual(pieces, [numbers(0, 9)]);
  add([9]);
  outbox.flush();
  await turn();
  t.deepEqual(pieces, [numbers(0, 9), [9]]);
});

test('every item is handed over once and in order, however answers fall', async (t) => {
  const { pieces, outbox, add } = gathering();
  let sent = 0;
  let answered = 0;
  for (let round = 0; round < 200; round += 1) {
    const count = (round * 7) % 23;
    add(numbers(sent, count));
    sent += count;
    if (round % 3 === 0) await turn();
    const handed = pieces.reduce((sum, { length }) => sum + length, 0);
    const done = Math.min(handed - answered, (round * 5) % 19);
    outbox.answered(done);
    answered += done;
  }
  while (answered < sent) {
    await turn();
    const handed = pieces.reduce((sum, { length }) => sum + length, 0);
    t.true(handed > answered);
    outbox.answered(handed - answered);
    answered = handed;
  }
  t.deepEqual(pieces.flat(), numbers(0, sent));
});

test('waiting drafts are settled in their order, each under its own action', async (t) => {
  const waiting = createWaiting();
  const placed = { receiptHash: 'a'.repeat(64), chainSeq: 7n, session: 's', durable: true };
  const refused = new EvidenceUnavailableError('no_space', 'full');
  const [first, second, third] = [waiting.add('one'), waiting.add('two'), waiting.add('three')];
  waiting.settle([placed, refused]);
  t.deepEqual(await first, { actionId: 'one', ...placed });
  t.is(await t.throwsAsync(second), refused);
  const lost = new EvidenceUnavailableError('io', 'lost');
  waiting.refuseAll(lost);
  t.is(await t.throwsAsync(third), lost);
});
