// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { transcriptRoot } from '../../verify/node/transcript-root.js';
import type { ReceiptFacts } from '../../verify/core/receipts/receipt.js';
import type { Check } from '../../verify/core/form.js';
import type { Verification } from '../../verify/core/subject.js';
import type { PathOptions } from '../../verify/node/verify-path.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { testData, testDataText } from '../support/test-data.js';

const ROOT = 'corpora/receipts';
const FIRST = '4655a7e605c12ebb00a46037881c33c5bca5eb74b45a02e8e7261a7ff5a21678';
const SECOND = '970955695494cf0fb3109671e673ecaeb0a161e834861a325b97b0656e3c9cd1';

function failed(outcome: Verification): readonly Check[] {
  return outcome.result.checks.filter((check) => check.status === 'fail');
}

function rootOf(outcome: Verification): string {
  if (outcome.kind === 'chain') return outcome.result.facts.rootHash;
  const facts = outcome.kind === 'document' ? (outcome.result.facts as ReceiptFacts | undefined) : undefined;
  return facts?.receiptHash ?? '';
}

/** Runs one file of the corpus, or says that it is absent. */
async function verifyData(
  t: { log: (text: string) => void; pass: () => unknown },
  name: string,
  options: Partial<PathOptions> & { readonly keys?: readonly string[]; readonly endorsements?: readonly string[] } = {},
): Promise<Verification | undefined> {
  const path = testData(`${ROOT}/${name}`);
  if (path === undefined) {
    t.log(`${name} is absent; skipped`);
    t.pass();
    return undefined;
  }
  const { keys = [FIRST], endorsements = [], ...rest } = options;
  const texts = endorsements.map((file) => testDataText(`${ROOT}/${file}`) ?? '');
  const trust = createTrustRoot({ keys, endorsements: texts.map(parseRotationEndorsement) });
  return verifyPath(path, { trust, workers: 0, ...rest });
}

const VALID: readonly (readonly [string, Parameters<typeof verifyData>[2], string])[] = [
  ['g1-valid-chain.jsonl', {}, ''],
  ['g1-restart-chain.jsonl', {}, ''],
  ['g1-empty-run-nonce-after-close.jsonl', {}, ''],
  ['g1-new-session-after-close.jsonl', {}, ''],
  ['g1-ext-chain.jsonl', {}, '19805bc704923ef6a602abdfa3dc4982134997a69e3fff7a627b3f1805511d1b'],
  [
    'g1-rotated-close-count-valid.jsonl',
    { keys: [FIRST, SECOND] },
    'f41965657ef61c3f7fb79cd850fd8d80b4ab3d6752ccaf26675ab1c05a6ac066',
  ],
  [
    'g1-rotated-close-count-valid.jsonl',
    { endorsements: ['g1-rotation-endorsement.json'] },
    'f41965657ef61c3f7fb79cd850fd8d80b4ab3d6752ccaf26675ab1c05a6ac066',
  ],
  [
    'g1-rotated-twice-valid.jsonl',
    { endorsements: ['g1-rotation-endorsement.json', 'g1-rotation-endorsement-2.json'] },
    '',
  ],
  ['valid-chain.jsonl', {}, 'be904bd5ca82adc26c2969872c23925f22ff24e33faf44a1185b9ffc0e2c2b5a'],
  ['valid-single.json', {}, '9994a67b9cb324bae8d648b5baccd5d5403600b2bc5047a40d0355a610f2dc44'],
  ['frozen/v1/action-receipt-v1-single.json', {}, '9994a67b9cb324bae8d648b5baccd5d5403600b2bc5047a40d0355a610f2dc44'],
  ['frozen/v1/action-receipt-v1-chain.jsonl', {}, 'be904bd5ca82adc26c2969872c23925f22ff24e33faf44a1185b9ffc0e2c2b5a'],
];

for (const [index, [name, options, root]] of VALID.entries()) {
  test(`accepted ${index}: ${name}`, async (t) => {
    const outcome = await verifyData(t, name, options);
    if (outcome === undefined) return;
    t.is(outcome.result.verdict, 'valid', JSON.stringify(failed(outcome)));
    if (root !== '') t.is(rootOf(outcome), root);
  });
}

