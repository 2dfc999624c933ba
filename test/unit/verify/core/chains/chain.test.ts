// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { CryptoSuite } from '../../../../../evidence/crypto/suite.js';
import { openWrapper } from '../../../../../verify/core/input/wrapper.js';
import type { ChainForm, ChainOptions } from '../../../../../verify/core/chains/chain.js';
import { createChainVerifier } from '../../../../../verify/core/chains/chain.js';
import { verifyReceipt } from '../../../../../verify/core/receipts/receipt.js';
import type { ChainResult } from '../../../../../verify/core/chains/chain-summary.js';
import type { CheckStatus } from '../../../../../verify/core/results/result.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import type { Run, RunShape } from '../../evidence-runs.js';
import { AT, buildRun, newSigner, rehash, runName } from '../../evidence-runs.js';

const signer = newSigner();
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });

async function verify(
  form: ChainForm,
  lines: readonly string[],
  options: Partial<ChainOptions> = {},
): Promise<ChainResult> {
  const verifier = createChainVerifier(form, { trust, suite: nodeSuite, ...options });
  await verifier.feed([{ lines }]);
  return (await verifier.finish()).result;
}

function codes(result: ChainResult, status: CheckStatus = 'fail'): string[] {
  return result.checks.filter((check) => check.status === status).map((check) => check.code);
}

function run(shape: RunShape = {}): Run {
  return buildRun({ signer, ...shape });
}

function decision(verdict: string): (id: string) => string {
  return (id) => JSON.stringify({ action_id: id, facts: {}, layer: 'none', verdict });
}

test('a whole recorder file is valid and sealed', async (t) => {
  const { lines, tailHash, tailSeq } = run();
  const result = await verify('recorder', lines, { wholeRecorder: true });
  t.is(result.verdict, 'valid');
  t.is(result.facts.rootHash, tailHash);
  t.is(result.facts.finalSeq, tailSeq);
  t.is(result.facts.runState, 'closed');
  t.is(result.facts.sealState, 'sealed');
  t.is(result.facts.anchoredSeq, BigInt(lines.length - 2));
  t.false(result.notAsserted.includes('tail_truncation'));
});

test('bare receipts are valid in order, broken when one is left out or two change places', async (t) => {
  const { receipts } = run();
  const [first = '', second = '', third = '', ...rest] = receipts;
  t.is((await verify('receipts', receipts)).verdict, 'valid');
  t.deepEqual(codes(await verify('receipts', [first, third, ...rest])), ['chain_break']);
  t.deepEqual(codes(await verify('receipts', [first, third, second, ...rest])), ['chain_break']);
  t.deepEqual(codes(await verify('receipts', [])), ['empty']);
  t.deepEqual(codes(await verify('receipts', [first, '{'])), ['malformed_json']);
});

test('an open run is valid, and says that its end may be missing', async (t) => {
  const result = await verify('recorder', run({ close: false }).lines);
  t.is(result.verdict, 'valid');
  t.is(result.facts.runState, 'open');
  t.true(codes(result, 'not_checked').includes('run_state'));
  t.true(result.notAsserted.includes('tail_truncation'));
});

test('the transcript root is asked for only with the whole recorder', async (t) => {
  const unsealed = run({ transcript: false }).lines;
  t.is((await verify('recorder', unsealed)).verdict, 'valid');
  t.deepEqual(codes(await verify('recorder', unsealed, { wholeRecorder: true })), ['seal_incomplete']);
  const behind = run({ after: [['capture', '{}']] }).lines;
  t.deepEqual(codes(await verify('recorder', behind, { wholeRecorder: true })), ['seal_incomplete']);
  const unanchored = run({ checkpoint: 'none' }).lines;
  t.true(codes(await verify('recorder', unanchored), 'not_checked').includes('seal_unanchored'));
  t.deepEqual(codes(await verify('recorder', unanchored, { wholeRecorder: true })), ['seal_unanchored']);
  const allowed = await verify('recorder', unanchored, { wholeRecorder: true, allowUnanchoredEnd: true });
  t.is(allowed.verdict, 'valid');
});

