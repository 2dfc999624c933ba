// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { buildAnchors, planAnchors } from '../../../../../evidence/attest/ael/anchor.js';
import { addStatements, confirmFlow, withStatements } from '../../../../../evidence/attest/ael/confirm.js';
import type { AelSource } from '../../../../../evidence/attest/ael/source.js';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { parseAelAnchors } from '../../../../../evidence/model/ael/anchors.js';
import { parseAelManifest } from '../../../../../evidence/model/ael/manifest.js';
import {
  activity,
  anchor,
  artifactOf,
  BEAT,
  fingerprintOf,
  firstRun,
  newSigner,
  OPEN,
  plainRun,
  record,
  statusOf,
  withLines,
  type Scripted,
} from '../../../../support/ael.js';
import { hasher, sampleTree } from '../../../../support/log-samples.js';

const [one, two, log] = [newSigner(), newSigner(), newSigner()];
const logKey = fingerprintOf(log);

function sourceOf(files: ReadonlyMap<string, string>): AelSource {
  const file = (path: string): Uint8Array => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} is not here`);
    return utf8Encode(text);
  };
  return { name: 'a', manifest: file('manifest.json'), has: (path) => files.has(path), file, policies: new Map() };
}

/** open, an activity of about so many bytes, a heartbeat, and a close unless it is left out. */
function longRun(bytes: number, closeAt?: number): Promise<Scripted> {
  const long = activity('evt-1', { ext: { text: 'x'.repeat(bytes) } });
  const steps = [[OPEN, 0] as const, [long, 1] as const, ...(closeAt === undefined ? [] : [[BEAT, 2] as const])];
  return record({ signer: one, steps, ...(closeAt === undefined ? {} : { closeAt }) });
}

test('a record that is too long for a leaf is left to the one after it', async (t) => {
  for (const [bytes, tooLong] of [
    [65_000, 0],
    [65_600, 1],
  ] as const) {
    const run = await longRun(bytes, 3);
    const files = artifactOf({ recorders: [run] });
    const plan = planAnchors(sourceOf(files), logKey, 'all', hasher);
    t.is(plan.tooLong, tooLong);
    t.is(plan.records.length, 4 - tooLong);
    const tree = sampleTree(plan.records.map(({ payload }) => payload));
    const short = { ...run, lines: run.lines.filter(({ payload }) => payload.length <= 0xffff) };
    const { tree_head: head, log: origin, entries } = await anchor([short], log);
    t.is(head.root, Buffer.from(tree.root(plan.records.length)).toString('hex'));
    const leaves = entries.map(({ leaf, index, proof }) => ({
      hash: Buffer.from(leaf, 'hex'),
      index,
      proof: proof.map((hex) => Buffer.from(hex, 'hex')),
    }));
    const changed = new Map([...files, ...buildAnchors(plan, { origin, head, leaves }, logKey)]);
    t.is(statusOf(await firstRun(changed, [one, log]), 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');
  }
  const open = artifactOf({ recorders: [await longRun(65_600)] });
  for (const scope of ['all', 'heads'] as const) {
    t.throws(() => planAnchors(sourceOf(open), logKey, scope, hasher), {
      code: 'artifact',
      message: /the last record of r1 has more than 65535 bytes/,
    });
  }
});

test('what is to be anchored: all records or the heads, of every recorder', async (t) => {
  const recorders = [await plainRun(one), await plainRun(two, { id: 'r2' })];
  const source = sourceOf(artifactOf({ recorders }));
  t.is(planAnchors(source, logKey, 'all', hasher).records.length, 10);
  t.deepEqual(
    planAnchors(source, logKey, 'heads', hasher).records.map(({ record: { recorder, seq } }) => [recorder, seq]),
    [
      ['r1', 4],
      ['r2', 4],
    ],
  );
  t.throws(() => planAnchors(source, fingerprintOf(two), 'all', hasher), { message: /needs a key of its own/ });
});

test('members of a manifest that nobody here knows stay', async (t) => {
  const recorders = [await plainRun(one)];
  const files = artifactOf({ recorders }, (manifest) => ({ ...manifest, claimed_rung: 4, note: 'x' }));
  const plan = planAnchors(sourceOf(files), logKey, 'all', hasher);
  const head = { size: 1, root: '0'.repeat(64), signed: '', sig: '' };
  const built = buildAnchors(plan, { origin: 'log-1', head, leaves: [] }, logKey);
  const manifest = JSON.parse(built.get('manifest.json') ?? '') as object;
  t.like(manifest, { note: 'x', claimed_rung: 4, anchor: { log: 'log-1', log_key: logKey, file: 'anchors.json' } });
  t.notThrows(() => parseAelManifest(utf8Encode(built.get('manifest.json') ?? '')));
  t.notThrows(() => parseAelAnchors(utf8Encode(built.get('anchors.json') ?? '')));
  t.deepEqual([...built.keys()], ['anchors.json', 'manifest.json'], 'the manifest comes last');
});

test('anchors that are there are held against the records; a file that is missing is no anchor', async (t) => {
  const recorders = [await plainRun(one)];
  const anchors = { logKey, anchors: await anchor(recorders, log) };
  const files = artifactOf({ recorders, anchors });
  const plan = planAnchors(sourceOf(files), logKey, 'all', hasher);
  t.is(plan.older?.size, 5);
  t.is(plan.older?.origin, 'log-1');
  const other = fingerprintOf(newSigner());
  t.throws(() => planAnchors(sourceOf(files), other, 'all', hasher), { message: /anchored in the log log-1/ });
  const lost = new Map(files);
  lost.delete('anchors.json');
  t.is(planAnchors(sourceOf(lost), other, 'all', hasher).older, undefined);
  const damaged = new Map(files).set('anchors.json', '{}');
  t.throws(() => planAnchors(sourceOf(damaged), logKey, 'all', hasher), { message: /member log is missing/ });
  const shorter = withLines(new Map(files), recorders[0]?.lines.slice(0, 4).map(({ text }) => text) ?? []);
  t.throws(() => planAnchors(sourceOf(shorter), logKey, 'all', hasher), { code: 'anchored_record' });
  const swapped = await plainRun(one, { id: 'r9' });
  const foreign = withLines(new Map(files), [swapped.lines[0]?.text ?? '']);
  t.throws(() => planAnchors(sourceOf(foreign), logKey, 'all', hasher), { message: /another run or recorder/ });
});

test('statements: the same once, one for each event or none, several flows', async (t) => {
  const open = { ...OPEN, cp_nonce: 'n' };
  const run = await record({
    signer: one,
    steps: [
      [open, 0],
      [activity('evt-1'), 1],
      [BEAT, 2],
    ],
    closeAt: 3,
  });
  const files = artifactOf({ recorders: [run] });
  const net = { run: 'run-1', flow: 'net', nonce: 'n', events: ['evt-1'] };
  const lines = await confirmFlow(net, two);
  const first = new Map([...files, ...withStatements(sourceOf(files), net, lines, fingerprintOf(two))]);
  const mail = { ...net, flow: 'mail', events: [] };
  const more = await confirmFlow(mail, two);
  const second = new Map([...first, ...withStatements(sourceOf(first), mail, more, fingerprintOf(two))]);
  const { counterparty } = parseAelManifest(utf8Encode(second.get('manifest.json') ?? ''));
  t.deepEqual(counterparty?.flows, ['mail', 'net']);
  t.is(statusOf(await firstRun(second, [one, two]), 'rstv'), 'r=PASS s=PASS t=PASS v=PASS');
  t.is(addStatements(utf8Encode(`${lines[0] ?? ''}\r\n\n`), lines), `${lines[0] ?? ''}\n`);
  const without = artifactOf({ recorders: [await plainRun(one)] });
  t.throws(() => withStatements(sourceOf(without), net, lines, fingerprintOf(two)), { message: /did not open with/ });
});
