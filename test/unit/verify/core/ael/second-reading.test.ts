// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAelStatement, type AelRecordBody } from '../../../../../evidence/attest/ael/recorder.js';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { AelAnchors } from '../../../../../evidence/model/ael/anchors.js';
import { evaluateAelArtifact } from '../../../../../verify/core/ael/form.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { activity, anchor, artifactOf, BEAT, fingerprintOf, firstRun, memoryTree } from '../../../../support/ael.js';
import { newSigner, OPEN, plainRun, record, signText, statusOf, withLines } from '../../../../support/ael.js';

// What a second reading of the format found read otherwise, each with its benign twin.

const [one, two, log, counterparty] = [newSigner(), newSigner(), newSigner(), newSigner()];
const everyone = [one, two, log, counterparty];
const NONCE = 'nonce-1';

/** A run of one recorder whose record `seq` has these members instead, signed again. Links after it are broken. */
async function changed(seq: number, change: Record<string, JsonValue>) {
  const run = await plainRun(one);
  const lines = await Promise.all(
    run.lines.map(async (line) => {
      if (line.seq !== seq) return line.text;
      const payload = JSON.parse(Buffer.from(line.payload).toString()) as Record<string, JsonValue>;
      return signText(canonicalizeJcsValue({ ...payload, ...change }, 'ael'), one);
    }),
  );
  return withLines(artifactOf({ recorders: [run] }), lines);
}

test('d: a record of another version, which is no record for the other checks', async (t) => {
  const judge = async (v: JsonValue) => statusOf(await firstRun(await changed(4, { v }), everyone), 'abdew');
  t.is(await judge(1), 'a=PASS b=PASS d=PASS e=PASS w=PASS');
  for (const v of [2, 0, '1', null]) t.is(await judge(v), 'a=PASS b=PASS d=FAIL e=UV w=FAIL');
});

test('h and w: a time may have any number of digits after its point', async (t) => {
  const judge = async (ts: string) => statusOf(await firstRun(await changed(4, { ts }), everyone), 'hw');
  t.is(await judge('2026-01-01T00:00:40.123456789Z'), 'h=PASS w=PASS');
  t.is(await judge('2026-01-01T00:00:40.1234567891234Z'), 'h=PASS w=PASS');
  t.is(await judge('2026-01-01T00:00:29.9999999999999Z'), 'h=FAIL w=PASS', 'before the heartbeat');
  t.is(await judge('2026-01-01T00:01:35.0000000009Z'), 'h=PASS w=PASS', 'what is finer than a nanosecond is cut off');
  t.is(await judge('2026-01-01T00:01:35.000000001Z'), 'h=FAIL w=PASS', 'one nanosecond late');
  t.is(await judge('2026-01-01T00:00:40.Z'), 'h=UV w=FAIL');
});

test('h: a second open record is no heartbeat', async (t) => {
  const judge = async (middle: AelRecordBody) => {
    const steps = [[OPEN, 0] as const, [middle, 60] as const, [BEAT, 120] as const];
    return statusOf(
      await firstRun(artifactOf({ recorders: [await record({ signer: one, steps, closeAt: 130 })] }), everyone),
      'fhi',
    );
  };
  t.is(await judge(BEAT), 'f=PASS h=PASS i=PASS');
  t.is(await judge(OPEN), 'f=PASS h=FAIL i=PASS');
});

async function anchored(change: (entry: Record<string, unknown>) => object) {
  const recorders = [await plainRun(one)];
  const anchors = await anchor(recorders, log);
  const entries = anchors.entries.map((entry, at) => (at === 0 ? { ...entry, ...change({ ...entry }) } : entry));
  const changedAnchors = { ...anchors, entries } as AelAnchors;
  return artifactOf({ recorders, anchors: { logKey: fingerprintOf(log), anchors: changedAnchors } });
}

test('o and p: an entry that cannot be proved says nothing against the tree head', async (t) => {
  const judge = async (change: (entry: Record<string, unknown>) => object) =>
    statusOf(await firstRun(await anchored(change), everyone), 'nopq');
  t.is(await judge(() => ({})), 'n=PASS o=PASS p=PASS q=PASS');
  for (const node of ['', 'zz', 'aa', 'A'.repeat(64), '0'.repeat(66)]) {
    t.is(
      await judge(({ proof }) => ({ proof: [node, ...(proof as string[]).slice(1)] })),
      'n=PASS o=FAIL p=PASS q=PASS',
    );
    t.is(await judge(() => ({ leaf: node })), 'n=PASS o=FAIL p=FAIL q=PASS');
  }
  t.is(await judge(() => ({ index: -1 })), 'n=PASS o=FAIL p=PASS q=PASS');
  t.is(await judge(() => ({ seq: -1 })), 'n=PASS o=PASS p=FAIL q=PASS');
  t.is(await judge(() => ({ index: '0' })), 'n=FAIL o=FAIL p=FAIL q=FAIL', 'what is no entry makes no file of anchors');
});

