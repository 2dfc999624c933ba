// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { evaluateAelArtifact, type AelEvaluation } from '../../verify/core/ael/form.js';
import { evaluateGovernability } from '../../verify/core/ael/governability.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readPublishedKeys } from '../../verify/node/ael-keys.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { testData, testDataText } from '../support/test-data.js';

interface Expected {
  readonly runs: readonly {
    readonly id: string;
    readonly grade: number | 'ungraded';
    readonly r: string;
    readonly must: Readonly<Record<string, string>>;
  }[];
}

interface ExpectedGov {
  readonly events: Readonly<Record<string, { readonly status: string; readonly class: string }>>;
  readonly coverage: string;
  readonly gaps?: readonly string[];
  readonly anomalies?: readonly string[];
}

const FIXTURES = 'corpora/ael/fixtures';

/** Cases that a list names, split into those that are here and those that are not. */
function casesOf(list: string, expectation: string): { readonly here: string[]; readonly absent: string[] } {
  const names = (testDataText(join(FIXTURES, list)) ?? '').split('\n').filter((name) => name !== '');
  const here = names.filter((name) => testData(join(FIXTURES, name, expectation)) !== undefined);
  return { here, absent: names.filter((name) => !here.includes(name)) };
}

function folderOf(name: string): string {
  return testData(join(FIXTURES, name)) ?? '';
}

function evaluate(name: string, suite: CryptoSuite): Promise<AelEvaluation> {
  const { keys } = readPublishedKeys(join(folderOf(name), 'keys'));
  return evaluateAelArtifact(openEvidenceTree(folderOf(name)), { trust: createTrustRoot({ keys }), suite });
}

const graded = casesOf('CASES.txt', 'expect.json');
const governed = casesOf('GOV-CASES.txt', 'expect_gov.json');

test('which cases are here', (t) => {
  t.log(`${graded.here.length} cases, absent and skipped: ${graded.absent.join(' ') || 'none'}`);
  t.log(`${governed.here.length} governability cases, absent and skipped: ${governed.absent.join(' ') || 'none'}`);
  t.pass();
});

for (const name of graded.here) {
  test(`${name} comes to the published result with either suite`, async (t) => {
    const expected = JSON.parse(readFileSync(join(folderOf(name), 'expect.json'), 'utf8')) as Expected;
    for (const suite of [nodeSuite, portableSuite]) {
      const { runs } = await evaluate(name, suite);
      t.is(runs.length, expected.runs.length);
      for (const { id, grade, r, must } of expected.runs) {
        const run = runs.find((one) => one.run === id);
        t.deepEqual([run?.grade], [grade] as unknown);
        t.is(run?.r ?? '', r);
        for (const [check, status] of Object.entries(must)) t.is(run?.checks[check]?.status ?? '', status, check);
      }
    }
  });
}

for (const name of governed.here) {
  test(`${name} comes to the published governability result`, async (t) => {
    const expected = JSON.parse(readFileSync(join(folderOf(name), 'expect_gov.json'), 'utf8')) as ExpectedGov;
    const { runs, artifact } = await evaluate(name, nodeSuite);
    const { run, notes, ...result } = evaluateGovernability(runs[0]?.run ?? '', artifact);
    t.log(run, notes ?? []);
    t.deepEqual(result, expected as unknown as typeof result);
  });
}

test('a case folder without keys holds no key', (t) => {
  t.deepEqual(readPublishedKeys(join(folderOf('ael0/unpublished_key'), 'no-such-folder')), { keys: [], ignored: [] });
  if (!existsSync(join(folderOf('ael0/bad_key_length'), 'keys'))) return;
  t.deepEqual(readPublishedKeys(join(folderOf('ael0/bad_key_length'), 'keys')).keys, []);
});
