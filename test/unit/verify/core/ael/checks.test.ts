// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAelStatement } from '../../../../../evidence/attest/ael/recorder.js';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { toBase64, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { AelAnchors } from '../../../../../evidence/model/ael/anchors.js';
import type { AelRecordBody } from '../../../../../evidence/attest/ael/recorder.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import { aelGradeLine, type AelRunResult } from '../../../../../verify/core/ael/evaluate.js';
import { aelFingerprint } from '../../../../../evidence/attest/ael/recorder.js';
import {
  activity,
  anchor,
  artifactOf,
  BEAT,
  evaluate,
  newSigner,
  OPEN,
  plainRun,
  record,
  signText,
  type Scripted,
} from '../../../../support/ael.js';

const one = newSigner();
const two = newSigner();
const log = newSigner();
const counterparty = newSigner();
const everyone = [one, two, log, counterparty];

const fingerprint = (signer: Signer): string => aelFingerprint(signer.publicKeyHex, nodeSuite);

async function only(files: ReadonlyMap<string, string | Uint8Array>, signers = everyone): Promise<AelRunResult> {
  const [run] = await evaluate(files, signers);
  if (run === undefined) throw new Error('no run');
  return run;
}

function status(run: AelRunResult, ids: string): string {
  return [...ids].map((id) => `${id}=${run.checks[id]?.status ?? ''}`).join(' ');
}

/** A recorder file with these lines instead. */
function withLines(files: Map<string, string>, lines: readonly string[], id = 'r1'): Map<string, string> {
  return files.set(`recorders/${id}.jsonl`, lines.map((line) => `${line}\n`).join(''));
}

const texts = ({ lines }: Scripted): string[] => lines.map(({ text }) => text);

test('a whole run of one recorder, and what it cannot show', async (t) => {
  const run = await only(artifactOf({ recorders: [await plainRun(one)] }));
  t.is(run.grade, 1);
  t.is(status(run, 'abdewfghij'), [...'abdewfghij'].map((id) => `${id}=PASS`).join(' '));
  t.is(status(run, 'clmnopqurstvR'), [...'clmnopqurstvR'].map((id) => `${id}=UV`).join(' '));
  t.is(run.notes?.[0], 'AEL-2 capped: check k is FAIL: the run has one recorder');
  t.is(
    aelGradeLine(run),
    'run run-1: AEL-1 R-pending (coverage: partial; custody: same-host; anchor: none; retention: unknown)',
  );
});

test('a and b: signatures, keys and canonical bytes', async (t) => {
  const good = await plainRun(one);
  const files = () => artifactOf({ recorders: [good] });
  const [open = '', first = '', ...rest] = texts(good);
  const swap = (line: string) => only(withLines(files(), [open, line, ...rest]));
  const [payload = '', signature = ''] = first.split('.');
  const [openPayload = ''] = open.split('.');
  for (const [line, expected] of [
    [`${payload}.${signature}=`, 'a=FAIL b=UV'],
    [`${payload}`, 'a=FAIL b=UV'],
    [`${payload}.${signature}.x`, 'a=FAIL b=UV'],
    [`.${signature}`, 'a=FAIL b=UV'],
    [`${payload}.AAAA`, 'a=FAIL b=UV'],
    [`${openPayload}.${signature}`, 'a=FAIL b=UV'],
    [`${'A'.repeat((1 << 20) + 1)}.${signature}`, 'a=FAIL b=UV'],
    [await signText('{"key":7}', one), 'a=FAIL b=UV'],
    [await signText('"text"', one), 'a=FAIL b=UV'],
    [await signText(`{"key":"${'0'.repeat(64)}"}`, one), 'a=UV b=UV'],
    [await signText(`{"key":"${fingerprint(one)}","v":1.5}`, one), 'a=PASS b=FAIL'],
    [
      await signText(Uint8Array.from([...utf8Encode(`{"key":"${fingerprint(one)}","x":"`), 0xff, 0x22, 0x7d]), one),
      'a=PASS b=FAIL',
    ],
  ] as const) {
    const run = await swap(line);
    t.is(status(run, 'ab'), expected, line.slice(0, 60));
    t.is(run.grade, 'ungraded');
  }
  t.is(status(await swap(first), 'ab'), 'a=PASS b=PASS');
  t.is((await only(files(), [two])).grade, 'ungraded');
  const loose = await only(withLines(files(), ['', `${open}\r`, '', first, ...rest, '']));
  t.is(loose.grade, 1, 'blank lines and a CR at the end of a line mean nothing');
});

