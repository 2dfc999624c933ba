// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseCheckpointDetail, parseTranscriptRootDetail } from '../../../../evidence/model/entry-detail.js';
import {
  parseDecisionDetail,
  writeCheckpointDetail,
  writeDecisionDetail,
  writeTranscriptRootDetail,
} from '../../../../evidence/model/entry-detail.js';
import type { DecisionDetail } from '../../../../evidence/model/evidence-draft.js';

const decision: DecisionDetail = {
  action_id: 'id',
  facts: { 'url.length': 12, 'ssrf.class': '<none>', kill_switch: false },
  layer: 'none',
  pattern: '',
  phase: 'url',
  policy: 'p',
  reason: 'none',
  request_id: 'r',
  verdict: 'allow',
};
const decisionText =
  '{"action_id":"id","facts":{"kill_switch":false,"ssrf.class":"\\u003cnone\\u003e","url.length":12},"layer":"none",' +
  '"pattern":"","phase":"url","policy":"p","reason":"none","request_id":"r","verdict":"allow"}';

test('a decision detail is written with sorted keys and read back', (t) => {
  t.is(writeDecisionDetail(decision), decisionText);
  const parsed = parseDecisionDetail(decisionText);
  t.is(writeDecisionDetail(parsed), decisionText);
  t.is(parsed.facts['ssrf.class'], '<none>');
  t.is(writeDecisionDetail({ ...decision, facts: {} }).includes('"facts":{},'), true);
});

test('a fact that is no safe integer is neither written nor read', (t) => {
  t.like(
    t.throws(() => writeDecisionDetail({ ...decision, facts: { f: 0.5 } })),
    { code: 'field_value', path: '/facts/f' },
  );
  t.like(
    t.throws(() => parseDecisionDetail(decisionText.replace(':12', ':0.5'))),
    { code: 'json_number' },
  );
  t.like(
    t.throws(() => parseDecisionDetail(decisionText.replace(':12', ':null'))),
    { code: 'json_type' },
  );
});

test('a decision detail of another shape is refused', (t) => {
  const refused: readonly (readonly [string, string])[] = [
    ['[]', 'json_type'],
    [decisionText.replace('"layer":"none",', ''), 'missing_field'],
    [decisionText.replace('"layer":"none"', '"layer":1'), 'json_type'],
    [decisionText.replace('"layer"', '"x":1,"layer"'), 'unknown_field'],
    [decisionText.replace(/"facts":\{[^}]*\},/, ''), 'missing_field'],
    [decisionText.replace(/"facts":\{[^}]*\}/, '"facts":[]'), 'json_type'],
  ];
  for (const [text, code] of refused)
    t.like(
      t.throws(() => parseDecisionDetail(text)),
      { code },
      text,
    );
});

test('a fact named __proto__ stays a fact', (t) => {
  const parsed = parseDecisionDetail(decisionText.replace('"kill_switch":false', '"__proto__":1'));
  t.is(parsed.facts['__proto__'], 1);
});

test('checkpoints and transcript roots go both ways', (t) => {
  const checkpoint = { entry_count: 10, first_seq: 0n, last_seq: 9n, signature: 'ab' };
  t.deepEqual(parseCheckpointDetail(writeCheckpointDetail(checkpoint)), checkpoint);
  t.is(writeCheckpointDetail(checkpoint), '{"entry_count":10,"first_seq":0,"last_seq":9,"signature":"ab"}');
  const root = {
    session_id: 's',
    final_seq: 4n,
    root_hash: 'h',
    receipt_count: 5n,
    start_time: '2026-09-27T17:28:05Z',
    end_time: '2026-09-27T17:28:06.5Z',
  };
  t.deepEqual(parseTranscriptRootDetail(writeTranscriptRootDetail(root)), root);
  t.throws(() => parseTranscriptRootDetail('{}'), { code: 'missing_field' });
});
