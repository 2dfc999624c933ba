// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { explainVerification } from '../../../../../verify/core/results/explain.js';
import { memoryFile, memoryFolder } from '../../../../../verify/core/input/memory.js';
import { renderJson, renderResult } from '../../../../../verify/core/results/render.js';
import { verifyEvidenceFile, verifyEvidenceFolder, type EvidenceFile } from '../../../../../verify/core/subject.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { AT, buildRun, fileOf, rehash, runFiles, runName, shardName } from '../../evidence-runs.js';

const evidence = buildRun();
const pinned = { trust: createTrustRoot({ keys: [evidence.signer.publicKeyHex] }), suite: nodeSuite };

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

test('a receipt, sound and changed', async (t) => {
  const [receipt = ''] = evidence.receipts;
  const sound = explainVerification(
    await verifyEvidenceFile(memoryFile({ path: 'r.json', bytes: bytes(receipt) }), pinned),
  );
  t.is(sound.verdict, 'valid');
  t.true(sound.proved.length >= 3);
  t.is(sound.claimed.length, 3);
  const changed = memoryFile({ path: 'r.json', bytes: bytes(receipt.replace('"version":1', '"version":2')) });
  const refused = explainVerification(await verifyEvidenceFile(changed, pinned));
  t.is(refused.verdict, 'invalid');
  t.is(refused.failed.length, 1);
  t.deepEqual(refused.claimed, []);
});

test('a chain, sound and broken', async (t) => {
  const text = `${evidence.receipts.join('\n')}\n`;
  const sound = explainVerification(
    await verifyEvidenceFile(memoryFile({ path: 'c.jsonl', bytes: bytes(text) }), pinned),
  );
  t.is(sound.subject, 'a chain of receipts');
  t.true(sound.proved.some((line) => line.includes('receipts')));
  const broken = memoryFile({ path: 'c.jsonl', bytes: bytes(text.replace('agent-a', 'agent-b')) });
  const refused = explainVerification(await verifyEvidenceFile(broken, pinned));
  t.false(refused.proved.some((line) => line.startsWith('the run is')));
  t.true(refused.failed.length > 0);
});

test('an empty folder, and one with a stray file', async (t) => {
  const folder = memoryFolder([{ path: 'notes.txt', bytes: bytes('x') }]);
  const explained = explainVerification(await verifyEvidenceFolder(folder, pinned));
  t.is(explained.subject, 'a folder with 0 runs');
  t.true(explained.failed.length > 0);
  t.true(explained.open.includes('notes.txt: no signature covers this file'));
  t.regex(explained.failed[0] ?? '', /holds no recorder file .* and no readable manifest\.json/);
  const asked = await verifyEvidenceFolder(folder, { ...pinned, session: 'proxy' });
  t.deepEqual(explainVerification(asked).failed, ['proxy: no evidence of this session was found']);
});

test('without a key the first thing that is not proved is who signed; a fault is named by its file once', async (t) => {
  const open = { trust: createTrustRoot({ allowUnpinned: true }), suite: nodeSuite };
  const receipt = memoryFile({ path: 'r.json', bytes: bytes(evidence.receipts[0] ?? '') });
  const unpinned = await verifyEvidenceFile(receipt, open);
  t.regex(explainVerification(unpinned).notProved[0] ?? '', /^who signed it: /);
  t.regex(renderResult(unpinned), /Not proved by this:\n {2}- who signed it: /);
  t.notRegex(renderResult(await verifyEvidenceFile(receipt, pinned)), /who signed it/);
  if (unpinned.kind !== 'document') return t.fail('a document is expected');
  const checks = [{ code: 'files', status: 'fail', subject: 'a.json', message: 'a.json: missing' }] as const;
  const result = { ...unpinned.result, verdict: 'invalid', checks } as const;
  t.deepEqual(explainVerification({ ...unpinned, result }).failed, ['a.json: missing']);
});

test('what is no form of evidence is not called a receipt', async (t) => {
  const kindOf = async (text: string) => {
    const verified = await verifyEvidenceFile(memoryFile({ path: 'x.json', bytes: bytes(text) }), pinned);
    return [verified.kind === 'document' && verified.form, verified.result.verdict];
  };
  t.deepEqual(await kindOf('# Notes\n'), ['unknown_form', 'invalid']);
  t.deepEqual(await kindOf('{"name":"pipelock"}'), ['unknown_form', 'invalid']);
  t.deepEqual(await kindOf('{"action_record":1}'), ['receipt', 'invalid']);
  t.deepEqual(await kindOf(evidence.receipts[0] ?? ''), ['receipt', 'valid']);
});

test('a file that cannot be read has no verdict, and is named', async (t) => {
  const fault = { code: 'unreadable', message: 'permission denied' } as const;
  const file: EvidenceFile = {
    ...memoryFile({ path: 'r.json', bytes: bytes('') }),
    async *lines() {
      yield await Promise.resolve({ lines: [], fault });
    },
  };
  await t.throwsAsync(verifyEvidenceFile(file, pinned), { code: 'unreadable', message: 'r.json: permission denied' });
});

