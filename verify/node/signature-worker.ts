// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { SignatureCheck } from '../../evidence/crypto/suite.js';

const port = parentPort;
// An error is not caught here: it ends the worker, and the waiting side fails rather than passing anything.
port?.on('message', (checks: SignatureCheck[]) => {
  void nodeSuite.verifyBatch(checks).then((holds) => port.postMessage(holds));
});
