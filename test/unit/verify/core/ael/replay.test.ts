// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { AelRecordBody } from '../../../../../evidence/attest/ael/recorder.js';
import { aelGradeLine } from '../../../../../verify/core/ael/evaluate.js';
import { evaluateAelArtifact } from '../../../../../verify/core/ael/form.js';
import { evaluateGovernability } from '../../../../../verify/core/ael/governability.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { activity, artifactOf, BEAT, memoryTree, newSigner, OPEN, record, signText } from '../../../../support/ael.js';

const one = newSigner();
const two = newSigner();
const trust = createTrustRoot({ keys: [one.publicKeyHex, two.publicKeyHex] });

const POLICY = { v: 1, rules: [{ when: { field: 'risk', op: 'gte', value: 5 }, verdict: 'block' }], default: 'allow' };

interface Kept {
  readonly hash: string;
  readonly text: string;
}

function keep(policy: JsonValue | string): Kept {
  const text = typeof policy === 'string' ? policy : canonicalizeJcsValue(policy, 'ael');
  return { hash: nodeSuite.sha256Hex(text), text };
}

function decided(
  id: string,
  { hash }: Kept,
  inputs: object,
  verdict: string,
  extra: object = {},
  name = 'net',
): AelRecordBody {
  return activity(
    id,
    { decision: { policy: hash, request_fp: 'fp', inputs, verdict }, ...extra } as Partial<AelRecordBody>,
    name,
  );
}

async function judge(
  bodies: readonly AelRecordBody[],
  kept: readonly Kept[],
  classes: readonly string[] = [],
  second: readonly AelRecordBody[] = [],
) {
  const script = (list: readonly AelRecordBody[]) => ({
    steps: [OPEN, ...list, BEAT].map((body, at) => [body, at] as const),
    closeAt: 60,
  });
  const recorders = [await record({ signer: one, ...script(bodies) })];
  if (second.length > 0) recorders.push(await record({ signer: two, id: 'r2', ...script(second) }));
  const policies = new Map(kept.map(({ hash, text }) => [hash, text]));
  const files = artifactOf({ recorders, policies, classes });
  const { runs, artifact } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
  return { run: runs[0], gov: evaluateGovernability('run-1', artifact) };
}

const rules = (...list: readonly (readonly [string, string, JsonValue, string?])[]): JsonValue => ({
  v: 1,
  rules: list.map(([field, op, value, verdict = 'block']) => ({ when: { field, op, value }, verdict })),
  default: 'allow',
});

for (const [name, policy, inputs, verdict, r] of [
  ['the default', POLICY, { risk: 4 }, 'allow', '+R'],
  ['gte', POLICY, { risk: 5 }, 'block', '+R'],
  ['another verdict', POLICY, { risk: 5 }, 'allow', 'fail'],
  ['an absent field', POLICY, {}, 'allow', '+R'],
  ['a text against gte', POLICY, { risk: 'high' }, 'allow', '+R'],
  ['lt', rules(['n', 'lt', 3]), { n: 2 }, 'block', '+R'],
  ['lt at its limit', rules(['n', 'lt', 3]), { n: 3 }, 'allow', '+R'],
  ['gte with a text', rules(['n', 'gte', '3']), { n: 3 }, 'block', 'fail'],
  ['eq of one type', rules(['n', 'eq', 1]), { n: 1 }, 'block', '+R'],
  ['eq of two types', rules(['n', 'eq', '1']), { n: 1 }, 'allow', '+R'],
  ['eq with a list', rules(['n', 'eq', []]), { n: 1 }, 'allow', 'fail'],
  ['in', rules(['n', 'in', [1, 'a', true]]), { n: 'a' }, 'block', '+R'],
  ['not in', rules(['n', 'in', [1]]), { n: 2 }, 'allow', '+R'],
  ['in with no list', rules(['n', 'in', 'abc']), { n: 'a' }, 'allow', 'fail'],
  ['an unknown operator', rules(['n', 'gt', 1]), { n: 2 }, 'block', 'fail'],
  ['an unknown operator that is not reached', rules(['n', 'eq', 1], ['n', 'gt', 1]), { n: 1 }, 'block', '+R'],
  ['first match', rules(['n', 'eq', 1, 'defer'], ['n', 'eq', 1]), { n: 1 }, 'defer', '+R'],
  ['a field of every object', rules(['toString', 'eq', true]), {}, 'allow', '+R'],
  ['version 2', { ...POLICY, v: 2 }, { risk: 1 }, 'allow', 'fail'],
  [
    'a rule with an unknown member',
    { ...POLICY, rules: [{ when: { field: 'risk', op: 'eq', value: 1 }, verdict: 'block', unless: 1 }] },
    {},
    'allow',
    'fail',
  ],
  ['not canonical', '{ "default":"allow","rules":[],"v":1}', {}, 'allow', 'fail'],
] as const) {
  test(`R: ${name}`, async (t) => {
    const kept = keep(policy);
    const { run } = await judge([decided('e', kept, inputs, verdict)], [kept]);
    t.is(run?.r ?? '', r);
    t.is(run?.grade, 1, 'the replay moves no rung');
    t.true(run !== undefined && aelGradeLine(run).includes(r === '+R' ? ': AEL-1 +R (' : ': AEL-1 R-fail ('));
  });
}

test('R: a policy that is missing, has another hash, or is not named', async (t) => {
  const kept = keep(POLICY);
  t.is(
    (await judge([decided('e', kept, {}, 'allow')], [])).run?.checks['R']?.message,
    `recorders/r1.jsonl seq 1: policy/${kept.hash}.json: no such file`,
  );
  t.is((await judge([decided('e', kept, {}, 'allow')], [{ ...kept, text: '{}' }])).run?.r, 'fail');
  t.is((await judge([decided('e', { hash: '', text: '' }, {}, 'allow')], [])).run?.r, 'fail');
  t.is((await judge([decided('e', kept, {}, 'allow'), activity('f')], [kept])).run?.r, 'pending');
  t.is((await judge([], [])).run?.r, 'pending');
});

