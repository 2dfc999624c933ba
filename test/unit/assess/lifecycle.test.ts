// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAttestation } from '../../../assess/attestation.js';
import { sha256Hex } from '../../../assess/bundle-files.js';
import { AssessError } from '../../../assess/errors.js';
import { finalizeAssessment, type FinalizeOptions } from '../../../assess/finalize.js';
import { initAssessment } from '../../../assess/init.js';
import { readManifest, writeManifest } from '../../../assess/manifest.js';
import { runAssessment, type RunOptions } from '../../../assess/run.js';
import { verifyBundle } from '../../../assess/verify.js';
import { parsePublicKeyText } from '../../../evidence/crypto/key-text.js';
import { createNodeSigner, generateKeyPair } from '../../../evidence/crypto/node/signer.js';
import type { Assessment } from '../../../evidence/model/assessment.js';
import type { Framework } from '../../../mappings/control.js';
import { openEvidenceTree } from '../../../verify/node/tree.js';
import { projectFile } from '../../support/cli.js';
import { sampleProbes } from '../../support/sample-assessment.js';

const { privateKey, publicKeyHex } = generateKeyPair();
const signer = createNodeSigner(privateKey, 'same_uid');
const stranger = generateKeyPair().publicKeyHex;
const NOW = '2026-11-26T00:00:00Z';
const EXAMPLE = projectFile('docs/formats/example');
const EXAMPLE_KEY = parsePublicKeyText(readFileSync(join(EXAMPLE, 'signer.pub'), 'utf8'));

const FRAMEWORK: Framework = {
  id: 'sample',
  name: 'Sample',
  version: '1',
  mappingVersion: 1,
  url: 'https://example.org/',
  controls: [
    {
      id: 'S1',
      name: 'Blocks are recorded',
      shownBy: 'Signed receipts of blocked actions.',
      queries: [
        { about: 'receipts', verdicts: ['block'] },
        { about: 'runs', property: 'closed' },
      ],
      cannotShow: 'That nothing went around the firewall.',
    },
    { id: 'S2', name: 'Nothing asked', shownBy: '', queries: [], cannotShow: 'Everything.' },
  ],
};

