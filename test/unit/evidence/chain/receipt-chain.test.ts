// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { ChainFaultCode } from '../../../../evidence/chain/chain-fault.js';
import { closeRecord, heartbeatRecord, nextRecord, openRun } from '../../../../evidence/chain/emit.js';
import type { RunParams } from '../../../../evidence/chain/emit.js';
import { ReceiptChain } from '../../../../evidence/chain/receipt-chain.js';
import type { ReceiptChainOptions } from '../../../../evidence/chain/receipt-chain.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import type { ActionRecord, SessionControl } from '../../../../evidence/model/receipt/action-receipt.js';
import { readChain, type ReadChain } from '../../../support/evidence-files.js';
import { DRAFT } from '../../../support/sample-records.js';
import { append, edit } from '../../../support/sample-chain.js';
import type { ChainedReceipt } from '../../../support/sample-chain.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const successor = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const at = '2026-11-22T20:00:00Z';
const control = { actionId: 'c', at };
const session = 'proxy.run.x';

const params = (nonce: string, key = signer.publicKeyHex): RunParams => ({
  actionId: 'open',
  at,
  runNonce: nonce.repeat(32),
  openNonce: `o${nonce}`,
  recorderSession: session,
  policyHash: 'p',
  signerKey: key,
  heartbeatSeconds: 60,
  commitments: { posture_capsule_sha256: 'x' },
});

/** open, action, heartbeat, close; a restart with open and action; a new key with open, heartbeat and close. */
async function build(): Promise<ChainedReceipt[]> {
  const chain: ChainedReceipt[] = [];
  let state = await append(chain, openRun(params('1'), nodeSuite), signer);
  state = await append(chain, { record: nextRecord(state, DRAFT), state }, signer);
  state = await append(chain, heartbeatRecord(state, control), signer);
  state = await append(chain, closeRecord(state, control), signer);
  const prior = { signerKey: signer.publicKeyHex, seq: 3n, hash: state.head, segmentCount: state.segmentCount };
  state = await append(chain, openRun({ ...params('2'), prior }, nodeSuite), signer);
  state = await append(chain, { record: nextRecord(state, { ...DRAFT, venue: 'v' }), state }, signer);
  const rotated = { signerKey: signer.publicKeyHex, seq: 5n, hash: state.head, segmentCount: state.segmentCount };
  state = await append(
    chain,
    openRun({ ...params('3', successor.publicKeyHex), prior: rotated }, nodeSuite),
    successor,
  );
  const gates = { ...control, fsyncErrorsGated: 1n, durabilityBlocks: 2n };
  state = await append(chain, heartbeatRecord(state, gates), successor);
  await append(chain, closeRecord(state, { ...gates, reason: 'done' }), successor);
  return chain;
}

const good = await build();
const trusted = new Set([signer.publicKeyHex, successor.publicKeyHex]);
const boundary = good[5]?.receipt.action_record.chain_seq ?? 0n;
const endorsement = {
  version: 1,
  session_id: session,
  prior_signer_key: signer.publicKeyHex,
  prior_final_seq: boundary,
  prior_tail_hash: good[5]?.hash ?? '',
  new_signer_key: successor.publicKeyHex,
  rotated_at: at,
  endorsement: '',
} as const;

function run(
  chain: readonly ChainedReceipt[],
  options: Partial<ReceiptChainOptions> = { trustedKeys: trusted },
): ReadChain {
  return readChain(chain, options);
}

test('a chain of three runs and two keys holds', (t) => {
  const result = run(good);
  t.is(result.fault, undefined);
  t.is(result.count, 9);
  t.is<string | undefined, string | undefined>(result.rootHash, good[8]?.hash);
  t.like(run([]), { fault: undefined, count: 0, rootHash: '' });
});

test('who may sign', (t) => {
  t.is(run(good.slice(0, 2), {}).fault, undefined);
  t.is(run(good, {}).fault?.code, 'key_transition');
  t.is(run(good, { trustedKeys: new Set([successor.publicKeyHex]) }).fault?.code, 'signer_key');
  const first = new Set([signer.publicKeyHex]);
  t.is(run(good, { trustedKeys: first }).fault?.code, 'key_transition');
  const endorsed = run(good, { trustedKeys: first, endorsements: [endorsement] });
  t.is(endorsed.fault, undefined);
  t.deepEqual([...endorsed.used], [endorsement]);
  for (const change of [
    { session_id: 'other' },
    { prior_signer_key: 'x' },
    { prior_final_seq: 9n },
    { prior_tail_hash: 'x' },
    { new_signer_key: 'x' },
  ]) {
    const wrong = run(good, { trustedKeys: first, endorsements: [{ ...endorsement, ...change }] });
    t.is(wrong.fault?.code, 'key_transition', JSON.stringify(Object.keys(change)));
    t.is(wrong.used.size, 0);
  }
});

