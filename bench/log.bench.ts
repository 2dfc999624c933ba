// SPDX-License-Identifier: Apache-2.0
import { verify as verifyBare, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { fromHex } from '../evidence/canonical/text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { writeLogProof } from '../evidence/log/write-log-proof.js';
import { createSigningKey, loadSigningKey } from '../evidence/store/key-file.js';
import { nodeIo, type StoreIo } from '../evidence/store/io.js';
import { systemProcesses } from '../evidence/store/lock.js';
import { openFolderLog } from '../evidence/store/log/folder-log.js';
import type { LogPlace } from '../evidence/store/log/log-writer.js';
import { openProver, proveLeaf } from '../evidence/store/log/prove.js';
import { openEvidence } from '../enforce/runtime/evidence.js';
import { productPaths } from '../enforce/runtime/paths.js';
import { LOG_PROOF_FORM } from '../verify/core/log/log-proof-form.js';
import { NO_LOG_TRUST } from '../verify/core/log/log-trust.js';
import { createTrustRoot } from '../verify/core/trust/trust.js';
import type { Bench, BenchContext, Figure } from './bench.js';
import { createDraftSource } from './drafts.js';
import { measureInterleaved, medianRatio, type SlicePlan } from './measure.js';
import { balancedParts } from './scanning.js';
import { withWorkspace } from './workspace.js';

/** Receipts between two checkpoints of the log, as the product has it. */
const INTERVAL = 16_384;
const IN_FLIGHT = 128;

interface Pace {
  readonly leaves: number;
  readonly receipts: number;
  readonly plan: SlicePlan;
}

function placeOf(dir: string, io: StoreIo = nodeIo): LogPlace {
  const signer = loadSigningKey(join(dir, 'log.key'), 'same_uid');
  return { io, dir: join(dir, 'log'), signer, origin: 'bench.example', fileMode: 0o600, processes: systemProcesses() };
}

/** Builds a log checkpoint by checkpoint; microseconds of processor time per leaf. */
async function buildLog(dir: string, leaves: number, progress: BenchContext['progress']): Promise<number> {
  const log = openFolderLog(placeOf(dir));
  let spent = 0;
  for (let from = 0; from < leaves; from += INTERVAL) {
    const count = Math.min(INTERVAL, leaves - from);
    const receipts = Array.from({ length: count }, (_, index) => nodeSuite.sha256Hex(`receipt ${from + index}`));
    const before = process.cpuUsage();
    await log.append([{ session: 'bench', from, receipts, complete: false }]);
    const { user, system } = process.cpuUsage(before);
    spent += user + system;
    progress(`${from + count} of ${leaves} leaves`);
  }
  return spent / leaves;
}

/** Microseconds of processor time of a durable receipt without a log, both threads. */
async function receiptCost(dir: string, count: number): Promise<number> {
  const { config, parts, snapshot } = balancedParts();
  const settings = { ...config, transparency_log: { ...config.transparency_log, enabled: false } };
  const opened = await openEvidence(settings, productPaths(dir, {}), parts);
  if (opened === undefined) throw new Error('the balanced preset keeps no evidence');
  const draft = createDraftSource(snapshot);
  const append = async (total: number): Promise<void> => {
    let left = total;
    const lane = async (): Promise<void> => {
      while (left-- > 0) await opened.recorder.append(draft());
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  };
  try {
    await append(count / 4);
    const before = process.cpuUsage();
    await append(count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  } finally {
    await opened.recorder.close();
  }
}

/** Bytes that a writer reads to take the log up. */
function restartBytes(dir: string): number {
  let bytes = 0;
  const counting: StoreIo = {
    ...nodeIo,
    read: (path) => {
      const read = nodeIo.read(path);
      bytes += read.length;
      return read;
    },
  };
  openFolderLog(placeOf(dir, counting));
  return bytes;
}

async function proofRatios(dir: string, leaves: number, plan: SlicePlan): Promise<readonly [number, number]> {
  const { signer } = placeOf(dir);
  const prover = openProver(nodeIo, join(dir, 'log'));
  const publicKey = fromHex(signer.publicKeyHex);
  const log = { ...NO_LOG_TRUST, keys: [{ name: undefined, publicKey }] };
  const options = { trust: createTrustRoot({ log }), suite: nodeSuite };
  const texts = Array.from({ length: 64 }, (_, n) => {
    return writeLogProof(proveLeaf(nodeIo, join(dir, 'log'), prover, (n * 7919) % leaves));
  });
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const message = Buffer.alloc(32, 7);
  const signature = await signer.sign(message);
  let at = 0;
  const sides = [
    {
      name: 'bare verify',
      run: (times: number) => {
        for (let i = 0; i < times; i += 1) if (!verifyBare(null, message, key, signature)) throw new Error('no');
      },
    },
    {
      name: 'prove from disk',
      run: (times: number) => {
        // A stride that is prime to the size: every proof is of another tile.
        for (let i = 0; i < times; i += 1) proveLeaf(nodeIo, join(dir, 'log'), prover, (at += 104_729) % leaves);
      },
    },
    {
      name: 'verify a proof',
      run: async (times: number) => {
        for (let i = 0; i < times; i += 1) {
          const { accepted } = await LOG_PROOF_FORM.verify(texts[i % texts.length] ?? '', options);
          if (!accepted) throw new Error('a proof does not hold');
        }
      },
    },
  ];
  const [bare, prove, check] = await measureInterleaved(sides, plan);
  const ratio = (timing: typeof bare): number => medianRatio(timing?.perIteration ?? [], bare?.perIteration ?? []);
  return [ratio(prove), ratio(check)];
}

async function measure(dir: string, pace: Pace, { progress }: BenchContext): Promise<readonly Figure[]> {
  createSigningKey(join(dir, 'log.key'));
  progress('receipts');
  const receipt = await receiptCost(join(dir, 'home'), pace.receipts);
  const leaf = await buildLog(dir, pace.leaves, progress);
  progress('proofs');
  const [prove, check] = await proofRatios(dir, pace.leaves, pace.plan);
  return [
    { name: 'leaves in the log', unit: 'count', value: pace.leaves },
    { name: 'processor time of a leaf, checkpoints included', unit: 'us', value: leaf },
    { name: 'leaf / durable receipt, processor time', unit: 'x', value: leaf / receipt, target: { atMost: 0.1 } },
    { name: 'proof from disk / bare verify', unit: 'x', value: prove, target: { atMost: 5 } },
    { name: 'verifying a proof / bare verify', unit: 'x', value: check, target: { atMost: 2 } },
    { name: 'read to take the log up again', unit: 'MB', value: restartBytes(dir) / 1e6, target: { atMost: 1 } },
  ];
}

export const logBench: Bench = {
  name: 'log',
  summary: 'transparency log of a million leaves: growing, proving, verifying, taking up again',
  run: (context) => {
    const quick = { leaves: 3000, receipts: 400, plan: { slices: 3, sliceMs: 20, warmUpMs: 20 } };
    const full = { leaves: 1_000_000, receipts: 20_000, plan: { slices: 15, sliceMs: 100, warmUpMs: 500 } };
    return withWorkspace((dir) => measure(dir, context.quick ? quick : full, context));
  },
};
