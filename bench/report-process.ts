// SPDX-License-Identifier: Apache-2.0
import { readSource } from '../cli/activity/source.js';
import { techniqueOf } from '../mappings/attack.table.js';
import { createActivityReducer } from '../reports/activity/reducer.js';
import { keepYoungHeapSmall } from '../verify/node/heap.js';
import { peakKb } from './peak.js';

/** Reads a log into a report in a process of its own, as the command does, and tells its peak memory. Argument: path. */
async function main([path = '']: readonly string[]): Promise<void> {
  keepYoungHeapSmall();
  await readSource(path, [], createActivityReducer({ techniqueOf, maxEvidence: 100 }));
  process.send?.({ peakKb: peakKb() });
}

await main(process.argv.slice(2));
process.disconnect();
