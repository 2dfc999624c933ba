// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finalizeAssessment } from '../../../assess/finalize.js';
import { initAssessment } from '../../../assess/init.js';
import { logAssessment } from '../../../assess/log-head.js';
import { runAssessment } from '../../../assess/run.js';
import { verifyBundle } from '../../../assess/verify.js';
import { fromHex } from '../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../evidence/crypto/node/suite.js';
import { parseCheckpoint } from '../../../evidence/log/checkpoint.js';
import { parseLogProof, type LogProof } from '../../../evidence/log/log-proof.js';
import { writeLogProof } from '../../../evidence/log/write-log-proof.js';
import { nodeIo } from '../../../evidence/store/io.js';
import { createSigningKey, loadSigningKey } from '../../../evidence/store/key-file.js';
import { systemProcesses } from '../../../evidence/store/lock.js';
import type { LogPlace } from '../../../evidence/store/log/log-writer.js';
import type { Recorder } from '../../../evidence/store/options.js';
import { openRecorder } from '../../../evidence/store/recorder.js';
import { ASSESSMENT_FORM } from '../../../verify/core/bundles/assessment.js';
import { judgeAssessmentLog } from '../../../verify/core/bundles/assessment-log.js';
import { logStateOf } from '../../../assess/log-state.js';
import { NO_LOG_TRUST, type LogTrust } from '../../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../../verify/core/trust/trust.js';
import { openEvidenceTree } from '../../../verify/node/tree.js';
import { sampleProbes } from '../../support/sample-assessment.js';
import { ALL_PASS, checkpointOf, logWorkspace, verifyLog, type LogWorkspace } from '../evidence/store/_log.js';
import { draft } from '../evidence/store/_store.js';

const { privateKey, publicKeyHex } = generateKeyPair();
const signer = createNodeSigner(privateKey, 'same_uid');
const NOW = '2026-11-26T00:00:00Z';
const PROOF = 'log-proof.json';

function placeOf({ root, logDir }: LogWorkspace): LogPlace {
  const own = loadSigningKey(join(root, 'log.key'), 'same_uid');
  return { io: nodeIo, dir: logDir, signer: own, origin: undefined, fileMode: 0o600, processes: systemProcesses() };
}

function trusting(keyHex: string, more: Partial<LogTrust> = {}): LogTrust {
  return { ...NO_LOG_TRUST, keys: [{ name: undefined, publicKey: fromHex(keyHex) }], ...more };
}

async function record(recorder: Recorder, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1) await recorder.append(draft(n));
}

interface Logged {
  readonly dir: string;
  readonly place: LogWorkspace;
}

/** A finalized assessment of recorded evidence beside a log that goes on. */
async function finalized(t: ExecutionContext): Promise<Logged> {
  const place = logWorkspace(t);
  const recorder = await openRecorder(place.options);
  await record(recorder, 0, 12);
  await recorder.close();
  return { place, dir: await assessed(place) };
}

let folders = 0;

async function assessed(place: LogWorkspace, signed = true): Promise<string> {
  folders += 1;
  const dir = initAssessment({ outputDir: join(place.root, `assessment-${folders}`), version: '0.1.0', now: NOW });
  const own = signed ? { signer } : {};
  const recorded = { dir: place.dir, keys: [place.publicKeyHex], log: trusting(place.logKeyHex) };
  await runAssessment({
    dir,
    probes: sampleProbes,
    skip: [],
    force: false,
    now: () => NOW,
    settings: [],
    recorded,
    ...own,
  });
  const options = { dir, allowPartial: false, attestation: true, now: NOW, frameworks: [], outputs: [], ...own };
  await finalizeAssessment(options);
  return dir;
}

function proofIn(dir: string): LogProof {
  return parseLogProof(readFileSync(join(dir, PROOF), 'utf8'));
}