function workspace(t: ExecutionContext): string {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-assess-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

function begin(t: ExecutionContext, configText?: string): { readonly dir: string; readonly config: string } {
  const root = workspace(t);
  const config = join(root, 'config.yaml');
  if (configText !== undefined) writeFileSync(config, configText);
  const dir = initAssessment({
    ...(configText === undefined ? {} : { configFile: config }),
    outputDir: join(root, 'assessment'),
    version: '0.1.0',
    now: NOW,
  });
  return { dir, config };
}

function runIn(dir: string, more: Partial<RunOptions> = {}): ReturnType<typeof runAssessment> {
  return runAssessment({
    dir,
    probes: sampleProbes,
    skip: [],
    force: false,
    now: () => NOW,
    settings: [],
    signer,
    ...more,
  });
}

function finalizeIn(dir: string, more: Partial<FinalizeOptions> = {}): Promise<Assessment> {
  const outputs = [{ path: 'badge.svg', render: ({ overall_grade: grade }: Assessment) => `<svg>${grade}</svg>\n` }];
  return finalizeAssessment({
    dir,
    signer,
    allowPartial: false,
    attestation: true,
    now: NOW,
    frameworks: [FRAMEWORK],
    outputs,
    ...more,
  });
}

async function finished(t: ExecutionContext, recorded = true): Promise<{ dir: string; assessment: Assessment }> {
  const { dir } = begin(t);
  await runIn(dir, recorded ? { recorded: { dir: EXAMPLE, keys: [EXAMPLE_KEY] } } : {});
  return { dir, assessment: await finalizeIn(dir) };
}

test('from beginning to end: every control points at evidence in the bundle, and the bundle verifies', async (t) => {
  const { dir, assessment } = await finished(t);
  t.is(assessment.overall_score, 78);
  t.true((assessment.recorded?.verified_runs ?? 0) > 0);
  const [blocks, nothing] = assessment.compliance?.[0]?.controls ?? [];
  t.is(blocks?.status, 'satisfied');
  t.is(nothing?.status, 'not_assessed');
  for (const { file, ref, hash } of blocks?.pointers ?? []) {
    const text = readFileSync(join(dir, file), 'utf8');
    t.true(text.includes(ref) && text.includes(hash ?? '?'), `${file} holds ${ref}`);
  }
  const verified = await verifyBundle(dir, [stranger, publicKeyHex]);
  t.like(verified, { exitCode: 0, integrity: true, signed: true, key: publicKeyHex, faults: [] });
  t.like(await verifyAttestation(dir, verified, [publicKeyHex], NOW), { exitCode: 0, verified: true });
  for (const path of openEvidenceTree(dir).paths) {
    t.is(statSync(join(dir, path)).mode & 0o777, path.endsWith('.sig') ? 0o644 : 0o600, path);
  }
});

test('the same evidence gives the same bytes', async (t) => {
  const { dir } = begin(t);
  await runIn(dir, { recorded: { dir: EXAMPLE, keys: [EXAMPLE_KEY] } });
  const before = readFileSync(join(dir, 'manifest.json'));
  const signature = readFileSync(join(dir, 'manifest.json.sig'));
  await finalizeIn(dir);
  const first = readFileSync(join(dir, 'assessment.json'), 'utf8');
  writeFileSync(join(dir, 'manifest.json'), before);
  writeFileSync(join(dir, 'manifest.json.sig'), signature);
  await finalizeIn(dir);
  t.is(readFileSync(join(dir, 'assessment.json'), 'utf8'), first);
});

test('a changed byte anywhere is noticed, in every file', async (t) => {
  t.timeout(300_000);
  const { dir } = await finished(t, false);
  for (const path of openEvidenceTree(dir).paths) {
    const original = readFileSync(join(dir, path));
    const step = Math.max(1, Math.floor(original.length / 60));
    for (let at = 0; at < original.length; at += step) {
      const changed = Buffer.from(original);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(join(dir, path), changed);
      const { exitCode, faults } = await verifyBundle(dir, [publicKeyHex]);
      t.not(exitCode, 0, `${path} at ${at}`);
      t.true(faults.length > 0);
    }
    writeFileSync(join(dir, path), original);
  }
  t.is((await verifyBundle(dir, [publicKeyHex])).exitCode, 0);
});

test('a file more, a file less, a link, a pipe of another name: each is named', async (t) => {
  const { dir } = await finished(t, false);
  const faultsOf = async (): Promise<string> => (await verifyBundle(dir, [publicKeyHex])).faults.join('\n');
  writeFileSync(join(dir, 'extra.html'), 'x');
  t.regex(await faultsOf(), /extra\.html: not named in the manifest/);
  rmSync(join(dir, 'extra.html'));
  symlinkSync('/etc/passwd', join(dir, 'link'));
  t.regex(await faultsOf(), /link: a symbolic link/);
  rmSync(join(dir, 'link'));
  const badge = readFileSync(join(dir, 'badge.svg'));
  rmSync(join(dir, 'badge.svg'));
  t.regex(await faultsOf(), /badge\.svg: missing/);
  writeFileSync(join(dir, '..', 'outside.svg'), badge);
  symlinkSync(join(dir, '..', 'outside.svg'), join(dir, 'badge.svg'));
  t.regex(await faultsOf(), /badge\.svg: a symbolic link/);
});

test('signatures: none, another key, dropped beside files', async (t) => {
  const { dir } = await finished(t, false);
  t.like(await verifyBundle(dir, [stranger]), { exitCode: 2, integrity: true, signed: false });
  t.like(await verifyBundle(dir, []), {
    exitCode: 2,
    faults: ['manifest.json.sig: no trusted key is known here to check it with'],
  });
  const attestation = await verifyAttestation(
    dir,
    await verifyBundle(dir, [publicKeyHex]),
    [publicKeyHex],
    '2027-01-01T00:00:00Z',
  );
  t.like(attestation, { exitCode: 1, verified: false });
  t.regex(attestation.reason, /expired/);
  rmSync(join(dir, 'attestation.json.sig'));
  t.like(await verifyBundle(dir, [publicKeyHex]), { exitCode: 2 });
  rmSync(join(dir, 'manifest.json.sig'));
  t.like(await verifyBundle(dir, [publicKeyHex]), { exitCode: 3, integrity: true, signed: false });
});

test('without a signer it is whole but unsigned, and has no attestation', async (t) => {
  const { dir } = begin(t);
  await runAssessment({ dir, probes: sampleProbes, skip: [], force: false, now: () => NOW, settings: [] });
  const assessment = await finalizeAssessment({
    dir,
    allowPartial: false,
    attestation: true,
    now: NOW,
    frameworks: [],
    outputs: [],
  });
  t.false(assessment.signed);
  const verified = await verifyBundle(dir, [publicKeyHex]);
  t.is(verified.exitCode, 3);
  t.is((await verifyAttestation(dir, verified, [publicKeyHex], NOW)).exitCode, 3);
});

test('evidence exchanged between run and finalize stops it, whoever recomputed the hash', async (t) => {
  const { dir } = begin(t);
  await runIn(dir);
  const path = join(dir, 'evidence/discover.jsonl');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('unprotected', 'protected_pipelock'));
  await t.throwsAsync(finalizeIn(dir), { message: /discover\.jsonl: changed since the run/ });
  const { manifest } = readManifest(dir);
  const hashes = { ...manifest.evidence_hashes, 'discover.jsonl': sha256Hex(readFileSync(path)) };
  writeManifest(dir, { ...manifest, evidence_hashes: hashes });
  await t.throwsAsync(finalizeIn(dir), { message: /not the one that was signed at the run/ });
  rmSync(join(dir, 'manifest.json.sig'));
  await t.throwsAsync(finalizeIn(dir), { message: /not the one that was signed at the run: nobody signed it/ });
});