test('a folder tells which files below it nothing covers; a policy is covered by its name', async (t) => {
  const policy = bytes('{"schema":"pipelock.policy.v1"}');
  const folder = memoryFolder([
    { path: `policy/${nodeSuite.sha256Hex(policy)}.json`, bytes: policy },
    { path: `policy/${'0'.repeat(64)}.json`, bytes: policy },
    { path: 'policy/notes.txt', bytes: policy },
    { path: 'log/checkpoint', bytes: bytes('x') },
    { path: 'log/state.json', bytes: bytes('{}') },
    { path: 'log/other', bytes: bytes('{}') },
    { path: 'policy/../up', bytes: policy },
  ]);
  const verified = await verifyEvidenceFolder(folder, pinned);
  t.deepEqual(verified.kind === 'directory' && verified.result.unprotected, [
    'log/',
    'policy/../up',
    `policy/${'0'.repeat(64)}.json`,
    'policy/notes.txt',
  ]);
});

test('a folder with two runs names the run in each line; with one it does not', async (t) => {
  const two = [buildRun({ session: runName('a') }), buildRun({ session: runName('b') })];
  const filesOf = (runs: typeof two) =>
    runs.flatMap((one) => Object.entries(runFiles(one)).map(([path, text]) => ({ path, bytes: bytes(text) })));
  const many = explainVerification(await verifyEvidenceFolder(memoryFolder(filesOf(two)), pinned));
  t.is(many.subject, 'a folder with 2 runs');
  t.true(many.proved.every((line) => line.startsWith('proxy')));
  const one = explainVerification(await verifyEvidenceFolder(memoryFolder(filesOf(two.slice(0, 1))), pinned));
  t.false(one.proved.some((line) => line.startsWith('proxy')));
});

test('a run without receipts claims no time, and a fault without a message is told by its kind', async (t) => {
  const bare = rehash(
    buildRun({ session: runName('a'), extra: [['capture', '{}']] }).lines.filter((line) =>
      line.includes('"type":"capture"'),
    ),
    (entry) => ({ ...entry, seq: 0n }),
  );
  const alone = { [shardName(runName('a'))]: fileOf(bare) };
  const folderOf = (files: Record<string, string>) =>
    memoryFolder(Object.entries(files).map(([path, text]) => ({ path, bytes: bytes(text) })));
  t.deepEqual(explainVerification(await verifyEvidenceFolder(folderOf(alone), pinned)).claimed, []);
  const both = await verifyEvidenceFolder(
    folderOf({ ...alone, ...runFiles(buildRun({ session: runName('b') })) }),
    pinned,
  );
  t.is(explainVerification(both).claimed[0], `time: ${AT} to ${AT}`);

  if (both.kind !== 'directory') return t.fail('a folder of runs is expected');
  const explained = (message: string): readonly string[] => {
    const findings = [{ kind: 'corrupt_chain', session: 'proxy\u202e', message }] as const;
    return explainVerification({ ...both, result: { ...both.result, findings } }).failed;
  };
  t.is(explained('')[0], 'proxy\\u202e: corrupt_chain');
  t.is(explained('the hash is another')[0], 'proxy\\u202e: the hash is another');
});

test('a recorder file is a run by name, and a document is rendered as text and as JSON under its own kind', async (t) => {
  const run = buildRun({ session: runName('a') });
  const [[name, text] = ['', '']] = Object.entries(runFiles(run));
  const recorded = await verifyEvidenceFile(memoryFile({ path: name, bytes: bytes(text) }), pinned);
  t.is(explainVerification(recorded).subject, `the run ${runName('a')}`);
  const statement = bytes('{\n  "payloadType": "x",\n  "payload": "",\n  "signatures": []\n}\n');
  const document = await verifyEvidenceFile(memoryFile({ path: 's.json', bytes: statement }), pinned);
  t.is((JSON.parse(renderJson('s.json', document)) as { kind: string }).kind, 'statement');
  t.regex(renderResult(document), /^FAILED: statement/);
});

test('a document that can be recognised but not read is no result', async (t) => {
  const fault = { code: 'size_limit', message: 'too large' } as const;
  const unreadable = (lines: readonly string[]): EvidenceFile => ({
    name: 's.json',
    lines: () => [{ lines }],
    text: () => Promise.resolve(fault),
  });
  const whole = unreadable(['{"payloadType":"x","payload":"","signatures":[]}']);
  await t.throwsAsync(verifyEvidenceFile(whole, pinned), { name: 'VerificationError', message: /too large/ });
  const laidOut = await verifyEvidenceFile(unreadable(['{', '  "payloadType": "x"']), pinned);
  t.is(laidOut.result.verdict, 'invalid');
});