test('the head of an assessment is a leaf of its log: proved offline, claimed without the key, absent without a log', async (t) => {
  const { dir, place } = await finalized(t);
  const before = checkpointOf(place);
  const log = trusting(place.logKeyHex);
  t.like(await verifyBundle(dir, [publicKeyHex]), { exitCode: 0, log: 'absent' });
  const missing = await verifyBundle(dir, [publicKeyHex], log);
  t.like(missing, { exitCode: 2, log: 'failed' });
  t.regex(missing.faults.join(), /log-proof\.json: missing/);

  const { origin, index, size } = await logAssessment(dir, placeOf(place), signer);
  t.is(parseCheckpoint(checkpointOf(place)).origin, origin);
  t.is(index, parseCheckpoint(before).size);
  t.is(size, index + 1);
  t.like(await verifyBundle(dir, [publicKeyHex], log), { exitCode: 0, log: 'verified', faults: [] });
  t.like(await verifyBundle(dir, [publicKeyHex]), { exitCode: 0, log: 'claimed', faults: [] });
  t.like(await verifyBundle(dir, [publicKeyHex], trusting(generateKeyPair().publicKeyHex)), {
    exitCode: 2,
    log: 'failed',
  });
  t.like(await verifyLog(place), { accepted: true, checks: ALL_PASS });
  t.like(await verifyLog(place, before), { accepted: true });

  const trust = createTrustRoot({ keys: [publicKeyHex], log });
  const { accepted, checks } = await ASSESSMENT_FORM.verify(openEvidenceTree(dir), { trust, suite: nodeSuite });
  t.true(accepted);
  t.deepEqual(
    checks.filter(({ code }) => code.startsWith('log_')).map(({ code, status }) => `${code}:${status}`),
    [
      'log_checkpoint:pass',
      'log_inclusion:pass',
      'log_checkpoint:pass',
      'log_consistency:pass',
      'log_witness:not_checked',
    ],
  );
});

test('once however often: the leaf stays, the proof is of the log of today', async (t) => {
  const { dir, place } = await finalized(t);
  const first = await logAssessment(dir, placeOf(place), signer);
  const manifest = readFileSync(join(dir, 'manifest.json'));
  const recorder = await openRecorder(place.options);
  await record(recorder, 100, 20);
  const again = await logAssessment(dir, placeOf(place), signer);
  await record(recorder, 200, 20);
  await recorder.close();
  t.is(again.index, first.index);
  t.true(again.size >= first.size);
  t.deepEqual(readFileSync(join(dir, 'manifest.json')), manifest);
  t.like(await verifyBundle(dir, [publicKeyHex], trusting(place.logKeyHex)), { exitCode: 0, log: 'verified' });
  // The recorder that was at work on the same log has all its receipts in it.
  t.like(await verifyLog(place), { accepted: true, checks: ALL_PASS });
  const second = await assessed(place);
  t.true((await logAssessment(second, placeOf(place), signer)).index > again.index);
});

test('a changed byte of the proof or of its signature is noticed, with a log key and without', async (t) => {
  const { dir, place } = await finalized(t);
  await logAssessment(dir, placeOf(place), signer);
  for (const path of [PROOF, `${PROOF}.sig`]) {
    const original = readFileSync(join(dir, path));
    for (let at = 0; at < original.length; at += 1) {
      const changed = Buffer.from(original);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(join(dir, path), changed);
      t.is((await verifyBundle(dir, [publicKeyHex])).exitCode, 2, `${path} at ${at}`);
    }
    writeFileSync(join(dir, path), original);
  }
  rmSync(join(dir, `${PROOF}.sig`));
  t.regex((await verifyBundle(dir, [publicKeyHex])).faults.join(), /log-proof\.json\.sig: missing/);
  await logAssessment(dir, placeOf(place), signer);
  rmSync(join(dir, PROOF));
  t.regex((await verifyBundle(dir, [publicKeyHex])).faults.join(), /log-proof\.json\.sig: what it signs is missing/);
});

