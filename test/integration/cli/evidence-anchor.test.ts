// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArtifact } from '../../../cli/artifact-folder.js';
import { activity, artifactOf, BEAT, OPEN, record } from '../../support/ael.js';
import {
  NONCE,
  anchor,
  anchorArgs,
  checked,
  confirmArgs,
  here,
  place,
  refused,
  relined,
  statuses,
  withService,
} from './_anchored.js';

test('an artifact is anchored, again after the log grew, and from a log of heads', async (t) => {
  const at = await place();
  const first = await anchor(t, at);
  t.deepEqual([first.size, first.appended, first.anchored], [10, 10, 10]);
  t.is((await stat(`${at.log}.key`)).mode & 0o777, 0o600);
  const run = await checked(at, at.artifact);
  t.is(statuses(run, 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');
  t.is(run.grade, 3);

  const files = async () => [
    await readFile(join(at.artifact, 'anchors.json'), 'utf8'),
    await readFile(join(at.artifact, 'manifest.json'), 'utf8'),
  ];
  const before = await files();
  t.is((await anchor(t, at)).appended, 0);
  t.deepEqual(await files(), before, 'nothing new: the same bytes');

  const next = await place();
  await cp(at.published, next.published, { recursive: true });
  const shared = { ...next, log: at.log };
  const heads = await anchor(t, shared, next.artifact, '--heads');
  t.deepEqual([heads.size, heads.appended, heads.anchored], [12, 2, 2]);
  t.is((await checked(next, next.artifact)).grade, 3);

  t.like(await anchor(t, at), { size: 12, appended: 0, anchored: 10 });
  t.notDeepEqual(await files(), before, 'the proofs lead to the new root');
  t.is((await checked(at, at.artifact)).grade, 3);
  const text = await here(anchorArgs(at, at.artifact));
  t.regex(text.stdout, /anchored {3}10 records, 0 of them new to the log/);
});

test('what was recorded, removed or changed after anchoring does not pass, and is not anchored over', async (t) => {
  const at = await place();
  // An open run, anchored before its last two records came.
  await relined(at.artifact, 'r1', (lines) => lines.slice(0, 3));
  await anchor(t, at);
  const lines = at.recorders[0]?.lines.map(({ text }) => text) ?? [];
  await relined(at.artifact, 'r1', () => lines);
  const late = await checked(at, at.artifact);
  t.is(statuses(late, 'nopqu'), 'n=PASS o=PASS p=PASS q=FAIL u=PASS');
  t.regex(late.checks['q']?.message ?? '', /UNANCHORED-WINDOW: r1 from seq 3 on/);
  t.is((await anchor(t, at)).appended, 2);
  t.is(statuses(await checked(at, at.artifact), 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');

  const removed = join(at.base, 'removed');
  await cp(at.artifact, removed, { recursive: true });
  await relined(removed, 'r2', (all) => all.slice(0, -1));
  t.is(statuses(await checked(at, removed), 'p'), 'p=FAIL');
  await refused(
    t,
    anchorArgs(at, removed),
    1,
    /the record r2 seq 4 of run run-1 was anchored and is not here any more/,
  );

  const changed = join(at.base, 'changed');
  await cp(at.artifact, changed, { recursive: true });
  const other = await record({
    signer: at.signer('r2'),
    id: 'r2',
    steps: [
      [{ ...OPEN, cp_nonce: NONCE }, 0],
      [activity('evt-9'), 1],
      [activity('evt-2'), 2],
      [BEAT, 8],
    ],
    closeAt: 9,
  });
  await relined(changed, 'r2', () => other.lines.map(({ text }) => text));
  t.is(statuses(await checked(at, changed), 'p'), 'p=FAIL');
  await refused(t, anchorArgs(at, changed), 1, /r2 seq 1 of run run-1 was anchored and is another one now/);

  const broken = join(at.base, 'broken');
  await cp(at.artifact, broken, { recursive: true });
  await relined(broken, 'r1', (all) => [...all, 'W10.eA']);
  await refused(t, anchorArgs(at, broken), 1, /recorders\/r1\.jsonl, line 6: /);
});

test('a log that was rewritten is not taken, and its tree head does not verify the old records', async (t) => {
  const at = await place();
  await anchor(t, at);
  const rewritten = { ...at, log: join(at.base, 'rewritten') };
  const another = await place();
  const key = ['--log-key', `${at.log}.key`];
  const origin = (await readFile(join(at.log, 'checkpoint'), 'utf8')).split('\n')[0] ?? '';
  await anchor(t, rewritten, another.artifact, ...key, '--origin', origin);
  await refused(t, [...anchorArgs(rewritten, at.artifact), ...key], 1, /does not begin with the tree|was cut back/);

  // The head that the rewritten log signed, put over the proofs of the true one.
  const anchors = JSON.parse(await readFile(join(at.artifact, 'anchors.json'), 'utf8')) as Record<string, unknown>;
  const head = (JSON.parse(await readFile(join(another.artifact, 'anchors.json'), 'utf8')) as Record<string, unknown>)[
    'tree_head'
  ];
  await writeFile(
    join(at.artifact, 'anchors.json'),
    JSON.stringify({ entries: anchors['entries'], log: anchors['log'], tree_head: head }),
  );
  t.is(statuses(await checked(at, at.artifact), 'no'), 'n=PASS o=FAIL');
});

test('after a crash between the log and anchors.json the same command puts it right', async (t) => {
  const at = await place();
  await mkdir(join(at.artifact, 'anchors.json'));
  const { code, stderr } = await here(anchorArgs(at, at.artifact));
  t.is(code, 1, stderr);
  t.is(statuses(await checked(at, at.artifact), 'nopqu'), 'n=UV o=UV p=UV q=UV u=UV');
  await rm(join(at.artifact, 'anchors.json'), { recursive: true });
  t.like(await anchor(t, at), { size: 10, appended: 0 });
  t.is((await checked(at, at.artifact)).grade, 3);

  // The other half: anchors.json is there, the manifest does not name it yet.
  const half = await place();
  await cp(join(half.artifact, 'manifest.json'), join(half.base, 'manifest.json'));
  await anchor(t, half);
  await cp(join(half.base, 'manifest.json'), join(half.artifact, 'manifest.json'));
  t.is(statuses(await checked(half, half.artifact), 'n'), 'n=UV');
  t.like(await anchor(t, half), { appended: 0 });
  t.is((await checked(half, half.artifact)).grade, 3);
});

test('two anchors at the same time', async (t) => {
  const [one, other] = [await place(), await place()];
  const shared = { ...other, log: one.log, published: one.published };
  for (const name of await readdir(other.published)) await cp(join(other.published, name), join(one.published, name));
  const results = await Promise.all([anchor(t, one), anchor(t, shared), anchor(t, one), anchor(t, shared)]);
  t.is(
    results.reduce((sum, { appended }) => sum + appended, 0),
    20,
  );
  t.is(new Set(results.map((result) => result.log_key)).size, 1, 'one log, one key');
  for (const at of [one, shared]) t.is((await checked(at, at.artifact)).grade, 3);

  // A counterparty at the same time: neither change of the manifest is lost.
  const both = await withService();
  const confirm = confirmArgs(both, ['--artifact', both.artifact], '--event', 'evt-1', '--event', 'evt-2');
  const anchoring = anchor(t, both);
  const confirmed = await here(confirm);
  await anchoring;
  t.is(confirmed.code, 0, confirmed.stderr);
  t.is((await checked(both, both.artifact)).grade, 4);
  t.deepEqual(
    (await readdir(both.artifact)).filter((name) => name.startsWith('.')),
    [],
  );
  await refused(
    t,
    ['evidence', 'anchor', one.artifact, '--log', join(one.base, 'second')],
    2,
    /is anchored in the log .*, which has another key/,
  );
});

test('proofs that no evaluator would read are refused; the heads of the same log serve', async (t) => {
  const at = await place();
  const beats = Array.from({ length: 9000 }, (_, beat) => [BEAT, beat] as const);
  const long = await record({ signer: at.signer('r1'), id: 'r1', steps: [[OPEN, 0], ...beats], closeAt: 9000 });
  const artifact = join(at.base, 'long');
  writeArtifact(artifact, artifactOf({ recorders: [long] }));
  await refused(t, anchorArgs(at, artifact), 1, /more than 8 MiB.*--heads/);
  t.deepEqual((await readdir(artifact)).sort(), ['manifest.json', 'recorders']);
  t.like(await anchor(t, at, artifact, '--heads'), { size: 9002, appended: 0, anchored: 1 });
  t.is(statuses(await checked(at, artifact), 'nopqu'), 'n=PASS o=PASS p=PASS q=PASS u=PASS');
});

test('evidence anchor: wrong arguments and keys', async (t) => {
  const at = await place();
  await refused(t, ['evidence', 'anchor', at.artifact], 2, /name an artifact and --log FOLDER/);
  await refused(t, ['evidence', 'anchor', at.base, '--log', at.log], 1, /manifest\.json: cannot be read/);
  await refused(t, [...anchorArgs(at, at.artifact), '--log-key', join(at.base, 'r1')], 2, /needs a key of its own/);
  await refused(t, [...anchorArgs(at, at.artifact), '--origin', 'a b'], 1, /is no origin/);
  t.deepEqual((await readdir(at.artifact)).sort(), ['manifest.json', 'recorders']);
  await rm(`${at.log}.key`);
  await anchor(t, { ...at, log: join(at.base, 'fresh') });
  await rm(join(at.base, 'fresh.key'));
  await refused(
    t,
    anchorArgs({ ...at, log: join(at.base, 'fresh') }, at.artifact),
    1,
    /no signing key at .*fresh\.key/,
  );

  const linked = await place();
  await rm(join(linked.artifact, 'recorders', 'r1.jsonl'));
  await symlink('/etc/passwd', join(linked.artifact, 'recorders', 'r1.jsonl'));
  await refused(t, anchorArgs(linked, linked.artifact), 1, /r1\.jsonl: a symbolic link is not followed/);
  const empty = await place();
  for (const id of ['r1', 'r2']) await writeFile(join(empty.artifact, 'recorders', `${id}.jsonl`), '');
  await refused(t, anchorArgs(empty, empty.artifact), 1, /there is no record to anchor/);
});
