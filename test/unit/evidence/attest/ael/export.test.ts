// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileDerivations, deriveFacts } from '../../../../../enforce/decide/derive.js';
import { ruleHolds } from '../../../../../enforce/decide/decide.js';
import { buildAelArtifact } from '../../../../../evidence/attest/ael/artifact.js';
import { exportAelRun, type ExportSetting } from '../../../../../evidence/attest/ael/export-run.js';
import { classesOf, joinAelArtifacts } from '../../../../../evidence/attest/ael/join.js';
import { projectPolicy, type PolicyReading } from '../../../../../evidence/attest/ael/policy-projection.js';
import { readRecordedRun } from '../../../../../evidence/attest/ael/recorded-run.js';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { writeDecisionDetail } from '../../../../../evidence/model/entry-detail.js';
import type { Facts, PolicyDocument } from '../../../../../evidence/model/policy.js';
import type { ActionRecord } from '../../../../../evidence/model/receipt/action-receipt.js';
import { anchor, evaluate, newSigner, plainRun } from '../../../../support/ael.js';
import { aelFingerprint } from '../../../../../evidence/attest/ael/recorder.js';
import { buildRun } from '../../../verify/evidence-runs.js';

const POLICY: PolicyDocument = {
  schema: 'pipelock.policy.v1',
  config_hash: 'c'.repeat(64),
  rules_hash: 'd'.repeat(64),
  engine: 'test',
  derivation: 'pipelock.derive.v1',
  observed_rules: ['Loud Rule'],
  rules: [
    { when: [{ field: 'url.length', op: 'gt', value: 100 }], verdict: 'block', reason: 'url_length', layer: 'length' },
    {
      when: [
        { field: 'url.scheme', op: 'ne', value: 'http' },
        { field: 'url.scheme', op: 'ne', value: 'https' },
      ],
      verdict: 'block',
      reason: 'scheme_blocked',
      layer: 'scheme',
    },
    {
      when: [{ field: 'dlp.url.enforced_count', op: 'gt', value: 0 }],
      verdict: 'block',
      reason: 'dlp_match',
      layer: 'dlp',
    },
    { when: [{ field: 'rate.requests', op: 'lte', value: 0 }], verdict: 'ask', reason: 'dlp_match', layer: 'rate' },
    { when: [], verdict: 'warn', reason: 'none', layer: 'all' },
  ],
  default: { verdict: 'allow', layer: 'none' },
};
const HASH = 'ab'.repeat(32);

const reading: PolicyReading = {
  derive: (document, facts) => deriveFacts(compileDerivations(document.observed_rules), facts),
  derivedNames: ({ observed_rules }) =>
    new Set([...compileDerivations(observed_rules).values()].map(({ name }) => name)),
  holds: ruleHolds,
};

const signer = newSigner();
const setting = {
  run: 'run-1',
  recorderId: 'pipelock',
  signer,
  suite: nodeSuite,
  reading,
  policies: new Map([[HASH, POLICY]]),
} satisfies ExportSetting;

test('a projection keeps what the format can say and names what it cannot', (t) => {
  const { policy, inputsOf, hash, text } = projectPolicy(POLICY, reading, nodeSuite);
  t.is(hash, nodeSuite.sha256Hex(text));
  t.deepEqual(
    policy.rules.map(({ when, verdict }) => [when.field, when.op, when.value, verdict]),
    [
      ['url.length', 'gte', 101, 'block'],
      ['url.scheme != "http" and url.scheme != "https"', 'eq', true, 'block'],
      ['dlp.url.enforced_count > 0', 'eq', true, 'block'],
      ['rate.requests', 'lt', 1, 'defer'],
      ['always', 'eq', true, 'allow'],
    ],
  );
  const facts: Facts = {
    'url.length': 7,
    'url.scheme': 'ftp',
    'dlp.url.count': 2,
    'dlp.url.rule.loud_rule': 2,
    'rate.requests': 3,
  };
  t.deepEqual(inputsOf(facts), {
    'url.length': 7,
    'rate.requests': 3,
    'url.scheme != "http" and url.scheme != "https"': true,
    always: true,
  });
  const loud = projectPolicy({ ...POLICY, observed_rules: [] }, reading, nodeSuite);
  t.true(
    loud.inputsOf(facts)['dlp.url.enforced_count > 0'],
    'a derived fact follows the policy that it is derived under',
  );
});