const INVALID: readonly (readonly [string, string, string, Parameters<typeof verifyData>[2]])[] = [
  ['g1-rotated-close-count-valid.jsonl', 'signer_key_untrusted', 'seq 0', {}],
  ['g1-rotated-close-count-invalid.jsonl', 'chain_break', 'seq 2', { keys: [FIRST, SECOND] }],
  ['g1-rotated-same-key-invalid.jsonl', 'chain_break', 'seq', {}],
  ['g1-broken-genesis.jsonl', 'chain_break', 'seq 0', {}],
  ['g1-legacy-open-genesis.jsonl', 'chain_break', 'seq 0', {}],
  ['g1-inconsistent-heartbeat.jsonl', 'chain_break', 'seq 3', {}],
  ['g1-inconsistent-close.jsonl', 'chain_break', 'seq 4', {}],
  ['g1-ambiguous-session-control.jsonl', 'chain_break', 'seq 3', {}],
  ['g1-ambiguous-open-close.jsonl', 'chain_break', 'seq 3', {}],
  ['g1-ambiguous-heartbeat-close.jsonl', 'chain_break', 'seq', {}],
  ['g1-plain-after-close.jsonl', 'chain_break', 'seq 5', {}],
  ['g1-heartbeat-after-close.jsonl', 'chain_break', 'seq 5', {}],
  ['g1-close-without-open.jsonl', 'chain_break', 'seq 0', {}],
  ['g1-reopen-closed-run.jsonl', 'chain_break', 'seq', {}],
  ['g1-ext-tampered-invalid.jsonl', 'chain_break', 'seq 1', {}],
  ['broken-chain.jsonl', 'chain_break', 'seq 3', {}],
  ['invalid-signature.json', 'signature_invalid', 'receipt', {}],
];

for (const [index, [name, code, subject, options]] of INVALID.entries()) {
  test(`refused ${index}: ${name}`, async (t) => {
    const outcome = await verifyData(t, name, options);
    if (outcome === undefined) return;
    t.is(outcome.result.verdict, 'invalid');
    const found = failed(outcome).find((check) => check.code === code);
    t.true(found?.subject.startsWith(subject), JSON.stringify(failed(outcome)));
  });
}

test('an inconsistent chain whose signatures all hold reports no signature', async (t) => {
  for (const name of ['g1-inconsistent-heartbeat.jsonl', 'g1-inconsistent-close.jsonl', 'broken-chain.jsonl']) {
    const outcome = await verifyData(t, name);
    if (outcome !== undefined) t.false(failed(outcome).some((check) => check.code === 'signature_invalid'));
  }
});

test('an endorsement that no key change uses is refused', async (t) => {
  const outcome = await verifyData(t, 'g1-rotated-close-count-valid.jsonl', {
    endorsements: ['g1-rotation-endorsement.json', 'g1-rotation-endorsement-2.json'],
  });
  if (outcome !== undefined)
    t.deepEqual(
      failed(outcome).map((check) => check.code),
      ['endorsement_unused'],
    );
});

interface Expectation {
  readonly verdict: 'accept' | 'reject';
  readonly reject_reason?: string;
  readonly expected_root_hash?: string;
  readonly expected_chain_length?: number;
}

/** Whose body changed cannot be told from a signature that never fitted: both are one code here. */
const SAME_CODE: Readonly<Record<string, string>> = {
  body_tampered: 'signature_invalid',
  signer_key_mismatch: 'signer_key_untrusted',
};

