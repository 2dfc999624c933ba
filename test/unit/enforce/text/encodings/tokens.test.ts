// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { decodeToken, forEachToken } from '../../../../../enforce/text/encodings/tokens.js';

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  forEachToken(text, (token) => tokens.push(token));
  return tokens;
}

test('every stretch of ten or more, wherever it stands, and no shorter one', (t) => {
  for (let before = 0; before < 24; before++) {
    const lead = '. '.repeat(before).slice(0, before);
    t.deepEqual(tokensOf(`${lead}abcdefghij`), ['abcdefghij']);
    t.deepEqual(tokensOf(`${lead}abcdefghij.abcdefghi.`), ['abcdefghij']);
    t.deepEqual(tokensOf(`\u00e9${lead}abcdefghij\u{1f600}`), ['abcdefghij']);
  }
});

test('the same stretches as a plain search finds', (t) => {
  const letters = fc.constantFrom('a', '7', '/', '_', '.', ' ', '\u00e9', '\u{1f600}');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 120 }), (text) => {
      const plain = (text.match(/[A-Za-z0-9+/_-]{10,}/g) ?? []).flatMap((token) => {
        const pieces = token.split('/').filter((piece) => piece.length >= 10 && piece !== token);
        return token.includes('/') ? [token, ...pieces] : [token];
      });
      t.deepEqual(tokensOf(text), plain);
    }),
  );
});

const PAIRS = Array.from('harmless', (letter) => letter.charCodeAt(0).toString(16));

for (const [name, join] of [
  ['colons', (pairs: readonly string[]) => pairs.join(':')],
  ['spaces', (pairs: readonly string[]) => pairs.join(' ')],
  ['commas', (pairs: readonly string[]) => pairs.join(',')],
  ['\\x', (pairs: readonly string[]) => `\\x${pairs.join('\\x')}`],
  ['0x', (pairs: readonly string[]) => `0X${pairs.join(' 0X')}`],
] as const) {
  test(`hex with ${name} is found at any place, and six letters of it are not enough`, (t) => {
    for (let before = 0; before < 20; before++) {
      const text = join(PAIRS);
      t.true(tokensOf(`${'. '.repeat(before)}|${text}|`).includes(text), `${before} before`);
      t.deepEqual(tokensOf(`${'. '.repeat(before)}|${join(PAIRS.slice(0, 5))}|`), []);
    }
  });
}

test('a visit may search another text', (t) => {
  const seen: string[] = [];
  forEachToken('abcdefghij klmnopqrst', (token) => {
    seen.push(token, ...tokensOf('...................uvwxyzuvwxyz'));
  });
  t.deepEqual(seen, ['abcdefghij', 'uvwxyzuvwxyz', 'klmnopqrst', 'uvwxyzuvwxyz']);
});

test('base64 that was cut or prefixed is read at its true place; words are not read', (t) => {
  const hidden = 'a line of text that says something plain';
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('A', 'q', '9'), maxLength: 5 }), fc.nat(400), (before, size) => {
      const inner = hidden.repeat(1 + (size % 12));
      const token = before + btoa(inner).replaceAll('=', '');
      t.true(decodeToken(token).some(({ text }) => text.includes(hidden)));
    }),
  );
  t.deepEqual(decodeToken('articles-how-to-write-golang-tests'), []);
});