test('R: a run with a broken line is never replayed to the end', async (t) => {
  const kept = keep(POLICY);
  const steps = [OPEN, decided('e', kept, {}, 'allow')].map((body, at) => [body, at] as const);
  const files = artifactOf({
    recorders: [await record({ signer: one, steps })],
    policies: new Map([[kept.hash, kept.text]]),
  });
  files.set('recorders/r1.jsonl', `${files.get('recorders/r1.jsonl') ?? ''}x.y\n`);
  const { runs } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
  t.is(runs[0]?.r, 'pending');
});

const bound = keep({ ...POLICY, reversibility: { net: 'reversible', odd: 'maybe' } });
const declare = (word: JsonValue): object => ({ ext: { gov: { declared_reversibility: word } } });

for (const [name, body, kept, expected] of [
  ['bound by the policy', decided('e', bound, {}, 'allow'), bound, 'POLICY-BOUND reversible'],
  ['silent', decided('e', bound, {}, 'allow', {}, 'other'), bound, 'POLICY-SILENT irreversible'],
  ['a word outside the vocabulary', decided('e', bound, {}, 'allow', {}, 'odd'), bound, 'POLICY-INVALID irreversible'],
  ['no table', decided('e', keep(POLICY), {}, 'allow'), keep(POLICY), 'POLICY-SILENT irreversible'],
  [
    'a table that is none',
    decided('e', keep({ ...POLICY, reversibility: 7 }), {}, 'allow'),
    keep({ ...POLICY, reversibility: 7 }),
    'POLICY-INVALID irreversible',
  ],
  ['a missing policy', decided('e', keep(POLICY), {}, 'allow'), bound, 'POLICY-INVALID irreversible'],
  ['declared', activity('e', declare('read-only')), bound, 'DECLARED read-only'],
  ['declared with an unknown word', activity('e', declare('tiny')), bound, 'DECLARED irreversible'],
  [
    'declared beside an empty policy',
    decided('e', { hash: '', text: '' }, {}, 'allow', declare('reversible')),
    bound,
    'DECLARED reversible',
  ],
  ['nothing', activity('e'), bound, 'UNCLASSIFIED irreversible'],
  ['not a record', activity('e', { more: 1 } as Partial<AelRecordBody>), bound, 'UNASSESSABLE irreversible'],
] as const) {
  test(`governability: ${name}`, async (t) => {
    const { gov } = await judge([body], [kept]);
    t.deepEqual(gov.events, {
      e: { status: expected.split(' ')[0], class: expected.split(' ')[1] },
    } as unknown as typeof gov.events);
    t.is(gov.coverage, 'N/A');
  });
}

test('governability: recorders are merged, the worst wins', async (t) => {
  const soft = decided('e', bound, {}, 'allow', declare('read-only'));
  const both = await judge([soft], [bound], ['net'], [activity('e', declare('external-reversible'))]);
  t.deepEqual(both.gov.events, { e: { status: 'DECLARED', class: 'external-reversible' } });
  t.is(both.gov.notes?.length, 1, 'a softer word of the agent is noted');
  t.is(both.gov.coverage, 'OK');
  const equal = await judge(
    [activity('e', declare('reversible'))],
    [bound],
    [],
    [decided('e', bound, {}, 'allow', declare('irreversible'))],
  );
  t.deepEqual(
    equal.gov.events,
    { e: { status: 'POLICY-BOUND', class: 'reversible' } },
    'of equals the policy is named',
  );
  t.is(equal.gov.notes, undefined);
  const tie = await judge([activity('e')], [], [], [activity('e', declare('irreversible'))]);
  t.deepEqual(tie.gov.events, { e: { status: 'DECLARED', class: 'irreversible' } });
  const bad = await judge([soft], [bound], [], [activity('e', { more: 1 } as Partial<AelRecordBody>)]);
  t.deepEqual(bad.gov.events, { e: { status: 'UNASSESSABLE', class: 'irreversible' } });
  const conflict = await judge([activity('e')], [], [], [activity('e', {}, 'disk')]);
  t.deepEqual(conflict.gov.anomalies, ['DUPLICATE-ID-CLASS-CONFLICT: e']);
});

test('governability: gaps', async (t) => {
  const gap = await judge([activity('e', {}, 'disk'), decided('f', bound, {}, 'allow')], [bound], ['other']);
  t.is(gap.gov.coverage, 'GAP');
  t.deepEqual(gap.gov.gaps, ['e'], 'a reversible event under a policy needs no second recorder');
  const lost = { type: 'activity', event: { class: 'net' } } as unknown as AelRecordBody;
  t.is((await judge([lost], [], ['net'])).gov.coverage, 'UNASSESSABLE');
  const shapeless = { type: 'activity', event: 7 } as unknown as AelRecordBody;
  t.is((await judge([shapeless], [], ['net'])).gov.coverage, 'UNASSESSABLE');
  t.deepEqual((await judge([shapeless], [], ['net'])).gov.events, {});
});

test('a signed value that is no object has no events', async (t) => {
  const files = artifactOf({ recorders: [await record({ signer: one, steps: [[OPEN, 0]] })] });
  files.set('recorders/r1.jsonl', `${files.get('recorders/r1.jsonl') ?? ''}${await signText('[]', one)}\n`);
  const { artifact } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
  t.deepEqual(evaluateGovernability('run-1', artifact).events, {});
});
