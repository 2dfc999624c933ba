// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrivateKeyFile } from '../evidence/crypto/key-files.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../evidence/model/entry-line.js';
import type { EvidenceDraft } from '../evidence/model/evidence-draft.js';
import type { Recorder } from '../evidence/store/options.js';
import { openEvidence } from '../enforce/runtime/evidence.js';
import { productPaths } from '../enforce/runtime/paths.js';
import type { Bench, BenchContext, Figure } from './bench.js';
import { createDraftSource } from './drafts.js';
import { median, medianRatio, percentile } from './measure.js';
import { balancedParts } from './scanning.js';
import { syncCost, withWorkspace } from './workspace.js';

const IN_FLIGHT = 128;
const LIMIT = { atLeast: 0.55 };

/** Appends `count` drafts, `inFlight` of them at any time, and waits until all are on disk. */
async function appendMany(
  recorder: Recorder,
  draft: () => EvidenceDraft,
  count: number,
  inFlight: number,
): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await recorder.append(draft());
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

/** Reads, once each, what the recorder signed: the digest of every record, and the signature to compare with. */
function createSignedReader(dir: string): () => readonly { readonly digest: Uint8Array; readonly signature: string }[] {
  const read = new Map<string, number>();
  return () =>
    readdirSync(dir)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => {
        const bytes = readFileSync(join(dir, name));
        const from = read.get(name) ?? 0;
        read.set(name, bytes.length);
        return bytes.toString('utf8', from).split('\n').slice(0, -1).map(parseEntryLine);
      })
      .filter(({ type }) => type === 'action_receipt')
      .map(({ detail }) => parseActionReceipt(detail))
      .map(({ recordText, receipt }) => ({ digest: nodeSuite.sha256(recordText), signature: receipt.signature }));
}

function keyObjectOf(path: string): KeyObject {
  const seed = parsePrivateKeyFile(readFileSync(path, 'utf8')).subarray(0, 32);
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
}

interface Pace {
  readonly slices: number;
  readonly drafts: number;
  readonly single: number;
}

async function measure(dir: string, pace: Pace, { progress }: BenchContext): Promise<readonly Figure[]> {
  const { config, parts, snapshot } = balancedParts();
  const draft = createDraftSource(snapshot);
  const paths = productPaths(dir, {});
  const opened = await openEvidence(config, paths, parts);
  if (opened === undefined) throw new Error('the balanced preset keeps no evidence');
  const { recorder } = opened;
  const key = keyObjectOf(paths.signingKey);
  const readSigned = createSignedReader(opened.dir);
  const recorded: number[] = [];
  const signed: number[] = [];
  const latency: number[] = [];
  const processor: number[] = [];
  try {
    progress('warming up');
    await appendMany(recorder, draft, pace.drafts, IN_FLIGHT);
    readSigned();
    for (let slice = 0; slice < pace.slices; slice++) {
      progress(`slice ${slice + 1} of ${pace.slices}`);
      const startedAt = performance.now();
      const before = process.cpuUsage();
      await appendMany(recorder, draft, pace.drafts, IN_FLIGHT);
      const { user, system } = process.cpuUsage(before);
      recorded.push((performance.now() - startedAt) / pace.drafts);
      processor.push((user + system) / pace.drafts);
      signed.push(timeSigning(key, readSigned()));
    }
    progress('one at a time');
    for (let i = 0; i < pace.single; i++) {
      const startedAt = performance.now();
      await recorder.append(draft());
      latency.push(performance.now() - startedAt);
    }
  } finally {
    await recorder.close();
  }
  return [
    { name: `durable receipts, ${IN_FLIGHT} in flight`, unit: 'per second', value: 1000 / median(recorded) },
    { name: 'bare sign of the same digests', unit: 'per second', value: 1000 / median(signed) },
    { name: 'durable receipts / bare sign', unit: 'x', value: medianRatio(signed, recorded), target: LIMIT },
    { name: 'processor time of a durable receipt, both threads', unit: 'us', value: median(processor) },
    { name: 'durable receipt, one in flight, p50', unit: 'us', value: percentile(latency, 0.5) * 1000 },
    { name: 'durable receipt, one in flight, p99', unit: 'us', value: percentile(latency, 0.99) * 1000 },
    { name: '4 KiB write and fdatasync here, p50', unit: 'us', value: syncCost(dir, pace.single) },
  ];
}

/** Milliseconds per signature. Ed25519 is deterministic, so equal signatures prove that both sides signed the same. */
function timeSigning(key: KeyObject, records: ReturnType<ReturnType<typeof createSignedReader>>): number {
  let last: Buffer | undefined;
  const startedAt = performance.now();
  for (const { digest } of records) last = sign(null, digest, key);
  const took = performance.now() - startedAt;
  if (last === undefined || records.at(-1)?.signature !== `ed25519:${last.toString('hex')}`)
    throw new Error('the two sides signed different bytes');
  return took / records.length;
}

export const receiptsBench: Bench = {
  name: 'receipts',
  summary: 'durable signed receipts against bare node:crypto sign',
  run: (context) => {
    const pace = context.quick ? { slices: 3, drafts: 300, single: 50 } : { slices: 15, drafts: 4000, single: 2000 };
    return withWorkspace((dir) => measure(dir, pace, context));
  },
};
