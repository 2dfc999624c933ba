// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArtifact } from '../../../cli/artifact-folder.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import type { Signer } from '../../../evidence/sign/signer.js';
import { activity, artifactOf, BEAT, fingerprintOf, OPEN, record, type Scripted } from '../../support/ael.js';
import { pipelock } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

const home = await tempFolder();
test.after.always(() => removeFolder(home));

const NONCE = 'nonce-1';

interface RunResult {
  readonly grade: number | 'ungraded';
  readonly checks: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
}

interface Place {
  readonly base: string;
  readonly published: string;
  readonly artifact: string;
  readonly log: string;
  readonly recorders: readonly Scripted[];
  readonly signer: (name: string) => Signer;
}

let folders = 0;

/** A folder with a joined artifact of two recorders, and their keys published. */
async function place(ids: readonly string[] = ['evt-1', 'evt-2'], nonce = NONCE): Promise<Place> {
  folders += 1;
  const base = join(home, `f${folders}`);
  const published = join(base, 'published');
  await mkdir(published, { recursive: true });
  const signer = (name: string): Signer => loadSigningKey(join(base, name), 'same_uid');
  const recorders: Scripted[] = [];
  for (const id of ['r1', 'r2']) {
    createSigningKey(join(base, id));
    await publish(published, signer(id));
    const events = ids.map((event, at) => [activity(event), at + 1] as const);
    const steps = [[{ ...OPEN, cp_nonce: nonce }, 0] as const, ...events, [BEAT, 8] as const];
    recorders.push(await record({ signer: signer(id), id, steps, closeAt: 9 }));
  }
  const artifact = join(base, 'artifact');
  writeArtifact(artifact, artifactOf({ recorders, classes: ['net'] }));
  return { base, published, artifact, log: join(base, 'log'), recorders, signer };
}

async function publish(published: string, signer: Signer): Promise<void> {
  const text = Buffer.from(signer.publicKeyHex, 'hex').toString('base64');
  await writeFile(join(published, `${fingerprintOf(signer)}.pub`), text);
}

async function checked({ published }: Place, artifact: string): Promise<RunResult> {
  const { stdout } = await pipelock(['evidence', 'check', '--json', '--keys', published, artifact], home);
  const [run] = (JSON.parse(stdout) as { runs: RunResult[] }).runs;
  if (run === undefined) throw new Error(stdout);
  return run;
}

function statuses({ checks }: RunResult, ids: string): string {
  return ids
    .split(/(?=.)/)
    .map((id) => `${id}=${checks[id]?.status ?? ''}`)
    .join(' ');
}

function anchorArgs({ log, published }: Place, artifact: string, ...more: string[]): string[] {
  return ['evidence', 'anchor', artifact, '--log', log, '--publish', published, ...more];
}

interface Anchored {
  readonly size: number;
  readonly appended: number;
  readonly anchored: number;
  readonly log_key: string;
}

async function anchor(t: ExecutionContext, at: Place, artifact = at.artifact, ...more: string[]): Promise<Anchored> {
  const { code, stdout, stderr } = await pipelock([...anchorArgs(at, artifact, '--json'), ...more], home);
  t.is(code, 0, `${stdout}${stderr}`);
  return JSON.parse(stdout) as Anchored;
}

async function refused(t: ExecutionContext, args: readonly string[], code: number, pattern: RegExp): Promise<void> {
  const plain = await pipelock(args, home);
  t.is(plain.code, code, `${args.join(' ')}\n${plain.stdout}${plain.stderr}`);
  t.regex(plain.stderr, pattern);
  const json = await pipelock([...args, '--json'], home);
  t.is(json.code, code);
  t.regex((JSON.parse(json.stdout) as { error: { message: string } }).error.message, pattern);
}

/** The last line of a recorder file replaced by these. */
async function relined(artifact: string, id: string, change: (lines: readonly string[]) => readonly string[]) {
  const path = join(artifact, 'recorders', `${id}.jsonl`);
  const lines = change((await readFile(path, 'utf8')).trimEnd().split('\n'));
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
}

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
  const text = await pipelock(anchorArgs(at, at.artifact), home);
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
  const { code, stderr } = await pipelock(anchorArgs(at, at.artifact), home);
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
  const confirmed = await pipelock(confirm, home);
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

function confirmArgs({ base, published }: Place, target: readonly string[], ...more: string[]): string[] {
  const args = ['--run', 'run-1', '--flow', 'net', '--nonce', NONCE, '--key', join(base, 'service')];
  return ['evidence', 'confirm', ...args, '--publish', published, ...target, ...more];
}

async function withService(ids?: readonly string[]): Promise<Place> {
  const at = await place(ids);
  createSigningKey(join(at.base, 'service'));
  return at;
}

