// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { openRun } from '../../../../../evidence/chain/emit.js';
import { parseEntryLine } from '../../../../../evidence/model/entry-line.js';
import { entryHash, writeEntryLine } from '../../../../../evidence/model/recorder-entry.codec.js';
import { signActionReceipt } from '../../../../../evidence/sign/action-receipt.js';
import { FormatError, VerificationError } from '../../../../../evidence/model/errors.js';
import { faultOf } from '../../../../../verify/core/input/format-fault.js';
import type { SignedLink } from '../../../../../verify/core/folders/links.js';
import { endorsementHolds } from '../../../../../verify/core/folders/links.js';
import { listRuns } from '../../../../../verify/core/folders/run-order.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import type { RecoverySealBody } from '../../../../../evidence/model/recovery-seal.js';
import type { DirectoryOptions } from '../../../../../verify/core/folders/directory.js';
import { verifyDirectory } from '../../../../../verify/core/folders/directory.js';
import type { DirectoryResult } from '../../../../../verify/core/folders/folder-result.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import type { Run } from '../../evidence-runs.js';
import {
  AT,
  buildRun,
  endorsement,
  fileOf,
  linkName,
  linkText,
  memoryFolder,
  newSigner,
  rehash,
  runFiles,
  runName,
  sealText,
  shardName,
} from '../../evidence-runs.js';

const signer = newSigner();
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
const A = buildRun({ session: runName('a'), signer });
const B = buildRun({ session: runName('b'), signer });

function linked(from: Run = A, to: Run = B, text = linkText(from, to)): Record<string, string> {
  return { ...runFiles(from, to), [linkName(from.session)]: text };
}

async function verify(
  files: Record<string, string>,
  options: Partial<DirectoryOptions> = {},
): Promise<DirectoryResult> {
  return verifyDirectory(memoryFolder(files), { trust, suite: nodeSuite, ...options });
}

function kinds(result: DirectoryResult): string[] {
  return result.findings.map((finding) => `${finding.kind} ${finding.session.slice(-1)}`).sort();
}

function failures(result: DirectoryResult): string[] {
  return result.checks.filter((check) => check.status === 'fail').map((check) => check.code);
}

test('two linked runs under one key are valid, on both suites', async (t) => {
  for (const suite of [nodeSuite, portableSuite]) {
    const result = await verify(linked(), { suite });
    t.is(result.verdict, 'valid');
    t.true(result.healthy);
    t.deepEqual(result.linked, [
      { session: B.session, predecessorSession: A.session, predecessorTailSeq: A.tailSeq, trust: 'same_key' },
    ]);
    t.deepEqual(result.unlinked, [A.session]);
  }
});

test('runs without a link are valid and listed as unlinked', async (t) => {
  const result = await verify(runFiles(A, B));
  t.is(result.verdict, 'valid');
  t.deepEqual(result.unlinked, [A.session, B.session]);
});

test('an unreadable or forged link is an invalid_link of the predecessor', async (t) => {
  const forged = linkText(A, B).replace('2026-11-22T20:00:00.12Z', '2026-11-22T20:00:00.13Z');
  for (const text of ['{', forged, linkText(A, buildRun({ session: 'other.run.' + 'c'.repeat(32), signer }))]) {
    const result = await verify(linked(A, B, text));
    t.deepEqual(kinds(result), ['invalid_link a']);
    t.is(result.verdict, 'invalid');
  }
  const sameBase = await verifyDirectory(
    { ...memoryFolder(linked()), text: () => Promise.resolve({ code: 'unreadable', message: 'gone' }) },
    { trust, suite: nodeSuite },
  );
  t.deepEqual(kinds(sameBase), ['invalid_link a']);
});

test('a link that names another tail is a mismatch, one that names an earlier tail shows what was appended', async (t) => {
  const wrong = await verify(linked(A, B, linkText(A, B, { tailHash: 'f'.repeat(64) })));
  t.deepEqual(kinds(wrong), ['link_tail_mismatch a']);
  t.is(wrong.linked.length, 1);
  const otherKey = await verify(linked(A, B, linkText(A, B, { key: 'f'.repeat(64) })));
  t.true(kinds(otherKey).includes('link_tail_mismatch a'));
  const early = nodeSuite.sha256Hex(A.receipts[2] ?? '');
  const appended = await verify(linked(A, B, linkText(A, B, { tailSeq: 2n, tailHash: early })));
  t.deepEqual(kinds(appended), ['appended_after_link a']);
});