test('a record with a forged run: only verified runs are counted, the fault is named, and the grade is capped', async (t) => {
  const evidence = join(workspace(t), 'evidence');
  cpSync(EXAMPLE, evidence, { recursive: true });
  const honest = readdirSync(evidence).find((name) => name.endsWith('-0.jsonl')) ?? '';
  const forged = honest.replace(/[0-9a-f]{32}/, 'f'.repeat(32));
  const text = readFileSync(join(evidence, honest), 'utf8').replace(/[0-9a-f]{32}(?=")/g, 'f'.repeat(32));
  const assessed = async (content: string | undefined, keys = [EXAMPLE_KEY]): Promise<Assessment> => {
    if (content !== undefined) writeFileSync(join(evidence, forged), content);
    const { dir } = begin(t);
    await runIn(dir, { recorded: { dir: evidence, keys } });
    return finalizeIn(dir);
  };
  const good = await assessed(undefined);
  t.is(good.recorded?.faults, undefined);
  t.false(good.cap_reasons?.some(({ source }) => source === 'recorded') ?? false);
  for (const content of [text.replaceAll('"allow"', '"block"'), `${text}{"not json\n`, text.slice(0, -40)]) {
    const { recorded, cap_reasons: caps, compliance } = await assessed(content);
    t.like(recorded, { runs: 2, verified_runs: 1, closed_runs: good.recorded?.closed_runs });
    t.is(recorded?.receipts, good.recorded?.receipts);
    t.deepEqual(recorded?.groups, good.recorded?.groups);
    t.deepEqual(recorded?.hosts, good.recorded?.hosts);
    t.true(recorded?.faults?.some((fault) => fault.includes('f'.repeat(32))));
    t.true(caps?.some(({ source, cap }) => source === 'recorded' && cap === 'C'));
    t.is(compliance?.[0]?.controls[0]?.status, 'not_assessed');
  }
  rmSync(join(evidence, forged));
  const unpinned = await assessed(undefined, []);
  t.like(unpinned.recorded, { verified_runs: 0, receipts: 0, faults: ['the record is unpinned'] });
  t.is(unpinned.compliance?.[0]?.controls[0]?.status, 'not_assessed');
});

test('states: each step goes on from the one before, and from no other', async (t) => {
  const { dir } = begin(t);
  await t.throwsAsync(finalizeIn(dir), { message: /only a completed one/ });
  t.like(await verifyBundle(dir, [publicKeyHex]), { exitCode: 1, faults: ['the assessment is initialized'] });
  await runIn(dir);
  await t.throwsAsync(runIn(dir), { message: /the assessment is completed/ });
  await finalizeIn(dir);
  await t.throwsAsync(finalizeIn(dir), { message: /the assessment is finalized/ });
  t.throws(() => initAssessment({ outputDir: dir, version: '0', now: NOW }), { message: /exists already/ });
});

test('parts left out: named, accepted only when asked, and no control is claimed', async (t) => {
  const { dir } = begin(t);
  await t.throwsAsync(runIn(dir, { skip: ['everything'] }), { message: /--skip everything/ });
  await runIn(dir, { skip: ['discover'] });
  await t.throwsAsync(finalizeIn(dir), { message: /discover skipped; --allow-partial/ });
  const assessment = await finalizeIn(dir, { allowPartial: true });
  t.is(assessment.compliance, undefined);
  t.truthy(assessment.manifest.compliance_omitted_reason);
  t.true(assessment.cap_reasons?.some(({ evidence_id: id }) => id === 'allow-partial'));
});

test('a probe that cannot be asked fails the run, with the reason kept', async (t) => {
  const { dir } = begin(t);
  const probes = { ...sampleProbes, discover: () => Promise.reject(new Error('no home folder')) };
  await t.throwsAsync(runIn(dir, { probes }), { message: /discover: no home folder/ });
  const { manifest } = readManifest(dir);
  t.is(manifest.status, 'failed');
  t.is(manifest.failure_reason, 'discover: no home folder');
});

test('another configuration than at the beginning: refused, or kept in mind when forced', async (t) => {
  const { dir, config } = begin(t, 'version: 1\n');
  writeFileSync(config, 'version: 1\nmode: strict\n');
  await t.throwsAsync(runIn(dir), { message: /config drift/ });
  const other = begin(t, 'version: 1\n');
  writeFileSync(other.config, 'version: 1\nmode: strict\n');
  t.true((await runIn(other.dir, { force: true })).config_drifted);
});

test('a manifest that is not one is refused, whatever it is', async (t) => {
  const { dir } = begin(t);
  const path = join(dir, 'manifest.json');
  const good = readFileSync(path, 'utf8');
  for (const bad of [
    '',
    '[]',
    '{}',
    good.replace('"status"', '"state"'),
    good.replace('initialized', 'done'),
    good.slice(0, -3),
  ]) {
    writeFileSync(path, bad);
    t.is((await verifyBundle(dir, [publicKeyHex])).exitCode, 1);
    t.throws(() => readManifest(dir), { name: 'AssessError' });
  }
  await t.throwsAsync(runIn(dir), { name: 'AssessError', message: /./ });
  await t.throwsAsync(finalizeIn(join(dir, 'nowhere')), {
    message: /manifest\.json: missing/,
    instanceOf: AssessError,
  });
  t.is(t.throws(() => readManifest(join(dir, 'nowhere')), { instanceOf: AssessError }).exitCode, 2);
  t.is(t.throws(() => readManifest(dir, 1), { instanceOf: AssessError }).exitCode, 1);
  rmSync(path);
  mkdirSync(path);
  t.is((await verifyBundle(dir, [publicKeyHex])).exitCode, 1);
  t.true(readdirSync(dir).includes('evidence'));
});

test('evidence of another shape is named, whoever says that it has the right digest', async (t) => {
  for (const [file, line] of [
    ['simulate.jsonl', 'null'],
    ['simulate.jsonl', '{"name":"a","category":"b","detected":"yes"}'],
    ['audit-score.jsonl', '{"percentage":900}'],
    ['verify-install.jsonl', '{"checks":[]}'],
    ['discover.jsonl', '[]'],
  ] as const) {
    const { dir } = begin(t);
    await runAssessment({ dir, probes: sampleProbes, skip: [], force: false, now: () => NOW, settings: [] });
    writeFileSync(join(dir, 'evidence', file), `${line}\n`);
    const { manifest } = readManifest(dir);
    const hashes = { ...manifest.evidence_hashes, [file]: sha256Hex(`${line}\n`) };
    writeManifest(dir, { ...manifest, evidence_hashes: hashes });
    const unsigned = { dir, allowPartial: false, attestation: false, now: NOW, frameworks: [], outputs: [] };
    await t.throwsAsync(finalizeAssessment(unsigned), { name: 'AssessError', message: new RegExp(`evidence/${file}`) });
  }
});

test('a folder of evidence that leads elsewhere is not written through', async (t) => {
  const { dir } = begin(t);
  const elsewhere = workspace(t);
  rmSync(join(dir, 'evidence'), { recursive: true });
  symlinkSync(elsewhere, join(dir, 'evidence'));
  await t.throwsAsync(runIn(dir), { message: /symbolic link/ });
  t.deepEqual(readdirSync(elsewhere), []);
});

test('a run that was broken off goes on where it stopped; what is not signed is asked again', async (t) => {
  const asked: string[] = [];
  const counting = (broken: boolean): typeof sampleProbes => ({
    simulate: () => (asked.push('simulate'), sampleProbes.simulate()),
    'audit-score': () => (asked.push('audit-score'), sampleProbes['audit-score']()),
    'verify-install': () =>
      broken
        ? Promise.reject(new Error('no port is free'))
        : (asked.push('verify-install'), sampleProbes['verify-install']()),
    discover: () => (asked.push('discover'), sampleProbes.discover()),
  });
  const { dir } = begin(t);
  await t.throwsAsync(runIn(dir, { probes: counting(true) }), { message: /no port is free/ });
  await t.throwsAsync(runIn(dir, { probes: counting(false) }), { message: /go on with --resume/ });
  const resumed = await runIn(dir, { probes: counting(false), resume: true });
  t.deepEqual(asked, ['simulate', 'audit-score', 'verify-install', 'discover']);
  t.is(resumed.status, 'completed');
  t.is(resumed.failure_reason, undefined);
  await finalizeIn(dir);
  t.is((await verifyBundle(dir, [publicKeyHex])).exitCode, 0);
  await t.throwsAsync(runIn(dir, { resume: true }), { message: /the assessment is finalized/ });

  const other = begin(t);
  await t.throwsAsync(runIn(other.dir, { probes: counting(true) }));
  asked.length = 0;
  writeFileSync(join(other.dir, 'evidence/simulate.jsonl'), '{}\n');
  await runIn(other.dir, { probes: counting(false), resume: true });
  t.deepEqual(asked, ['simulate', 'verify-install', 'discover']);

  const foreign = begin(t);
  await t.throwsAsync(runIn(foreign.dir, { probes: counting(true) }));
  asked.length = 0;
  rmSync(join(foreign.dir, 'manifest.json.sig'));
  await runIn(foreign.dir, { probes: counting(false), resume: true });
  t.deepEqual(asked, ['simulate', 'audit-score', 'verify-install', 'discover']);
});
