// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { streamTexts } from '../../../../../enforce/detect/body/events.js';
import { extractBody, extractResponse } from '../../../../../enforce/detect/body/extract.js';
import { isTooDeep, jsonPieces } from '../../../../../enforce/detect/body/json.js';

/** Levels of a document, the slow way. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, one) => Math.max(deepest, depthOf(one)), 0);
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom('72', '{[{[', true, null),
);
const anyDocument = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
})).value;

test('depth is what the levels are, however many brackets there are', (t) => {
  const nest = (levels: number, core: unknown): unknown => (levels === 0 ? core : nest(levels - 1, [core]));
  fc.assert(
    fc.property(anyDocument, fc.integer({ min: 50, max: 70 }), (core, levels) => {
      const value = nest(levels, core);
      t.is(isTooDeep(JSON.stringify(value)), depthOf(value) > 64);
      t.is(isTooDeep(JSON.stringify([core, core])), depthOf([core, core]) > 64);
    }),
  );
  t.false(isTooDeep(JSON.stringify(Array.from({ length: 500 }, () => ({ a: '[[[' })))));
  t.false(isTooDeep('['.repeat(64) + ']'.repeat(64)));
  t.true(isTooDeep('['.repeat(65) + ']'.repeat(65)));
});

test('a document without escapes is taken apart as one with them', (t) => {
  const plain = anyDocument.filter((value) => !JSON.stringify(value).includes('\\'));
  fc.assert(
    fc.property(plain, (value) => {
      const { keys, names, values, spelled } = jsonPieces(JSON.stringify({ a: value }));
      const other = jsonPieces(`{"a":${JSON.stringify(value)},"\\u0062":"\\u0063"}`);
      t.deepEqual([...values, 'c'], other.values);
      t.deepEqual([...keys, 'b'], other.keys);
      t.deepEqual([...names, 'b'], other.names);
      t.deepEqual(spelled, other.spelled);
    }),
    { numRuns: 500 },
  );
});

test('one document is no stream, whatever stands around it; two are', (t) => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom('', ' ', '\n', '\r\n', '\n \n'), (value, space) => {
      t.deepEqual(streamTexts(`${space}${JSON.stringify([value])}${space}`, 'application/json'), []);
      t.deepEqual(streamTexts(`${space}${JSON.stringify([value], null, 2)}${space}`, 'application/json'), []);
    }),
  );
  const lines = '{"text":"one "}\n{"text":"two"}';
  t.deepEqual(streamTexts(lines, 'application/json'), ['one two']);
  t.deepEqual(streamTexts(lines.replace('\n', '\r'), ''), ['one two']);
});

const code = fc.constantFrom<unknown>(72, 101, 108, 111, '72', '101', { a: 104 }, [105, 110], null, true);
const noCode = fc.constantFrom<unknown>(300, 'x', '1234', 1000, 3.5, -1, { b: 'x' });
const spelling = fc.oneof({ weight: 12, arbitrary: code }, { weight: 1, arbitrary: noCode });
const numbers = fc.array(spelling, { maxLength: 24 });

test('an answer in JSON reads as a request in JSON does, whatever its numbers spell', (t) => {
  let spelled = 0;
  const row = fc.oneof(numbers, fc.array(fc.record({ id: spelling, name: fc.constantFrom('item', '7', '<b>x</b>') })));
  const written = fc.oneof(row, anyDocument).map((value) => JSON.stringify(value));
  const broken = written.chain((text) => fc.nat(text.length).map((at) => text.slice(0, at) + text.slice(at + 1)));
  const pretty = fc.oneof(numbers, anyDocument).map((value) => JSON.stringify(value, null, 2));
  fc.assert(
    fc.property(fc.oneof(written, pretty, broken), (text) => {
      if (text.trim() === '') return;
      const bytes = Buffer.from(text);
      const type = 'application/json';
      const whole = extractBody(bytes, type).text;
      if (whole !== text && !text.includes('\\')) spelled += 1;
      t.is(extractResponse(bytes, type).text, [whole, ...streamTexts(text, type)].join('\n\n'));
    }),
    { numRuns: 3_000 },
  );
  t.true(spelled > 50);
});