test('two links that claim one predecessor are a fork', async (t) => {
  const C = buildRun({ session: runName('c'), signer });
  const result = await verify({ ...linked(), ...runFiles(C), [linkName(C.session)]: linkText(A, C) });
  t.deepEqual(kinds(result), ['double_successor a', 'link_name_mismatch c']);
});

test('a run cannot have two predecessors, nor come before itself', async (t) => {
  const C = buildRun({ session: runName('c'), signer });
  const two = await verify({ ...linked(), ...runFiles(C), [linkName(C.session)]: linkText(C, B) });
  t.deepEqual(kinds(two), ['invalid_link c']);
  const ring = await verify({ ...linked(), [linkName(B.session)]: linkText(B, A) });
  t.deepEqual(kinds(ring), ['invalid_link b']);
});

test('a link whose ends are missing is a finding', async (t) => {
  const noSuccessor = await verify({ ...runFiles(A), [linkName(A.session)]: linkText(A, B) });
  t.deepEqual(kinds(noSuccessor), ['invalid_link a']);
  const noPredecessor = await verify({ ...runFiles(B), [linkName(A.session)]: linkText(A, B) });
  t.deepEqual(kinds(noPredecessor), ['predecessor_unverified b']);
});

test('a link must be signed by the key that opened the successor', async (t) => {
  const result = await verify(linked(A, B, linkText(A, B, { signer: newSigner() })));
  t.deepEqual(kinds(result), ['invalid_link a']);
});

test('an edited receipt breaks its run, and the run behind it loses its predecessor', async (t) => {
  const lines = A.lines.map((line, index) =>
    index === 2 ? line.replace('"verdict":"allow"', '"verdict":"block"') : line,
  );
  const result = await verify({ ...linked(), [shardName(A.session)]: fileOf(lines) });
  t.deepEqual(kinds(result), ['corrupt_chain a', 'outer_chain_broken a', 'predecessor_unverified b']);
  t.is(result.linked[0]?.trust, '');
});

test('an edited entry that holds no receipt breaks the entry chain only', async (t) => {
  const lines = B.lines.map((line, index) => (index === 1 ? line.replace('action_receipt entry', 'changed') : line));
  t.deepEqual(kinds(await verify({ ...linked(), [shardName(B.session)]: fileOf(lines) })), ['outer_chain_broken b']);
});

test('a receipt edited with all hashes recomputed still fails its signature', async (t) => {
  const lines = rehash(A.lines, (entry) => ({
    ...entry,
    detail: entry.detail.replace('"actor":"agent-a"', '"actor":"agent-b"'),
  }));
  const found = kinds(await verify({ ...linked(), [shardName(A.session)]: fileOf(lines) }));
  t.true(found.includes('corrupt_chain a'));
});

test('a new key needs to be trusted or endorsed', async (t) => {
  const rotated = buildRun({ session: runName('b') });
  const files = linked(A, rotated);
  t.deepEqual(kinds(await verify(files)), ['corrupt_chain b', 'untrusted_successor_key b']);
  const both = createTrustRoot({ keys: [signer.publicKeyHex, rotated.signer.publicKeyHex] });
  const trusted = await verify(files, { trust: both });
  t.is(trusted.verdict, 'valid');
  t.is(trusted.linked[0]?.trust, 'trusted_key');
  const endorsed = createTrustRoot({ keys: [signer.publicKeyHex], endorsements: [endorsement(A, rotated)] });
  const result = await verify(files, { trust: endorsed });
  t.is(result.verdict, 'valid');
  t.is(result.linked[0]?.trust, 'endorsed');
});

