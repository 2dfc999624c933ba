// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAelStatement } from '../../../../../evidence/attest/ael/recorder.js';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { toBase64, utf8Encode } from '../../../../../evidence/canonical/text.js';
import type { AelAnchors } from '../../../../../evidence/model/ael/anchors.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import type { AelRunResult } from '../../../../../verify/core/ael/evaluate.js';
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
  signText,
  statusOf,
  withLines,
  type Scripted,
} from '../../../../support/ael.js';

const one = newSigner();
const two = newSigner();
const log = newSigner();
const counterparty = newSigner();
const everyone = [one, two, log, counterparty];

const only = (
  files: ReadonlyMap<string, string | Uint8Array>,
  signers: readonly Signer[] = everyone,
): Promise<AelRunResult> => firstRun(files, signers);

async function pair(second: Partial<Parameters<typeof plainRun>[1]> = {}): Promise<readonly Scripted[]> {
  return [await plainRun(one), await plainRun(two, { id: 'r2', ...second })];
}

async function anchored(change: (anchors: AelAnchors) => unknown = (anchors) => anchors, logSigner = log) {
  const recorders = await pair();
  const anchors = await anchor(recorders, logSigner);
  const anchorage = { logKey: fingerprintOf(logSigner), anchors };
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
  t.is(statusOf(run, 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');
  t.is(run.grade, 3);
  t.is(run.anchor, 'independent');
  const small = await plainRun(one);
  for (const size of [1, 2, 3, 5]) {
    const part = { ...small, lines: small.lines.slice(0, size) };
    const anchorage = { logKey: fingerprintOf(log), anchors: await anchor([part], log) };
    t.is(
      statusOf(await only(artifactOf({ recorders: [part], anchors: anchorage })), 'nopq'),
      'n=PASS o=PASS p=PASS q=PASS',
      `${size} leaves`,
    );
  }
});

test('n: what makes a tree head unusable', async (t) => {
  const { root, size } = (await anchor(await pair(), log)).tree_head;
  const n = async (files: Map<string, string>, signers = everyone) => statusOf(await only(files, signers), 'n');
  t.is(await n(await anchored(), [one, two]), 'n=UV');
  const missing = await anchored();
  missing.delete('anchors.json');
  t.is(statusOf(await only(missing), 'nopqu'), 'n=UV o=UV p=UV q=UV u=PASS');
  t.is(statusOf(await only(await anchored(() => '{ }')), 'nopqu'), 'n=FAIL o=FAIL p=FAIL q=FAIL u=PASS');
  t.is(statusOf(await only(await anchored(() => '{}')), 'n'), 'n=FAIL');
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
    const anchorage = { logKey: fingerprintOf(log), anchors: await headOf(same, anchors) };
    t.is(await n(artifactOf({ recorders, anchors: anchorage })), good ? 'n=PASS' : 'n=FAIL', text);
  }
});

test('o, p, q: proofs, records and what no anchor covers', async (t) => {
  const judge = async (change: (entries: AelAnchors['entries']) => unknown) =>
    statusOf(await only(await anchored((anchors) => ({ ...anchors, entries: change(anchors.entries) }))), 'opqw');
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
  t.is(await judge((entries) => first(entries, { ext: null })), 'o=PASS p=PASS q=PASS w=FAIL');
  const head = await anchored((anchors) => ({ ...anchors, tree_head: { ...anchors.tree_head, more: 1 } }));
  t.is((await only(head)).grade, 'ungraded');
  const broken = await anchored();
  t.is(statusOf(await only(withLines(broken, ['x.y'])), 'pq'), 'p=UV q=UV');
});

test('u: a log key of its own', async (t) => {
  t.is(statusOf(await only(await anchored(undefined, two)), 'nu'), 'n=PASS u=FAIL');
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
  t.is(statusOf(run, 'nu'), 'n=UV u=FAIL');
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
    [{ ...OPEN, ...(nonce === undefined ? {} : { cp_nonce: nonce }) }, 0] as const,
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
  const anchors = { logKey: fingerprintOf(log), anchors: await anchor(recorders, log) };
  return artifactOf({
    recorders,
    classes: ['net'],
    anchors,
    counterparty: { key: fingerprintOf(signer), flows, lines },
  });
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
  ['nothing is said', () => confirmed([]), 'r=FAIL s=FAIL t=FAIL v=PASS', 3],
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
  ['a denial that is none', () => confirmed([said('evt-1', { none: false })]), 'r=PASS s=PASS t=PASS v=PASS', 4],
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
    t.is(statusOf(run, 'rstv'), expected);
    t.is(run.grade, grade);
  });
}

test('r, s, t, v: signed by somebody else, no key, no file, broken records', async (t) => {
  const files = await confirmed([said('evt-1')]);
  const forged = new Map(files).set('counterparty.jsonl', `${await signAelStatement(said('evt-1'), newSigner())}\n`);
  t.is(statusOf(await only(forged), 'rstv'), 'r=FAIL s=FAIL t=FAIL v=PASS');
  t.is((await only(forged)).grade, 3);
  t.is(statusOf(await only(files, [one, two, log]), 'rstv'), 'r=UV s=UV t=UV v=PASS');
  const missing = new Map(files);
  missing.delete('counterparty.jsonl');
  t.is(statusOf(await only(missing), 'rstv'), 'r=UV s=UV t=UV v=PASS');
  t.is(statusOf(await only(withLines(new Map(files), ['x.y'])), 't'), 't=UV');
});
