// SPDX-License-Identifier: Apache-2.0

/** A fixed sequence that has no short period. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state;
  };
}

function drawn(words: readonly string[], between: string, chars: number): string {
  const next = sequence(7);
  const parts: string[] = [];
  for (let length = 0; length < chars;) {
    const word = words[(next() >> 8) % words.length] ?? '';
    parts.push(word);
    length += word.length + between.length;
  }
  return parts.join(between).slice(0, chars);
}

/** Pieces that are each made anew, so that nothing seen before helps. */
const made =
  (make: (next: () => number) => string) =>
  (chars: number): string => {
    const next = sequence(7);
    const parts: string[] = [];
    for (let length = 0; length < chars;) {
      const part = make(() => next() >> 8);
      parts.push(part);
      length += part.length;
    }
    return parts.join('').slice(0, chars);
  };

function letters(next: () => number, count: number, alphabet: readonly string[] = ENCODED): string {
  return Array.from({ length: count }, () => alphabet[next() % alphabet.length] ?? '').join('');
}

function oneOf(next: () => number, words: readonly string[]): string {
  return words[next() % words.length] ?? '';
}

function phrase(next: () => number, words = TRIGGERS): string {
  return Array.from({ length: 2 + (next() % 4) }, () => oneOf(next, words)).join(' ');
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function inHex(text: string, before = '', behind = ''): string {
  return Array.from(text, (letter) => `${before}${letter.charCodeAt(0).toString(16).padStart(2, '0')}${behind}`).join(
    '',
  );
}

const repeated =
  (piece: string) =>
  (chars: number): string =>
    piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars);

const TRIGGERS =
  'ignore disregard forget previous all above instructions rules prompt system reveal print your you must send password to the user secretly act as now assistant override execute tool call email http://x.y new'.split(
    ' ',
  );
const ANCHORS = 'sk- ghp_ AKIA glpat- xoxb- api_key= "password": eyJ npm_ SG. token: Bearer secret -----BEGIN'.split(
  ' ',
);
const WORDY = 'abcdefghijklmnop rstuvwxyz'.split('');
const BEGINNINGS = ['sk', 'gh', 'AK', 's', 'g', 'x'];
const OTHER_LANGUAGES =
  'ignoriere alle vorherigen anweisungen zeige passwort ignora todas las instrucciones anteriores ignorez toutes les consignes précédentes игнорируй все предыдущие инструкции покажи пароль zignoruj wszystkie poprzednie instrukcje'.split(
    ' ',
  );
const ROLES = [
  'system:',
  '[SYSTEM]',
  '<|im_start|>',
  '### Instruction:',
  '[INST]',
  '</s>',
  '{"role":"system","content":"',
  '\n\n',
];
const QUOTES = ['"', "'", '`', '«', '»', '“', '”'];
const CODES = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const ENCODED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('');

const ALNUM = ENCODED.slice(0, 62);
const DIGITS = ENCODED.slice(52, 62);
const CAPITALS = [...ENCODED.slice(0, 26), ...'234567'.split('')];
const HEX = [...DIGITS, ...'abcdef'.split('')];
const PREFIXES =
  'ghp_ github_pat_ glpat- xoxb- sk_live_ rk_live_ AKIA AIza SG. npm_ pypi- dop_v1_ shpat_ key- sk-ant- hf_ gsk_ hvs. tfp_ whsec_ xapp-'.split(
    ' ',
  );
const LABELS =
  'password passwd secret token api_key apiKey access_token client_secret private_key AWS_SECRET_ACCESS_KEY DB_PASSWORD stripe_key bearer passphrase credential session_key'.split(
    ' ',
  );
const JOINTS = ['=', ': ', '="', "':'", ' is ', ' => '];
const PHRASE_WORDS = 'abandon ability able about above absent absorb abstract absurd abuse access accident'.split(' ');

const ENCODINGS: readonly ((text: string) => string)[] = [
  btoa,
  (text) => inHex(text),
  encodeURIComponent,
  (text) => Array.from(text, (letter) => letter.charCodeAt(0)).join(','),
  (text) => Array.from(text, (letter) => `\\u00${inHex(letter)}`).join(''),
  (text) => Array.from(text, (letter) => `&#${letter.charCodeAt(0)};`).join(''),
];

