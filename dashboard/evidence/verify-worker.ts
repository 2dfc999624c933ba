// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { messageOf } from '../../evidence/model/errors.js';
import type { EvidenceTree } from '../../verify/core/form.js';
import { verifyEvidenceFolder } from '../../verify/core/subject.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { createParallelSuite, defaultWorkers } from '../../verify/node/workers.js';
import type { VerifyJob, VerifyMessage } from './verification.js';

const REPORT_EVERY_BYTES = 4 << 20;

function post(message: VerifyMessage): void {
  parentPort?.postMessage(message);
}

/** Counts what is read, so that whoever waits sees how far it is. */
function counting(tree: EvidenceTree): EvidenceTree {
  let read = 0;
  let told = 0;
  return {
    ...tree,
    lines: async function* (name) {
      for await (const batch of tree.lines(name)) {
        for (const line of batch.lines) read += line.length + 1;
        if (read - told >= REPORT_EVERY_BYTES) {
          told = read;
          post({ kind: 'progress', read });
        }
        yield batch;
      }
    },
  };
}

async function work({ dir, bytes, trust }: VerifyJob): Promise<void> {
  const suite = createParallelSuite(nodeSuite, defaultWorkers(bytes));
  try {
    const verification = await verifyEvidenceFolder(counting(openEvidenceTree(dir)), { trust, suite });
    if (verification.kind === 'directory') post({ kind: 'done', result: verification.result });
    else post({ kind: 'failed', reason: 'this is not a folder of recorded runs' });
  } finally {
    await suite.close();
  }
}

await work(workerData as VerifyJob).catch((error: unknown) => post({ kind: 'failed', reason: messageOf(error) }));