test('a: a run without records, a file that is not there, a path that is no file', async (t) => {
  const good = await plainRun(one);
  const none = await only(artifactOf({ recorders: [{ ...good, lines: [] }] }));
  t.is(status(none, 'abdw'), 'a=FAIL b=PASS d=UV w=PASS');
  const files = artifactOf({ recorders: [good] });
  files.delete('recorders/r1.jsonl');
  const [missing] = await evaluate(files, everyone, [{ path: 'recorders/r1.jsonl', reason: 'a symbolic link' }]);
  t.is(missing?.checks['a']?.message, 'recorders/r1.jsonl: a symbolic link');
  t.is((await only(files)).checks['a']?.message, 'recorders/r1.jsonl: no such file');
  const named = await evaluate(
    artifactOf({ recorders: [good] }, (m) => ({ ...m, runs: ['run-2'] })),
    everyone,
  );
  t.deepEqual(
    named.map(({ run, grade }) => [run, grade]),
    [
      ['run-2', 'ungraded'],
      ['run-1', 1],
    ],
  );
  t.is(named[0]?.checks['a']?.message, 'the run has no recorder');
});

test('d and e: identity, order and links', async (t) => {
  const good = await plainRun(one);
  const lines = texts(good);
  const judge = async (changed: readonly string[]) =>
    status(await only(withLines(artifactOf({ recorders: [good] }), changed)), 'deg');
  t.is(await judge(lines), 'd=PASS e=PASS g=PASS');
  t.is(await judge(lines.toSpliced(1, 1)), 'd=PASS e=FAIL g=FAIL');
  t.is(await judge([lines[0] ?? '', lines[0] ?? '', ...lines.slice(1)]), 'd=FAIL e=FAIL g=FAIL');
  t.is(await judge(lines.slice(1)), 'd=FAIL e=FAIL g=FAIL');
  const other = await plainRun(one, { id: 'r2' });
  t.is(await judge(texts(other)), 'd=FAIL e=PASS g=PASS');
  t.is(await judge(texts(await plainRun(one, { run: 'run-2' }))), 'd=FAIL e=PASS g=PASS');
});

const steps = (...bodies: (readonly [AelRecordBody, number])[]) => ({ signer: one, steps: bodies });

for (const [name, script, ids, expected, grade] of [
  ['benign', { ...steps([OPEN, 0], [BEAT, 65]), closeAt: 130 }, 'fhij', 'f=PASS h=PASS i=PASS j=PASS', 1],
  [
    'f: no promise',
    { ...steps([{ ...OPEN, hmax: 0 } as AelRecordBody, 0]), closeAt: 900 },
    'fhij',
    'f=FAIL h=PASS i=PASS j=PASS',
    0,
  ],
  ['f: begins with a heartbeat', { ...steps([BEAT, 0]), closeAt: 1 }, 'fhij', 'f=FAIL h=PASS i=PASS j=PASS', 0],
  [
    'h: late by a fraction',
    { ...steps([OPEN, 0], [BEAT, 65.001]), closeAt: 66 },
    'fhij',
    'f=PASS h=FAIL i=PASS j=PASS',
    0,
  ],
  ['h: silence before the close', { ...steps([OPEN, 0], [BEAT, 30]), closeAt: 96 }, 'h', 'h=FAIL', 0],
  [
    'h: activities are no heartbeats',
    { ...steps([OPEN, 0], [BEAT, 10], [activity('e'), 60], [activity('f'), 90]), closeAt: 110 },
    'h',
    'h=FAIL',
    0,
  ],
  ['h: no heartbeat', { ...steps([OPEN, 0], [activity('e'), 10]), closeAt: 20 }, 'h', 'h=FAIL', 0],
  ['h: time runs back', { ...steps([OPEN, 10], [BEAT, 9]), closeAt: 20 }, 'h', 'h=FAIL', 0],
  ['i, j: no close', steps([OPEN, 0], [BEAT, 10]), 'ij', 'i=FAIL j=FAIL', 0],
] as const) {
  test(`lifecycle: ${name}`, async (t) => {
    const run = await only(artifactOf({ recorders: [await record(script)] }));
    t.is(status(run, ids), expected);
    t.is(run.grade, grade);
    t.is(run.open, expected.includes('j=FAIL'));
    t.is(run.open_status, run.open ? 'OPEN/ABNORMAL-END' : undefined);
  });
}

