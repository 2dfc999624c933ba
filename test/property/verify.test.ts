// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { CryptoSuite, SignatureCheck } from '../../evidence/crypto/suite.js';
import { createChainVerifier } from '../../verify/core/chains/chain.js';
import type { LineBatch } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { buildRun, fileOf, newSigner } from '../unit/verify/evidence-runs.js';

const signer = newSigner();
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
const decision = (id: string): string => JSON.stringify({ action_id: id, layer: 'none', verdict: 'allow' });
const run = buildRun({ signer, actions: 2, decision, ext: '{"a":[1,"x"]}' });

const answers = new Map<string, Promise<readonly boolean[]>>();

/** One signature is asked about once: in thousands of copies of a file, all lines but one are the same. */
const suite: CryptoSuite = {
  ...nodeSuite,
  async verifyBatch(checks) {
    const one = (check: SignatureCheck): Promise<readonly boolean[]> => {
      const { publicKey, message, signature } = check;
      const question = [publicKey, message, signature].map((bytes) => Buffer.from(bytes).toString('latin1'));
      const known = answers.get(question.join('|')) ?? nodeSuite.verifyBatch([check]);
      answers.set(question.join('|'), known);
      return known;
    };
    return (await Promise.all(checks.map(one))).flat();
  },
};

function batchOf(bytes: Buffer): LineBatch {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    return { lines: [], fault: { code: 'malformed_json', message: 'not UTF-8' } };
  }
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  return rest === '' ? { lines } : { lines, fault: { code: 'torn_tail', message: 'torn' } };
}

async function verdict(bytes: Buffer): Promise<string> {
  const verifier = createChainVerifier('recorder', { trust, suite, wholeRecorder: true });
  await verifier.feed([batchOf(bytes)]);
  const { result } = await verifier.finish();
  const loose = result.checks.some((check) => check.code === 'unprotected_bytes');
  return loose && result.verdict === 'valid' ? 'valid, listed as unprotected' : result.verdict;
}

test('every change of a single byte of a recorder file is noticed, or its line listed as unprotected', async (t) => {
  const file = Buffer.from(fileOf(run.lines), 'utf8');
  t.is(await verdict(file), 'valid');
  const unnoticed: string[] = [];
  for (let at = 0; at < file.length; at += 1) {
    const flipped = Buffer.from(file);
    // Bit 5 makes another case of a letter, bit 0 another digit; both are the changes a reader overlooks.
    flipped[at] = (file[at] ?? 0) ^ (at % 2 === 0 ? 0x20 : 0x01);
    if ((await verdict(flipped)) === 'valid')
      unnoticed.push(`${at}: ${file.subarray(at - 20, at + 10).toString('latin1')}`);
  }
  t.deepEqual(unnoticed, []);
});

test('a file cut off anywhere is never a whole recorder', async (t) => {
  const file = Buffer.from(fileOf(run.lines), 'utf8');
  for (let length = 0; length < file.length; length += 7) {
    t.not(await verdict(file.subarray(0, length)), 'valid', String(length));
  }
});

test('any line left out, doubled or moved is noticed', async (t) => {
  for (let at = 0; at < run.lines.length; at += 1) {
    const without = run.lines.toSpliced(at, 1);
    const doubled = run.lines.toSpliced(at, 0, run.lines[at] ?? '');
    const moved = [...without, run.lines[at] ?? ''];
    t.not(await verdict(Buffer.from(fileOf(without))), 'valid');
    t.not(await verdict(Buffer.from(fileOf(doubled))), 'valid');
    if (at < run.lines.length - 1) t.not(await verdict(Buffer.from(fileOf(moved))), 'valid');
  }
});