type Shape = NonNullable<Parameters<typeof buildRun>[0]>;

const detail = (id: string, verdict: string, facts: Facts, phase = 'url'): string =>
  writeDecisionDetail({
    action_id: id,
    facts,
    layer: 'l',
    pattern: '',
    phase: phase as 'url',
    policy: HASH,
    reason: 'none',
    request_id: 'r',
    verdict,
  });

/** A recorded run whose receipts are changed one by one. */
function recorded(changes: readonly Partial<ActionRecord>[], facts: readonly (Facts | undefined)[], more: Shape = {}) {
  const at = (id: string): number => Number(id.split('-action-')[1]);
  const run = buildRun({
    signer,
    actions: changes.length,
    edit: (record) => ({ ...record, ...(changes[at(record.action_id)] ?? {}) }),
    decision: (id) => {
      const fact = facts[at(id)];
      const change = changes[at(id)];
      return fact === undefined
        ? undefined
        : detail(
            change?.action_id ?? id,
            change?.verdict ?? 'allow',
            fact,
            change?.decision_phase === 'outcome' ? 'response' : 'url',
          );
    },
    ...more,
  });
  return { run, read: readRecordedRun(run.lines, nodeSuite) };
}

const CALM: Facts = { 'url.length': 7, 'url.scheme': 'https' };

test('a recorded run becomes an artifact that stands on its own', async (t) => {
  const { read } = recorded(
    [{}, { verdict: 'block' }, { verdict: 'warn', transport: 'connect' }],
    [CALM, { 'url.length': 101 }, CALM],
  );
  const exported = await exportAelRun(read, setting);
  t.is(exported.activities, 3);
  t.is(exported.withoutDecision, 0);
  t.deepEqual(exported.unexplained, []);
  const files = buildAelArtifact({ recorders: [exported.recorder], policies: exported.policies, declared: {} });
  const [run] = await evaluate(files, [signer]);
  t.is(run?.grade, 1);
  t.is(run?.r, '+R');
  t.deepEqual(
    [...classesOf(exported.recorder.lines.map(({ text }) => text))],
    ['unfinished.http.read', 'blocked.http.read', 'unfinished.tunnel.read'],
  );
  t.is([...files.keys()].at(-1), 'manifest.json', 'the manifest is written last');
  t.false((files.get('manifest.json') ?? '').includes('claimed'), 'no level is claimed');
});

test('how an action ended stands in its class', async (t) => {
  const outcome = (id: string, pattern: string): Partial<ActionRecord> => ({
    action_id: id,
    decision_phase: 'outcome',
    pattern,
  });
  const first = `${buildRun().session}-action-0`;
  const classes = async (
    changes: readonly Partial<ActionRecord>[],
    facts: readonly (Facts | undefined)[],
    observed: readonly string[] = [],
  ) => {
    const { recorder } = await exportAelRun(recorded(changes, facts).read, { ...setting, observed });
    return [...classesOf(recorder.lines.map(({ text }) => text))];
  };
  t.deepEqual(await classes([{}, outcome(first, 'status=200 bytes=1')], [CALM]), ['http.read']);
  t.deepEqual(await classes([{}, outcome(first, 'bytes=0 reason=refused')], [CALM]), ['undelivered.http.read']);
  t.deepEqual(await classes([{}, outcome(first, 'status=200')], [CALM], ['api.example.com']), ['observed.http.read']);
  t.deepEqual(await classes([{}, outcome(first, 'status=200')], [CALM], ['example.com']), ['http.read']);
  t.deepEqual(await classes([{ transport: 'mcp', target: 'tool' }, outcome(first, 'status=200')], [CALM], ['']), [
    'observed.mcp.read',
  ]);
  t.deepEqual(await classes([{}, outcome(first, 'status=200')], [CALM, CALM]), ['http.read', 'answer.http.read']);
  t.deepEqual(await classes([{}, { ...outcome(first, 'status=200'), verdict: 'block' }], [CALM, CALM]), [
    'http.read',
    'blocked.answer.http.read',
  ]);
});

