// SPDX-License-Identifier: Apache-2.0
import test, { type ExecutionContext } from 'ava';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseChainLink } from '../../../../evidence/model/chain-link.js';
import { canonicalizeRecoverySealUnsigned, parseRecoverySeal } from '../../../../evidence/model/recovery-seal.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { runToDeath } from './_die.js';
import { optionsFor, readRun, sessionsIn, workspace, type ReadRun } from './_store.js';

async function checkSeal(t: ExecutionContext, dir: string, run: ReadRun, key: string): Promise<string> {
  const seal = parseRecoverySeal(readFileSync(join(dir, `chain-link-${run.session}.json`), 'utf8').trimEnd());
  const shard = readFileSync(join(dir, seal.shard));
  t.is(seal.shard, run.damage?.shard ?? '');
  t.is(seal.damage_offset, BigInt(run.damage?.offset ?? -1));
  t.is(seal.shard_size, BigInt(shard.length));
  t.is(seal.shard_sha256, nodeSuite.sha256Hex(shard));
  t.is(seal.last_good_hash, run.entries.at(-1)?.hash ?? '');
  t.is(seal.last_good_seq, run.entries.at(-1)?.seq ?? -1n);
  t.is(seal.predecessor_tail_hash, run.receipts.at(-1)?.hash ?? '');
  t.is(seal.predecessor_tail_seq, run.receipts.at(-1)?.seq ?? -1n);
  const successor = await readRun(t, dir, seal.successor_session, key);
  t.is(seal.successor_open_hash, successor.receipts[0]?.hash ?? '');
  const message = canonicalizeRecoverySealUnsigned(seal);
  const signature = fromHex(seal.signature.slice('ed25519:'.length));
  t.deepEqual(await nodeSuite.verifyBatch([{ publicKey: fromHex(key), message, signature }]), [true]);
  return seal.successor_session;
}

function checkLink(t: ExecutionContext, dir: string, run: ReadRun): string {
  const link = parseChainLink(readFileSync(join(dir, `chain-link-${run.session}.json`), 'utf8').trimEnd());
  t.is(link.predecessor_tail_hash, run.receipts.at(-1)?.hash ?? '');
  t.is(link.predecessor_tail_seq, run.receipts.at(-1)?.seq ?? -1n);
  return link.successor_session;
}

/** Every acknowledged receipt is in the good part of its run; every run but the last has one rightful successor. */
async function checkFolder(
  t: ExecutionContext,
  dir: string,
  key: string,
  acknowledged: readonly string[],
  last: string,
): Promise<{ readonly sealed: number; readonly runs: number }> {
  const evidence = new Set<string>();
  const successors: string[] = [];
  let sealed = 0;
  const sessions = sessionsIn(dir);
  for (const session of sessions) {
    const run = await readRun(t, dir, session, key);
    t.is(run.receipts[0]?.kind, 'session_open');
    for (const { actionId, hash } of run.receipts) evidence.add(`${session} ${actionId} ${hash}`);
    if (session === last) continue;
    successors.push(run.damage === undefined ? checkLink(t, dir, run) : await checkSeal(t, dir, run, key));
    if (run.damage !== undefined) sealed += 1;
  }
  t.is(new Set(successors).size, successors.length, 'no run succeeds two');
  t.true(successors.every((session) => sessions.includes(session)));
  const lost = acknowledged.filter((line) => !evidence.has(line));
  t.deepEqual(lost, []);
  const leftovers = readdirSync(dir).filter((name) => /^\.(?:lock|reserve|pending)-/.test(name));
  t.deepEqual(leftovers, []);
  return { sealed, runs: sessions.length };
}

// 4 folders of 30 lives, each step once: the start, appends, checkpoints, rotations, a rollover and what follows it.
for (const lane of [0, 1, 2, 3]) {
  test(`killed at any step, nothing acknowledged is lost (part ${lane + 1})`, async (t) => {
    t.timeout(600_000);
    const { root, publicKeyHex } = workspace(t);
    const options = optionsFor(root);
    const acknowledged: string[] = [];
    let random = 12_345 + lane;
    for (let life = 0; life < 30; life += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const step = 1 + life * 4 + lane;
      const died = await runToDeath([root, 'step', String(step), String(random % 1000)]);
      t.is(died.signal, 'SIGKILL', `step ${step}: ${died.stderr}`);
      acknowledged.push(...died.acknowledged);
    }
    const recorder = await openRecorder(options);
    await recorder.close();
    const found = await checkFolder(t, options.dir, publicKeyHex, acknowledged, recorder.session);
    t.true(acknowledged.length > 300);
    t.true(found.sealed > 0, 'some lives ended inside a line');
    t.true(found.runs > 25);
  });
}

test('killed from outside while the recorder thread writes, nothing acknowledged is lost', async (t) => {
  t.timeout(600_000);
  const { root, publicKeyHex } = workspace(t);
  const options = optionsFor(root);
  const acknowledged: string[] = [];
  for (let life = 0; life < 16; life += 1) {
    const died = await runToDeath([root, 'thread'], 1 + ((life * 53) % 90));
    t.is(died.signal, 'SIGKILL', died.stderr);
    t.true(died.acknowledged.length > 0);
    acknowledged.push(...died.acknowledged);
  }
  const recorder = await openRecorder(options);
  await recorder.close();
  await checkFolder(t, options.dir, publicKeyHex, acknowledged, recorder.session);
  t.true(statSync(options.dir).isDirectory());
});
