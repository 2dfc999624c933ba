// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Bench, BenchContext, Figure } from './bench.js';
import { pairAt, writeChainFile, type ChainFile } from './chain-file.js';
import { endChild, forkBench, nextMessage, numberIn } from './child.js';
import { createDraftSource } from './drafts.js';
import { median, medianRatio } from './measure.js';
import { balancedParts } from './scanning.js';
import { withWorkspace } from './workspace.js';

interface Pace {
  readonly rounds: number;
  readonly receipts: number;
  readonly fewReceipts: number;
}

interface Verified {
  /** Milliseconds per receipt. */
  readonly each: number;
  /** Milliseconds of processor time per receipt, all threads, start-up included. */
  readonly cpu: number;
  readonly peakMb: number;
}

function publicKeyObject(hex: string): KeyObject {
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(hex, 'hex')]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** Milliseconds per signature of a loop over a part of the chain that does nothing but check signatures. */
function timeBare(chain: ChainFile, key: KeyObject, from: number, to: number): number {
  let good = 0;
  const startedAt = performance.now();
  for (let i = from; i < to; i++) {
    const [digest, signature] = pairAt(chain, i);
    if (verify(null, digest, key, signature)) good++;
  }
  const took = performance.now() - startedAt;
  if (good !== to - from) throw new Error('a signature of the chain does not hold');
  return took / (to - from);
}

/** Verifies the chain in a fresh process, so that memory and compiler start cold as for a user. */
async function verifyInProcess({ path, publicKeyHex, receipts }: ChainFile, workers: number): Promise<Verified> {
  const child = forkBench('./verify-process.js', [path, publicKeyHex, String(workers)]);
  const answer = await nextMessage(child, (message) => ({
    each: numberIn(message, 'ms') / receipts,
    cpu: numberIn(message, 'cpuMs') / receipts,
    peakMb: numberIn(message, 'peakKb') / 1024,
  }));
  await endChild(child);
  return answer;
}

async function measure(dir: string, pace: Pace, { progress }: BenchContext): Promise<readonly Figure[]> {
  const { snapshot } = balancedParts();
  const draft = createDraftSource(snapshot);
  progress(`writing ${pace.receipts} receipts`);
  const chain = await writeChainFile(join(dir, 'long.jsonl'), pace.receipts, snapshot.policyHash, draft);
  const short = await writeChainFile(join(dir, 'short.jsonl'), pace.fewReceipts, snapshot.policyHash, draft);
  const key = publicKeyObject(chain.publicKeyHex);
  const middle = Math.floor(chain.receipts / 2);
  const bare: number[] = [];
  const oneCore: Verified[] = [];
  const twoWorkers: Verified[] = [];
  const few: Verified[] = [];
  for (let round = 0; round < pace.rounds; round++) {
    progress(`round ${round + 1} of ${pace.rounds}`);
    // The bare loop brackets the single-core run; a machine that slows down for a while slows both.
    const before = timeBare(chain, key, 0, middle);
    oneCore.push(await verifyInProcess(chain, 0));
    const after = timeBare(chain, key, middle, chain.receipts);
    bare.push((before * middle + after * (chain.receipts - middle)) / chain.receipts);
    twoWorkers.push(await verifyInProcess(chain, 2));
    few.push(await verifyInProcess(short, 0));
  }
  const each = (runs: readonly Verified[]) => runs.map((run) => run.each);
  const cpu = (runs: readonly Verified[]) => median(runs.map((run) => run.cpu)) * 1000;
  const peak = (runs: readonly Verified[]) => median(runs.map((run) => run.peakMb));
  return [
    { name: 'chain length', unit: 'count', value: chain.receipts },
    { name: 'bare verify of the same signatures', unit: 'per second', value: 1000 / median(bare) },
    { name: 'chain verified, one core', unit: 'per second', value: 1000 / median(each(oneCore)) },
    { name: 'one core / bare verify', unit: 'x', value: medianRatio(bare, each(oneCore)), target: { atLeast: 0.8 } },
    { name: 'chain verified, two workers', unit: 'per second', value: 1000 / median(each(twoWorkers)) },
    { name: 'two workers / bare verify', unit: 'x', value: medianRatio(bare, each(twoWorkers)) },
    // Against the bare rate two cores could give at most twice the row above it: the target is about scaling.
    {
      name: 'two workers / one core',
      unit: 'x',
      value: medianRatio(each(oneCore), each(twoWorkers)),
      target: { atLeast: 1.7 },
    },
    { name: 'processor time of a receipt, one core', unit: 'us', value: cpu(oneCore) },
    { name: 'processor time of a receipt, two workers', unit: 'us', value: cpu(twoWorkers) },
    { name: `peak memory, ${pace.fewReceipts} receipts`, unit: 'MB', value: peak(few) },
    { name: `peak memory, ${pace.receipts} receipts`, unit: 'MB', value: peak(oneCore) },
    { name: 'peak memory, difference', unit: 'MB', value: peak(oneCore) - peak(few), target: { atMost: 32 } },
  ];
}

export const verifyBench: Bench = {
  name: 'verify',
  summary: 'offline verification of a long chain against bare node:crypto verify; memory',
  run: (context) => {
    const pace = context.quick
      ? { rounds: 1, receipts: 3000, fewReceipts: 500 }
      : { rounds: 3, receipts: 100_000, fewReceipts: 10_000 };
    return withWorkspace((dir) => measure(dir, pace, context));
  },
};
