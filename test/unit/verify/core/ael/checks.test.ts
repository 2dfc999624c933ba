// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import type { AelRecordBody } from '../../../../../evidence/attest/ael/recorder.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import { aelGradeLine, type AelRunResult } from '../../../../../verify/core/ael/evaluate.js';
import {
  activity,
  artifactOf,
  BEAT,
  evaluate,
  fingerprintOf,
  firstRun,
  passing,
  statusOf,
  textsOf,
  withLines,
  newSigner,
  OPEN,
  plainRun,
  record,
  signText,
  type Scripted,
} from '../../../../support/ael.js';

const one = newSigner();
const two = newSigner();
const everyone = [one, two];

const only = (
  files: ReadonlyMap<string, string | Uint8Array>,
  signers: readonly Signer[] = everyone,
): Promise<AelRunResult> => firstRun(files, signers);

test('a whole run of one recorder, and what it cannot show', async (t) => {
  const run = await only(artifactOf({ recorders: [await plainRun(one)] }));
  t.is(run.grade, 1);
  t.is(statusOf(run, 'abdewfghij'), passing('abdewfghij'));
  t.is(statusOf(run, 'clmnopqurstvR'), passing('clmnopqurstvR').replaceAll('PASS', 'UV'));
  t.is(run.notes?.[0], 'AEL-2 capped: check k is FAIL: the run has one recorder');
  t.is(
    aelGradeLine(run),
    'run run-1: AEL-1 R-pending (coverage: partial; custody: same-host; anchor: none; retention: unknown)',
  );
});

test('a and b: signatures, keys and canonical bytes', async (t) => {
  const good = await plainRun(one);
  const files = () => artifactOf({ recorders: [good] });
  const [open = '', first = '', ...rest] = textsOf(good);
  const swap = (line: string) => only(withLines(files(), [open, line, ...rest]));
  const [payload = '', signature = ''] = first.split('.');
  const [openPayload = ''] = open.split('.');
  for (const [line, expected] of [
    [`${payload}.${signature}=`, 'a=FAIL b=UV'],
    [payload, 'a=FAIL b=UV'],
    [`${payload}.${signature}.x`, 'a=FAIL b=UV'],
    [`.${signature}`, 'a=FAIL b=UV'],
    [`${payload}.AAAA`, 'a=FAIL b=UV'],
    [`${openPayload}.${signature}`, 'a=FAIL b=UV'],
    [`${'A'.repeat((1 << 20) + 1)}.${signature}`, 'a=FAIL b=UV'],
    [await signText('{"key":7}', one), 'a=FAIL b=UV'],
    [await signText('"text"', one), 'a=FAIL b=UV'],
    [await signText(`{"key":"${'0'.repeat(64)}"}`, one), 'a=UV b=UV'],
    [await signText(`{"key":"${fingerprintOf(one)}","v":1.5}`, one), 'a=PASS b=FAIL'],
    [
      await signText(Uint8Array.from([...utf8Encode(`{"key":"${fingerprintOf(one)}","x":"`), 0xff, 0x22, 0x7d]), one),
      'a=PASS b=FAIL',
    ],
  ] as const) {
    const run = await swap(line);
    t.is(statusOf(run, 'ab'), expected, line.slice(0, 60));
    t.is(run.grade, 'ungraded');
  }
  t.is(statusOf(await swap(first), 'ab'), 'a=PASS b=PASS');
  t.is((await only(files(), [two])).grade, 'ungraded');
  const loose = await only(withLines(files(), ['', `${open}\r`, '', first, ...rest, '']));
  t.is(loose.grade, 1, 'blank lines and a CR at the end of a line mean nothing');
});