for (const [name, ids, said, expected, grade] of [
  ['every event', undefined, ['--event', 'evt-1', '--event', 'evt-2'], 'r=PASS s=PASS t=PASS v=PASS', 4],
  ['that nothing arrived, and nothing was sent', [], ['--none'], 'r=PASS s=PASS t=PASS v=PASS', 4],
  ['one event of two', undefined, ['--event', 'evt-1'], 'r=PASS s=PASS t=FAIL v=PASS', 3],
  [
    'an event that nobody recorded',
    undefined,
    ['--event', 'evt-1', '--event', 'evt-2', '--event', 'evt-3'],
    'r=PASS s=PASS t=FAIL v=PASS',
    3,
  ],
  ['that nothing arrived, and something was sent', undefined, ['--none'], 'r=PASS s=PASS t=FAIL v=PASS', 3],
] as const) {
  test(`the other side confirms ${name}`, async (t) => {
    const at = await withService(ids);
    await anchor(t, at);
    const { code, stdout, stderr } = await pipelock(
      confirmArgs(at, ['--artifact', at.artifact], ...said, '--json'),
      home,
    );
    t.is(code, 0, stderr);
    t.is((JSON.parse(stdout) as { statements: number }).statements, Math.max(1, said.length >> 1));
    const run = await checked(at, at.artifact);
    t.is(statuses(run, 'rstv'), expected, JSON.stringify(run.checks));
    t.is(run.grade, grade);
  });
}

test('statements are handed over in a file, joined, and tampering with them shows', async (t) => {
  const at = await withService();
  const parts = await Promise.all(
    at.recorders.map((recorder) => {
      const folder = join(at.base, `only-${recorder.id}`);
      writeArtifact(folder, artifactOf({ recorders: [recorder] }));
      return folder;
    }),
  );
  const statements = join(at.base, 'statements');
  for (const event of ['evt-1', 'evt-2', 'evt-1']) {
    t.is((await pipelock(confirmArgs(at, ['--out', statements], '--event', event), home)).code, 0);
  }
  t.is((await readFile(statements, 'utf8')).split('\n').length, 3, 'the same statement once');
  const service = ['--counterparty', statements, '--counterparty-key', join(at.base, 'service.pub'), '--flow', 'net'];
  const keys = [
    '--publish',
    join(at.base, 'handed'),
    '--key',
    join(at.base, 'r1.pub'),
    '--key',
    join(at.base, 'r2.pub'),
  ];
  const join2 = (out: string, ...more: string[]): string[] => [
    ...['evidence', 'join', '--class', 'net', '--out', join(at.base, out)],
    ...more,
    ...parts,
  ];
  const joined = await pipelock(join2('joined', ...service, ...keys, '--json'), home);
  t.is(joined.code, 0, joined.stderr);
  t.is((JSON.parse(joined.stdout) as { published: string[] }).published.length, 3);
  const all = join(at.base, 'joined');
  const handed = { ...at, published: join(at.base, 'handed') };
  await anchor(t, handed, all);
  const run = await checked(handed, all);
  t.is(run.grade, 4, JSON.stringify(run.checks));

  const forged = join(at.base, 'forged');
  await cp(all, forged, { recursive: true });
  const lines = (await readFile(join(forged, 'counterparty.jsonl'), 'utf8')).trimEnd().split('\n');
  const [payload = '', signature = ''] = (lines[0] ?? '').split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('evt-1', 'evt-3');
  await writeFile(
    join(forged, 'counterparty.jsonl'),
    [`${Buffer.from(text).toString('base64url')}.${signature}`, ...lines.slice(1)].join('\n'),
  );
  t.is(statuses(await checked(handed, forged), 'rt'), 'r=FAIL t=FAIL');

  await refused(t, join2('no', '--counterparty', statements), 2, /needs --counterparty FILE, --counterparty-key KEY/);
  await refused(t, join2('no', '--publish', at.published), 2, /--publish needs the public keys/);
  await refused(t, join2('no', '--key', join(at.base, 'r1.pub')), 2, /--key is for --publish/);
  const stranger = ['--publish', at.published, '--key', join(at.base, 'service.pub')];
  await refused(t, join2('no', ...stranger), 2, /no recorder of these artifacts has it/);
  await t.throwsAsync(() => stat(join(at.base, 'no')));
});

test('evidence confirm: what does not fit the run is refused', async (t) => {
  const at = await withService();
  const target = ['--artifact', at.artifact];
  const event = ['--event', 'evt-1'];
  await refused(t, ['evidence', 'confirm', ...target], 2, /--run, --flow, --nonce and --key are needed/);
  await refused(t, confirmArgs(at, [], ...event), 2, /name --artifact or --out/);
  await refused(t, confirmArgs(at, [...target, '--out', join(at.base, 'o')], ...event), 2, /name --artifact or --out/);
  await refused(t, confirmArgs(at, target), 2, /name what arrived with --event/);
  await refused(t, confirmArgs(at, target, ...event, '--none'), 2, /name what arrived with --event/);
  await refused(t, confirmArgs(at, target, '--event', ''), 2, /got an empty one/);
  await refused(t, confirmArgs(at, target, ...event, '--run', 'run-2'), 2, /no run run-2 is here, only run-1/);
  await refused(t, confirmArgs(at, target, ...event, '--nonce', 'x'), 2, /did not open with the nonce x/);
  await refused(t, confirmArgs(at, target, ...event, '--key', join(at.base, 'r1')), 2, /needs a key of its own/);
  t.deepEqual((await readdir(at.artifact)).sort(), ['manifest.json', 'recorders']);
  t.is((await pipelock(confirmArgs(at, target, ...event), home)).code, 0);
  createSigningKey(join(at.base, 'second'));
  await refused(
    t,
    confirmArgs(at, target, ...event, '--key', join(at.base, 'second')),
    2,
    /has a counterparty already/,
  );
});
