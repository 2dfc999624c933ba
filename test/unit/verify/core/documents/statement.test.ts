// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  receiptBatchStatement,
  sessionStatement,
  verificationSummary,
  type RunFacts,
} from '../../../../../evidence/attest/predicates.js';
import { signStatement } from '../../../../../evidence/attest/statement.js';
import { createNodeSigner, generateKeyPair } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { writeDsse } from '../../../../../evidence/model/dsse.js';
import type { Statement } from '../../../../../evidence/model/statement.js';
import { explainVerification } from '../../../../../verify/core/results/explain.js';
import { renderResult } from '../../../../../verify/core/results/render.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { STATEMENT_FORM } from '../../../../../verify/core/documents/statement.js';
import { verifyStatement } from '../../../../../verify/core/documents/statement-subjects.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';

const { privateKey, publicKeyHex } = generateKeyPair();
const signer = createNodeSigner(privateKey, 'same_uid');
const other = generateKeyPair().publicKeyHex;

const RUN: RunFacts = {
  session: 'proxy.run.00112233445566778899aabbccddeeff',
  receiptCount: 3,
  finalSeq: 2n,
  rootHash: '1'.repeat(64),
  entryCount: 6,
  entryHead: '2'.repeat(64),
  signerKeys: [publicKeyHex],
  runNonces: ['00112233445566778899aabbccddeeff'],
  runState: 'closed',
  sealState: 'sealed',
  checkpoints: 1,
  startTime: '2026-11-22T20:00:00Z',
  endTime: '2026-11-22T20:00:02Z',
};
const FILES = [{ name: 'evidence-a-0.jsonl', digest: { sha256: 'ab'.repeat(32) } }];

async function envelopeOf(statement: Statement): Promise<string> {
  return writeDsse(await signStatement(statement, signer, nodeSuite));
}

function options(keys: readonly string[]): Parameters<typeof verifyStatement>[1] {
  return { trust: createTrustRoot({ keys }), suite: nodeSuite };
}

function statusOf({ checks }: DocumentResult, code: string): string | undefined {
  return checks.find((check) => check.code === code)?.status;
}

test('a statement under a trusted key about the very files is valid; its predicate stays a claim', async (t) => {
  const text = await envelopeOf(receiptBatchStatement(RUN, FILES));
  const held = new Map([['evidence-a-0.jsonl', 'ab'.repeat(32)]]);
  const result = await verifyStatement(text, options([other, publicKeyHex]), held);
  t.is(result.verdict, 'valid');
  t.true(result.accepted);
  t.deepEqual(
    result.checks.map(({ code, status }) => `${code} ${status}`),
    ['form pass', 'signature pass', 'subject pass', 'unprotected not_checked'],
  );
  t.true(result.claimed.some(({ name, value }) => name === 'receiptCount' && value === '3'));
  const verification = { kind: 'document', form: 'statement', result } as const;
  t.regex(renderResult(verification), /^OK: statement\n/);
  const explained = explainVerification(verification);
  t.is(explained.subject, 'statement');
  t.is(explained.proved.length, 3);
  t.deepEqual(explained.failed, []);
});

test('other bytes, no files, no key, another key: each is told apart', async (t) => {
  const text = await envelopeOf(sessionStatement(RUN, FILES));
  const changed = new Map([['evidence-a-0.jsonl', 'cd'.repeat(32)]]);
  t.is(statusOf(await verifyStatement(text, options([publicKeyHex]), changed), 'subject'), 'fail');
  t.is(statusOf(await STATEMENT_FORM.verify(text, options([publicKeyHex])), 'subject'), 'not_checked');
  const unpinned = await verifyStatement(text, options([]));
  t.is(unpinned.verdict, 'unpinned');
  t.false(unpinned.accepted);
  const foreign = await verifyStatement(text, options([other]));
  t.is(foreign.verdict, 'invalid');
  t.is(statusOf(foreign, 'signature'), 'fail');
});

test('a changed payload, loose base64 and text that is no envelope are refused', async (t) => {
  const text = await envelopeOf(sessionStatement(RUN, FILES));
  const { payload, ...rest } = JSON.parse(text) as { payload: string; signatures: { sig: string }[] };
  const forged = Buffer.from(Buffer.from(payload, 'base64').toString().replace('"closed":true', '"closed":null'));
  const altered = JSON.stringify({ ...rest, payload: forged.toString('base64') });
  t.is(statusOf(await verifyStatement(altered, options([publicKeyHex])), 'signature'), 'fail');
  const loose = JSON.stringify({ ...rest, payload, signatures: [{ sig: 'not base64' }] });
  t.is(statusOf(await verifyStatement(loose, options([publicKeyHex])), 'signature'), 'fail');
  t.is((await verifyStatement('{', options([publicKeyHex]))).verdict, 'invalid');
  for (const signatures of [undefined, []]) {
    const bad = { ...rest, payload, signatures };
    t.is(statusOf(await verifyStatement(JSON.stringify(bad), options([publicKeyHex])), 'invalid_field'), 'fail');
  }
});

test('a predicate that nobody here knows is reported, not passed', async (t) => {
  const statement = { ...sessionStatement(RUN, FILES), predicateType: 'https://example.org/other/v1' };
  const result = await verifyStatement(await envelopeOf(statement), options([publicKeyHex]));
  t.is(statusOf(result, 'predicate'), 'not_checked');
});

test('a summary says PASSED only of accepted evidence, with the levels that hold', (t) => {
  const basis = {
    accepted: true,
    trustedKeys: [other, publicKeyHex],
    verifiedAt: '2026-11-26T00:00:00Z',
    verifierVersion: '0',
  };
  const summary = (run: RunFacts, accepted: boolean): Statement =>
    verificationSummary(run, FILES, { ...basis, accepted }, nodeSuite);
  t.like(summary(RUN, true).predicate, {
    verificationResult: 'PASSED',
    verifiedLevels: ['PIPELOCK_RECEIPTS_UNDER_PINNED_KEY', 'PIPELOCK_RUN_CLOSED', 'PIPELOCK_END_COMMITTED'],
  });
  t.like(summary({ ...RUN, runState: 'open', sealState: 'incomplete' }, true).predicate, {
    verifiedLevels: ['PIPELOCK_RECEIPTS_UNDER_PINNED_KEY'],
  });
  t.like(summary(RUN, false).predicate, { verificationResult: 'FAILED', verifiedLevels: [] });
  const turned = verificationSummary(RUN, FILES, { ...basis, trustedKeys: [publicKeyHex, other] }, nodeSuite);
  t.deepEqual(turned, summary(RUN, true));
});