test('u and v: whose key it is can be told before it has verified anything', async (t) => {
  const recorders = [await plainRun(one)];
  const judge = async (logKey: string, key: string) => {
    const files = artifactOf({
      recorders,
      anchors: { logKey, anchors: await anchor(recorders, log) },
      counterparty: { key, flows: ['net'], lines: [] },
    });
    files.delete('anchors.json');
    files.delete('counterparty.jsonl');
    return statusOf(await firstRun(files, [one]), 'nurv');
  };
  t.is(await judge(fingerprintOf(log), fingerprintOf(counterparty)), 'n=UV u=PASS r=UV v=PASS');
  t.is(await judge(fingerprintOf(one), fingerprintOf(one)), 'n=UV u=FAIL r=UV v=FAIL');
  t.is(await judge('', ''), 'n=UV u=FAIL r=UV v=FAIL');
});

const WITH_NONCE: AelRecordBody = { ...OPEN, cp_nonce: NONCE };

async function confirmed(extra: object, second: readonly AelRecordBody[] = [], first: AelRecordBody = WITH_NONCE) {
  const steps = [first, activity('e'), ...second, BEAT].map((body, at) => [body, at] as const);
  const recorders = [await record({ signer: one, steps, closeAt: 9 })];
  const line = await signAelStatement(
    { run: 'run-1', flow: 'net', nonce: NONCE, received: { event_id: 'e' }, ...extra },
    counterparty,
  );
  return artifactOf({
    recorders,
    counterparty: { key: fingerprintOf(counterparty), flows: ['net'], lines: [line] },
  });
}

test('r and w: an ext of a statement is an object', async (t) => {
  const judge = async (ext: JsonValue) => statusOf(await firstRun(await confirmed({ ext }), everyone), 'rw');
  t.is(await judge({ any: 1 }), 'r=PASS w=PASS');
  for (const ext of ['x', null, [], 1]) t.is(await judge(ext), 'r=FAIL w=FAIL');
});

test('s: every open record repeats the nonce, not only the first', async (t) => {
  const judge = async (...second: AelRecordBody[]) =>
    statusOf(await firstRun(await confirmed({}, second), everyone), 's');
  t.is(await judge(), 's=PASS');
  t.is(await judge(WITH_NONCE), 's=PASS');
  t.is(await judge({ ...OPEN, cp_nonce: 'nonce-2' }), 's=FAIL');
  t.is(await judge(OPEN), 's=FAIL');
  t.is(statusOf(await firstRun(await confirmed({}, [], BEAT), everyone), 'afs'), 'a=PASS f=FAIL s=FAIL', 'without any');
});

test('s: cannot be decided where an open record is not verified', async (t) => {
  const files = await confirmed({});
  t.is(statusOf(await firstRun(files, [one, counterparty]), 'as'), 'a=PASS s=PASS');
  t.is(statusOf(await firstRun(files, [counterparty]), 'as'), 'a=UV s=UV');
});

test('a: a path is the same with steps to where it is', async (t) => {
  const run = await plainRun(one);
  const judge = async (file: string) => {
    const files = artifactOf({ recorders: [run] }, (manifest) => ({
      ...manifest,
      recorders: [{ id: run.id, run: run.run, key: run.key, file }],
    }));
    const trust = createTrustRoot({ keys: [one.publicKeyHex] });
    const { runs, unprotected } = await evaluateAelArtifact(memoryTree(files), { trust, suite: nodeSuite });
    return [runs[0]?.grade, ...unprotected];
  };
  for (const file of [
    'recorders/r1.jsonl',
    './recorders/r1.jsonl',
    'recorders//r1.jsonl',
    '././recorders/.//r1.jsonl',
  ]) {
    t.deepEqual(await judge(file), [1], file);
  }
  t.deepEqual(await judge('recorders/.r1.jsonl'), ['ungraded', 'recorders/r1.jsonl']);
  await t.throwsAsync(judge('./../recorders/r1.jsonl'), { message: /a path inside the artifact/ });
});
