// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { utf8Encode } from '../../canonical/text.js';
import { receiptLeafText } from '../../log/leaf.js';
import { EvidenceUnavailableError } from '../../model/errors.js';
import type { LogBackend, RunReceipts } from './backend.js';
import type { Edge } from './edge.js';
import { parseLogState } from './log-state.js';
import {
  commitLog,
  LOG_FILES,
  readOptional,
  settleLog,
  withLogLock,
  type LogPlace,
  type Standing,
} from './log-writer.js';

/** Empty files named after runs that are over and in the log as a whole. */
const COMPLETE_RUNS = 'runs';

function isComplete({ io, dir }: LogPlace, session: string): boolean {
  return io.facts(join(dir, COMPLETE_RUNS, session)) !== undefined;
}

/** Appends what is new, and answers the counts that go with the grown tree. */
function appendNew(place: LogPlace, standing: Standing, parts: readonly RunReceipts[]): Map<string, number> {
  const runs = new Map([...standing.state.runs].filter(([session]) => !isComplete(place, session)));
  for (const { session, from, receipts } of parts) {
    if (isComplete(place, session)) continue;
    const have = runs.get(session) ?? 0;
    if (from > have) {
      throw new EvidenceUnavailableError('io', `receipts ${have} to ${from - 1} of ${session} are not in the log yet`);
    }
    for (const receipt of receipts.slice(have - from)) standing.edge.append(utf8Encode(receiptLeafText(receipt)));
    runs.set(session, Math.max(have, from + receipts.length));
  }
  return runs;
}

function markComplete({ io, dir, fileMode }: LogPlace, sessions: readonly string[]): void {
  const folder = join(dir, COMPLETE_RUNS);
  io.makeDir(folder, 0o750);
  for (const session of sessions) {
    const path = join(folder, session);
    if (io.facts(path) === undefined) io.close(io.createFile(path, fileMode));
  }
  io.syncDir(folder);
}

/** Appends under the lock. After a crash between the commit and the notes, finished runs are still counted one by one. */
async function appendLocked(
  place: LogPlace,
  standing: Standing,
  parts: readonly RunReceipts[],
  folders: Set<string>,
): Promise<void> {
  await commitLog(place, standing, appendNew(place, standing, parts), folders);
  const ended = parts.filter(({ session, complete }) => complete && !isComplete(place, session));
  if (ended.length > 0) {
    markComplete(
      place,
      ended.map(({ session }) => session),
    );
  }
}

/**
 * A log in a folder, written by every recorder of the evidence beside it, one at a time. A folder that is not there is
 * made, with an empty signed tree. When nobody else is writing, opening checks that the log is the one that was signed.
 * Throws VerificationError `log_fork`, or what the disk says.
 */
export function openFolderLog(place: LogPlace): LogBackend {
  place.io.makeDir(place.dir, 0o750);
  let edge: Edge | undefined;
  const folders = new Set<string>();
  try {
    edge = withLogLock(place, () => settleLog(place, undefined)).edge;
  } catch (error) {
    if (!(error instanceof EvidenceUnavailableError && error.code === 'lock')) throw error;
    // Another recorder is in the middle of a change; the first append looks.
  }
  return {
    append: async (parts) =>
      withLogLock(place, async () => {
        const known = edge;
        edge = undefined;
        const standing = settleLog(place, known);
        await appendLocked(place, standing, parts, folders);
        edge = standing.edge;
        return edge.size;
      }),
    progress: (session) => {
      if (isComplete(place, session)) return undefined;
      const text = readOptional(place, LOG_FILES.state);
      return text === undefined ? 0 : (parseLogState(text).runs.get(session) ?? 0);
    },
    checkpoint: () => readOptional(place, LOG_FILES.checkpoint),
  };
}
