// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { noteKeyOf } from '../../../../../evidence/sign/log-note.js';
import { verifyDirectory } from '../../../../../verify/core/folders/directory.js';
import { NO_LOG_TRUST } from '../../../../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { renderResult } from '../../../../../verify/core/results/render.js';
import { evidenceChain } from '../../../../support/evidence-receipts.js';
import {
  checkpointOf,
  logFiles,
  beside,
  memoryTree,
  newLogSigner,
  ORIGIN,
  receiptEntries,
} from '../../../../support/log-samples.js';
import { buildRun, memoryFolder, newSigner, runFiles } from '../../evidence-runs.js';

test('a run without run records, and one with admitted damage, are named as such', async (t) => {
  const signer = newSigner();
  const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
  const files = memoryFolder(runFiles(buildRun({ signer })));
  const result = await verifyDirectory(files, { trust, suite: nodeSuite });
  const as = (verdict: 'valid' | 'discontinuous', runState: 'closed' | 'none'): string => {
    const chains = result.chains.map((chain) => ({ ...chain, verdict, facts: { ...chain.facts, runState } }));
    return renderResult({ kind: 'directory', result: { ...result, verdict, chains } });
  };
  t.regex(as('valid', 'none'), /anchored root, none$/m);
  t.regex(as('valid', 'closed'), /^  VALID /m);
  t.regex(as('discontinuous', 'closed'), /^  DAMAGED, SEALED /m);
});

test('evidence receipts are told as proved only where their own chain holds', async (t) => {
  const signer = newSigner();
  const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
  const receipts = evidenceChain(['proxy_decision', 'proxy_decision'], signer);
  const rendered = async (texts: readonly string[]): Promise<string> => {
    const run = buildRun({ signer, extra: texts.map((text) => ['evidence_receipt', text] as const) });
    const result = await verifyDirectory(memoryFolder(runFiles(run)), { trust, suite: nodeSuite });
    return renderResult({ kind: 'directory', result });
  };
  t.regex(await rendered(receipts), /^ +ok +evidence_receipt_chain: 2 evidence receipts/m);
  const gap = await rendered(receipts.slice(1));
  t.notRegex(gap, /ok +evidence_receipt_chain/);
  t.regex(gap, /FAIL evidence_receipt_chain/);
});

test('a log is told beside failures; its failures stand with the others, once', async (t) => {
  const run = buildRun({ signer: newSigner() });
  const logSigner = newLogSigner();
  const entries = receiptEntries(run.receipts.map((text) => nodeSuite.sha256Hex(text)));
  const files = logFiles(entries, checkpointOf(entries, logSigner));
  const rendered = async (publicKey: Uint8Array): Promise<string> => {
    const log = { ...NO_LOG_TRUST, keys: [{ name: ORIGIN, publicKey }] };
    const trust = createTrustRoot({ keys: [run.signer.publicKeyHex], log });
    const tree = beside(memoryFolder(runFiles(run)), memoryTree(files));
    return renderResult({ kind: 'directory', result: await verifyDirectory(tree, { trust, suite: nodeSuite }) });
  };
  const good = await rendered(noteKeyOf(logSigner, ORIGIN).publicKey);
  t.regex(good, /^  ok   log_checkpoint: /m);
  t.notRegex(good, /FAIL/);
  const bad = await rendered(noteKeyOf(newLogSigner(), ORIGIN).publicKey);
  t.is(bad.match(/log_checkpoint: /g)?.length, 1);
  t.regex(bad, /^  FAIL log_checkpoint: /m);
});

test('a document that claims very much is shown in part, and says so', (t) => {
  const shown = (count: number): string[] => {
    const claimed = Array.from({ length: count }, (_, n) => ({ name: `member ${n}`, value: 'x'.repeat(10_000) }));
    const result = { verdict: 'valid', accepted: true, checks: [], claimed, notAsserted: [] } as const;
    return renderResult({ kind: 'document', form: 'statement', result }).split('\n');
  };
  const few = shown(5);
  t.is(few.filter((line) => line.includes('member ')).length, 5);
  t.false(few.some((line) => line.includes('more; --json')));
  const many = shown(100_000);
  t.is(many.filter((line) => line.includes('member ')).length, 20);
  t.true(many.includes('  ... 99980 more; --json lists all'));
  t.true(many.every((line) => line.length < 300));
});