test('a: a run without records, a file that is not there, a path that is no file', async (t) => {
  const good = await plainRun(one);
  const none = await only(artifactOf({ recorders: [{ ...good, lines: [] }] }));
  t.is(statusOf(none, 'abdw'), 'a=FAIL b=PASS d=UV w=PASS');
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
  const lines = textsOf(good);
  const judge = async (changed: readonly string[]) =>
    statusOf(await only(withLines(artifactOf({ recorders: [good] }), changed)), 'deg');
  t.is(await judge(lines), 'd=PASS e=PASS g=PASS');
  t.is(await judge(lines.toSpliced(1, 1)), 'd=PASS e=FAIL g=FAIL');
  t.is(await judge([lines[0] ?? '', lines[0] ?? '', ...lines.slice(1)]), 'd=FAIL e=FAIL g=FAIL');
  t.is(await judge(lines.slice(1)), 'd=FAIL e=FAIL g=FAIL');
  const other = await plainRun(one, { id: 'r2' });
  t.is(await judge(textsOf(other)), 'd=FAIL e=PASS g=PASS');
  t.is(await judge(textsOf(await plainRun(one, { run: 'run-2' }))), 'd=FAIL e=PASS g=PASS');
});

const steps = (...bodies: (readonly [AelRecordBody, number])[]) => ({ signer: one, steps: bodies });

for (const [name, script, ids, expected, grade] of [
  ['benign', { ...steps([OPEN, 0], [BEAT, 65]), closeAt: 130 }, 'fhij', 'f=PASS h=PASS i=PASS j=PASS', 1],
  ['f: no promise', { ...steps([{ ...OPEN, hmax: 0 }, 0]), closeAt: 900 }, 'fhij', 'f=FAIL h=PASS i=PASS j=PASS', 0],
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
    t.is(statusOf(run, ids), expected);
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
    return only(withLines(artifactOf({ recorders: [good] }), [...textsOf(good).slice(0, -1), line]));
  };
  t.is(statusOf(await closing({}), 'i'), 'i=PASS');
  t.is(statusOf(await closing({ count: 6 }), 'i'), 'i=FAIL');
  t.is(statusOf(await closing({ head: '0'.repeat(64) }), 'i'), 'i=FAIL');
  t.is(statusOf(await closing({ count: 1 }), 'w'), 'w=FAIL');
  const twice = await record({
    ...steps([OPEN, 0], [BEAT, 1], [{ type: 'close', count: 3, head: '0'.repeat(64) } as AelRecordBody, 2]),
    closeAt: 3,
  });
  t.is(
    (await only(artifactOf({ recorders: [twice] }))).checks['i']?.message,
    'recorders/r1.jsonl: record 3 is a close and is not the last',
  );
});

const activityWith = (extra: Record<string, unknown>): AelRecordBody => activity('e', extra);
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
        key: fingerprintOf(one),
        seq: 0,
        prev: '0'.repeat(64),
        ts,
      },
      'ael',
    );
    const files = withLines(artifactOf({ recorders: [await plainRun(one)] }), [await signText(text, one)]);
    t.is(statusOf(await only(files), 'abw'), 'a=PASS b=PASS w=FAIL');
  });
}

async function pair(second: Partial<Parameters<typeof plainRun>[1]> = {}): Promise<readonly Scripted[]> {
  return [await plainRun(one), await plainRun(two, { id: 'r2', ...second })];
}

test('k, l, m: two recorders that can be held against each other', async (t) => {
  const recorders = await pair();
  const run = await only(artifactOf({ recorders, classes: ['net'] }));
  t.is(statusOf(run, 'klm'), 'k=PASS l=PASS m=PASS');
  t.is(run.grade, 2);
  const judge = async (files: Map<string, string>, signers = everyone) => statusOf(await only(files, signers), 'klm');
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
  // The other one's key is not published: that does not make this one stand alone, whatever their order.
  for (const recorders_ of [
    [unclosed, recorders[0] as Scripted],
    [recorders[0] as Scripted, unclosed],
  ]) {
    t.is(await judge(artifactOf({ recorders: recorders_, classes: ['net'] }), [two]), 'k=FAIL l=UV m=UV');
    t.is(await judge(artifactOf({ recorders: recorders_, classes: ['net'] }), []), 'k=UV l=UV m=UV');
  }
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
  t.is(statusOf(await only(declare(fingerprintOf(one))), 'l'), 'l=FAIL');
  t.is(statusOf(await only(declare('')), 'l'), 'l=PASS');
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
    ...textsOf(recorders[0] as Scripted).slice(0, -1),
    textsOf(await plainRun(two)).at(-1) ?? '',
  ]);
  t.is(statusOf(await only(mixed), 'l'), 'l=FAIL');
});