test('a run that is still open goes on under a new key, and so do records of no run', (t) => {
  const head = good.slice(0, 3);
  const after = (change: Change): readonly ChainedReceipt[] => [
    ...head,
    ...edit(good.slice(6, 7), 0, (record) => ({
      session_control: undefined,
      chain_prev_hash: head[2]?.hash,
      key_transition: { ...record.key_transition, prior_chain_seq: 2n, prior_chain_hash: head[2]?.hash },
      ...change(record),
    })),
  ];
  t.is(run(after(() => ({ run_nonce: '1'.repeat(32) }))).fault, undefined);
  t.is(run(after(() => ({ run_nonce: undefined }))).fault, undefined);
  t.is(run(after(() => ({ run_nonce: '3'.repeat(32) }))).fault?.code, 'run_nonce');
});

test('an endorsement counts only for the session that the chain signed for', (t) => {
  const first = new Set([signer.publicKeyHex]);
  const bare = { session_control: undefined, run_nonce: undefined };
  const legacy = edit(good.slice(0, 1), 0, () => ({ ...bare, chain_prev_hash: 'genesis' }));
  const boundary_ = { prior_chain_seq: 0n, prior_chain_hash: legacy[0]?.hash };
  const rotated = edit(good.slice(6, 7), 0, (record) => ({
    ...bare,
    chain_prev_hash: legacy[0]?.hash,
    key_transition: { ...record.key_transition, ...boundary_ },
  }));
  const named = { ...endorsement, prior_final_seq: 0n, prior_tail_hash: legacy[0]?.hash ?? '' };
  const chain = [...legacy, ...rotated];
  t.is(run(chain, { trustedKeys: first, endorsements: [named] }).fault?.code, 'key_transition');
  t.is(run(chain).fault, undefined);
});

test('the first fault stays', (t) => {
  const verifier = new ReceiptChain({ suite: nodeSuite });
  const broken = edit(good, 1, () => ({ chain_seq: 7n }));
  const faults = broken.map(({ receipt, hash }) => verifier.step(receipt, hash));
  t.is(faults[0], undefined);
  t.like(faults[1], { code: 'chain_seq', seq: 7n });
  t.is(faults[8], faults[1]);
});

type Change = (record: ActionRecord) => Partial<Record<keyof ActionRecord, unknown>>;

const inControl =
  (part: 'open' | 'heartbeat' | 'close', change: Record<string, unknown>): Change =>
  (record) => ({
    session_control: { ...record.session_control, [part]: { ...record.session_control?.[part], ...change } },
  });
const replaceControl =
  (change: (current: SessionControl) => Record<string, unknown>): Change =>
  (record) => ({ session_control: change(record.session_control ?? { kind: '' }) });
const move = { prior_signer_key: 'k', prior_chain_seq: 0n, prior_chain_hash: 'h' };

