// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { SignatureCheck } from '../../evidence/crypto/suite.js';
import type { PackedChecks } from './workers.js';

function unpack([bytes, lengths]: PackedChecks): SignatureCheck[] {
  let at = 0;
  const next = (index: number): Uint8Array => bytes.subarray(at, (at += lengths[index] as number));
  const checks: SignatureCheck[] = [];
  for (let i = 0; i < lengths.length; i += 3) {
    checks.push({ publicKey: next(i), message: next(i + 1), signature: next(i + 2) });
  }
  return checks;
}

const port = parentPort;
// An error is not caught here: it ends the worker, and the waiting side fails rather than passing anything.
port?.on('message', (packed: PackedChecks) => {
  void nodeSuite.verifyBatch(unpack(packed)).then((holds) => port.postMessage(holds));
});
