// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { CANONICALIZATION, parseEvidenceReceipt } from '../../evidence/model/evidence-receipt/evidence-receipt.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { entryHash, writeEntryLine } from '../../evidence/model/recorder-entry.codec.js';
import type { RecorderEntry } from '../../evidence/model/recorder-entry.js';
import type { Check } from '../../verify/core/form.js';
import type { Verification } from '../../verify/core/subject.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { testData, testDataFiles, testDataText } from '../support/test-data.js';

const ROOT = 'corpora/receipts';
const RUNS = `${ROOT}/run-chains`;
const A = 'proxy.run.03b13ee13e01e7f770480f62ea42f1fe';
const B = 'proxy.run.f7b327337534352a514bd0a256b1d1c0';
const FILE_A = `evidence-${A}-0.jsonl`;
const FILE_B = `evidence-${B}-0.jsonl`;

function skip(t: ExecutionContext, name: string): void {
  t.log(`${name} is absent; skipped`);
  t.pass();
}

function keyIn(file: string, member: string): string {
  return (JSON.parse(testDataText(`${ROOT}/${file}`) ?? '{}') as Record<string, string>)[member] ?? '';
}

function failures(outcome: Verification): readonly Check[] {
  return outcome.result.checks.filter(({ status }) => status === 'fail');
}

/** Receipt hashes of the old shape, in full where they were published in full. */
const OLD_SHAPE: readonly (readonly [string, RegExp])[] = [
  ['valid-evidence-proxy-decision.json', /^b36c02b601bebbf20a7661c5a51491befb823f365255995a7f928c20e418ebd4$/],
  ['valid-evidence-promote-committed.json', /^08421317[0-9a-f]{52}cb97$/],
  ['valid-evidence-shadow-delta.json', /^dc1b81a7[0-9a-f]{53}8eb$/],
];