for (const folder of ['golden', 'edge', 'malicious']) {
  const path = testData(`${ROOT}/corpus/${folder}`);
  if (path === undefined) {
    test(`receipt corpus ${folder}`, (t) => {
      t.log('absent; skipped');
      t.pass();
    });
    continue;
  }
  for (const expectName of readdirSync(path).filter((name) => name.endsWith('.expect.json'))) {
    const base = expectName.slice(0, -'.expect.json'.length);
    const file = [`${base}.json`, `${base}.jsonl`].find((name) => existsSync(join(path, name))) ?? '';
    test(`receipt corpus ${folder}/${base}`, async (t) => {
      const expected = JSON.parse(readFileSync(join(path, expectName), 'utf8')) as Expectation;
      const key = JSON.parse(testDataText(`${ROOT}/corpus/test-key.json`) ?? '{}') as { public_key_hex: string };
      const outcome = await verifyData(t, `corpus/${folder}/${file}`, {
        keys: [key.public_key_hex],
        freshness: { at: '2026-04-15T12:00:00Z', maxAgeSeconds: 8760 * 3600 },
        replayWindow: 10_000,
      });
      if (outcome === undefined) return;
      if (expected.verdict === 'accept') {
        t.is(outcome.result.verdict, 'valid', JSON.stringify(failed(outcome)));
        t.is(rootOf(outcome), expected.expected_root_hash ?? '');
        return;
      }
      const reason = expected.reject_reason ?? '';
      t.is(outcome.result.verdict, 'invalid');
      t.is(failed(outcome)[0]?.code as string, SAME_CODE[reason] ?? reason);
    });
  }
}

const RUNS = `${ROOT}/run-chains`;
const A = 'proxy.run.03b13ee13e01e7f770480f62ea42f1fe';
const B = 'proxy.run.f7b327337534352a514bd0a256b1d1c0';

function runKey(): string {
  return (testDataText(`${RUNS}/signer-key.hex`) ?? '').trim();
}

interface RunExpectation {
  readonly valid: boolean;
  readonly linked: readonly {
    session: string;
    predecessor_session: string;
    predecessor_tail_seq: number;
    trust: string;
  }[];
  readonly unlinked: readonly string[];
  readonly findings: readonly { kind: string; session: string }[];
}

for (const name of ['valid', 'link-deleted', 'link-appended', 'link-edited', 'link-wrong-tail']) {
  test(`run chains: ${name}`, async (t) => {
    const outcome = await verifyData(t, `run-chains/${name}`, { keys: [runKey()] });
    if (outcome?.kind !== 'directory') return;
    const expected = JSON.parse(testDataText(`${RUNS}/${name}/expect.json`) ?? '{}') as RunExpectation;
    const { result } = outcome;
    t.is(result.verdict === 'valid', expected.valid);
    t.deepEqual(
      result.findings.map(({ kind, session }) => ({ kind: kind, session })),
      [...expected.findings],
    );
    t.deepEqual(
      result.linked.map((link) => ({
        session: link.session,
        predecessor_session: link.predecessorSession,
        predecessor_tail_seq: Number(link.predecessorTailSeq),
        trust: link.trust,
      })),
      [...expected.linked],
    );
    t.deepEqual(result.unlinked, expected.unlinked);
  });
}

interface Edited {
  readonly findings: string[];
  readonly valid: boolean;
  readonly trust: string | undefined;
}