test('i: what the close commits to', async (t) => {
  const good = await plainRun(one);
  const closing = async (change: Record<string, JsonValue>) => {
    const last = good.lines.at(-1);
    const payload = JSON.parse(Buffer.from(last?.payload ?? []).toString()) as Record<string, JsonValue>;
    const line = await signText(canonicalizeJcsValue({ ...payload, ...change }, 'ael'), one);
    return only(withLines(artifactOf({ recorders: [good] }), [...texts(good).slice(0, -1), line]));
  };
  t.is(status(await closing({}), 'i'), 'i=PASS');
  t.is(status(await closing({ count: 6 }), 'i'), 'i=FAIL');
  t.is(status(await closing({ head: '0'.repeat(64) }), 'i'), 'i=FAIL');
  t.is(status(await closing({ count: 1 }), 'w'), 'w=FAIL');
  const twice = await record({
    ...steps([OPEN, 0], [BEAT, 1], [{ type: 'close', count: 3, head: '0'.repeat(64) } as AelRecordBody, 2]),
    closeAt: 3,
  });
  t.is(
    (await only(artifactOf({ recorders: [twice] }))).checks['i']?.message,
    'recorders/r1.jsonl: record 3 is a close and is not the last',
  );
});

const activityWith = (extra: Record<string, unknown>): AelRecordBody => activity('e', extra as Partial<AelRecordBody>);
const decision = { policy: '', request_fp: 'x', inputs: {}, verdict: 'allow' };

for (const [name, body, expected] of [
  ['ext', activityWith({ ext: { any: [1, { deep: true }] } }), 'PASS'],
  ['a decision without a policy', activityWith({ decision }), 'PASS'],
  ['an unknown member', activityWith({ more: 1 }), 'FAIL'],
  ['an unknown member of the event', { type: 'activity', event: { class: 'c', id: 'i', dir: 'out', more: 1 } }, 'FAIL'],
  ['no event', { type: 'activity' }, 'FAIL'],
  ['an unknown direction', { type: 'activity', event: { class: 'c', id: 'i', dir: 'up' } }, 'FAIL'],
  ['ext that is no object', activityWith({ ext: [] }), 'FAIL'],
  ['an unknown verdict', activityWith({ decision: { ...decision, verdict: 'warn' } }), 'FAIL'],
  ['an input that is a list', activityWith({ decision: { ...decision, inputs: { a: [] } } }), 'FAIL'],
  ['inputs that are no object', activityWith({ decision: { ...decision, inputs: 1 } }), 'FAIL'],
  ['a policy that is no digest', activityWith({ decision: { ...decision, policy: '../x' } }), 'FAIL'],
  ['an unknown type', { type: 'note' }, 'FAIL'],
  ['a heartbeat with an event', { type: 'heartbeat', event: { class: 'c', id: 'i', dir: 'in' } }, 'FAIL'],
] as const) {
  test(`w: ${name}`, async (t) => {
    const run = await only(
      artifactOf({
        recorders: [await record({ ...steps([OPEN, 0], [body as AelRecordBody, 1], [BEAT, 2]), closeAt: 3 })],
      }),
    );
    t.is(run.checks['w']?.status, expected);
    t.is(run.grade, expected === 'PASS' ? 1 : 'ungraded');
  });
}