for (const [name, hash] of OLD_SHAPE) {
  test(`${name} is a valid receipt of the old shape`, async (t) => {
    const path = testData(`${ROOT}/${name}`);
    if (path === undefined) {
      skip(t, name);
      return;
    }
    const key = keyIn('v2-test-keys.json', 'public_key_hex');
    const text = readFileSync(path, 'utf8');
    const { receipt, receiptText } = parseEvidenceReceipt(text);
    t.is(receipt.shape, 'legacy');
    t.regex(nodeSuite.sha256Hex(receiptText), hash);
    for (const trust of [
      createTrustRoot({ keys: [key] }),
      createTrustRoot({ named: [{ id: receipt.signerKeyId, key }] }),
    ]) {
      const outcome = await verifyPath(path, { trust, workers: 0 });
      t.is(outcome.kind, 'document');
      t.is(outcome.result.verdict, 'valid');
    }
    const folder = mkdtempSync(join(tmpdir(), 'pipelock-golden-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const edited = join(folder, name);
    writeFileSync(edited, text.replace('2026-04-25T22:00:00Z', '2026-04-25T22:00:01Z'));
    const refused = await verifyPath(edited, { trust: createTrustRoot({ keys: [key] }), workers: 0 });
    t.deepEqual(
      failures(refused).map(({ code }) => code),
      ['signature_invalid'],
    );
  });
}

test('secret egress: every sample is as its name says', async (t) => {
  const files = testDataFiles(`${ROOT}/secret-egress-v1`, '.json');
  if (files.length === 0) skip(t, 'secret-egress-v1');
  const trust = createTrustRoot({ keys: ['05542fbde1c3fbb9343ba415fa80f9f4bb3859fd78580a61ee61b5ff5cf522be'] });
  for (const file of files) {
    const outcome = await verifyPath(file, { trust, workers: 0 });
    t.is(outcome.result.verdict === 'valid', basename(file).startsWith('valid-'), file);
  }
});

test('the transform profile that receipts name is the one whose vectors lie in the corpus', (t) => {
  const text = testDataText(`${ROOT}/transform-profile/pipelock-transform-v1.json`);
  if (text === undefined) {
    skip(t, 'transform-profile');
    return;
  }
  t.is((JSON.parse(text) as { profile: string }).profile, CANONICALIZATION.redaction_ruleset_id);
});

const FLEET: Readonly<Record<string, string>> = {
  'valid-l1': '',
  'l2-rejected': 'level',
  'duplicate-source-batch': 'source_batch',
  'reordered-source-batch': 'source_batch',
  'tampered-summary-arithmetic': 'summary_arithmetic',
  'unpinned-rejected': 'signer_key_untrusted',
  'wrong-key': 'signature_invalid',
  'wrong-key-purpose': 'key_purpose',
};

test('fleet reports: the valid one is, each other is refused for the reason in its name', async (t) => {
  const files = testDataFiles(`${ROOT}/fleet-receipt-v1`, '.dsse.json');
  if (files.length === 0) {
    skip(t, 'fleet-receipt-v1');
    return;
  }
  const key = keyIn('fleet-receipt-v1/test-key.json', 'public_key_hex');
  const id = keyIn('fleet-receipt-v1/test-key.json', 'key_id');
  const trust = createTrustRoot({ named: [{ id, key }] });
  for (const file of files) {
    const reason = FLEET[basename(file, '.dsse.json')];
    const outcome = await verifyPath(file, { trust, workers: 0 });
    t.is(outcome.kind === 'document' ? outcome.form : outcome.kind, 'fleet_receipt');
    t.is(failures(outcome)[0]?.code ?? '', reason ?? 'no expectation for this file', file);
    t.is(outcome.result.accepted, reason === '');
    const unpinned = await verifyPath(file, { trust: createTrustRoot({}), workers: 0 });
    t.false(unpinned.result.accepted, file);
  }
});

test('fleet reports: the facts of the published result are in ours', async (t) => {
  const golden = testDataText(`${ROOT}/fleet-receipt-v1/valid-l1.golden`);
  const path = testData(`${ROOT}/fleet-receipt-v1/valid-l1.dsse.json`);
  if (golden === undefined || path === undefined) {
    skip(t, 'valid-l1');
    return;
  }
  const key = keyIn('fleet-receipt-v1/test-key.json', 'public_key_hex');
  const outcome = await verifyPath(path, { trust: createTrustRoot({ keys: [key] }), workers: 0 });
  const claimed = new Set(outcome.kind === 'document' ? outcome.result.claimed.map(({ value }) => value) : []);
  const facts = golden.split('\n').flatMap((line) => /^ {2}[^:]+: +(.+)$/.exec(line)?.[1] ?? []);
  t.true(facts.length > 8);
  for (const fact of facts) t.true(claimed.has(fact), fact);
});

function runKey(): string {
  return (testDataText(`${RUNS}/signer-key.hex`) ?? '').trim();
}

/** Recomputes the entry hashes of a file, as somebody who can write to the folder would; checkpoints keep their text. */
function rehashed(lines: readonly string[], edit: (entry: RecorderEntry) => RecorderEntry | undefined): string[] {
  let prev = 'genesis';
  let seq = 0n;
  return lines.flatMap((line) => {
    const edited = edit(parseEntryLine(line));
    if (edited === undefined) return [];
    const entry = { ...edited, seq, prev_hash: prev };
    prev = entryHash(entry, nodeSuite);
    seq += 1n;
    return [writeEntryLine({ ...entry, hash: prev })];
  });
}

interface Parity {
  readonly valid: boolean;
  readonly findings: readonly string[];
  readonly evidenceFaults: number;
}

async function parity(
  change: (lines: readonly string[]) => readonly string[],
  target?: string,
): Promise<Parity | undefined> {
  const source = testData(`${RUNS}/valid`);
  if (source === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-parity-'));
  try {
    for (const name of readdirSync(source).filter((one) => one !== 'expect.json')) {
      copyFileSync(join(source, name), join(folder, name));
    }
    const lines = readFileSync(join(source, FILE_B), 'utf8').trimEnd().split('\n');
    rmSync(join(folder, FILE_B));
    writeFileSync(join(folder, FILE_B), `${change(lines).join('\n')}\n`);
    const path = target === undefined ? folder : join(folder, target);
    const outcome = await verifyPath(path, { trust: createTrustRoot({ keys: [runKey()] }), workers: 0 });
    const directory = outcome.kind === 'directory' ? outcome.result : undefined;
    const checks = [...outcome.result.checks, ...(directory?.chains.flatMap((chain) => chain.checks) ?? [])];
    return {
      valid: outcome.result.verdict === 'valid',
      findings: directory?.findings.map(({ kind, session }) => `${kind} ${session === B ? 'B' : 'A'}`) ?? [],
      evidenceFaults: checks.filter(({ code, status }) => code === 'evidence_receipt_chain' && status === 'fail')
        .length,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const isV2 = (entry: RecorderEntry): boolean => entry.type === 'evidence_receipt';
const editVerdict = (entry: RecorderEntry): RecorderEntry =>
  isV2(entry) && entry.detail.includes('"chain_seq":1')
    ? { ...entry, detail: entry.detail.replace('"verdict":"block"', '"verdict":"allow"') }
    : entry;

/** A checkpoint of the original bytes does not sign the edited ones; without it the forger's file looks younger. */
function uncheckpointed(entry: RecorderEntry): RecorderEntry | undefined {
  return entry.type === 'checkpoint' ? undefined : entry;
}

const PARITY: readonly (readonly [
  string,
  (lines: readonly string[]) => readonly string[],
  string | undefined,
  Parity,
])[] = [
  ['nothing changed', (lines) => lines, undefined, { valid: true, findings: [], evidenceFaults: 0 }],
  [
    'the last v2 verdict of B edited',
    (lines) =>
      lines.map((line) =>
        line.includes('"seq":7,')
          ? line.replace(
              '"payload":{"action_type":"http_request","target":"http://127.0.0.1:9/two","verdict":"block"',
              '"payload":{"action_type":"http_request","target":"http://127.0.0.1:9/two","verdict":"allow"',
            )
          : line,
      ),
    undefined,
    { valid: false, findings: ['outer_chain_broken B'], evidenceFaults: 1 },
  ],
  [
    'the same, hashed again',
    (lines) => rehashed(lines, (entry) => uncheckpointed(editVerdict(entry))),
    undefined,
    { valid: false, findings: ['corrupt_chain B'], evidenceFaults: 1 },
  ],
  [
    'the same, the file of A alone',
    (lines) => rehashed(lines, (entry) => uncheckpointed(editVerdict(entry))),
    FILE_A,
    { valid: true, findings: [], evidenceFaults: 0 },
  ],
  [
    'the last v2 entry of B removed',
    (lines) => lines.filter((line) => !line.includes('"seq":7,')),
    undefined,
    { valid: false, findings: ['outer_chain_broken B'], evidenceFaults: 0 },
  ],
  [
    'the first v2 entry of B removed, hashed again',
    (lines) => rehashed(lines, (entry) => (entry.seq === 4n ? undefined : uncheckpointed(entry))),
    undefined,
    { valid: false, findings: ['corrupt_chain B'], evidenceFaults: 1 },
  ],
  [
    'the last v2 entry of B removed, hashed again: only a signed checkpoint shows it',
    (lines) => rehashed(lines, (entry) => (entry.seq === 7n ? undefined : uncheckpointed(entry))),
    undefined,
    { valid: true, findings: [], evidenceFaults: 0 },
  ],
  [
    'all v2 entries of B removed, hashed again: only a signed checkpoint shows it',
    (lines) => rehashed(lines, (entry) => (isV2(entry) ? undefined : uncheckpointed(entry))),
    undefined,
    { valid: true, findings: [], evidenceFaults: 0 },
  ],
];

for (const [name, change, target, expected] of PARITY) {
  test(`parity: ${name}`, async (t) => {
    const result = await parity(change, target);
    if (result === undefined) skip(t, 'run-chains/valid');
    else t.deepEqual(result, expected);
  });
}

test('the v2 receipts of a live run are of the current shape and link to one another', (t) => {
  const text = testDataText(`${RUNS}/valid/${FILE_A}`);
  if (text === undefined) {
    skip(t, 'run-chains/valid');
    return;
  }
  const entries = text.trimEnd().split('\n').map(parseEntryLine).filter(isV2);
  const parsed = entries.map(({ detail }) => parseEvidenceReceipt(detail));
  t.true(parsed.length > 1);
  parsed.forEach(({ receipt }, index) => {
    const before = parsed[index - 1];
    t.is(receipt.shape, 'current');
    t.is(receipt.chainPrevHash, before === undefined ? 'genesis' : nodeSuite.sha256Hex(before.receiptText));
  });
});