/** Copies the valid folder, lets the test change it, and verifies the copy. */
async function editedRuns(change: (folder: string) => void): Promise<Edited | undefined> {
  const source = testData(`${RUNS}/valid`);
  if (source === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-runs-'));
  try {
    for (const name of readdirSync(source)) {
      copyFileSync(join(source, name), join(folder, name));
      writeFileSync(join(folder, name), readFileSync(join(source, name)));
    }
    change(folder);
    const outcome = await verifyPath(folder, { trust: createTrustRoot({ keys: [runKey()] }), workers: 0 });
    if (outcome.kind !== 'directory') return undefined;
    const { result } = outcome;
    const findings = result.findings.map(
      ({ kind, session }) => `${kind} ${session === A ? 'A' : session === B ? 'B' : session}`,
    );
    return { findings: findings.sort(), valid: result.verdict === 'valid', trust: result.linked[0]?.trust };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edit(folder: string, name: string, from: string, to: string): void {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${from} does not occur in ${name}`);
  writeFileSync(path, text.replace(from, to));
}

const EVIDENCE_A = `evidence-${A}-0.jsonl`;
const EVIDENCE_B = `evidence-${B}-0.jsonl`;
const LINK = `chain-link-${A}.json`;

const EDITS: readonly (readonly [string, (folder: string) => void, readonly string[], string?])[] = [
  ['nothing', () => undefined, [], 'same_key'],
  [
    'tampered predecessor',
    (folder) => edit(folder, EVIDENCE_A, '"actor":"anonymous"', '"actor":"anonymouz"'),
    ['corrupt_chain A', 'outer_chain_broken A', 'predecessor_unverified B'],
    '',
  ],
  [
    'tampered successor',
    (folder) => edit(folder, EVIDENCE_B, '"actor":"anonymous"', '"actor":"anonymouz"'),
    ['corrupt_chain B', 'outer_chain_broken B'],
    'same_key',
  ],
  [
    'edited link',
    (folder) => edit(folder, LINK, '"predecessor_tail_seq":4', '"predecessor_tail_seq":3'),
    ['invalid_link A'],
  ],
  [
    'double successor',
    (folder) => copyFileSync(join(folder, LINK), join(folder, `chain-link-${B}.json`)),
    ['double_successor A', 'link_name_mismatch B'],
    'same_key',
  ],
  [
    'edited summary',
    (folder) => edit(folder, EVIDENCE_B, 'receipt: block read fetch', 'receipt: allow read fetch'),
    ['outer_chain_broken B'],
    'same_key',
  ],
  [
    'v2 verdict edited without new hashes',
    (folder) =>
      edit(folder, EVIDENCE_B, '"payload":{"action_type":"http_request"', '"payload":{"action_type":"http_requesT"'),
    ['outer_chain_broken B'],
    'same_key',
  ],
  [
    'v2 entries removed',
    (folder) => {
      const path = join(folder, EVIDENCE_B);
      const lines = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => !line.includes('"type":"evidence_receipt"'));
      writeFileSync(path, lines.join('\n'));
    },
    ['outer_chain_broken B'],
    'same_key',
  ],
];

for (const [name, change, findings, trust] of EDITS) {
  test(`run chains, derived: ${name}`, async (t) => {
    const result = await editedRuns(change);
    if (result === undefined) {
      t.log('run-chains/valid is absent; skipped');
      t.pass();
      return;
    }
    t.deepEqual(result.findings, [...findings]);
    t.is(result.valid, findings.length === 0);
    t.is(result.trust, trust);
  });
}

test('run chains: the transcript root of a run is what the run itself committed to', async (t) => {
  const path = testData(`${RUNS}/valid`);
  if (path === undefined) {
    t.log('absent; skipped');
    t.pass();
    return;
  }
  t.deepEqual(await transcriptRoot(path, { keys: [runKey()], session: A }), {
    session_id: A,
    final_seq: 4n,
    root_hash: '28916933c67ec3bebd8eb101d28274731b0d0995edc2ef6061cb3eb83a129137',
    receipt_count: 5n,
    start_time: '2026-09-27T17:28:05.737938022Z',
    end_time: '2026-09-27T17:28:05.915535863Z',
  });
});

test('recovery seals: the successor verifies, the seal cannot be confirmed without its predecessor', async (t) => {
  const evidence = testData(`${ROOT}/recovery-seals/valid/evidence`);
  const seal = testDataText(`${ROOT}/recovery-seals/valid/seal.json`);
  const key = testDataText(`${ROOT}/recovery-seals/valid/signer.pub`);
  if (evidence === undefined || seal === undefined || key === undefined) {
    t.log('absent; skipped');
    t.pass();
    return;
  }
  const trust = createTrustRoot({ keys: [key.trim()] });
  const alone = await verifyPath(evidence, { trust, workers: 0 });
  t.is(alone.result.verdict, 'valid');
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-seal-'));
  try {
    for (const name of readdirSync(evidence)) writeFileSync(join(folder, name), readFileSync(join(evidence, name)));
    writeFileSync(join(folder, `chain-link-proxy.run.${'1'.repeat(32)}.json`), seal);
    const outcome = await verifyPath(folder, { trust, workers: 0 });
    if (outcome.kind !== 'directory') throw new Error('a folder is expected');
    t.deepEqual(
      outcome.result.findings.map((finding) => finding.kind),
      ['predecessor_unverified'],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