test('a key that was endorsed once goes on under the same key', async (t) => {
  const rotated = buildRun({ session: runName('b') });
  const third = buildRun({ session: runName('c'), signer: rotated.signer });
  const files = { ...linked(A, rotated), ...runFiles(third), [linkName(rotated.session)]: linkText(rotated, third) };
  const endorsed = createTrustRoot({ keys: [signer.publicKeyHex], endorsements: [endorsement(A, rotated)] });
  t.is((await verify(files, { trust: endorsed })).verdict, 'valid');
});

test('an endorsement by a key that may not speak, a forged one and an unused one are faults', async (t) => {
  const rotated = buildRun({ session: runName('b') });
  const stranger = buildRun({ session: runName('a') });
  const byStranger = createTrustRoot({ keys: [signer.publicKeyHex], endorsements: [endorsement(stranger, rotated)] });
  const refused = await verify(linked(stranger, rotated), { trust: byStranger });
  t.is(refused.verdict, 'invalid');
  t.true(kinds(refused).includes('predecessor_unverified b'));
  const forged = { ...endorsement(A, rotated), rotated_at: '2027-01-01T00:00:00Z' };
  const invalid = await verify(linked(), {
    trust: createTrustRoot({ keys: [signer.publicKeyHex], endorsements: [forged] }),
  });
  t.deepEqual(failures(invalid), ['endorsement_invalid']);
  const unused = createTrustRoot({ keys: [signer.publicKeyHex], endorsements: [endorsement(A, rotated)] });
  t.deepEqual(failures(await verify(linked(), { trust: unused })), ['endorsement_unused']);
});

test('without a key everything holds but nothing is more than unpinned', async (t) => {
  const unpinned = await verify(linked(), { trust: createTrustRoot({}) });
  t.is(unpinned.verdict, 'unpinned');
  t.false(unpinned.accepted);
  const allowed = await verify(linked(), { trust: createTrustRoot({ allowUnpinned: true }) });
  t.is(allowed.verdict, 'unpinned');
  t.true(allowed.accepted);
});

test('a torn end is a fault, and a recovery seal turns it into an attested loss', async (t) => {
  const good = 4;
  const torn = fileOf(A.lines.slice(0, good)) + (A.lines[good] ?? '').slice(0, 50);
  const files = { ...runFiles(B), [shardName(A.session)]: torn };
  t.deepEqual(kinds(await verify(files)), ['outer_chain_broken a']);
  const tail = { tailSeq: BigInt(good - 1), tailHash: nodeSuite.sha256Hex(A.receipts[good - 1] ?? '') };
  const underLink = await verify({ ...files, [linkName(A.session)]: linkText(A, B, tail) });
  t.deepEqual(kinds(underLink), ['outer_chain_broken a', 'predecessor_unverified b']);
  const sealed = await verify({ ...files, [linkName(A.session)]: sealText(A, torn, good, B) });
  t.deepEqual(kinds(sealed), ['attested_discontinuity a']);
  t.is(sealed.verdict, 'discontinuous');
  t.false(sealed.accepted);
  t.false(sealed.healthy);
  t.is(sealed.linked[0]?.trust, 'same_key');
  t.is(sealed.chains[0]?.verdict, 'discontinuous');
});

test('a seal that does not fit the damage attests nothing', async (t) => {
  const good = 4;
  const torn = fileOf(A.lines.slice(0, good)) + 'x';
  const files = { ...runFiles(B), [shardName(A.session)]: torn };
  const changes: readonly Partial<RecoverySealBody>[] = [
    { shard_sha256: 'f'.repeat(64) },
    { shard_size: 1_000_000n },
    { last_good_seq: 1n },
    { last_good_hash: 'f'.repeat(64) },
    { predecessor_tail_hash: 'f'.repeat(64) },
    { predecessor_signer_key: 'f'.repeat(64) },
    { successor_open_hash: 'f'.repeat(64) },
  ];
  for (const change of changes) {
    const found = kinds(await verify({ ...files, [linkName(A.session)]: sealText(A, torn, good, B, change) }));
    t.true(found.includes('link_tail_mismatch a'), JSON.stringify(Object.keys(change)));
    t.true(found.includes('outer_chain_broken a'));
  }
  const whole = fileOf(A.lines);
  const undamaged = await verify({
    ...linked(),
    [linkName(A.session)]: sealText(A, whole, good, B, { damage_offset: 1n }),
  });
  t.deepEqual(kinds(undamaged), ['link_tail_mismatch a']);
});

