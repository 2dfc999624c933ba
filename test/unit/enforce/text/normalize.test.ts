// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { CONFUSABLES } from '../../../../enforce/text/confusables.table.js';
import { normalizeForDlp, normalizeKeepingLines } from '../../../../enforce/text/normalize.js';

const FORMS = [normalizeForDlp, normalizeKeepingLines];

test('what is written in look-alikes reads as ASCII in every form', (t) => {
  for (const text of [
    'іɡոοrе',
    'ᎥᏀᏁᎧᏒᎬ',
    'ɪɢɴᴏʀᴇ',
    'ꓲꓖꓠꓳꓣꓰ',
    '𝓲𝓰𝓷𝓸𝓻𝓮',
    '𝚒𝚐𝚗𝚘𝚛𝚎',
    'ｉｇｎｏｒｅ',
    'ⓘⓖⓝⓞⓡⓔ',
    '⒤⒢⒩⒪⒭⒠',
    '🅸🅶🅽🅾🆁🅴',
    '🅘🅖🅝🅞🅡🅔',
    '🇮🇬🇳🇴🇷🇪',
    'ịg̃ņöŕē',
    'i\u0335g\u0336n\u0337o\u0338r\u20d2e',
    'i\u200bg\u2060n\u00ado\ufe0fr\u{e0020}e',
    'i\u0e34g\u0941nore',
    'ıgnøre',
  ]) {
    for (const normalize of FORMS) t.is(normalize(text).toLowerCase(), 'ignore', text);
  }
});

test('punctuation and digits of any script read as ASCII', (t) => {
  for (const [text, read] of [
    ['“sk‐ant–api—03−x⸺y”', '"sk-ant-api-03-x-y"'],
    ['a∕b⁄c⧸d', 'a/b/c/d'],
    ['٣٤٥ ३४५ ３４５ ❸❹❺', '345 345 345 345'],
    ['【system】：ok', '[system]:ok'],
    ['it’s', "it's"],
  ] as const) {
    t.is(normalizeForDlp(text), read, text);
  }
});

test('spaces beyond ASCII and invisible characters are dropped, line breaks and tabs where lines do not count', (t) => {
  const text = 'a\u200bb\u00a0c\u2028d\te\u0000f\u0085g';
  t.is(normalizeForDlp(text), 'abcdefg');
  t.is(normalizeKeepingLines(text), 'abcd\tefg');
});

test('words of other scripts do not turn into ASCII altogether', (t) => {
  for (const word of ['репозиторий', 'инструкции', 'пожалуйста', 'функция'])
    for (const normalize of FORMS) t.regex(normalize(word), /[^\x00-\x7f]/, word);
});

test('plain text is given back as it is', (t) => {
  const text = 'plain text, {"with": [1, 2]}\r\n\tand lines';
  t.is(normalizeKeepingLines(text), text);
  t.is(normalizeForDlp('plain text'), 'plain text');
});

test('every look-alike stands for one ASCII character', (t) => {
  for (const [letter, target] of CONFUSABLES) {
    t.regex(target, /^[\x21-\x7e]$/, letter);
    t.regex(letter, /^[^\x00-\x7f]$/u);
    t.is(normalizeForDlp(letter), target);
  }
});

test('applied twice, every form changes nothing more', (t) => {
  const scripts = fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\u0301',
      '\u0941',
      '\u0915',
      '\u3099',
      '\u304b',
      '\u1161',
      '\u1100',
      'ﷺ',
      '\u{1d165}',
      '\ud800',
      'ß',
      'ǆ',
      '\u00a0',
    ),
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.oneof(scripts, fc.string({ unit: 'binary', maxLength: 60 })), (input) => {
      for (const normalize of FORMS) {
        const once = normalize(input);
        t.is(normalize(once), once);
      }
    }),
    { numRuns: 1000 },
  );
  // Ideographs, syllables of Hangul and code points of nothing are alike by the thousand: of those a few will do.
  for (let code = 0x80; code < 0x11_0000; code += 1) {
    const letter = String.fromCodePoint(code);
    if (code % 97 !== 0 && /\p{Cn}|\p{Co}|\p{Script=Hangul}|\p{Unified_Ideograph}/u.test(letter)) continue;
    for (const normalize of FORMS) {
      const once = normalize(letter);
      if (normalize(once) !== once) t.fail(code.toString(16));
    }
  }
  t.pass();
});
