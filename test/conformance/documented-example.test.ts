// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readdirSync, readFileSync } from 'node:fs';
import { advance, closeRecord, nextRecord, openRun, type RunState } from '../../evidence/chain/emit.js';
import { createNodeSigner, publicKeyFromPrivate } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { fingerprint } from '../../evidence/crypto/key-text.js';
import { formatPublicKeyFile } from '../../evidence/crypto/key-files.js';
import {
  writeCheckpointDetail,
  writeDecisionDetail,
  writeTranscriptRootDetail,
} from '../../evidence/model/entry-detail.js';
import { canonicalizePolicyDocument } from '../../evidence/model/policy.codec.js';
import type { PolicyDocument } from '../../evidence/model/policy.js';
import type { ActionRecord } from '../../evidence/model/receipt/action-receipt.js';
import { entryHash, entryPreimage, writeEntryLine } from '../../evidence/model/recorder-entry.codec.js';
import { GENESIS, type RecorderEntry } from '../../evidence/model/recorder-entry.js';
import { type DecisionDetail } from '../../evidence/model/evidence-draft.js';
import { signActionReceipt } from '../../evidence/sign/action-receipt.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { signEvidenceReceipt } from '../../evidence/sign/evidence-receipt.js';
import { CANONICALIZATION, parseEvidenceReceipt } from '../../evidence/model/evidence-receipt/evidence-receipt.js';
import { EVIDENCE_GENESIS } from '../../evidence/chain/evidence-chain.js';
import { signCheckpoint } from '../../evidence/sign/checkpoint.js';
import { compilePolicy, decide } from '../../enforce/decide/decide.js';

const FORMATS = new URL('../../../docs/formats/', import.meta.url);
const SESSION = 'proxy.run.000102030405060708090a0b0c0d0e0f';
const OPENED_AT = '2026-01-15T09:30:00Z';
const DECIDED_AT = '2026-01-15T09:30:02.125Z';
const CLOSED_AT = '2026-01-15T09:30:03.5Z';

const seed = nodeSuite.sha256('pipelock documentation example key');
const publicKey = publicKeyFromPrivate(seed);
const signer = createNodeSigner(new Uint8Array([...seed, ...publicKey]), 'separate_uid');

function read(name: string): string {
  return readFileSync(new URL(name, FORMATS), 'utf8');
}

const policyName = readdirSync(new URL('example/policy/', FORMATS))[0] ?? '';
const policyText = read(`example/policy/${policyName}`);
const policy = JSON.parse(policyText) as PolicyDocument;
const policyHash = nodeSuite.sha256Hex(policyText);

const decision: DecisionDetail = {
  action_id: '019bc0de-0800-7000-8000-000000000001',
  facts: {
    kill_switch: false,
    'url.length': 61,
    'url.scheme': 'https',
    'host.allowlisted': false,
    'dlp.url.count': 1,
    'dlp.url.core_count': 1,
    'dlp.url.max_severity': 4,
    'dlp.url.rule.aws_access_id': 1,
    'entropy.query_milli': 3685,
  },
  layer: 'core_dlp',
  pattern: 'AWS Access ID',
  phase: 'url',
  policy: policyHash,
  reason: 'dlp_match',
  request_id: 'req-1',
  verdict: 'block',
};

type EntryPart = Pick<RecorderEntry, 'ts' | 'type' | 'transport' | 'summary' | 'detail'> & {
  readonly event_kind?: string;
};

/** The run of the documentation, written by the product's own emission code. */
interface ExampleRun {
  readonly lines: string[];
  /** Every value that the pages may quote. */
  readonly quotable: Set<string>;
  prevHash: string;
}

function pushEntry(run: ExampleRun, part: EntryPart): void {
  const draft: RecorderEntry = {
    v: 2,
    seq: BigInt(run.lines.length),
    session_id: SESSION,
    ...part,
    prev_hash: run.prevHash,
    hash: '',
  };
  const hash = entryHash(draft, nodeSuite);
  run.lines.push(writeEntryLine({ ...draft, hash }));
  run.quotable.add(hash).add(`| ${Buffer.byteLength(entryPreimage(draft))} | \`${hash}\` |`);
  run.prevHash = hash;
}

