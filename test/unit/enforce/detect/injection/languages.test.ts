// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { LEXICONS } from '../../../../../enforce/detect/injection/languages/languages.table.js';
import { foldLetters } from '../../../../../enforce/detect/injection/languages/spelling.js';
import { LANGUAGE_CASES } from './languages-cases.table.js';
import { structuresOf } from './reference-matcher.js';

test('every language has its cases, and every case its language', (t) => {
  t.deepEqual(Object.keys(LANGUAGE_CASES).sort(), LEXICONS.map(({ language }) => language).sort());
  for (const [language, { attacks, benign }] of Object.entries(LANGUAGE_CASES))
    t.true(attacks.length >= 8 && benign.length >= 8, language);
});

for (const lexicon of LEXICONS) {
  const { language, words, phrases } = lexicon;
  const { attacks, benign } = LANGUAGE_CASES[language] ?? { attacks: [], benign: [] };

  test(`${language}: an attack shows what it is made of`, (t) => {
    for (const [structure, text] of attacks) {
      const found = [...structuresOf(text, lexicon)];
      t.true(found.includes(structure), `${structure} in ${text}: ${found.join()}`);
    }
  });

  test(`${language}: letters in capitals change nothing`, (t) => {
    for (const [structure, text] of attacks) {
      const capitals = language === 'tr' ? text.toLocaleUpperCase('tr') : text.toUpperCase();
      t.true(structuresOf(capitals, lexicon).has(structure), capitals);
    }
  });

  test(`${language}: the same words in innocent texts show nothing`, (t) => {
    for (const text of benign) t.deepEqual([...structuresOf(text, lexicon)], [], text);
  });

  test(`${language}: entries are folded, distinct and rich enough`, (t) => {
    for (const [name, entries] of Object.entries(words)) {
      t.true(entries.length >= 4, name);
      t.is(new Set(entries).size, entries.length, name);
      for (const entry of entries) t.regex(entry, /^[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*\*?$/u, entry);
      for (const entry of entries) t.is(foldLetters(entry), entry);
    }
    t.true(phrases.length >= 20);
    for (const { text } of phrases) t.is(foldLetters(text), text);
  });

  test(`${language}: a stem is long enough not to begin innocent words`, (t) => {
    const shortest = language === 'ko' ? 1 : 3;
    const stems = Object.values(words).flatMap((entries) => entries.filter((entry) => entry.endsWith('*')));
    t.deepEqual(
      stems.filter((stem) => stem.length <= shortest),
      [],
    );
  });
}

test('innocent texts of one language show nothing in another', (t) => {
  for (const [language, { benign }] of Object.entries(LANGUAGE_CASES))
    for (const text of benign)
      for (const lexicon of LEXICONS)
        t.deepEqual([...structuresOf(text, lexicon)], [], `${language} read as ${lexicon.language}: ${text}`);
});