for (const ts of ['2026-01-01T00:00:00', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00+00:00', 'now']) {
  test(`w: the time ${ts} is refused`, async (t) => {
    const text = canonicalizeJcsValue(
      {
        v: 1,
        type: 'heartbeat',
        run: 'run-1',
        recorder: 'r1',
        key: fingerprint(one),
        seq: 0,
        prev: '0'.repeat(64),
        ts,
      },
      'ael',
    );
    const files = withLines(artifactOf({ recorders: [await plainRun(one)] }), [await signText(text, one)]);
    t.is(status(await only(files), 'abw'), 'a=PASS b=PASS w=FAIL');
  });
}

async function pair(second: Partial<Parameters<typeof plainRun>[1]> = {}): Promise<readonly Scripted[]> {
  return [await plainRun(one), await plainRun(two, { id: 'r2', ...second })];
}

test('k, l, m: two recorders that can be held against each other', async (t) => {
  const recorders = await pair();
  const run = await only(artifactOf({ recorders, classes: ['net'] }));
  t.is(status(run, 'klm'), 'k=PASS l=PASS m=PASS');
  t.is(run.grade, 2);
  const judge = async (files: Map<string, string>, signers = everyone) => status(await only(files, signers), 'klm');
  t.is(await judge(artifactOf({ recorders })), 'k=PASS l=PASS m=UV');
  t.is(
    await judge(artifactOf({ recorders }, (m) => ({ ...m, correspondence: { classes: ['net'], match: 'time' } }))),
    'k=PASS l=PASS m=UV',
  );
  t.is(await judge(artifactOf({ recorders: recorders.slice(0, 1), classes: ['net'] })), 'k=FAIL l=UV m=UV');
  t.is(await judge(artifactOf({ recorders, classes: ['net'] }), [one]), 'k=UV l=UV m=UV');
  t.is(await judge(artifactOf({ recorders, classes: ['other'] })), 'k=PASS l=PASS m=PASS');
  const open = {
    steps: [
      [OPEN, 0],
      [activity('evt-1'), 1],
      [activity('evt-2'), 2],
      [BEAT, 3],
    ],
  } as const;
  const unclosed = await record({ signer: two, id: 'r2', ...open });
  t.is(
    await judge(artifactOf({ recorders: [recorders[0] as Scripted, unclosed], classes: ['net'] })),
    'k=FAIL l=PASS m=PASS',
  );
  const less = await record({ signer: two, id: 'r2', steps: open.steps.toSpliced(1, 1), closeAt: 9 });
  t.is(
    await judge(artifactOf({ recorders: [recorders[0] as Scripted, less], classes: ['net'] })),
    'k=PASS l=PASS m=FAIL',
  );
  t.is(await judge(artifactOf({ recorders: await pair({ signer: one }), classes: ['net'] })), 'k=PASS l=FAIL m=PASS');
});

test('l: a declared key that did not sign, one recorder with two keys, no declared key', async (t) => {
  const recorders = await pair();
  const declare = (key: string) =>
    artifactOf({ recorders: recorders.map((one) => ({ ...one, key })), classes: ['net'] });
  t.is(status(await only(declare(fingerprint(one))), 'l'), 'l=FAIL');
  t.is(status(await only(declare('')), 'l'), 'l=PASS');
  const undeclared = artifactOf({ recorders, classes: ['net'] }, (m) => ({
    ...m,
    recorders: (m['recorders'] as Record<string, JsonValue>[]).map(({ file = '', id = '', run = '' }) => ({
      file,
      id,
      run,
    })),
  }));
  t.is((await only(undeclared)).grade, 2);
  const mixed = withLines(artifactOf({ recorders, classes: ['net'] }), [
    ...texts(recorders[0] as Scripted).slice(0, -1),
    texts(await plainRun(two)).at(-1) ?? '',
  ]);
  t.is(status(await only(mixed), 'l'), 'l=FAIL');
});

async function anchored(change: (anchors: AelAnchors) => unknown = (anchors) => anchors, logSigner = log) {
  const recorders = await pair();
  const anchors = await anchor(recorders, logSigner);
  const anchorage = { logKey: fingerprint(logSigner), anchors };
  const files = artifactOf({ recorders, classes: ['net'], anchors: anchorage });
  const changed = change(anchors);
  return files.set(
    'anchors.json',
    typeof changed === 'string' ? changed : canonicalizeJcsValue(changed as JsonValue, 'ael'),
  );
}

async function headOf(text: string, anchors: AelAnchors): Promise<AelAnchors> {
  const bytes = utf8Encode(text);
  const head = { ...anchors.tree_head, signed: toBase64(bytes), sig: toBase64(await log.sign(bytes)) };
  return { ...anchors, tree_head: head };
}

test('n to u: a log that holds every record', async (t) => {
  const run = await only(await anchored());
  t.is(status(run, 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');
  t.is(run.grade, 3);
  t.is(run.anchor, 'independent');
  const small = await plainRun(one);
  for (const size of [1, 2, 3, 5]) {
    const part = { ...small, lines: small.lines.slice(0, size) };
    const anchorage = { logKey: fingerprint(log), anchors: await anchor([part], log) };
    t.is(
      status(await only(artifactOf({ recorders: [part], anchors: anchorage })), 'nopq'),
      'n=PASS o=PASS p=PASS q=PASS',
      `${size} leaves`,
    );
  }
});

test('n: what makes a tree head unusable', async (t) => {
  const { root, size } = (await anchor(await pair(), log)).tree_head;
  const n = async (files: Map<string, string>, signers = everyone) => status(await only(files, signers), 'n');
  t.is(await n(await anchored(), [one, two]), 'n=UV');
  const missing = await anchored();
  missing.delete('anchors.json');
  t.is(status(await only(missing), 'nopqu'), 'n=UV o=UV p=UV q=UV u=UV');
  t.is(status(await only(await anchored(() => '{ }')), 'nopqu'), 'n=FAIL o=FAIL p=FAIL q=FAIL u=UV');
  t.is(status(await only(await anchored(() => '{}')), 'n'), 'n=FAIL');
  const head = (change: object) =>
    anchored((anchors) => ({ ...anchors, tree_head: { ...anchors.tree_head, ...change } }));
  t.is(await n(await head({ sig: 'AAAA' })), 'n=FAIL');
  t.is(await n(await head({ sig: '*' })), 'n=FAIL');
  t.is(await n(await head({ size: 9 })), 'n=FAIL');
  const texts = [
    [`{"log":"log-1","root":"${root}","size":${size}}`, true],
    [`{"log":"log-2","root":"${root}","size":${size}}`, false],
    [`{"log": "log-1","root":"${root}","size":${size}}`, false],
    [`{"ext":{},"log":"log-1","root":"${root}","size":${size}}`, true],
    [`{"log":"log-1","more":1,"root":"${root}","size":${size}}`, false],
    [`{"log":"log-1","size":${size}}`, false],
  ] as const;
  for (const [text, good] of texts) {
    const recorders = await pair();
    const anchors = await anchor(recorders, log);
    const same = text.replace(root, anchors.tree_head.root);
    const anchorage = { logKey: fingerprint(log), anchors: await headOf(same, anchors) };
    t.is(await n(artifactOf({ recorders, anchors: anchorage })), good ? 'n=PASS' : 'n=FAIL', text);
  }
});

test('o, p, q: proofs, records and what no anchor covers', async (t) => {
  const judge = async (change: (entries: AelAnchors['entries']) => unknown) =>
    status(await only(await anchored((anchors) => ({ ...anchors, entries: change(anchors.entries) }))), 'opqw');
  const first = (entries: AelAnchors['entries'], change: object) =>
    entries.map((entry, i) => (i === 0 ? { ...entry, ...change } : entry));
  t.is(await judge((entries) => entries), 'o=PASS p=PASS q=PASS w=PASS');
  t.is(await judge(() => []), 'o=FAIL p=PASS q=FAIL w=PASS');
  t.is(await judge((entries) => first(entries, { proof: [] })), 'o=FAIL p=PASS q=PASS w=PASS');
  t.is(
    await judge((entries) => first(entries, { proof: [...(entries[0]?.proof ?? []), '0'.repeat(64)] })),
    'o=FAIL p=PASS q=PASS w=PASS',
  );
  t.is(await judge((entries) => first(entries, { index: 99 })), 'o=FAIL p=PASS q=PASS w=PASS');
  t.is(await judge((entries) => first(entries, { leaf: entries[1]?.leaf })), 'o=FAIL p=FAIL q=PASS w=PASS');
  t.is(await judge((entries) => first(entries, { recorder: 'r9' })), 'o=PASS p=FAIL q=PASS w=PASS');
  t.is(await judge((entries) => first(entries, { seq: 99 })), 'o=PASS p=FAIL q=PASS w=PASS');
  t.is(await judge((entries) => first(entries, { run: 'other' })), 'o=PASS p=PASS q=PASS w=PASS');
  t.is(await judge((entries) => entries.slice(0, -1)), 'o=PASS p=PASS q=FAIL w=PASS');
  t.is(await judge((entries) => first(entries, { more: 1 })), 'o=PASS p=PASS q=PASS w=FAIL');
  t.is(await judge((entries) => first(entries, { ext: {} })), 'o=PASS p=PASS q=PASS w=PASS');
  const head = await anchored((anchors) => ({ ...anchors, tree_head: { ...anchors.tree_head, more: 1 } }));
  t.is((await only(head)).grade, 'ungraded');
  const broken = await anchored();
  t.is(status(await only(withLines(broken, ['x.y'])), 'pq'), 'p=UV q=UV');
});

test('u: a log key of its own', async (t) => {
  t.is(status(await only(await anchored(undefined, two)), 'nu'), 'n=PASS u=FAIL');
  const files = artifactOf({
    recorders: [await plainRun(one)],
    anchors: {
      logKey: '',
      anchors: await anchor([], log).catch(() => ({
        log: '',
        entries: [],
        tree_head: { size: 0, root: '0'.repeat(64), signed: '', sig: '' },
      })),
    },
  });
  const run = await only(files);
  t.is(status(run, 'nu'), 'n=UV u=FAIL');
  t.is(run.anchor, 'declared');
});

const NONCE = 'nonce-1';
type Statement = Parameters<typeof signAelStatement>[0];

async function confirmed(
  statements: readonly (Statement | string)[],
  change: {
    readonly nonces?: readonly (string | undefined)[];
    readonly flows?: readonly string[];
    readonly signer?: Signer;
    readonly ids?: readonly string[];
  } = {},
) {
  const { nonces = [NONCE, NONCE], flows = ['net'], signer = counterparty, ids = ['evt-1'] } = change;
  const script = (nonce: string | undefined) => [
    [{ ...OPEN, ...(nonce === undefined ? {} : { cp_nonce: nonce }) } as AelRecordBody, 0] as const,
    ...ids.map((id) => [activity(id), 1] as const),
    [BEAT, 2] as const,
  ];
  const recorders = [
    await record({ signer: one, id: 'r1', steps: script(nonces[0]), closeAt: 3 }),
    await record({ signer: two, id: 'r2', steps: script(nonces[1]), closeAt: 3 }),
  ];
  const lines = await Promise.all(
    statements.map((one) => (typeof one === 'string' ? signText(one, signer) : signAelStatement(one, signer))),
  );
  const anchors = { logKey: fingerprint(log), anchors: await anchor(recorders, log) };
  return artifactOf({ recorders, classes: ['net'], anchors, counterparty: { key: fingerprint(signer), flows, lines } });
}

const said = (id: string, extra: object = {}): Statement => ({
  run: 'run-1',
  flow: 'net',
  nonce: NONCE,
  received: { event_id: id },
  ...extra,
});
const silent: Statement = { run: 'run-1', flow: 'net', nonce: NONCE, none: true };

for (const [name, make, expected, grade] of [
  ['every event is confirmed', () => confirmed([said('evt-1')]), 'r=PASS s=PASS t=PASS v=PASS', 4],
  ['nothing sent, nothing received', () => confirmed([silent], { ids: [] }), 'r=PASS s=PASS t=PASS v=PASS', 4],
  [
    'another run is confirmed too',
    () => confirmed([said('evt-1'), said('x', { run: 'run-9' })]),
    'r=PASS s=PASS t=PASS v=PASS',
    4,
  ],
  [
    'a flow that is not declared',
    () => confirmed([said('evt-1'), said('x', { flow: 'mail' })]),
    'r=PASS s=PASS t=PASS v=PASS',
    4,
  ],
  ['only another run', () => confirmed([said('evt-1', { run: 'run-9' })]), 'r=PASS s=FAIL t=FAIL v=PASS', 3],
  ['nothing is said', () => confirmed([]), 'r=FAIL s=FAIL t=FAIL v=UV', 3],
  [
    'a delivery that was not recorded',
    () => confirmed([said('evt-1'), said('evt-2')]),
    'r=PASS s=PASS t=FAIL v=PASS',
    3,
  ],
  ['an event that is not confirmed', () => confirmed([silent]), 'r=PASS s=PASS t=FAIL v=PASS', 3],
  ['events and a statement of none', () => confirmed([said('evt-1'), silent]), 'r=PASS s=PASS t=FAIL v=PASS', 3],
  ['no flows', () => confirmed([said('evt-1')], { flows: [] }), 'r=PASS s=PASS t=UV v=PASS', 3],
  ['another nonce', () => confirmed([said('evt-1', { nonce: 'x' })]), 'r=PASS s=FAIL t=PASS v=PASS', 3],
  [
    'recorders with different nonces',
    () => confirmed([said('evt-1')], { nonces: [NONCE, 'x'] }),
    'r=PASS s=FAIL t=PASS v=PASS',
    3,
  ],
  [
    'a recorder without a nonce',
    () => confirmed([said('evt-1')], { nonces: [undefined, NONCE] }),
    'r=PASS s=FAIL t=PASS v=PASS',
    3,
  ],
  [
    'neither received nor none',
    () => confirmed([{ run: 'run-1', flow: 'net', nonce: NONCE }]),
    'r=PASS s=FAIL t=FAIL v=PASS',
    3,
  ],
  ['both received and none', () => confirmed([said('evt-1', { none: true })]), 'r=PASS s=FAIL t=FAIL v=PASS', 3],
  ['an empty event id', () => confirmed([said('')]), 'r=PASS s=FAIL t=FAIL v=PASS', 3],
  ['a recorder’s own key', () => confirmed([said('evt-1')], { signer: two }), 'r=PASS s=PASS t=PASS v=FAIL', 3],
  ['a statement that is no object', () => confirmed([said('evt-1'), '7']), 'r=FAIL s=FAIL t=PASS v=PASS', 'ungraded'],
  [
    'a statement that is not canonical',
    () => confirmed([said('evt-1'), '{ "run":"run-1"}']),
    'r=FAIL s=FAIL t=PASS v=PASS',
    3,
  ],
  ['an unknown member', () => confirmed([said('evt-1', { more: 1 })]), 'r=FAIL s=PASS t=PASS v=PASS', 'ungraded'],
  [
    'an unknown member of received',
    () => confirmed([said('evt-1', { received: { event_id: 'evt-1', more: 1 } })]),
    'r=FAIL s=PASS t=PASS v=PASS',
    'ungraded',
  ],
] as const) {
  test(`r, s, t, v: ${name}`, async (t) => {
    const run = await only(await make());
    t.is(status(run, 'rstv'), expected);
    t.is(run.grade, grade);
  });
}

test('r, s, t, v: signed by somebody else, no key, no file, broken records', async (t) => {
  const files = await confirmed([said('evt-1')]);
  const forged = new Map(files).set('counterparty.jsonl', `${await signAelStatement(said('evt-1'), newSigner())}\n`);
  t.is(status(await only(forged), 'rstv'), 'r=FAIL s=FAIL t=FAIL v=UV');
  t.is((await only(forged)).grade, 3);
  t.is(status(await only(files, [one, two, log]), 'rstv'), 'r=UV s=UV t=UV v=UV');
  const missing = new Map(files);
  missing.delete('counterparty.jsonl');
  t.is(status(await only(missing), 'rstv'), 'r=UV s=UV t=UV v=UV');
  t.is(status(await only(withLines(new Map(files), ['x.y'])), 't'), 't=UV');
});
