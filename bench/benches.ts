// SPDX-License-Identifier: Apache-2.0
import type { Bench } from './bench.js';
import { urlBench } from './url.bench.js';
import { detectionBench } from './detection.bench.js';
import { textBench } from './text.bench.js';
import { receiptsBench } from './receipts.bench.js';
import { logBench } from './log.bench.js';
import { proxyBench } from './proxy.bench.js';
import { verifyBench } from './verify.bench.js';
import { reportBench } from './report.bench.js';
import { startBench } from './start.bench.js';

/** Every bench, in the order they run: detection first, because it counts the memory that the first detectors take. */
export const BENCHES: readonly Bench[] = [
  detectionBench,
  urlBench,
  textBench,
  receiptsBench,
  logBench,
  proxyBench,
  verifyBench,
  reportBench,
  startBench,
];