test('what cannot be replayed is left out or shown, never made up', async (t) => {
  const { read } = recorded(
    [{}, {}, { target: 'pipelock://unparsed', verdict: 'block' }, { verdict: 'block' }, { verdict: 'strange' }],
    [undefined, CALM, CALM, CALM, { 'url.length': 101 }],
  );
  const exported = await exportAelRun(read, setting);
  t.is(exported.withoutDecision, 2);
  t.is(exported.unexplained.length, 1);
  const evaluated = async (policies: ReadonlyMap<string, string>) =>
    (await evaluate(buildAelArtifact({ recorders: [exported.recorder], policies, declared: {} }), [signer]))[0]?.r;
  t.is(await evaluated(exported.policies), 'fail');
  const unknown = await exportAelRun(read, { ...setting, policies: new Map() });
  t.is(unknown.withoutDecision, 5);
  t.is(unknown.policies.size, 0);
});

test('a redacted detail leaves an activity without a decision', async (t) => {
  const { read } = recorded([{}], [undefined], {
    decision: () => '{"detected_patterns":["x"],"original_size":9,"redacted":true}',
  });
  t.is((await exportAelRun(read, setting)).withoutDecision, 1);
});

test('an open run stays open and no heartbeat is invented', async (t) => {
  const { read } = recorded([{}], [CALM], { close: false, heartbeat: false, transcript: false, checkpoint: 'none' });
  const { recorder, heartbeats } = await exportAelRun(read, { ...setting, cpNonce: 'n' });
  t.is(heartbeats, 0);
  const [run] = await evaluate(buildAelArtifact({ recorders: [recorder], declared: {} }), [signer]);
  t.is(run?.open_status, 'OPEN/ABNORMAL-END');
  t.is(run?.checks['h']?.status, 'FAIL');
  t.regex(Buffer.from(recorder.lines[0]?.payload ?? []).toString(), /"cp_nonce":"n"/);
});

test('lines without an opening record are no run', (t) => {
  t.throws(() => readRecordedRun([], nodeSuite), { code: 'no_open' });
});

test('artifacts are joined line for line', async (t) => {
  const other = newSigner();
  const log = newSigner();
  const parts = [await plainRun(signer), await plainRun(other, { id: 'r2' })];
  const sources = (list: typeof parts, anchored = false) =>
    Promise.all(
      list.map(async (part, at) => {
        const anchors = { logKey: aelFingerprint(log.publicKeyHex, nodeSuite), anchors: await anchor(parts, log) };
        const counterparty = { key: anchors.logKey, flows: [], lines: ['x.y'] };
        const files = buildAelArtifact({
          recorders: [part],
          declared: {},
          policies: new Map([['a'.repeat(64), '{}']]),
          ...(anchored ? { anchors, counterparty } : {}),
        });
        const file = (path: string) => utf8Encode(files.get(path) ?? '');
        return { name: `a${at}`, manifest: file('manifest.json'), file, policies: new Map([['a'.repeat(64), '{}']]) };
      }),
    );
  const joined = joinAelArtifacts(await sources(parts), {}, () => ['net']);
  t.is((await evaluate(joined, [signer, other]))[0]?.grade, 2);
  t.true(joined.has(`policy/${'a'.repeat(64)}.json`));
  const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const twice = await sources([first, first]);
  t.throws(() => joinAelArtifacts(twice, {}, () => []), { name: 'UsageError', message: /comes twice/ });
  const one = [...(await sources([first], true)), ...(await sources([second]))];
  t.is(
    (
      await evaluate(
        joinAelArtifacts(one, {}, () => ['net']),
        [signer, other, log],
      )
    )[0]?.grade,
    3,
  );
  const both = await sources(parts, true);
  t.throws(() => joinAelArtifacts(both, {}, () => []), { name: 'UsageError', message: /only one/ });
  const apart = await sources([first, await plainRun(other, { run: 'run-2', id: 'r1' })]);
  t.deepEqual(
    (
      await evaluate(
        joinAelArtifacts(apart, {}, () => []),
        [signer, other],
      )
    ).map(({ grade }) => grade),
    [1, 1],
  );
});

test('classes are read from what can be read', async (t) => {
  const lines = [...(await plainRun(signer)).lines.map(({ text }) => text), 'x', 'W10.eA'];
  t.deepEqual([...classesOf(lines)], ['net']);
});
