// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIo, type StoreIo } from '../../../../evidence/store/io.js';
import { openRecorder } from '../../../../evidence/store/recorder.js';
import { openRecorderThread } from '../../../../evidence/store/thread.js';
import type { EvidenceDraft } from '../../../../evidence/model/evidence-draft.js';
import { rawSample } from '../../../support/raw-sample.js';
import { decision, draft, optionsFor } from './_store.js';

// A program that writes evidence until it is killed: by itself at a chosen file-system step, or by its parent.
// Arguments: workspace, `step` or `thread`, number of the step, thousandths of a write that still reach the file, and
// `log` where a transparency log is kept, or the public key for which what is decided about is sealed.

const [root = '', mode = '', stepText = '0', partText = '0', extra] = process.argv.slice(2);
const lastStep = Number(stepText);
const part = Number(partText) / 1000;

const never = new Int32Array(new SharedArrayBuffer(4));

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal cannot be handled; this thread merely must not take another step before it arrives.
  Atomics.wait(never, 0, 0);
  throw new Error('unreachable');
}

/** Says a line at once. A parent that is slow to read leaves the pipe full, which is no error here. */
function say(line: string): void {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(never, 0, 0, 1);
    }
  }
}

/** Kills this process in the middle of its n-th step: after part of a write, before or after any other. */
function dyingIo(): StoreIo {
  let steps = 0;
  const step = <T>(work: () => T): T => {
    steps += 1;
    if (steps !== lastStep) return work();
    if (part >= 0.5) work();
    return die();
  };
  return {
    ...nodeIo,
    createFile: (path, fileMode) => step(() => nodeIo.createFile(path, fileMode)),
    write: (fd, bytes, position) => {
      steps += 1;
      if (steps !== lastStep) return nodeIo.write(fd, bytes, position);
      nodeIo.write(fd, bytes.subarray(0, Math.floor(bytes.length * part)), position);
      return die();
    },
    dataSync: (fd) => step(() => nodeIo.dataSync(fd)),
    dataSyncLater: (fd, done) => step(() => nodeIo.dataSyncLater(fd, done)),
    truncate: (fd, size) => step(() => nodeIo.truncate(fd, size)),
    rename: (from, to) => step(() => nodeIo.rename(from, to)),
    link: (from, to) => step(() => nodeIo.link(from, to)),
    remove: (path) => step(() => nodeIo.remove(path)),
    syncDir: (path) => step(() => nodeIo.syncDir(path)),
  };
}

// Small enough that a run rotates and is followed by another within its first hundred steps.
const options = optionsFor(root, {
  maxEntriesPerFile: 24,
  maxFiles: 4,
  checkpointInterval: 9,
  ...(extra === 'log' ? { log: { keyPath: join(root, 'log.key'), interval: 5, origin: 'log.example.com/crash' } } : {}),
  ...(extra === undefined || extra === 'log' ? {} : { escrowPublicKey: extra }),
});
const recorder = mode === 'step' ? await openRecorder(options, dyingIo()) : await openRecorderThread(options);

function sealedDraft(n: number): EvidenceDraft {
  const { action_id: actionId, request_id: requestId, phase, policy } = decision(n);
  return { ...draft(n), raw: rawSample({ actionId, requestId, phase, policy }) };
}

let next = 0;
async function lane(): Promise<void> {
  for (;;) {
    const appended = await recorder.append(
      extra === undefined || extra === 'log' ? draft(next++) : sealedDraft(next++),
    );
    say(`${appended.session} ${appended.actionId} ${appended.receiptHash}`);
  }
}
await Promise.all([lane(), lane(), lane(), lane()]);
