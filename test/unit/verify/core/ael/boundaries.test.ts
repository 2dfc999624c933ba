// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAelStatement, type AelRecordBody } from '../../../../../evidence/attest/ael/recorder.js';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { toBase64, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { AelAnchors } from '../../../../../evidence/model/ael/anchors.js';
import { evaluateAelArtifact } from '../../../../../verify/core/ael/form.js';
import { evaluateGovernability } from '../../../../../verify/core/ael/governability.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { activity, anchor, artifactOf, BEAT, fingerprintOf, firstRun, memoryTree } from '../../../../support/ael.js';
import { newSigner, OPEN, plainRun, record, signText, statusOf, textsOf, withLines } from '../../../../support/ael.js';

// Values beside the one at which a check turns, and faults that no other check would find.

const [one, two, log, counterparty] = [newSigner(), newSigner(), newSigner(), newSigner()];
const everyone = [one, two, log, counterparty];

type Payload = Record<string, JsonValue>;

function payloadOf(payload: Uint8Array): Payload {
  return JSON.parse(Buffer.from(payload).toString()) as Payload;
}

function without(payload: Payload, name: string): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([member]) => member !== name));
}

async function recorded(bodies: readonly (readonly [AelRecordBody, number])[], closeAt: number) {
  return firstRun(artifactOf({ recorders: [await record({ signer: one, steps: bodies, closeAt })] }), everyone);
}

test('h: records of one instant, and the last instant that is in time', async (t) => {
  const judge = async (beat: number, close: number) =>
    statusOf(await recorded([[OPEN, 0] as const, [activity('e'), 0] as const, [BEAT, beat] as const], close), 'h');
  t.is(await judge(0, 0), 'h=PASS');
  t.is(await judge(65, 130), 'h=PASS');
  t.is(await judge(65.001, 130), 'h=FAIL');
  t.is(await judge(65, 130.001), 'h=FAIL');
});

test('f: an open record that is not the first of its recorder', async (t) => {
  const [open, ...rest] = textsOf(await plainRun(one));
  const files = (lines: readonly string[]) =>
    withLines(artifactOf({ recorders: [{ run: 'run-1', id: 'r1', key: '', lines: [] }] }), lines);
  t.is(statusOf(await firstRun(files([open as string, ...rest]), everyone), 'df'), 'd=PASS f=PASS');
  const text = canonicalizeJcsValue(
    { ...payloadOf((await plainRun(one)).lines[0]?.payload as Uint8Array), seq: 1 },
    'ael',
  );
  t.is(statusOf(await firstRun(files([await signText(text, one)]), everyone), 'adf'), 'a=PASS d=FAIL f=FAIL');
});

test('i: a close that counts wrong caps at rung 0 by itself', async (t) => {
  const good = await plainRun(one);
  const last = payloadOf(good.lines.at(-1)?.payload as Uint8Array);
  for (const [count, grade] of [
    [4, 0],
    [5, 1],
    [6, 0],
  ] as const) {
    const line = await signText(canonicalizeJcsValue({ ...last, count }, 'ael'), one);
    const run = await firstRun(
      withLines(artifactOf({ recorders: [good] }), [...textsOf(good).slice(0, -1), line]),
      everyone,
    );
    t.is(statusOf(run, 'fghj'), 'f=PASS g=PASS h=PASS j=PASS');
    t.is(run.grade, grade, `${count}`);
  }
});

const VALUES: Payload = {
  hmax: 1,
  htol: 1,
  cp_nonce: 'n',
  event: { class: 'c', id: 'i', dir: 'in' },
  decision: { policy: '0'.repeat(64), request_fp: '', inputs: {}, verdict: 'allow' },
  count: 2,
  head: '0'.repeat(64),
};
const OWN: Readonly<Record<string, readonly (readonly string[])[]>> = {
  open: [['hmax', 'htol'], ['cp_nonce']],
  activity: [['event'], ['decision']],
  heartbeat: [[], []],
  close: [['count', 'head'], []],
};

