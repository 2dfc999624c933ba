// SPDX-License-Identifier: Apache-2.0
import { isAnchored, LOCAL_LIMITS, localProof, nextLogEntry } from '../../evidence/attest/anchor.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { AnchorLogEntry } from '../../evidence/model/anchor-log.js';
import { appendAnchor } from '../../evidence/store/anchor-log.js';
import type { ExternalLog } from '../../evidence/store/log/external-log.js';
import { readAnchorLog } from '../../verify/core/anchors/local-log.js';

/** A log in a file, JSON lines. Anchoring twice is anchoring once: the last entry may say the same already. */
export function openLocalLog(path: string): ExternalLog {
  return {
    backend: 'local',
    limits: LOCAL_LIMITS,
    place: path,
    anchor: (checkpoint, at) => {
      let entry: AnchorLogEntry | undefined;
      appendAnchor(path, (text) => {
        const last = readAnchorLog(text, nodeSuite).at(-1);
        if (isAnchored(last, checkpoint)) {
          entry = last;
          return undefined;
        }
        entry = nextLogEntry(last, checkpoint, at, nodeSuite);
        return entry;
      });
      if (entry === undefined) throw new Error('the log was not asked for an entry');
      return Promise.resolve({ proof: localProof(entry), at: entry.timestamp });
    },
  };
}
