// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { decodeUtf8Strict } from '../../canonical/text.js';
import { receiptLeafText } from '../../log/leaf.js';
import { EvidenceUnavailableError } from '../../model/errors.js';
import { createWholeFile } from '../atomic-file.js';
import { isMissing, type StoreIo } from '../io.js';
import type { LogBackend } from './backend.js';

const BUNDLE = /^leaves-(.+)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)(\.last)?\.jsonl$/;

interface Handed {
  readonly count: number;
  readonly last: boolean;
}

function handedIn(io: StoreIo, dir: string, session: string): Handed {
  let count = 0;
  let last = false;
  for (const name of io.list(dir)) {
    const [, of, from, length, mark] = BUNDLE.exec(name) ?? [];
    if (of !== session) continue;
    count = Math.max(count, Number(from) + Number(length));
    if (mark !== undefined) last = true;
  }
  return { count, last };
}

/**
 * Leaves for a log that somebody else keeps: one file per stretch of a run, a leaf per line, for that log's operator to
 * take up in any order. What that log signs is put beside them as `checkpoint`. A file comes whole or not at all.
 */
export function createOutbox(io: StoreIo, dir: string, fileMode: number): LogBackend {
  io.makeDir(dir, 0o750);
  let total = 0;
  return {
    append: (parts) => {
      for (const { session, from, receipts, complete } of parts) {
        const { count, last } = handedIn(io, dir, session);
        const fresh = receipts.slice(Math.max(0, count - from));
        if (last || (fresh.length === 0 && !complete)) continue;
        if (from > count) {
          return Promise.reject(
            new EvidenceUnavailableError('io', `receipts before ${from} of ${session} are missing`),
          );
        }
        const name = `leaves-${session}-${count}-${fresh.length}${complete ? '.last' : ''}.jsonl`;
        createWholeFile(io, join(dir, name), fresh.map((hash) => `${receiptLeafText(hash)}\n`).join(''), fileMode);
        total += fresh.length;
      }
      return Promise.resolve(total);
    },
    progress: (session) => {
      const { count, last } = handedIn(io, dir, session);
      return last ? undefined : count;
    },
    checkpoint: () => {
      try {
        return decodeUtf8Strict(io.read(join(dir, 'checkpoint')));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}