test('a transcript root that names other receipts is refused', async (t) => {
  const wrong = (from: string, to: string): readonly string[] =>
    rehash(run({ checkpoint: 'none' }).lines, (entry) =>
      entry.type === 'transcript_root' ? { ...entry, detail: entry.detail.replace(from, to) } : entry,
    );
  const edits = [
    ['"final_seq":5', '"final_seq":4'],
    ['"receipt_count":6', '"receipt_count":7'],
    [runName('a'), runName('b')],
    ['"root_hash":"', '"root_hash":"0'],
    [`"start_time":"${AT}"`, '"start_time":"2026-01-01T00:00:00Z"'],
    [`"end_time":"${AT}"`, '"end_time":"2026-01-01T00:00:00Z"'],
    ['"final_seq":5', '"final_seq":"5"'],
  ] as const;
  for (const [from, to] of edits) t.deepEqual(codes(await verify('recorder', wrong(from, to))), ['transcript_root']);
});

test('checkpoints: a forged signature, a wrong range, an unsigned one', async (t) => {
  const edit = (from: RegExp, to: string): readonly string[] =>
    rehash(run().lines, (entry) =>
      entry.type === 'checkpoint' ? { ...entry, detail: entry.detail.replace(from, to) } : entry,
    );
  // Another digit whatever stands there: two fixed ones are there already once in 256 runs.
  const [first = '', second = ''] = ['0', '1'].map((digit) => `"signature":"${digit}`);
  const forged = run().lines.some((line) => line.includes(first)) ? second : first;
  t.deepEqual(codes(await verify('recorder', edit(/"signature":"./, forged))), ['checkpoint_invalid']);
  t.deepEqual(codes(await verify('recorder', edit(/"signature":"../, '"signature":"zz'))), ['checkpoint_invalid']);
  t.deepEqual(codes(await verify('recorder', edit(/"last_seq":\d+/, '"last_seq":3'))), ['checkpoint_invalid']);
  t.deepEqual(codes(await verify('recorder', edit(/"entry_count":\d+/, '"entry_count":3'))), ['checkpoint_invalid']);
  t.deepEqual(codes(await verify('recorder', edit(/"entry_count":\d+/, '"entry_count":"3"'))), ['checkpoint_invalid']);
  const unsigned = run({ checkpoint: 'unsigned' }).lines;
  t.is((await verify('recorder', unsigned)).verdict, 'valid');
  t.deepEqual(codes(await verify('recorder', unsigned, { wholeRecorder: true })), ['checkpoint', 'seal_unanchored']);
});

test('a recorder file without receipts proves nothing', async (t) => {
  const lines = rehash(
    run({ actions: 0, heartbeat: false, close: false, transcript: false }).lines.slice(1),
    (entry) => ({
      ...entry,
      seq: 0n,
      detail: '{"entry_count":0,"first_seq":0,"last_seq":0,"signature":""}',
      type: 'capture' as const,
    }),
  );
  t.deepEqual(codes(await verify('recorder', lines)), ['empty']);
  t.deepEqual(codes(await verify('recorder', [])), ['empty']);
});

test('a checkpoint before any receipt is tried on the one pinned key', async (t) => {
  const lines = run().lines;
  const checkpoint = lines.at(-1) ?? '';
  const lone = rehash([checkpoint], (entry) => ({
    ...entry,
    seq: 1n,
    detail: entry.detail.replace(
      /"entry_count":\d+,"first_seq":0,"last_seq":\d+/,
      '"entry_count":1,"first_seq":0,"last_seq":0',
    ),
  }));
  t.true(codes(await verify('recorder', lone)).includes('checkpoint_invalid'));
  const nobody = await verify('recorder', lone, { trust: createTrustRoot({}) });
  t.true(codes(nobody, 'not_checked').includes('checkpoint'));
  const two = createTrustRoot({ keys: [...trust.keys, 'ab'.repeat(32)] });
  t.true(codes(await verify('recorder', lone, { trust: two }), 'not_checked').includes('checkpoint'));
});

test('decisions must agree with the receipts that follow them', async (t) => {
  t.is((await verify('recorder', run({ decision: decision('allow') }).lines)).verdict, 'valid');
  t.is((await verify('recorder', run({ decision: () => '{"verdict":"block"}' }).lines)).verdict, 'valid');
  t.is((await verify('recorder', run({ decision: () => '"text"' }).lines)).verdict, 'valid');
  const wrong = codes(await verify('recorder', run({ decision: decision('block') }).lines));
  t.deepEqual(wrong, ['decision_receipt_mismatch', 'decision_receipt_mismatch', 'decision_receipt_mismatch']);
  const redacted = run({
    decision: decision('redact'),
    edit: (record) => (record.session_control === undefined ? { ...record, verdict: 'strip' } : record),
  });
  t.is((await verify('recorder', redacted.lines)).verdict, 'valid');
});

test('a decision without a receipt is a fault of a closed run and an open question of another', async (t) => {
  const extra = [['decision', decision('allow')('lost')]] as const;
  t.deepEqual(codes(await verify('recorder', run({ extra }).lines)), ['decision_receipt_missing']);
  const open = await verify('recorder', run({ extra, close: false }).lines);
  t.is(open.verdict, 'valid');
  t.true(codes(open, 'not_checked').includes('decision_receipt_missing'));
});

test('the decisions that wait are bounded, and those that were dropped are counted', async (t) => {
  const extra = Array.from({ length: 4100 }, (_, index) => ['decision', decision('allow')(`lost-${index}`)] as const);
  const result = await verify('recorder', run({ extra, close: false }).lines);
  t.true(result.checks.some((check) => check.message.startsWith('4100 decisions')));
});

test('an unknown entry type, a foreign session and a bad line end or break the chain', async (t) => {
  const { lines } = run();
  const bad = lines.map((line, index) =>
    index === 2 ? line.replace('"type":"action_receipt"', '"type":"other"') : line,
  );
  t.deepEqual(codes(await verify('recorder', bad)), ['invalid_field']);
  t.deepEqual(codes(await verify('recorder', lines, { session: runName('c') })), [
    'session_mismatch',
    'session_mismatch',
  ]);
  const mixed = rehash(lines, (entry) => (entry.seq === 2n ? { ...entry, session_id: runName('c') } : entry));
  // The signed checkpoint covers the old hashes, so it fails as well.
  t.deepEqual(codes(await verify('recorder', mixed)), ['entry_chain', 'session_mismatch', 'checkpoint_invalid']);
  const receipt = rehash(lines, (entry) => (entry.seq === 2n ? { ...entry, detail: '{"version":1}' } : entry));
  t.true(codes(await verify('recorder', receipt)).includes('missing_required_field'));
});

test('a file that tore or could not be read is a fault in either form', async (t) => {
  for (const form of ['recorder', 'receipts'] as const) {
    const verifier = createChainVerifier(form, { trust, suite: nodeSuite });
    await verifier.feed([{ lines: [], fault: { code: 'torn_tail', message: 'torn' } }]);
    await verifier.feed([{ lines: ['ignored'], fault: { code: 'unreadable', message: 'gone' } }]);
    const { result } = await verifier.finish();
    t.true(codes(result).includes('torn_tail'));
  }
});

test('a signer that is not trusted fails, one that is unknown is unpinned', async (t) => {
  const { receipts } = buildRun();
  const stranger = codes(await verify('receipts', receipts));
  t.deepEqual(stranger, ['signer_key_untrusted']);
  const unpinned = await verify('receipts', receipts, { trust: createTrustRoot({}) });
  t.is(unpinned.verdict, 'unpinned');
  t.false(unpinned.accepted);
});

test('two runs under different keys do not make one chain', async (t) => {
  const result = await verify('receipts', [...run().receipts, ...buildRun().receipts]);
  t.true(codes(result).includes('chain_break'));
  t.true(codes(result).includes('signer_key_untrusted'));
});

test('a forged file reports many faults without listing them all', async (t) => {
  const { receipts } = run({ actions: 80 });
  const forged = receipts.map((receipt) => receipt.replace('"actor":"agent-a"', '"actor":"agent-b"'));
  const result = await verify('receipts', forged);
  t.is(codes(result).length, 51);
  t.regex(result.checks.find((check) => check.message.includes('not listed'))?.message ?? '', /^\d+ more failures/);
});

test('age and replay are judged when asked for', async (t) => {
  const { receipts } = run();
  const at = '2026-11-22T20:01:00Z';
  t.is((await verify('receipts', receipts, { freshness: { at, maxAgeSeconds: 60 } })).verdict, 'valid');
  const old = await verify('receipts', receipts, { freshness: { at, maxAgeSeconds: 59 } });
  t.true(codes(old).every((code) => code === 'expired'));
  const early = await verify('receipts', receipts, { freshness: { at: '2026-11-22T19:00:00Z', maxAgeSeconds: 60 } });
  t.true(codes(early).every((code) => code === 'future_timestamp'));
  const again = run({ edit: (record) => ({ ...record, action_id: 'same' }) }).receipts;
  t.true(codes(await verify('receipts', again, { replayWindow: 10 })).includes('replay_detected'));
  t.is((await verify('receipts', receipts, { replayWindow: 2 })).verdict, 'valid');
  await t.throwsAsync(verify('receipts', receipts, { freshness: { at: 'now', maxAgeSeconds: 1 } }), { code: 'time' });
});

test('a suite that fails, or answers too little, passes nothing', async (t) => {
  const { receipts } = run({ actions: 200 });
  const broken: CryptoSuite = { ...nodeSuite, verifyBatch: () => Promise.reject(new Error('no')) };
  await t.throwsAsync(verify('receipts', receipts, { suite: broken }), { message: 'no' });
  const silent: CryptoSuite = { ...nodeSuite, verifyBatch: () => Promise.resolve([]) };
  t.is((await verify('receipts', receipts, { suite: silent })).verdict, 'invalid');
});

test('feeding waits while many batches are under way', async (t) => {
  const { receipts } = run({ actions: 2500 });
  let open = 0;
  let most = 0;
  const slow: CryptoSuite = {
    ...nodeSuite,
    verifyBatch: async (checks) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return checks.map(() => true);
    },
  };
  t.is((await verify('receipts', receipts, { suite: slow })).verdict, 'valid');
  t.true(most <= 24);
});

test('one receipt: valid, forged, unpinned, with unsigned ext, in any layout', async (t) => {
  const text = run({ ext: '{"note":1}' }).receipts[1] ?? '';
  const options = { trust, suite: nodeSuite };
  const valid = await verifyReceipt(text, options);
  t.is(valid.verdict, 'valid');
  t.true(valid.notAsserted.includes('unsigned_ext'));
  t.is((await verifyReceipt(JSON.stringify(JSON.parse(text), null, 2), options)).verdict, 'valid');
  const forged = await verifyReceipt(text.replace('agent-a', 'agent-b'), options);
  t.deepEqual(
    forged.checks.map((check) => check.code),
    ['signature_invalid'],
  );
  t.is((await verifyReceipt(text, { ...options, trust: createTrustRoot({}) })).verdict, 'unpinned');
  const other = createTrustRoot({ keys: [newSigner().publicKeyHex] });
  const untrusted = await verifyReceipt(text, { ...options, trust: other });
  t.true(untrusted.checks.some((check) => check.code === 'signer_key_untrusted' && check.status === 'fail'));
  const at = '2026-11-22T20:00:01Z';
  t.is((await verifyReceipt(text, { ...options, freshness: { at, maxAgeSeconds: 60 } })).verdict, 'valid');
  const expired = await verifyReceipt(text, { ...options, freshness: { at, maxAgeSeconds: 0 } });
  t.is(expired.checks.find((check) => check.status === 'fail')?.code, 'expired');
});

test('one receipt: what its form may not be', async (t) => {
  const text = run().receipts[1] ?? '';
  const cases = [
    ['{', 'malformed_json'],
    [text.replace('{"version":1', '{"version":2'), 'unsupported_version'],
    [text.replace('"action_type":"read"', '"action_type":"sing"'), 'invalid_action_type'],
    [text.replace('"verdict":"allow"', '"verdict":""'), 'missing_required_field'],
    [text.replace('"ed25519:', '"ed25519:0'), 'invalid_field'],
  ] as const;
  for (const [input, code] of cases) {
    const result = await verifyReceipt(input, { trust, suite: nodeSuite });
    t.is(result.verdict, 'invalid');
    t.is(result.checks[0]?.code, code, input.slice(0, 60));
  }
  const nul = run({ edit: (record) => ({ ...record, actor: 'a\u0000b' }) }).receipts[1] ?? '';
  t.is((await verifyReceipt(nul, { trust, suite: nodeSuite })).checks[0]?.code, 'header_injection');
  for (const change of [{ target: 'https://a.example/\r\nX-Other: 1' }, { method: 'GET\n' }]) {
    const split = run({ edit: (record) => ({ ...record, ...change }) }).receipts[1] ?? '';
    t.is((await verifyReceipt(split, { trust, suite: nodeSuite })).checks[0]?.code, 'header_injection');
  }
  const prose = run({ edit: (record) => ({ ...record, intent: 'one line\nand another' }) });
  t.is((await verifyReceipt(prose.receipts[1] ?? '', { trust, suite: nodeSuite })).verdict, 'valid');
  const backslash = run({ edit: (record) => ({ ...record, actor: 'a\\u0000b' }) }).receipts[1] ?? '';
  t.is((await verifyReceipt(backslash, { trust, suite: nodeSuite })).verdict, 'valid');
});

test('what a wrapper declares is compared with what it holds', (t) => {
  t.deepEqual(openWrapper('{"declared_receipt_count":2,"receipts":[{},1]}'), { receipts: ['{}', '1'] });
  t.deepEqual(openWrapper('{"declared_length":2,"body":{}}'), { receipts: ['{}'] });
  for (const text of [
    '{"declared_receipt_count":3,"receipts":[1]}',
    '{"declared_receipt_count":"1","receipts":[1]}',
    '{"declared_receipt_count":1,"receipts":{}}',
  ]) {
    const opened = openWrapper(text);
    t.is(opened !== undefined && 'fault' in opened ? opened.fault.code : '', 'receipt_count_mismatch');
  }
  for (const text of ['{"declared_length":9,"body":{}}', '{"declared_length":"2","body":{}}']) {
    const opened = openWrapper(text);
    t.is(opened !== undefined && 'fault' in opened ? opened.fault.code : '', 'padding_attack');
  }
  for (const text of ['[]', '{', '{"declared_length":2}', '{"declared_receipt_count":2}'])
    t.is(openWrapper(text), undefined);
});

test('a trust root takes hex keys only', (t) => {
  const key = 'AB'.repeat(32);
  t.deepEqual(createTrustRoot({ keys: [key, key.toLowerCase()] }).keys, [key.toLowerCase()]);
  t.throws(() => createTrustRoot({ keys: ['ab'] }), { code: 'field_value' });
});

test('text that no hash covers is listed, and the same line without it is not', async (t) => {
  const { lines } = run();
  const listed = async (edit: (line: string) => string): Promise<boolean> => {
    const result = await verify(
      'recorder',
      lines.map((line, index) => (index === 0 ? edit(line) : line)),
    );
    t.is(result.verdict, 'valid');
    return codes(result, 'not_checked').includes('unprotected_bytes');
  };
  t.false(await listed((line) => line));
  t.true(await listed((line) => line.replace('{"v":2', '{"x":1,"v":2')));
  t.true(await listed((line) => line.replace('"seq"', '"seQ"')));
});