/** Appends a signed receipt and answers its hash. */
function pushReceipt(run: ExampleRun, record: ActionRecord): string {
  const signed = signActionReceipt(record, signer, nodeSuite);
  if (signed instanceof Promise) throw new TypeError('this signer answers at once');
  const { action_type: kind, transport, verdict, timestamp } = record;
  const summary = `receipt: ${verdict} ${kind} ${transport}`;
  pushEntry(run, {
    ts: timestamp,
    type: 'action_receipt',
    event_kind: kind,
    transport,
    summary,
    detail: signed.receiptText,
  });
  run.quotable.add(signed.receiptHash).add(nodeSuite.sha256Hex(signed.recordText)).add(signed.recordText);
  return signed.receiptHash;
}

function pushBlockedRequest(run: ExampleRun, state: RunState): RunState {
  const summary = 'block: core_dlp (AWS Access ID)';
  pushEntry(run, {
    ts: DECIDED_AT,
    type: 'decision',
    transport: 'forward',
    summary,
    detail: writeDecisionDetail(decision),
  });
  const record = nextRecord(state, {
    action_id: decision.action_id,
    action_type: 'write',
    timestamp: DECIDED_AT,
    principal: 'local',
    actor: 'agent-1',
    delegation_chain: null,
    target: 'https://api.demo.example/search?page&q',
    data_classes_out: ['core'],
    side_effect_class: 'external_write',
    reversibility: 'compensatable',
    policy_hash: policyHash,
    verdict: 'block',
    transport: 'forward',
    method: 'POST',
    layer: 'core_dlp',
    pattern: 'AWS Access ID',
    severity: 'critical',
    request_id: 'req-1',
  });
  return advance(state, pushReceipt(run, record));
}

function pushSeal(run: ExampleRun, rootHash: string): void {
  const summary = `transcript_root: 3 receipts, root=${rootHash.slice(0, 16)}`;
  const span = { start_time: OPENED_AT, end_time: CLOSED_AT };
  const root = { session_id: SESSION, final_seq: 2n, root_hash: rootHash, receipt_count: 3n, ...span };
  pushEntry(run, {
    ts: CLOSED_AT,
    type: 'transcript_root',
    event_kind: 'transcript_root',
    transport: '',
    summary,
    detail: writeTranscriptRootDetail(root),
  });
  const count = run.lines.length;
  const covered = { entry_count: count, first_seq: 0n, last_seq: BigInt(count - 1) };
  const checkpoint = signCheckpoint(covered, run.prevHash, signer);
  if (checkpoint instanceof Promise) throw new TypeError('this signer answers at once');
  run.quotable.add(checkpoint.signature);
  const detail = writeCheckpointDetail(checkpoint);
  const checked = `checkpoint: ${count} entries [seq 0-${count - 1}]`;
  pushEntry(run, {
    ts: CLOSED_AT,
    type: 'checkpoint',
    event_kind: 'checkpoint',
    transport: '',
    summary: checked,
    detail,
  });
}

function emitExample(): ExampleRun {
  const run: ExampleRun = { lines: [], quotable: new Set(), prevHash: GENESIS };
  const nonces = { runNonce: '101112131415161718191a1b1c1d1e1f', openNonce: '202122232425262728292a2b2c2d2e2f' };
  const actionId = '019bc0de-0000-7000-8000-000000000000';
  const place = { recorderSession: SESSION, policyHash, signerKey: signer.publicKeyHex, heartbeatSeconds: 60 };
  const opened = openRun({ actionId, at: OPENED_AT, ...nonces, ...place }, nodeSuite);
  run.quotable.add(opened.record.chain_prev_hash.slice('g1:'.length));
  const afterOpen = advance(opened.state, pushReceipt(run, opened.record));
  const afterBlock = pushBlockedRequest(run, afterOpen);
  const closed = closeRecord(afterBlock, { actionId: '019bc0de-0d00-7000-8000-000000000002', at: CLOSED_AT });
  pushSeal(run, pushReceipt(run, closed.record));
  return run;
}