test('a seal over a file that is not the last of its run attests nothing', async (t) => {
  const first = fileOf(A.lines.slice(0, 2));
  const torn = fileOf(A.lines.slice(2, 4)) + 'x';
  const files = { ...runFiles(B), [shardName(A.session)]: first, [shardName(A.session, 2)]: torn };
  const fits = sealText(A, torn, 4, B, { shard: shardName(A.session, 2), damage_offset: 1n });
  t.is((await verify({ ...files, [linkName(A.session)]: fits })).verdict, 'discontinuous');
  const other = await verify({ ...files, [linkName(A.session)]: sealText(A, first, 4, B, { damage_offset: 1n }) });
  t.true(kinds(other).includes('link_tail_mismatch a'));
});

test('a seal over a run whose first line is damaged names genesis', async (t) => {
  const torn = 'half a line';
  const change = {
    last_good_seq: 0n,
    last_good_hash: 'genesis',
    predecessor_tail_seq: 0n,
    predecessor_tail_hash: 'genesis',
  };
  const seal = sealText(A, torn, 1, B, { ...change, damage_offset: 0n });
  const result = await verify({ ...runFiles(B), [shardName(A.session)]: torn, [linkName(A.session)]: seal });
  t.is(result.verdict, 'discontinuous');
});

test('a run in several shards is read in order of its first entries', async (t) => {
  const split = {
    [shardName(A.session, 0)]: fileOf(A.lines.slice(0, 3)),
    [shardName(A.session, 3)]: fileOf(A.lines.slice(3)),
  };
  t.is((await verify(split)).verdict, 'valid');
  const renamed = {
    [shardName(A.session, 0)]: split[shardName(A.session, 0)] ?? '',
    [shardName(A.session, 4)]: fileOf(A.lines.slice(3)),
  };
  t.deepEqual(kinds(await verify(renamed)), ['outer_chain_broken a']);
  const twice = await verify({ ...split, [`evidence-${A.session}-00.jsonl`]: fileOf(A.lines.slice(0, 3)) });
  t.true(failures(twice).includes('shard_sequence'));
  const many = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [shardName(A.session, 100 + index), '']));
  t.true(failures(await verify({ ...split, ...many })).includes('shard_limit'));
});

test('a run copied under another name carries the wrong session and a used nonce', async (t) => {
  const renamed = { ...runFiles(A), [shardName(runName('d'))]: fileOf(A.lines) };
  const found = kinds(await verify(renamed));
  t.true(found.includes('session_mismatch d'));
  t.true(found.includes('duplicate_run_nonce a'));
  t.true(found.includes('duplicate_run_nonce d'));
  const rewritten = rehash(A.lines, (entry) => ({ ...entry, session_id: runName('d') }));
  const replayed = kinds(await verify({ ...runFiles(A), [shardName(runName('d'))]: fileOf(rewritten) }));
  t.true(replayed.includes('duplicate_run_nonce a'));
  t.true(replayed.includes('duplicate_run_nonce d'));
});

test('symbolic links and other special files among the evidence are refused', async (t) => {
  const folder = memoryFolder({ ...linked(), 'policy/x.json': '', 'notes.txt': '' }, [
    { path: shardName(runName('d')), reason: 'a symbolic link' },
    { path: shardName(runName('e')), reason: 'not a regular file' },
  ]);
  const result = await verifyDirectory(folder, { trust, suite: nodeSuite });
  t.deepEqual(kinds(result), ['symlink_refused d']);
  t.deepEqual(failures(result), ['not_regular_file']);
  t.deepEqual(result.unprotected, ['notes.txt']);
});

test('a named session is judged with its neighbours of the same base only', async (t) => {
  const other = buildRun({ session: 'agent.run.' + 'd'.repeat(32) });
  const files = { ...linked(), ...runFiles(other) };
  t.is((await verify(files)).verdict, 'invalid');
  t.is((await verify(files, { session: B.session })).verdict, 'valid');
  t.is((await verify(files, { session: 'proxy' })).verdict, 'valid');
  t.deepEqual(failures(await verify(files, { session: runName('f') })), ['empty']);
  t.deepEqual(failures(await verify({}, {})), ['empty']);
});