for (const [type, [required = [], optional = []]] of Object.entries(OWN)) {
  test(`w: which members a record of type ${type} has`, async (t) => {
    const common = { v: 1, type, run: 'run-1', recorder: 'r1', key: fingerprintOf(one), seq: 0, prev: '0'.repeat(64) };
    const pick = (names: readonly string[]): Payload =>
      Object.fromEntries(names.map((name) => [name, VALUES[name] as JsonValue]));
    const judge = async (payload: Payload) => {
      const line = await signText(canonicalizeJcsValue(payload, 'ael'), one);
      return statusOf(
        await firstRun(withLines(artifactOf({ recorders: [await plainRun(one)] }), [line]), everyone),
        'abw',
      );
    };
    const least = { ...common, ts: '2026-01-01T00:00:00Z', ...pick(required) };
    t.is(await judge(least), 'a=PASS b=PASS w=PASS');
    t.is(await judge({ ...least, ...pick(optional), ext: {} }), 'a=PASS b=PASS w=PASS');
    const others = Object.keys(VALUES).filter((name) => !required.includes(name) && !optional.includes(name));
    for (const name of others) t.is(await judge({ ...least, ...pick([name]) }), 'a=PASS b=PASS w=FAIL', name);
    for (const name of Object.keys(least).filter((name) => name !== 'key')) {
      t.is(await judge(without(least, name)), 'a=PASS b=PASS w=FAIL', `without ${name}`);
    }
  });
}

test('l: a recorder with two keys, neither declared nor another recorder’s', async (t) => {
  const judge = async (closing: typeof one) => {
    const [first, second] = [await plainRun(one), await plainRun(two, { id: 'r2' })];
    const last = { ...payloadOf(first.lines.at(-1)?.payload as Uint8Array), key: fingerprintOf(closing) };
    const lines = [...textsOf(first).slice(0, -1), await signText(canonicalizeJcsValue(last, 'ael'), closing)];
    const files = artifactOf({ recorders: [{ ...first, key: '' }, second], classes: ['net'] });
    return statusOf(await firstRun(withLines(files, lines), everyone), 'klm');
  };
  t.is(await judge(one), 'k=PASS l=PASS m=PASS');
  t.is(await judge(counterparty), 'k=PASS l=FAIL m=PASS');
});

async function anchored(change: (anchors: AelAnchors) => AelAnchors | Promise<AelAnchors>) {
  const recorders = [await plainRun(one), await plainRun(two, { id: 'r2' })];
  const anchors = await change(await anchor(recorders, log));
  return artifactOf({ recorders, classes: ['net'], anchors: { logKey: fingerprintOf(log), anchors } });
}

test('n: the log signed another root or size', async (t) => {
  const judge = async (change: object) => {
    const files = await anchored(async (anchors) => {
      const { root, size } = anchors.tree_head;
      const bytes = utf8Encode(canonicalizeJcsValue({ log: anchors.log, root, size, ...change }, 'ael'));
      const head = { ...anchors.tree_head, signed: toBase64(bytes), sig: toBase64(await log.sign(bytes)) };
      return { ...anchors, tree_head: head };
    });
    return statusOf(await firstRun(files, everyone), 'nopq');
  };
  t.is(await judge({}), 'n=PASS o=PASS p=PASS q=PASS');
  t.is(await judge({ root: '0'.repeat(64) }), 'n=FAIL o=PASS p=PASS q=PASS');
  t.is(await judge({ size: 11 }), 'n=FAIL o=PASS p=PASS q=PASS');
});

test('n to q: what is anchored of another run is of no account', async (t) => {
  const foreign = { run: 'run-2', recorder: 'r1', seq: 99, leaf: '0'.repeat(64), index: 0, proof: [], more: 1 };
  const run = await firstRun(
    await anchored((anchors) => ({ ...anchors, entries: [...anchors.entries, foreign] })),
    everyone,
  );
  t.is(statusOf(run, 'nopqw'), 'n=PASS o=PASS p=PASS q=PASS w=PASS');
  t.is(run.anchor, 'independent');
});

test('the annotation says independent from rung 3 on only', async (t) => {
  const run = await firstRun(
    await anchored((anchors) => ({ ...anchors, entries: anchors.entries.slice(1) })),
    everyone,
  );
  t.is(run.grade, 3, 'a record before an anchored one may be left out');
  const less = await firstRun(
    await anchored((anchors) => ({ ...anchors, entries: anchors.entries.slice(0, -1) })),
    everyone,
  );
  t.is(statusOf(less, 'nopq'), 'n=PASS o=PASS p=PASS q=FAIL');
  t.deepEqual([less.grade, less.anchor], [2, 'log-1']);
});

async function confirmed(nonce: string, bodies: readonly AelRecordBody[], ids: readonly string[]) {
  const steps = [{ ...OPEN, cp_nonce: nonce }, ...bodies, BEAT].map((body, at) => [body, at] as const);
  const lines = await Promise.all(
    ids.map((id) => signAelStatement({ run: 'run-1', flow: 'net', nonce, received: { event_id: id } }, counterparty)),
  );
  return artifactOf({
    recorders: [await record({ signer: one, steps, closeAt: 20 })],
    counterparty: { key: fingerprintOf(counterparty), flows: ['net'], lines },
  });
}

