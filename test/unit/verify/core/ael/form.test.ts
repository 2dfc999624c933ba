// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { fromHex, toBase64 } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { aelFingerprint } from '../../../../../evidence/attest/ael/recorder.js';
import { aelGradeLine } from '../../../../../verify/core/ael/evaluate.js';
import { AEL_FORM, evaluateAelArtifact } from '../../../../../verify/core/ael/form.js';
import { explainVerification } from '../../../../../verify/core/results/explain.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { readPublishedKeys } from '../../../../../verify/node/ael-keys.js';
import { openEvidenceTree } from '../../../../../verify/node/tree.js';
import { verifyPath } from '../../../../../verify/node/verify-path.js';
import { artifactOf, evaluate, memoryTree, newSigner, plainRun } from '../../../../support/ael.js';

const signer = newSigner();
const keys = [signer.publicKeyHex];
const options = { trust: createTrustRoot({ keys }), suite: nodeSuite };

type Change = Parameters<typeof artifactOf>[1];
const files = async (change?: Change) => artifactOf({ recorders: [await plainRun(signer)] }, change);

function folder(t: ExecutionContext, content: ReadonlyMap<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'ael-'));
  t.teardown(() => {
    rmSync(path, { recursive: true, force: true });
  });
  for (const [name, text] of content) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

test('an artifact is recognised by its manifest', async (t) => {
  t.true(await AEL_FORM.matches(memoryTree(await files())));
  t.false(await AEL_FORM.matches(memoryTree(new Map([['manifest.json', '{"other":1}']]))));
  t.false(await AEL_FORM.matches(memoryTree(new Map([['other.json', '{"ael_format":1}']]))));
  t.false(await AEL_FORM.matches(memoryTree(new Map([['manifest.json', 'x'.repeat((1 << 20) + 1)]]))));
});

test('as a document it is valid when every run has a level, and says what caps it', async (t) => {
  const good = await AEL_FORM.verify(memoryTree((await files()).set('notes.txt', 'x')), options);
  t.is(good.verdict, 'valid');
  t.true(good.accepted);
  t.is(good.checks.find(({ code }) => code === 'ael_a')?.status, 'pass');
  t.is(good.checks.find(({ code }) => code === 'ael_r')?.status, 'not_checked');
  t.deepEqual(good.checks.find(({ code }) => code === 'ael_unprotected')?.subject, 'notes.txt');
  t.truthy((good.outcome as { runs: unknown }).runs);
  t.regex(good.checks.find(({ code }) => code === 'ael_result')?.message ?? '', /^not a published level: run .*AEL-1 /);
  const capped = good.checks.filter(({ status }) => status === 'fail');
  t.true(capped.length > 0 && capped.every(({ message }) => message.endsWith('; this limits the level')));
  const { headline } = explainVerification({ kind: 'document', form: 'ael_artifact', result: good });
  t.regex(headline, /What limits it is listed as well/);
  const stranger = await AEL_FORM.verify(memoryTree(await files()), {
    ...options,
    trust: createTrustRoot({ allowUnpinned: true }),
  });
  t.is(stranger.verdict, 'invalid', 'keys inside the artifact are only names');
  t.false(stranger.accepted);
  const broken = await AEL_FORM.verify(memoryTree((await files()).set('manifest.json', '{}')), options);
  t.deepEqual(
    broken.checks.map(({ code, status }) => [code, status]),
    [['ael_load', 'fail']],
  );
  t.is(broken.verdict, 'invalid');
});

const recorder =
  (change: Record<string, JsonValue>): Change =>
  (m) => ({
    ...m,
    recorders: [{ ...(m['recorders'] as Record<string, JsonValue>[])[0], ...change }],
  });

for (const [name, change] of [
  ['a path that leaves the artifact', recorder({ file: '../r1.jsonl' })],
  ['a path with .. inside', recorder({ file: 'recorders/../../x' })],
  ['an absolute path', recorder({ file: '/etc/passwd' })],
  ['a drive', recorder({ file: 'C:x' })],
  ['a backslash', recorder({ file: 'recorders\\r1.jsonl' })],
  ['a NUL', recorder({ file: 'a\0b' })],
  ['an empty path', recorder({ file: '' })],
  ['an empty id', recorder({ id: '' })],
  ['a path of the anchor', (m) => ({ ...m, anchor: { log: 'l', log_key: '', file: '../x' } })],
  ['a path of the counterparty', (m) => ({ ...m, counterparty: { file: '/x', flows: [], key: '' } })],
  ['another format', (m) => ({ ...m, ael_format: 2 })],
  ['no runs', (m) => ({ ...m, runs: [] })],
  ['no recorders', (m) => ({ ...m, recorders: [] })],
  [
    'a recorder twice',
    (m) => ({ ...m, recorders: [...(m['recorders'] as JsonValue[]), ...(m['recorders'] as JsonValue[])] }),
  ],
  ['a word that is no coverage', (m) => ({ ...m, coverage: 'total; verified' })],
  ['a retention of text', (m) => ({ ...m, retention: { period_days: 'long' } })],
] as const satisfies readonly (readonly [string, Change])[]) {
  test(`a manifest with ${name} is not loaded`, async (t) => {
    await t.throwsAsync(async () => evaluate(await files(change), [signer]), { name: 'FormatError' });
  });
}

