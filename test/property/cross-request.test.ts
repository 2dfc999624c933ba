// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { openCrossRequests, type CrossRequestOptions } from '../../enforce/session/cross-request/cross-request.js';
import type { FragmentSource } from '../../enforce/session/cross-request/parts.js';
import type { FragmentHit, FragmentSearch } from '../../enforce/text/fragment-search.js';

/** A search of its own, so that the property speaks of joining and not of rules. */
const RULE = { rule: 'Key', severity: 'critical', category: 'default' } as const;
const KEY = /KEY-[0-9a-z]{24}/;
const show = (text: string): readonly FragmentHit[] => (KEY.test(text) ? [RULE] : []);
const search: FragmentSearch = { written: show, decoded: show };

const OPTIONS: CrossRequestOptions = {
  enabled: true,
  entropy_budget: { enabled: true, bits_per_window: 1e9, window_minutes: 5, exempt_domains: [] },
  fragment_reassembly: { enabled: true, max_buffer_bytes: 16_384, max_sessions: 8, window_minutes: 5 },
};

const digit = fc.constantFrom(...Array.from('0123456789abcdefghijklmnopqrstuvwxyz'));
const secret = fc.string({ unit: digit, minLength: 24, maxLength: 24 }).map((body) => `KEY-${body}`);
/** Places at which a secret is cut, each once, in order. */
const cuts = fc
  .uniqueArray(fc.integer({ min: 1, max: 27 }), { minLength: 1, maxLength: 27 })
  .map((places) => places.sort((a, b) => a - b));

const carriers: readonly ((piece: string, i: number) => FragmentSource)[] = [
  (piece) => ({ query: [{ key: 'd', value: piece }] }),
  (piece, i) => ({ query: [{ key: `k${i}`, value: piece }] }),
  (piece) => ({ path: `/a/b/${piece}` }),
  (piece) => ({ path: `/a/${piece}/b` }),
  (piece) => ({ headers: [['x-note', piece]] }),
  (piece) => ({ headers: [['cookie', `lang=en; sid=${piece}`]] }),
  (piece) => ({ headers: [['authorization', `B ${piece}`]] }),
  (piece) => ({ fields: [{ key: 'd', value: piece }] }),
  (piece) => ({ body: piece }),
  (piece) => ({ body: JSON.stringify({ c: { d: [piece] } }) }),
  (piece) => ({ query: [{ key: piece, value: '' }] }),
];

function piecesOf(text: string, places: readonly number[]): string[] {
  return [...places, text.length].map((end, i) => text.slice(i === 0 ? 0 : places[i - 1], end));
}

function run(sources: readonly FragmentSource[]) {
  const state = openCrossRequests(OPTIONS, search);
  const observations = sources.map((source, i) =>
    state.observe({ session: 's', destination: 'sink.example', id: `${i}`, source, nowMs: i }),
  );
  return { observations, state };
}

test('a secret cut anywhere, over any number of requests, is seen with its last piece', (t) => {
  fc.assert(
    fc.property(secret, cuts, fc.constantFrom(...carriers), (text, places, carry) => {
      const pieces = piecesOf(text, places);
      const { observations } = run(pieces.map(carry));
      t.deepEqual(
        observations.map(({ findings }) => findings.length),
        pieces.map((_, i) => (i === pieces.length - 1 ? 1 : 0)),
      );
      t.deepEqual(
        observations.at(-1)?.contributors.get('Key'),
        pieces.map((_, i) => `${i}`),
      );
    }),
    { numRuns: 300 },
  );
});

test('so it is backwards, and in any order when the pieces are numbered', (t) => {
  fc.assert(
    fc.property(secret, cuts, fc.infiniteStream(fc.nat()), (text, places, random) => {
      const pieces = piecesOf(text, places);
      const backwards = run(pieces.toReversed().map((piece) => ({ query: [{ key: 'd', value: piece }] })));
      t.is(backwards.observations.at(-1)?.findings.length, 1);
      const numbered = pieces
        .map((piece, i) => ({ piece, i, rank: random.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ piece, i }) => ({ body: JSON.stringify({ seq: i, data: `-${piece}`.slice(1) }) }));
      t.true(run(numbered).observations.some(({ findings }) => findings.length > 0));
    }),
    { numRuns: 200 },
  );
});

test('whatever else is sent before and after in the same place does not hide it', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 700 }), { maxLength: 12 }),
      secret,
      cuts,
      (noise, text, places) => {
        const pieces = piecesOf(text, places);
        const carry = (piece: string): FragmentSource => ({ body: `.${piece}`.slice(1) });
        const { observations } = run([...noise.map((body) => ({ body: `${body}.` })), ...pieces.map(carry)]);
        t.is(observations.at(-1)?.findings.length, 1);
      },
    ),
    { numRuns: 200 },
  );
});

test('traffic without pieces shows nothing, and holds no more than it may', (t) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((found) => !found.includes('KEY'));
  const source: fc.Arbitrary<FragmentSource> = fc.record(
    {
      path: text.map((found) => `/${found}`),
      query: fc.array(fc.record({ key: text, value: text }), { maxLength: 8 }),
      body: fc.oneof(text, fc.json()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(source, fc.constantFrom('a', 'b', 'c')), { maxLength: 40 }), (requests) => {
      const state = openCrossRequests(OPTIONS, search);
      requests.forEach(([sent, session], i) => {
        const { findings } = state.observe({ session, destination: 'x.example', id: `${i}`, source: sent, nowMs: i });
        t.is(findings.length, 0);
      });
      t.true(state.bufferChars <= 3 * OPTIONS.fragment_reassembly.max_buffer_bytes);
    }),
  );
});