test('s: an empty nonce binds nothing, even where all repeat it', async (t) => {
  const judge = async (nonce: string) =>
    statusOf(await firstRun(await confirmed(nonce, [activity('e')], ['e']), everyone), 'rst');
  t.is(await judge('n'), 'r=PASS s=PASS t=PASS');
  t.is(await judge(''), 'r=PASS s=FAIL t=PASS');
});

test('t: only what went out in a declared flow wants a confirmation', async (t) => {
  const towards = (id: string, dir: 'in' | 'out' | 'internal', name = 'net'): AelRecordBody => ({
    type: 'activity',
    event: { class: name, id, dir },
  });
  const judge = async (...bodies: AelRecordBody[]) =>
    statusOf(await firstRun(await confirmed('n', [towards('e', 'out'), ...bodies], ['e']), everyone), 't');
  t.is(await judge(), 't=PASS');
  t.is(await judge(towards('f', 'in'), towards('g', 'internal'), towards('h', 'out', 'fs')), 't=PASS');
  t.is(await judge(towards('f', 'out')), 't=FAIL');
});

const MAX = Number.MAX_SAFE_INTEGER;
for (const [op, value, input, matches] of [
  ['gte', 5, 4, false],
  ['gte', 5, 5, true],
  ['gte', MAX, MAX - 1, false],
  ['gte', MAX, MAX, true],
  ['gte', 5, '7', false],
  ['gte', 0, true, false],
  ['lt', 5, 4, true],
  ['lt', 5, 5, false],
  ['lt', 1 - MAX, -MAX, true],
  ['lt', 5, '4', false],
  ['lt', 1, false, false],
  ['eq', 7, '7', false],
  ['eq', 1, true, false],
  ['eq', '', false, false],
  ['eq', 'e\u0301', '\u00e9', false],
  ['eq', false, false, true],
  ['in', [1, 'a', true], true, true],
  ['in', [1, 'a', true], '1', false],
  ['in', [], 1, false],
] as const) {
  test(`R: ${JSON.stringify(input)} ${op} ${JSON.stringify(value)} is ${matches}`, async (t) => {
    const rules = [{ when: { field: 'f', op, value }, verdict: 'block' }];
    const text = canonicalizeJcsValue({ v: 1, rules, default: 'allow' }, 'ael');
    const hash = nodeSuite.sha256Hex(text);
    for (const verdict of ['allow', 'block'] as const) {
      const decision = { policy: hash, request_fp: 'fp', inputs: { f: input }, verdict };
      const steps = [OPEN, activity('e', { decision }), BEAT].map((body, at) => [body, at] as const);
      const recorders = [await record({ signer: one, steps, closeAt: 9 })];
      const run = await firstRun(artifactOf({ recorders, policies: new Map([[hash, text]]) }), everyone);
      t.is(run.r, matches === (verdict === 'block') ? '+R' : 'fail');
    }
  });
}

test('governability: bound to the gravest class outside the declared ones, and a class that is lost', async (t) => {
  const judge = async (bound: string, event: Payload) => {
    const policy = { v: 1, rules: [], default: 'allow', reversibility: { fs: bound } } as const;
    const text = canonicalizeJcsValue(policy, 'ael');
    const hash = nodeSuite.sha256Hex(text);
    const decision = { policy: hash, request_fp: 'fp', inputs: {}, verdict: 'allow' };
    const body = { type: 'activity', event, decision } as unknown as AelRecordBody;
    const steps = [OPEN, body, BEAT].map((step, at) => [step, at] as const);
    const recorders = [await record({ signer: one, steps, closeAt: 9 })];
    const files = artifactOf({ recorders, classes: ['net'], policies: new Map([[hash, text]]) });
    const trust = createTrustRoot({ keys: [one.publicKeyHex] });
    const { artifact } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
    const { events, coverage, gaps } = evaluateGovernability('run-1', artifact);
    return [events['e']?.status, events['e']?.class, coverage, gaps?.join()];
  };
  const event = { class: 'fs', id: 'e', dir: 'out' };
  t.deepEqual(await judge('reversible', event), ['POLICY-BOUND', 'reversible', 'OK', undefined]);
  t.deepEqual(await judge('irreversible', event), ['POLICY-BOUND', 'irreversible', 'GAP', 'e']);
  t.deepEqual(await judge('reversible', without(event, 'class')), [
    'UNASSESSABLE',
    'irreversible',
    'UNASSESSABLE',
    undefined,
  ]);
  t.deepEqual(await judge('reversible', without(event, 'id')), [undefined, undefined, 'UNASSESSABLE', undefined]);
});
