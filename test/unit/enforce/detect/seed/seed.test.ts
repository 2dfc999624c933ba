// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import test from 'ava';
import { compileSeedPhrases, SEED_PHRASE } from '../../../../../enforce/detect/seed/seed.js';
import { readText } from '../../../../../enforce/text/reading.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { FormatError } from '../../../../../evidence/canonical/errors.js';

const LISTS = {
  czech,
  english,
  french,
  italian,
  japanese,
  korean,
  portuguese,
  simplifiedChinese,
  spanish,
  traditionalChinese,
};
const OPTIONS = { enabled: true, min_words: 12, verify_checksum: true } as const;
const DETECTOR = compileSeedPhrases(OPTIONS, nodeSuite);

/** Bytes that look random and are the same in every run. */
function entropyOf(label: string, bytes: number): Uint8Array {
  return Uint8Array.from(createHash('sha512').update(label).digest().subarray(0, bytes));
}

function phraseOf(list: string[], label: string, bytes = 16): string[] {
  return entropyToMnemonic(entropyOf(label, bytes), list).split(/[ \u3000]/);
}

const found = (text: string): boolean => DETECTOR.find(text) !== undefined;

for (const [language, list] of Object.entries(LISTS)) {
  test(`${language}: phrases of every length`, (t) => {
    for (const bytes of [16, 20, 24, 28, 32])
      t.true(found(`Here it is: ${phraseOf(list, language, bytes).join(' ')}. Keep it.`), `${bytes}`);
  });

  test(`${language}: however the words are parted`, (t) => {
    const words = phraseOf(list, `${language} parted`);
    for (const gap of [
      ' ',
      '\n',
      '\t',
      '-',
      ', ',
      ',',
      '|',
      ';',
      ':',
      '+',
      '/',
      '_',
      '.',
      '\u3000',
      '\u00a0',
      '\r\n',
      ' · ',
    ])
      t.true(found(words.join(gap)), JSON.stringify(gap));
    t.true(found(words.map((word, i) => `${i + 1}. ${word}`).join('\n')));
    t.true(found(words.map((word, i) => `${i + 1}) ${word}`).join('  ')));
    t.true(found(words.map((word, i) => `w${i}=${word}`).join('&')));
    t.true(found(words.map((word) => `<li>${word}</li>`).join('')));
    t.true(found(JSON.stringify(words)));
    t.true(found(JSON.stringify(words, null, 2)));
    t.true(found(JSON.stringify(Object.fromEntries(words.map((word, i) => [`word${i}`, word])))));
    t.true(found(words.join('\\n')));
  });

  test(`${language}: composed, decomposed, in capitals`, (t) => {
    const text = phraseOf(list, `${language} composed`).join(' ');
    t.true(found(text.normalize('NFC')));
    t.true(found(text.normalize('NFD')));
    t.true(found(text.normalize('NFKD')));
    t.true(found(text.toUpperCase()));
    t.true(found(text.replace(/(?:^| )\S/g, (start) => start.toUpperCase())));
  });

  test(`${language}: one word exchanged for another is no phrase`, (t) => {
    let refused = 0;
    for (let i = 0; i < 64; i++) {
      const words = phraseOf(list, `${language} ${i}`);
      words[5] = list[(list.indexOf(words[5] ?? '') + 1) % list.length] ?? '';
      if (!found(words.join(' '))) refused++;
    }
    // One in sixteen has a checksum by chance.
    t.true(refused > 48, `${refused}`);
  });
}

for (const [language, list] of Object.entries({ czech, english, french, italian, portuguese, spanish })) {
  test(`${language}: words cut to four letters, without accents`, (t) => {
    const bare = phraseOf(list, `${language} cut`).map((word) =>
      word.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''),
    );
    t.true(found(bare.join(' ')));
    t.true(found(bare.map((word) => word.slice(0, 4)).join(' ')));
    t.true(found(bare.map((word, i) => (i % 2 === 0 ? word : word.slice(0, 4))).join(',')));
    t.false(found(bare.map((word) => word.slice(0, 3)).join(' ')));
  });
}

test('letters that only look Latin, and characters without a trace', (t) => {
  const words = phraseOf(english, 'looks');
  const cyrillic = (text: string): string =>
    text.replaceAll('a', '\u0430').replaceAll('o', '\u043e').replaceAll('e', '\u0435');
  t.true(found(cyrillic(words.join(' '))));
  t.true(found(words.map((word) => `${word.slice(0, 2)}\u200b${word.slice(2)}`).join(' ')));
  t.true(
    found(
      words
        .map((word) => Array.from(word, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''))
        .join(' '),
    ),
  );
  t.true(
    found(
      words
        .map((word) => Array.from(word, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x1d41a)).join(''))
        .join(' '),
    ),
  );
  t.true(found(words.map((word) => `🔑${word}`).join('')));
});

