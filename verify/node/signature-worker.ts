// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { unpackChecks } from './packed-checks.js';

/** One batch in, one byte per check out: 1 where the signature holds. */
async function answer(port: NonNullable<typeof parentPort>, buffer: ArrayBuffer): Promise<void> {
  const results = Uint8Array.from(await nodeSuite.verifyBatch(unpackChecks(buffer)), Number);
  port.postMessage(results, [results.buffer]);
}

const port = parentPort;
// An error is not caught here: it ends the worker, and the waiting side fails rather than passing anything.
port?.on('message', (buffer: ArrayBuffer) => void answer(port, buffer));