const example = emitExample();

test('the example file is what the emission code writes, byte for byte', (t) => {
  t.is(read(`example/evidence-${SESSION}-0.jsonl`), `${example.lines.join('\n')}\n`);
  t.is(read('example/signer.pub'), formatPublicKeyFile(publicKey));
});

test('the example policy is canonical and named by its hash', (t) => {
  t.is(policyName, `${policyHash}.json`);
  t.is(canonicalizePolicyDocument(policy), policyText);
});

test('the example decision follows from the example policy', (t) => {
  const { outcome, reason, layer } = decide(compilePolicy(policy), decision.facts);
  t.deepEqual({ outcome, reason, layer }, { outcome: 'block', reason: 'dlp_match', layer: 'core_dlp' });
  const benign = { kill_switch: false, 'url.length': 61 };
  t.is(decide(compilePolicy(policy), benign).outcome, 'allow');
});

/** Pages about the example run; other formats have vectors of their own, checked by their own tests. */
const EXAMPLE_PAGES = [
  'action-receipt-v1',
  'chain-link-and-seal',
  'evidence-receipt-v2',
  'keys',
  'policy-document',
  'recorder-v2',
  'verification',
];

test('every digest, key and signature on the pages is one of the example', (t) => {
  const known = new Set([...example.quotable, signer.publicKeyHex, policyHash, Buffer.from(seed).toString('hex')]);
  known.add(fingerprint(publicKey, nodeSuite).slice('sha256:'.length));
  known.add(policy.config_hash).add(policy.rules_hash);
  const evidence = parseEvidenceReceipt(read('example/evidence-receipt.json'));
  known.add(CANONICALIZATION.redaction_ruleset_hash.slice('sha256:'.length));
  known.add(nodeSuite.sha256Hex(evidence.signedText)).add(nodeSuite.sha256Hex(evidence.receiptText));
  const whole = [...example.lines, evidence.receiptText].join('\n');
  let quoted = 0;
  for (const name of EXAMPLE_PAGES.map((page) => `${page}.md`)) {
    for (const [hex] of read(name).matchAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{128})\b/g)) {
      quoted += 1;
      // A signature also stands inside a record's line.
      t.true(known.has(hex) || whole.includes(`ed25519:${hex}"`), `${name}: ${hex}`);
    }
  }
  t.true(quoted > 20);
});

test('the example evidence receipt is what signing gives, byte for byte', async (t) => {
  const draft = {
    payload_kind: 'proxy_decision',
    event_id: '019bc0de-0800-7000-8000-000000000002',
    timestamp: DECIDED_AT,
    principal: 'local',
    actor: 'agent-1',
    policy_hash: `sha256:${policyHash}`,
    payload: {
      action_type: 'http_request',
      target: 'https://api.demo.example/search?page%26q',
      verdict: 'block',
      transport: 'forward',
      policy_sources: ['scanner'],
      winning_source: 'scanner',
      rule_id: 'AWS Access ID',
    },
  } as const;
  const { receiptText } = await signEvidenceReceipt(draft, EVIDENCE_GENESIS, signer, nodeSuite);
  t.is(read('example/evidence-receipt.json'), `${receiptText}\n`);
  t.is(utf8Encode(parseEvidenceReceipt(receiptText).signedText).length, 976);
});

test('the quoted record, decision and policy are the ones in the files', (t) => {
  const recordText = [...example.quotable].find((value) => value.includes('"actor":"agent-1"')) ?? '';
  t.true(read('action-receipt-v1.md').includes(`\n${recordText}\n`));
  t.true(read('recorder-v2.md').includes(`\n${writeDecisionDetail(decision)}␀\n`));
  t.true(read('policy-document.md').includes(`\n${policyText}\n`));
});