test('an empty file is no fault by itself, but a missing one behind a link is', async (t) => {
  const empty = await verify({ ...runFiles(B), [shardName(A.session)]: '' });
  t.is(empty.verdict, 'valid');
  t.true(empty.chains[1]?.checks.some((check) => check.code === 'empty' && check.status === 'not_checked'));
  const emptied = await verify({ ...linked(), [shardName(A.session)]: '' });
  t.deepEqual(kinds(emptied), ['link_tail_mismatch a']);
});

test('runs are listed oldest first, a linked one never before its predecessor', async (t) => {
  const empty = shardName(runName('9'));
  const names = async (files: Record<string, string>): Promise<string[]> =>
    (await verify(files)).chains.map((chain) => chain.facts.session.slice(-1));
  t.deepEqual(await names({ ...runFiles(A, B), [empty]: '' }), ['a', 'b', '9']);
  const early = { startTime: '2026-01-01T00:00:00.88Z', session: 'x' };
  const late = { startTime: '2026-01-01T00:00:00.883Z', session: 'w' };
  t.deepEqual(listRuns([late, early], []), [early, late]);
  t.deepEqual(listRuns([early, late], []), [early, late]);
  t.deepEqual(listRuns([early, { ...early, session: 'a' }], []), [early, { ...early, session: 'a' }]);
  const link = { predecessor_session: 'w', successor_session: 'x' } as SignedLink;
  t.deepEqual(listRuns([early, late], [link]), [late, early]);
});

test('an endorsement whose signature or key has no form does not hold', async (t) => {
  const other = buildRun({ session: runName('b') });
  const good = endorsement(A, other);
  t.true(await endorsementHolds(good, nodeSuite));
  t.false(await endorsementHolds({ ...good, endorsement: 'ed25519:00' }, nodeSuite));
  t.false(await endorsementHolds({ ...good, prior_signer_key: 'no key' }, nodeSuite));
});

test('a fault of the program is not taken for a fault of the evidence', (t) => {
  t.is(faultOf(new FormatError('size', 'long')).code, 'size_limit');
  t.is(faultOf(new VerificationError('worker', 'gone')).code, 'invalid_field');
  t.throws(() => faultOf(new TypeError('bug')), { instanceOf: TypeError });
});

test('an endorsement may hand a key over within one run', async (t) => {
  const before = buildRun({ session: A.session, signer, close: false, transcript: false, checkpoint: 'none' });
  const next = newSigner();
  const prior = {
    signerKey: signer.publicKeyHex,
    seq: before.tailSeq,
    hash: before.tailHash,
    segmentCount: before.tailSeq + 1n,
  };
  const nonces = { runNonce: 'e'.repeat(32), openNonce: 'f'.repeat(32) };
  const opened = openRun(
    {
      ...nonces,
      actionId: 'rotation',
      at: AT,
      recorderSession: A.session,
      policyHash: '0'.repeat(64),
      signerKey: next.publicKeyHex,
      heartbeatSeconds: 0,
      prior,
    },
    nodeSuite,
  );
  const { receiptText } = await signActionReceipt(opened.record, next, nodeSuite);
  const last = parseEntryLine(before.lines.at(-1) as string);
  const content = {
    ...last,
    seq: last.seq + 1n,
    detail: receiptText,
    prev_hash: last.hash,
    type: 'action_receipt' as const,
  };
  const entry = { ...content, hash: entryHash(content, nodeSuite) };
  const files = { [shardName(A.session)]: fileOf([...before.lines, writeEntryLine(entry)]) };
  const handOver = endorsement(before, { ...before, signer: next });
  t.is((await verify(files)).verdict, 'invalid');
  const keys = [signer.publicKeyHex];
  const result = await verify(files, { trust: createTrustRoot({ keys, endorsements: [handOver] }) });
  t.is(result.verdict, 'valid', JSON.stringify([result.chains[0]?.checks, result.checks], undefined, 1));
});