test('the manifest has to be canonical and there', async (t) => {
  const spaced = await files();
  spaced.set('manifest.json', `${spaced.get('manifest.json') ?? ''}\n`);
  await t.throwsAsync(() => evaluate(spaced, [signer]), { message: 'not in canonical form' });
  await t.throwsAsync(() => evaluate(new Map(), [signer]), { message: 'manifest.json: no such file' });
});

test('declarations are shown as declarations', async (t) => {
  const line = async (change: Change) => {
    const [run] = await evaluate(await files(change), [signer]);
    return run === undefined ? '' : aelGradeLine(run).replace(/^.*\(/, '(');
  };
  t.is(
    await line((m) => ({ ...m, claimed_rung: 4, retention: { period_days: 30, custody: 'us' } })),
    '(coverage: partial; custody: same-host; anchor: none; retention: 30d/us)',
  );
  t.is(
    await line((m) => ({ ...m, retention: { period_days: 1 } })),
    '(coverage: partial; custody: same-host; anchor: none; retention: 1d/unknown)',
  );
  t.is(
    await line((m) =>
      Object.fromEntries(Object.entries(m).filter(([name]) => name !== 'coverage' && name !== 'custody')),
    ),
    '(coverage: unknown; custody: unknown; anchor: none; retention: unknown)',
  );
  t.is(
    await line((m) => ({ ...m, anchor: { log: 'L', log_key: 'k', file: 'a' } })),
    '(coverage: partial; custody: same-host; anchor: L; retention: unknown)',
  );
});

test('two runs are judged apart, and one that the manifest leaves out is judged too', async (t) => {
  const recorders = [
    await plainRun(signer),
    await plainRun(signer, { run: 'run-2', closeAt: undefined as unknown as number }),
  ];
  const runs = await evaluate(
    artifactOf({ recorders }, (m) => ({ ...m, runs: ['run-1'] })),
    [signer],
  );
  t.deepEqual(
    runs.map(({ run, grade, open }) => [run, grade, open]),
    [
      ['run-1', 1, false],
      ['run-2', 0, true],
    ],
  );
});

test('a hostile folder is named, a benign one is not', async (t) => {
  const content = await files();
  const good = await verifyPath(folder(t, content), { trust: options.trust, workers: 0 });
  t.is(good.result.verdict, 'valid');
  t.is(good.kind === 'document' ? good.form : '', 'ael_artifact');
  const hostile = async (path: string) => {
    const { runs, unprotected } = await evaluateAelArtifact(openEvidenceTree(path), options);
    return { message: runs[0]?.checks['a']?.message ?? '', unprotected };
  };
  const linked = folder(t, new Map([...content].filter(([name]) => name === 'manifest.json')));
  const elsewhere = folder(t, content);
  mkdirSync(join(linked, 'recorders'));
  symlinkSync(join(elsewhere, 'recorders/r1.jsonl'), join(linked, 'recorders/r1.jsonl'));
  t.is((await hostile(linked)).message, 'recorders/r1.jsonl: a symbolic link');
  t.deepEqual((await hostile(linked)).unprotected, ['recorders/r1.jsonl (a symbolic link)']);
  const piped = folder(t, new Map([...content].filter(([name]) => name === 'manifest.json')));
  mkdirSync(join(piped, 'recorders'));
  execFileSync('mkfifo', [join(piped, 'recorders/r1.jsonl')]);
  t.is((await hostile(piped)).message, 'recorders/r1.jsonl: not a regular file');
  const huge = folder(t, content);
  truncateSync(join(huge, 'recorders/r1.jsonl'), (64 << 20) + 1);
  t.regex((await hostile(huge)).message, /^recorders\/r1\.jsonl: \d+ bytes; at most \d+ are read$/);
});

test('published keys are what their names say', (t) => {
  const other = newSigner();
  const text = (hex: string) => toBase64(fromHex(hex));
  const name = aelFingerprint(signer.publicKeyHex, nodeSuite);
  const path = folder(
    t,
    new Map([
      [`${name.toUpperCase()}.pub`, ` ${text(signer.publicKeyHex)}\n`],
      [`${aelFingerprint(other.publicKeyHex, nodeSuite)}.pub`, text(signer.publicKeyHex)],
      ['a.pub', 'not base64'],
      ['b.pub', 'c2hvcnQ='],
      ['c.pub', 'x'.repeat(2000)],
      ['readme.txt', 'x'],
    ]),
  );
  const read = readPublishedKeys(path);
  t.deepEqual(read.keys, [signer.publicKeyHex]);
  t.is(read.ignored.length, 4);
});
