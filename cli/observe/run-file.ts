// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { buildAelArtifact } from '../../evidence/attest/ael/artifact.js';
import { AEL_TOLERANCE_SECONDS } from '../../evidence/attest/ael/export-run.js';
import { createAelRecorder, type AelLine } from '../../evidence/attest/ael/recorder.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { AelEvent } from '../../evidence/model/ael/record.js';
import { createWholeFile } from '../../evidence/store/atomic-file.js';
import { createRecordClock } from '../../evidence/store/clock.js';
import { nodeIo, writeAll, type StoreIo } from '../../evidence/store/io.js';
import type { Signer } from '../../evidence/sign/signer.js';

export interface LiveRunSetting {
  readonly out: string;
  readonly run: string;
  readonly recorder: string;
  readonly signer: Signer;
  /** Longest time between two signs of life. */
  readonly heartbeatSeconds: number;
  readonly custody: string;
  /** What counterparties of the run repeat. */
  readonly cpNonce?: string;
}

/** A run that is being recorded into an artifact. Every record is on disk before its promise settles. */
export interface LiveRun {
  readonly key: string;
  activity(event: AelEvent): Promise<void>;
  heartbeat(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a run in a new artifact. The manifest names the files and says nothing about what will be in them, so it stands
 * from the start: after a crash the artifact is readable, and shows a run without a close.
 */
export async function openLiveRun(setting: LiveRunSetting, io: StoreIo = nodeIo): Promise<LiveRun> {
  const { out, run, recorder: id, signer, custody, heartbeatSeconds, cpNonce } = setting;
  const clock = createRecordClock();
  const recorder = createAelRecorder({ run, recorder: id, signer, suite: nodeSuite });
  const declared = { coverage: 'declared-only', custody };
  const files = buildAelArtifact({ recorders: [{ run, id, key: recorder.key, lines: [] }], declared });
  const [path] = [...files.keys()].filter((name) => name.startsWith('recorders/')).map((name) => join(out, name));
  const file = path as string;
  io.makeDir(dirname(file), 0o755);
  const fd = io.createFile(file, 0o644);
  let size = 0;
  const keep = (line: AelLine): void => {
    const bytes = utf8Encode(`${line.text}\n`);
    writeAll(io, fd, bytes, size);
    io.dataSync(fd);
    size += bytes.length;
  };
  // One after another: each record names the one before it. After a failed write nothing more is recorded, because the
  // chain on disk would have a gap.
  let last: Promise<void> = Promise.resolve();
  const queue = (sign: () => Promise<AelLine>): Promise<void> => (last = last.then(async () => keep(await sign())));
  const nonce = cpNonce === undefined ? {} : { cp_nonce: cpNonce };
  const open = { type: 'open', hmax: heartbeatSeconds, htol: AEL_TOLERANCE_SECONDS, ...nonce } as const;
  await queue(() => recorder.append(open, clock()));
  createWholeFile(io, join(out, 'manifest.json'), files.get('manifest.json') as string, 0o644);
  return {
    key: recorder.key,
    activity: (event) => queue(() => recorder.append({ type: 'activity', event }, clock())),
    heartbeat: () => queue(() => recorder.append({ type: 'heartbeat' }, clock())),
    close: async () => {
      try {
        await queue(() => recorder.close(clock()));
      } finally {
        io.close(fd);
      }
    },
  };
}
