// SPDX-License-Identifier: Apache-2.0
import { keepYoungHeapSmall } from '../verify/node/heap.js';
import { createTrustRoot } from '../verify/core/trust/trust.js';
import { verifyPath } from '../verify/node/verify-path.js';
import { peakKb } from './peak.js';

/** Verifies a chain file in a process of its own and reports time, processor time and peak memory. Arguments: path, key, workers. */
async function main([path = '', key = '', workers = '0']: readonly string[]): Promise<void> {
  // As the commands do at their start.
  keepYoungHeapSmall();
  const startedAt = performance.now();
  const trust = createTrustRoot({ keys: [key] });
  const verified = await verifyPath(path, { trust, workers: Number(workers) });
  const ms = performance.now() - startedAt;
  const { verdict } = verified.result;
  if (verified.kind !== 'chain' || verdict !== 'valid')
    throw new Error(`the chain is ${verdict}, read as ${verified.kind}`);
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ ms, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakKb: peakKb() });
}

await main(process.argv.slice(2));
process.disconnect();