const hostile: readonly (readonly [string, number, Change, ChainFaultCode])[] = [
  ['a chain that does not start at 0', 0, () => ({ chain_seq: 1n }), 'chain_seq'],
  ['a chain without genesis', 0, () => ({ chain_prev_hash: 'x' }), 'genesis'],
  ['a transition with nothing before', 0, () => ({ key_transition: move }), 'key_transition'],
  ['an open on legacy genesis', 0, () => ({ chain_prev_hash: 'genesis' }), 'genesis'],
  ['a first record that opens nothing', 0, () => ({ session_control: undefined }), 'session_open'],
  [
    'a legacy chain with a run nonce',
    0,
    () => ({ chain_prev_hash: 'genesis', session_control: undefined }),
    'session_open',
  ],
  ['a genesis of another session', 0, inControl('open', { policy_hash: 'q' }), 'genesis'],
  ['a genesis hash that is not the link', 0, inControl('open', { genesis_hash: 'g1:x' }), 'genesis'],
  ['a first open with a prior head', 0, inControl('open', { prior_chain_head: 'x' }), 'session_open'],
  ['a first open with a prior seq', 0, inControl('open', { prior_chain_seq: 1n }), 'session_open'],
  ['an open that names another session', 0, inControl('open', { recorder_session: 'y' }), 'genesis'],
  ['an open that names another run', 0, inControl('open', { run_nonce: 'y' }), 'session_open'],
  [
    'an open without a nonce',
    0,
    (r) => ({ run_nonce: '', ...inControl('open', { run_nonce: '' })(r) }),
    'session_open',
  ],
  ['an open at another place', 0, inControl('open', { chain_open_seq: 1n }), 'session_open'],
  ['a broken link', 1, () => ({ chain_prev_hash: 'x' }), 'chain_prev_hash'],
  ['a gap', 1, () => ({ chain_seq: 2n }), 'chain_seq'],
  ['a transition to the same key', 1, () => ({ key_transition: move }), 'key_transition'],
  ['a run that was never opened', 1, () => ({ run_nonce: 'z' }), 'run_nonce'],
  ['a heartbeat of another head', 2, inControl('heartbeat', { chain_head: 'x' }), 'heartbeat'],
  ['a heartbeat of another seq', 2, inControl('heartbeat', { chain_seq_head: 0n }), 'heartbeat'],
  ['a heartbeat of another nonce', 2, inControl('heartbeat', { open_nonce: 'x' }), 'heartbeat'],
  ['a heartbeat of another run', 2, inControl('heartbeat', { run_nonce: 'x' }), 'heartbeat'],
  ['a heartbeat outside a run', 2, () => ({ run_nonce: undefined }), 'heartbeat'],
  ['two payloads', 2, replaceControl((now) => ({ ...now, close: {} })), 'session_control'],
  ['no payload', 2, replaceControl(() => ({ kind: 'heartbeat' })), 'session_control'],
  [
    'a kind that is not its payload',
    2,
    replaceControl((now) => ({ ...now, kind: 'session_close' })),
    'session_control',
  ],
  ['an open payload under another kind', 2, replaceControl(() => ({ kind: 'heartbeat', open: {} })), 'session_control'],
  [
    'a heartbeat payload under the open kind',
    2,
    replaceControl((now) => ({ ...now, kind: 'session_open' })),
    'session_control',
  ],
  ['a close of another head', 3, inControl('close', { root_hash: 'x' }), 'session_close'],
  ['a close at another place', 3, inControl('close', { final_seq: 9n }), 'session_close'],
  ['a close with another count', 3, inControl('close', { receipt_count: 3n }), 'session_close'],
  ['a close of another run', 3, inControl('close', { open_nonce: 'x' }), 'session_close'],
  [
    'an open that repeats',
    4,
    (r) => ({ run_nonce: '1'.repeat(32), ...inControl('open', { run_nonce: '1'.repeat(32) })(r) }),
    'session_open',
  ],
  ['an open without an open_nonce', 4, inControl('open', { open_nonce: '' }), 'session_open'],
  ['a later open with a genesis', 4, inControl('open', { genesis_hash: 'g1:x' }), 'genesis'],
  ['a later open with another prior head', 4, inControl('open', { prior_chain_head: 'x' }), 'session_open'],
  ['a later open without a prior head', 4, inControl('open', { prior_chain_head: undefined }), 'session_open'],
  ['a later open with another prior seq', 4, inControl('open', { prior_chain_seq: 2n }), 'session_open'],
  ['a record of a closed run', 5, () => ({ run_nonce: '1'.repeat(32) }), 'run_closed'],
  ['a new key without a transition', 6, () => ({ key_transition: undefined }), 'signer_key'],
  ['a new key that goes on counting', 6, () => ({ chain_seq: 6n }), 'chain_seq'],
  ['a new key on another tail', 6, () => ({ chain_prev_hash: 'x' }), 'chain_prev_hash'],
  [
    'a transition from another key',
    6,
    (r) => ({ key_transition: { ...r.key_transition, prior_signer_key: 'x' } }),
    'key_transition',
  ],
  [
    'a transition from another seq',
    6,
    (r) => ({ key_transition: { ...r.key_transition, prior_chain_seq: 9n } }),
    'key_transition',
  ],
  [
    'a transition from another hash',
    6,
    (r) => ({ key_transition: { ...r.key_transition, prior_chain_hash: 'x' } }),
    'key_transition',
  ],
  ['a new key in a run that was never opened', 6, () => ({ session_control: undefined }), 'run_nonce'],
];

for (const [name, index, change, code] of hostile) {
  test(`refuses ${name}`, (t) => {
    const { fault, count } = run(edit(good, index, change));
    t.is(fault?.code, code);
    t.is(count, index);
  });
}

test('a dropped, doubled or swapped receipt is noticed', (t) => {
  for (let i = 1; i < good.length - 1; i++) {
    t.not(run(good.toSpliced(i, 1)).fault, undefined, `drop ${i}`);
    t.not(run(good.toSpliced(i, 0, ...good.slice(i, i + 1))).fault, undefined, `double ${i}`);
    t.not(
      run([...good.slice(0, i - 1), ...good.slice(i - 1, i + 1).reverse(), ...good.slice(i + 1)]).fault,
      undefined,
      `swap ${i}`,
    );
  }
});

test('a legacy chain has no runs, and may later gain one', (t) => {
  const bare = { session_control: undefined, run_nonce: undefined };
  const legacy = edit(good.slice(0, 1), 0, () => ({ ...bare, chain_prev_hash: 'genesis' }));
  t.is(run(legacy).fault, undefined);
  const [opened] = edit(good.slice(4, 5), 0, (record) => ({
    chain_seq: 1n,
    chain_prev_hash: legacy[0]?.hash,
    ...inControl('open', { chain_open_seq: 1n, prior_chain_head: legacy[0]?.hash, prior_chain_seq: undefined })(record),
  }));
  t.is(run([...legacy, ...(opened === undefined ? [] : [opened])]).fault, undefined);
  const closing = edit(good.slice(3, 4), 0, () => ({
    ...bare,
    chain_seq: 1n,
    chain_prev_hash: legacy[0]?.hash,
    session_control: good[3]?.receipt.action_record.session_control,
  }));
  t.is(run([...legacy, ...closing]).fault?.code, 'session_close');
});
