// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../../verify/node/main.js';
import { evidenceChain } from '../../../support/evidence-receipts.js';
import { buildRun } from '../evidence-runs.js';

const root = mkdtempSync(join(tmpdir(), 'pipelock-verify-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const A = buildRun();

function write(name: string, content: string): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

async function command(
  ...args: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const code = await run(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

test('a key can be pinned for one key id, and evidence receipts can be required', async (t) => {
  const evidence = evidenceChain(['proxy_decision', 'contract_expired'], A.signer);
  const key = A.signer.publicKeyHex;
  const named = write('named.json', (evidence[0] ?? '').replace(key, 'signer-1'));
  t.is((await command(named, '--key', `signer-1=${key}`)).code, 0);
  t.is((await command(named, '--key', `signer-2=${key}`)).code, 1);
  t.is((await command(named, '--key', `signer-1=nonsense`)).code, 64);
  t.is((await command(named, '--key', `signer-1=${key}`, '--expect-payload-kind', 'proxy_decision')).code, 0);
  t.is((await command(named, '--key', key, '--expect-payload-kind', 'key_rotation')).code, 1);
  const single = write('expired.json', evidence[1] ?? '');
  t.is((await command(single, '--key', key, '--expect-contract', `sha256:${'ab'.repeat(32)}`)).code, 0);
  t.is((await command(single, '--key', key, '--expect-contract', 'sha256:00')).code, 1);
  const chain = write('evidence-receipts.jsonl', `${evidence.join('\n')}\n`);
  t.regex((await command(chain, '--key', key)).out, /^OK: evidence receipt\n/);
  const keyFile = write('a=b.hex', key);
  t.is((await command(chain, '--key', keyFile)).code, 0);
});

test('white space around a document does not change what it is', async (t) => {
  const [receipt = ''] = evidenceChain(['proxy_decision'], A.signer);
  const laidOut = JSON.stringify(JSON.parse(receipt), null, 1);
  for (const [index, text] of [`\n\n${receipt}`, ` ${receipt}\n`, `\n ${laidOut}`, ` ${laidOut}\n\n`].entries()) {
    const path = write(`space-${index}.json`, text);
    t.regex((await command(path, '--key', A.signer.publicKeyHex)).out, /^OK: evidence receipt\n/, String(index));
  }
});

test('a question about one kind of evidence is not answered with another', async (t) => {
  const receipt = write('v1.json', A.receipts[1] ?? '');
  const key = A.signer.publicKeyHex;
  t.is((await command(receipt, '--key', key)).code, 0);
  const expecting = await command(receipt, '--key', key, '--expect-payload-kind', 'proxy_decision');
  t.is(expecting.code, 2);
  t.regex(expecting.err, /holds no evidence receipts/);
  const fleet = await command(receipt, '--key', key, '--fleet-report');
  t.is(fleet.code, 2);
  t.regex(fleet.err, /not a fleet report/);
});
