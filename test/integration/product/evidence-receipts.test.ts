// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEvidenceReceipt } from '../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { textMember } from '../../../evidence/canonical/json-reader.js';
import {
  ACCESS_KEY,
  startOrigin,
  startTestProduct,
  stopOrigin,
  stopTestProduct,
  testConfig,
  through,
  verifyEvidence,
} from '../../support/product.js';

const SHAPES = [
  ['on', 'current'],
  ['legacy', 'legacy'],
] as const;

for (const [setting, shape] of SHAPES) {
  test(`the running proxy writes its decisions as evidence receipts: ${setting}`, async (t) => {
    const origin = await startOrigin((incoming, response) => {
      incoming.resume();
      response.end('ok');
    });
    const running = await startTestProduct(
      testConfig((config) => ({
        ...config,
        flight_recorder: { ...config.flight_recorder, evidence_receipts: setting },
      })),
    );
    const { product } = running;
    const site = `http://127.0.0.1:${origin.port}`;
    t.is((await through(product, `${site}/list?a=1&b=2`)).status, 200);
    t.is((await through(product, `${site}/list?key=${ACCESS_KEY}`)).status, 403);
    t.is((await through(product, `/fetch?url=${encodeURIComponent(`${site}/page`)}`)).status, 200);
    await product.close();
    stopOrigin(origin);

    const verified = await verifyEvidence(product);
    t.is(verified.result.verdict, 'valid');
    const chains = verified.kind === 'directory' ? verified.result.chains : [];
    t.is(chains[0]?.facts.evidenceReceipts, 3);
    const dir = product.evidence?.dir ?? '';
    const name = (await readdir(dir)).find((one) => one.endsWith('.jsonl')) ?? '';
    const lines = (await readFile(join(dir, name), 'utf8')).trimEnd().split('\n');
    const receipts = lines
      .map((line) => JSON.parse(line) as { type: string; detail: unknown })
      .filter(({ type }) => type === 'evidence_receipt')
      .map(({ detail }) => parseEvidenceReceipt(JSON.stringify(detail)).receipt);
    t.deepEqual(
      receipts.map(({ payload }) => ['verdict', 'transport', 'rule_id'].map((member) => textMember(payload, member))),
      [
        ['allow', 'forward', ''],
        ['block', 'forward', 'AWS Access ID'],
        ['allow', 'fetch', ''],
      ],
    );
    for (const receipt of receipts) t.is(receipt.shape, shape);
    t.false(lines.join('\n').includes(ACCESS_KEY));
    await stopTestProduct(running);
  });
}
