// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { verifyDirectory } from '../../../../verify/core/directory.js';
import { createTrustRoot } from '../../../../verify/core/trust.js';
import { renderResult } from '../../../../verify/core/render.js';
import { buildRun, memoryFolder, newSigner, runFiles } from '../evidence-runs.js';

test('a run without run records, and one with admitted damage, are named as such', async (t) => {
  const signer = newSigner();
  const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
  const files = memoryFolder(runFiles(buildRun({ signer })));
  const result = await verifyDirectory(files, { trust, suite: nodeSuite });
  const as = (verdict: 'valid' | 'discontinuous', runState: 'closed' | 'none'): string => {
    const chains = result.chains.map((chain) => ({ ...chain, verdict, facts: { ...chain.facts, runState } }));
    return renderResult({ kind: 'directory', result: { ...result, verdict, chains } });
  };
  t.regex(as('valid', 'none'), /chain links\n/);
  t.regex(as('valid', 'closed'), /^VALID /m);
  t.regex(as('discontinuous', 'closed'), /^DAMAGED, SEALED /m);
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
  t.is(many.filter((line) => line.includes('member ')).length, 24);
  t.true(many.includes('  ... 99976 more; --json lists all'));
  t.true(many.every((line) => line.length < 300));
});
