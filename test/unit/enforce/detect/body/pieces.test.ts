// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { extractBody } from '../../../../../enforce/detect/body/extract.js';
import { jsonPieces } from '../../../../../enforce/detect/body/json.js';
import { joinChunks, joinPieces, NO_PIECES } from '../../../../../enforce/detect/body/pieces.js';
import { DETECTORS } from '../detection.js';

const BODY = 'QZ3WMTPL5XRB7NDE';

/** A key's text, cut in three, as base64 and as codes. */
const cut = (key: string) => ({
  key,
  first: key.slice(0, 6),
  second: key.slice(6, 13),
  third: key.slice(13),
  base64: Buffer.from(`the key is ${key}, use it`).toString('base64'),
  codes: Array.from(key, (letter) => letter.charCodeAt(0)),
});

const found = (type: string, body: string): readonly string[] => {
  const bytes = new TextEncoder().encode(body);
  return DETECTORS.request([['content-type', type]], { kind: 'bytes', bytes }).findings.map(({ rule }) => rule);
};

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data; boundary=cut';
const part = (name: string, content: string): string =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;

type Cut = ReturnType<typeof cut>;

for (const [name, type, write] of [
  ['values', JSON_TYPE, ({ first, second, third }) => JSON.stringify({ a: first, b: second, c: third })],
  [
    'values out of order',
    JSON_TYPE,
    ({ first, second, third }) => JSON.stringify({ p2: second, p3: third, p1: first }),
  ],
  [
    'values with others between',
    JSON_TYPE,
    ({ first, second, third }) => JSON.stringify({ a: first, x: 'blue', b: second + third }),
  ],
  ['a list', JSON_TYPE, ({ first, second, third }) => JSON.stringify([first, second, third])],
  ['letters', JSON_TYPE, ({ key }) => JSON.stringify(Array.from(key))],
  ['names', JSON_TYPE, ({ first, second, third }) => JSON.stringify({ [first]: 1, [second]: 2, [third]: 3 })],
  ['a name and its value', JSON_TYPE, ({ first, second, third }) => JSON.stringify({ [first]: second + third })],
  [
    'the end of one sentence and the start of another',
    JSON_TYPE,
    ({ first, second, third }) => JSON.stringify([`see ${first}`, `${second}${third} ok`]),
  ],
  ['lines of an encoding', JSON_TYPE, ({ base64 }) => JSON.stringify(base64.match(/.{1,12}/g))],
  ['codes', JSON_TYPE, ({ codes }) => JSON.stringify({ a: codes })],
  ['codes as decimal fractions', JSON_TYPE, ({ codes }) => `[${codes.map((code) => `${code}.0`).join()}]`],
  ['codes with exponents', JSON_TYPE, ({ codes }) => `[${codes.map((code) => `${code / 10}e1`).join()}]`],
  [
    'codes one by one',
    JSON_TYPE,
    ({ codes }) => JSON.stringify(Object.fromEntries(codes.map((code, i) => [`k${i}`, { code }]))),
  ],
  ['parameters', FORM, ({ first, second, third }) => `a=${first}&b=${second}&c=${third}`],
  ['parameters with semicolons', FORM, ({ first, second, third }) => `a=${first};b=${second};c=${third}`],
  ['parts', PARTS, ({ first, second, third }) => `${part('a', first)}${part('b', second)}${part('c', third)}--cut--`],
  [
    'parts in a part',
    'multipart/mixed; boundary=out',
    ({ first, second, third }) =>
      `--out\r\nContent-Type: ${PARTS}\r\n\r\n${part('a', first)}${part('b', second + third)}--cut--\r\n--out--`,
  ],
  [
    'a document in a part',
    PARTS,
    ({ first, second, third }) =>
      `--cut\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ a: first, b: second + third })}\r\n--cut--`,
  ],
  [
    'names of files',
    PARTS,
    ({ first, second, third }) =>
      [first, second, third]
        .map((name) => `--cut\r\nContent-Disposition: form-data; name="f"; filename="${name}.txt"\r\n\r\nx\r\n`)
        .join('') + '--cut--',
  ],
  [
    'a name of a file in numbered pieces',
    PARTS,
    ({ first, second, third }) =>
      `--cut\r\nContent-Disposition: form-data; filename*0="${first}"; filename*1="${second + third}"\r\n\r\nx\r\n--cut--`,
  ],
  [
    'a document in a string of a document',
    JSON_TYPE,
    ({ first, second, third }) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify([first, second + third]) }) }),
  ],
  [
    'documents one after the other',
    'application/x-ndjson',
    ({ first, second, third }) => `{"a":"${first}"}\n{"a":"${second}"}\n{"a":"${third}"}\n`,
  ],
  [
    'JSON for lenient readers',
    'text/plain',
    ({ first, second, third }) => `{"a":"${first}", /* x */ "b":"${second}${third}", "c":NaN}`,
  ],
  ['attributes', 'application/xml', ({ first, second, third }) => `<a b="${first}" c='${second}' d="${third}"/>`],
  ['cells', 'text/csv', ({ first, second, third }) => `id,a,b\n${first},${second},${third}`],
  ['literals', 'text/javascript', ({ first, second, third }) => `send('${first}' + '${second}' + '${third}')`],
  ['JSON that is called text', 'text/plain', ({ first, second, third }) => JSON.stringify([first, second, third])],
  [
    'elements',
    'application/xml',
    ({ first, second, third }) => `<a><b>${first}</b><b>${second}</b><b>${third}</b></a>`,
  ],
] as readonly (readonly [string, string, (pieces: Cut) => string])[]) {
  test(`a credential cut up: ${name}`, (t) => {
    t.deepEqual(found(type, write(cut(`AKIA${BODY}`))), ['AWS Access ID']);
    // With another beginning it is nobody's.
    t.deepEqual(found(type, write(cut(`BLUE${BODY}`))), []);
  });
}

test('pieces are joined in order, by name, with their names, and the names alone', (t) => {
  const pieces = { keys: ['z', 'a'], names: ['z', 'a'], values: ['first-of-two-pieces', 'second-of-two'] };
  t.deepEqual(joinPieces(pieces), [
    'first-of-two-piecessecond-of-two',
    'second-of-twofirst-of-two-pieces',
    'zfirst-of-two-piecesasecond-of-two',
  ]);
  t.deepEqual(joinPieces(NO_PIECES), []);
  t.deepEqual(joinChunks({ ...NO_PIECES, values: ['alpha', 'gamma', 'delta', 'theta', 'omega'] }), [], 'words');
});

test('every occurrence of a key counts', (t) => {
  t.deepEqual(jsonPieces('{"a":"1x","a":"2x","b":[true,null,"3x"]}').values, ['1x', '2x', '3x']);
});

test('a body in an encoding that nobody here reads is an error; its twin is none', (t) => {
  const bytes = new TextEncoder().encode('hello');
  t.is(extractBody(bytes, 'text/plain; charset=utf-7').error, 'charset');
  t.is(extractBody(bytes, 'text/plain; charset=utf-8').error, undefined);
});
