// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArtifact } from '../../../cli/artifact-folder.js';
import { createSigningKey } from '../../../evidence/store/key-file.js';
import { artifactOf } from '../../support/ael.js';
import { anchor, checked, confirmArgs, here, refused, statuses, withService } from './_anchored.js';

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
    const { code, stdout, stderr } = await here(confirmArgs(at, ['--artifact', at.artifact], ...said, '--json'));
    t.is(code, 0, stderr);
    t.is((JSON.parse(stdout) as { statements: number }).statements, Math.max(1, said.length >> 1));
    const run = await checked(at, at.artifact);
    t.is(statuses(run, 'rstv'), expected, JSON.stringify(run.checks));
    t.is(run.grade, grade);
  });
}

test('statements are handed over in a file, joined, and tampering with them shows', async (t) => {
  const at = await withService();
  const parts = at.recorders.map((recorder) => {
    const folder = join(at.base, `only-${recorder.id}`);
    writeArtifact(folder, artifactOf({ recorders: [recorder] }));
    return folder;
  });
  const statements = join(at.base, 'statements');
  for (const event of ['evt-1', 'evt-2', 'evt-1']) {
    t.is((await here(confirmArgs(at, ['--out', statements], '--event', event))).code, 0);
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
  const joined = await here(join2('joined', ...service, ...keys, '--json'));
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
  t.is((await here(confirmArgs(at, target, ...event))).code, 0);
  createSigningKey(join(at.base, 'second'));
  await refused(
    t,
    confirmArgs(at, target, ...event, '--key', join(at.base, 'second')),
    2,
    /has a counterparty already/,
  );
});
