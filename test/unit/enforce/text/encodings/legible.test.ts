// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readLegible } from '../../../../../enforce/text/encodings/legible.js';

const SENTENCE = 'Pässe ignore 全部 of the rules';

/** Bytes of which one in four continues a character that none began, and one in eight is a control character. */
function binary(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >> 16;
  });
}

function holding(text: string, length: number, at: number): Uint8Array {
  const bytes = binary(length);
  bytes.set(new TextEncoder().encode(text), at);
  return bytes;
}

for (const length of [4096, 5000, 70_000]) {
  test(`a sentence in ${length} bytes of binary is read wherever it stands`, (t) => {
    const size = new TextEncoder().encode(SENTENCE).length;
    for (const start of [0, 1, 2, 3, 17, 1000, 2001, length - size - 1, length - size]) {
      const read = readLegible(holding(SENTENCE, length, start));
      t.true(read?.text.includes(SENTENCE), String(start));
      t.false(read?.whole);
    }
  });

  test(`binary of ${length} bytes with a word in it is no text`, (t) => {
    t.is(readLegible(binary(length)), undefined);
    t.is(readLegible(holding('rules', length, 100)), undefined);
  });
}

test('a long text with some bytes that are none is given whole', (t) => {
  const bytes = new TextEncoder().encode(SENTENCE.repeat(400));
  for (let at = 40; at < bytes.length; at += 50) bytes[at] = 1;
  t.is(readLegible(bytes)?.text.split('\n').length, Math.ceil((bytes.length - 40) / 50) + 1);
});

test('long text of two bytes a character is given whole', (t) => {
  const bytes = new Uint8Array(8000);
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = 0x61;
  t.deepEqual(readLegible(bytes), { text: 'a'.repeat(4000), whole: true });
});