test('a proof of something else is refused, whoever signs it', async (t) => {
  const { dir, place } = await finalized(t);
  await logAssessment(dir, placeOf(place), signer);
  const good = proofIn(dir);
  const manifest = readFileSync(join(dir, 'manifest.json'));
  const options = { suite: nodeSuite, trust: createTrustRoot({ log: trusting(place.logKeyHex) }) };
  const judged = async (text: string | Buffer): Promise<string> => {
    writeFileSync(join(dir, PROOF), text);
    const checks = await judgeAssessmentLog(openEvidenceTree(dir), manifest, options);
    return `${logStateOf(checks)}: ${checks.map(({ status, message }) => (status === 'fail' ? message : '')).join('')}`;
  };
  t.is(await judged(writeLogProof(good)), 'verified: ');
  const beside = join(dir, 'evidence/recorded/log/checkpoint');
  const recorded = readFileSync(beside);
  // A checkpoint beside the evidence that cannot be read is a fault of its file; the proof stands without it.
  writeFileSync(beside, Buffer.from([0xff]));
  t.is(await judged(writeLogProof(good)), 'verified: ');
  writeFileSync(beside, recorded);
  for (const [bad, reason] of [
    [writeLogProof({ ...good, digest: 'a'.repeat(64) }), /about another one/],
    [writeLogProof({ ...good, kind: 'receipt' }), /about another one/],
    [writeLogProof({ ...good, index: good.index - 1 }), /is not leaf/],
    [writeLogProof({ ...good, inclusion: [] }), /is not leaf/],
    [writeLogProof({ ...good, checkpoint: 'nothing' }), /./],
    [writeLogProof({ ...good, consistency: { fromSize: 1, proof: [] } }), /does not begin with/],
    [writeLogProof({ ...good, consistency: undefined }), /does not begin with/],
    [writeLogProof(good).replace('{', '{"more":1,'), /unknown member/],
    ['', /./],
    [Buffer.from([0xff]), /UTF-8/i],
    [Buffer.alloc(65 << 20), /./],
  ] as const) {
    const said = await judged(bad);
    t.regex(said, /^failed/);
    t.regex(said, reason);
  }
});

test('an older checkpoint of the reader goes before the one of the evidence', async (t) => {
  const { dir, place } = await finalized(t);
  const kept = checkpointOf(place);
  const recorder = await openRecorder(place.options);
  await record(recorder, 300, 7);
  await recorder.close();
  const newer = checkpointOf(place);
  await logAssessment(dir, placeOf(place), signer, parseCheckpoint(newer));
  const state = async (checkpoint: string): Promise<string> =>
    (await verifyBundle(dir, [publicKeyHex], trusting(place.logKeyHex, { checkpoint }))).log;
  t.is(await state(newer), 'verified');
  t.is(await state(kept), 'failed');
  await logAssessment(dir, placeOf(place), signer);
  t.is(await state(kept), 'verified');
});

test('nothing is logged that this signer did not sign, or that was changed; a rewritten log takes nothing', async (t) => {
  const { dir, place } = await finalized(t);
  const before = checkpointOf(place);
  const unsigned = await assessed(place, false);
  await t.throwsAsync(logAssessment(unsigned, placeOf(place), signer), { message: /nobody signed it/ });
  const other = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
  await t.throwsAsync(logAssessment(dir, placeOf(place), other), { message: /no trusted key made it/ });
  const path = join(dir, 'assessment.json');
  const original = readFileSync(path);
  writeFileSync(path, `${original.toString('utf8')} `);
  await t.throwsAsync(logAssessment(dir, placeOf(place), signer), { message: /assessment\.json: its SHA-256/ });
  writeFileSync(path, original);
  t.is(checkpointOf(place), before);

  rmSync(place.logDir, { recursive: true });
  const recorder = await openRecorder({ ...place.options, log: { keyPath: join(place.root, 'log.key'), origin: 'x' } });
  await recorder.close();
  await t.notThrowsAsync(
    logAssessment(dir, placeOf(place), signer),
    'a log of another name says nothing about this one',
  );
  rmSync(place.logDir, { recursive: true });
  const { origin } = parseCheckpoint(before);
  const shorter = await openRecorder({ ...place.options, log: { keyPath: join(place.root, 'log.key'), origin } });
  await shorter.close();
  writeFileSync(join(place.root, 'kept'), checkpointOf(place));
  await t.throwsAsync(logAssessment(dir, placeOf(place), signer, { ...parseCheckpoint(before), size: 1_000 }), {
    name: 'AssessError',
    message: /cut back/,
  });
  createSigningKey(join(place.root, 'another.key'));
  const foreign = { ...placeOf(place), signer: loadSigningKey(join(place.root, 'another.key'), 'same_uid') };
  await t.throwsAsync(logAssessment(dir, foreign, signer), { message: /not signed by this log key/ });
});