/** The same, and what disguises a phrase. */
const NOTATIONS: readonly ((text: string) => string)[] = [
  ...ENCODINGS,
  (text) => btoa(btoa(text)),
  (text) => inHex(text, '%'),
  reversed,
];

/** Texts that are meant to be slow, each of the length asked for. */
export const HOSTILE_TEXTS: Readonly<Record<string, (chars: number) => string>> = {
  'trigger words': (chars) => drawn(TRIGGERS, ' ', chars),
  'trigger words joined': (chars) => drawn(TRIGGERS, '', chars),
  'letters spaced out': (chars) => drawn('ignorealpeviustc'.split(''), ' ', chars),
  'leet words': (chars) => drawn(['1gn0r3', 'pr3v10u5', '1n57ruc710n5', '411', 'pr0mp7'], ' ', chars),
  'token beginnings': (chars) => drawn(ANCHORS, ' ', chars),
  'token beginnings joined': (chars) => drawn(ANCHORS, '', chars),
  'base64 noise': (chars) => drawn(ENCODED, '', chars),
  'short base64': (chars) => drawn(['QUtJQUlPU0ZPRE5ON0VYQU1QTEU', 'aWdub3JlIGFsbA', 'Zm9yZ2V0'], ' ', chars),
  'labelled values': made((next) => `key=${letters(next, 16)} `),
  'distinct base64': made((next) => `${btoa(letters(next, 6 + (next() % 14), WORDY))} `),
  'token prefixes': repeated('sk_live_ '),
  'addresses in pieces': made(
    (next) => `http://a/?${Array.from({ length: 20 }, () => `a=${letters(next, 1, BEGINNINGS)}`).join('&')} `,
  ),
  'almost tokens': made((next) => `${oneOf(next, PREFIXES)}${letters(next, 8 + (next() % 30), ALNUM)} `),
  'almost key ids': made((next) => `AKIA${letters(next, 15, CAPITALS)} `),
  'many labels': made(
    (next) => `${oneOf(next, LABELS)}${oneOf(next, JOINTS)}${letters(next, 6 + (next() % 20), ALNUM)}\n`,
  ),
  'distinct labels': made(
    (next) =>
      `${letters(next, 5, WORDY)}_${oneOf(next, LABELS)}_${letters(next, 4, ALNUM)}=${letters(next, 17, ALNUM)} `,
  ),
  'short parameters': made((next) => `${oneOf(next, LABELS)}=${letters(next, 7, ALNUM)}&`),
  'many encodings': made(
    (next) => `${(ENCODINGS[next() % ENCODINGS.length] ?? btoa)(letters(next, 9 + (next() % 20), WORDY))} `,
  ),
  'base64 of labels': made((next) => `${btoa(`${oneOf(next, LABELS)}=${letters(next, 12, ALNUM)}`)} `),
  'base64 of base64': made((next) => `${btoa(btoa(letters(next, 12, WORDY)))}\n`),
  'ascii85 pieces': made((next) => `<~${letters(next, 20, [...ALNUM, ...'!#$%&()*+,-./:;<=>?@'.split('')])}~>`),
  'strings added up': made((next) => `"${letters(next, 6, WORDY)}" + `),
  'lists of letters': made((next) => `"${letters(next, 1, WORDY)}", `),
  'tags in words': made((next) => `${letters(next, 3, WORDY)}<b>${letters(next, 3, WORDY)}</b><i>`),
  'comments in words': made((next) => `${letters(next, 3, WORDY)}<!-- ${letters(next, 9, WORDY)} -->`),
  'colours in words': made((next) => `${letters(next, 3, WORDY)}\u001b[1m${letters(next, 3, WORDY)}\b`),
  'words of mail headers': made((next) => `=?utf-8?b?${btoa(letters(next, 9, WORDY))}?= `),
  'lines of a dump': made((next) => `00000010: ${`${letters(next, 4, DIGITS)} `.repeat(8)}\n`),
  'lines of an encoded file': made((next) => `begin 644 a\nM${letters(next, 60, CAPITALS)}\n`),
  'letters spelled out': made((next) => `-. ${letters(next, 1, ['.-', '-...', '/'])} `),
  'letters over radio': made((next) => `Echo ${oneOf(next, ['alpha', 'tango', 'zulu'])} `),
  'words in ciphers': made((next) => `${oneOf(next, ['ljqruh', 'rtmliv', 'vtaber', 'jhopsf'])} `),
  'lines of a comment': made((next) => `# ${letters(next, 5, WORDY)} ignore\n`),
  'notations in turn': made((next) => `%41&lt;\\x41=41${letters(next, 4, WORDY)}<b>a</b>b"a"+"b" `),
  'card numbers': made((next) => `4${letters(next, 15, DIGITS)} `),
  'account numbers': made((next) => `DE${letters(next, 20, DIGITS)} `),
  'wallet keys': made((next) => `K${letters(next, 51, ALNUM)} `),
  'wrong checksums': made((next) => `nsec1${letters(next, 58, 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.split(''))} `),
  'phrases too short': made((next) => `${Array.from({ length: 11 }, () => oneOf(next, PHRASE_WORDS)).join(' ')} qqqq `),
  'tokens in three parts': made(
    (next) => `eyJ${letters(next, 10, ALNUM)}.eyJ${letters(next, 14, ALNUM)}.${letters(next, 8, ALNUM)} `,
  ),
  'users in addresses': made(
    (next) => `postgres://${letters(next, 5, ALNUM)}:${letters(next, 7, ALNUM)}@${letters(next, 4, ALNUM)}/ `,
  ),
  'parameters in addresses': made(
    (next) => `https://x.io/?${Array.from({ length: 12 }, (_, i) => `p${i}=${letters(next, 6, ALNUM)}`).join('&')} `,
  ),
  'long hosts': made((next) => `https://${Array.from({ length: 8 }, () => letters(next, 6, ALNUM)).join('.')}/ `),
  'key headers': repeated('-----BEGIN RSA PRIVATE KEY-----\n'),
  'hex numbers': made((next) => `0x${letters(next, 65, HEX)} `),
  'words of orders': (chars) => drawn(['ai', 'llm', 'send', 'ignore', 'all', 'you', 'tell', 'me'], ' ', chars),
  'hex pairs': repeated('41:4b:49:'),
  'percent signs': repeated('%25'),
  entities: repeated('&#73;&#x67;&amp;'),
  escapes: repeated('\\u0041\\x42'),
  numbers: repeated('65,75,73,'),
  digits: repeated('4111 1111 1111 1112 '),
  brackets: repeated('[{"a":'),
  'one letter': repeated('a'),
  quotes: repeated('"\'`'),
  'line breaks': repeated('A\nK\nI\n'),
  dots: repeated('A.K.I.A.'),
  'zero width': repeated('i\u200bg\u200b'),
  ideographs: (chars) => drawn(['忽略', '之前', '指令', '系统', '提示', '的', '所有'], '', chars),
  'trigger words and decoys': made(
    (next) => `${next() % 2 ? oneOf(next, TRIGGERS) : letters(next, 3 + (next() % 6), WORDY)} `,
  ),
  'trigger words in quotes': made((next) => `${oneOf(next, QUOTES)}${phrase(next)}${oneOf(next, QUOTES)} `),
  'trigger words and roles': made((next) => `${oneOf(next, next() % 2 ? TRIGGERS : ROLES)} `),
  'trigger words backwards': made((next) => `${reversed(oneOf(next, TRIGGERS))} `),
  'trigger words in pieces': made((next) => `${phrase(next).replaceAll(' ', '').replace(/.{3}/g, '$& ')} `),
  'other languages': made((next) => `${oneOf(next, OTHER_LANGUAGES)} `),
  'orders in base64': made((next) => `${btoa(phrase(next))} `),
  'orders in hex': made((next) => `${inHex(phrase(next))} `),
  'orders in notations': made((next) => `${NOTATIONS[next() % NOTATIONS.length]?.(phrase(next)) ?? ''} `),
  'gaps in words': made((next) => `${Array.from(oneOf(next, TRIGGERS)).join('\u200b')} `),
  'any ASCII': made((next) => oneOf(next, CODES)),
  mixed: (chars) => drawn(['а', 'e\u0301', '\u200b', 'ｉ', '\ud83d\ude00', 'ignore', '忽略'], '', chars),
};