test('chinese without gaps', (t) => {
  for (const list of [simplifiedChinese, traditionalChinese]) {
    let hits = 0;
    for (let i = 0; i < 100; i++) if (found(phraseOf(list, `compact ${i}`).join(''))) hits++;
    t.true(hits > 85, `${hits}`);
  }
  // Twelve of the most frequent characters, as prose has them, whatever their checksum.
  let prose = 0;
  for (let i = 0; i < 100; i++) {
    const letters = Array.from(entropyOf(`prose ${i}`, 12), (byte) => simplifiedChinese[byte]);
    if (found(letters.join(''))) prose++;
  }
  t.is(prose, 0);
});

test('published examples, and fillers that are none', (t) => {
  const repeat = (word: string, count: number): string => Array.from({ length: count }, () => word).join(' ');
  t.true(found(`${repeat('abandon', 11)} about`));
  t.true(found(`${repeat('abandon', 23)} art`));
  t.true(found('legal winner thank year wave sausage worth useful legal winner thank yellow'));
  t.true(found(`${repeat('zoo', 11)} wrong`));
  t.true(found(`${repeat('test', 11)} junk`));
  t.false(found(repeat('abandon', 12)));
  for (const word of english.slice(0, 200)) t.false(found(repeat(word, 24)), word);
});

test('a word list in order is not a phrase', (t) => {
  for (const list of Object.values(LISTS)) {
    t.false(found(list.join('\n')));
    t.false(found(list.toReversed().join(' ')));
  }
});

test('code that repeats a few words is not a phrase', (t) => {
  const flags = Array.from({ length: 400 }, (_, i) => (i % 3 === 0 || i % 7 === 0 ? 'true' : 'false'));
  t.false(found(flags.join(', ')));
  t.false(found('size name type size type name object size name type size object '.repeat(50)));
});

test('the span covers the phrase', (t) => {
  const phrase = phraseOf(english, 'span').join(' ');
  const text = `The words are xx ${phrase} xx and nothing else.`;
  t.deepEqual(DETECTOR.find(text), { start: text.indexOf(phrase), end: text.indexOf(phrase) + phrase.length });
});

test('a phrase inside an encoding is reported with its view and without a place', (t) => {
  const phrase = phraseOf(english, 'layers', 32).join(' ');
  const [plain] = DETECTOR.detect(readText(phrase).layers(), 'body');
  t.like(plain, { detector: 'seed_phrase', rule: SEED_PHRASE, severity: 'critical', surface: 'body', view: 'raw' });
  t.deepEqual(plain?.span, { start: 0, end: phrase.length });
  for (const [view, text] of [
    ['base64', Buffer.from(phrase).toString('base64')],
    ['hex', Buffer.from(phrase).toString('hex')],
    ['url', phrase.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  ] as const) {
    const [finding] = DETECTOR.detect(readText(`note ${text} end`).layers(), 'body');
    t.is(finding?.view, view);
    t.is(finding?.span, undefined);
  }
});

test('the options: least words, checksum, switched off', (t) => {
  const twelve = phraseOf(english, 'options').join(' ');
  const wrong = `${twelve.split(' ').slice(1).join(' ')} ${twelve.split(' ', 1).join('')}`;
  t.false(compileSeedPhrases({ ...OPTIONS, min_words: 15 }, nodeSuite).find(twelve) !== undefined);
  t.true(
    compileSeedPhrases({ ...OPTIONS, min_words: 24 }, nodeSuite).find(phraseOf(english, 'x', 32).join(' ')) !==
      undefined,
  );
  t.false(found(wrong));
  t.true(compileSeedPhrases({ ...OPTIONS, verify_checksum: false }, nodeSuite).find(wrong) !== undefined);
  t.is(compileSeedPhrases({ ...OPTIONS, enabled: false }, nodeSuite).find(twelve), undefined);
});

test('words chosen so that no phrase has its checksum are refused once they cost too much', (t) => {
  const words: string[] = [];
  let next = 0;
  while (words.length < 1200) {
    for (;;) {
      const word = english[(next = (next * 1103 + 12345) % 65_521) % 2048] ?? '';
      if (found([...words.slice(-23), word].join(' '))) continue;
      words.push(word);
      break;
    }
  }
  t.throws(() => DETECTOR.find(words.join(' ')), { instanceOf: FormatError, code: 'size' });
});

test('texts at the edges', (t) => {
  for (const text of [
    '',
    ' ',
    'abandon',
    'a'.repeat(100_000),
    '的'.repeat(10_000),
    '\ud835',
    '\\n'.repeat(1000),
    '<'.repeat(1000),
  ])
    t.is(DETECTOR.find(text), undefined);
});
