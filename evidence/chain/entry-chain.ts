// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import { hasValidHash } from '../model/recorder-entry.codec.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { RecorderEntry } from '../model/recorder-entry.js';
import type { ChainFault, ChainFaultCode } from './chain-fault.js';

export interface EntryChainOptions {
  readonly suite: CryptoSuite;
  /** Session the entries have to name; by default the one the first entry names. */
  readonly session?: string;
}

/** Checks the entries of one recorder session, fed in file order over all its shards, in constant memory. */
export function createEntryChain(options: EntryChainOptions) {
  let last: RecorderEntry | undefined;
  let fault: ChainFault | undefined;
  let count = 0n;
  const check = (entry: RecorderEntry): ChainFault | undefined => {
    const session = options.session ?? last?.session_id ?? entry.session_id;
    const found = checkEntry(entry, last, session, options.suite);
    if (found !== undefined) return found;
    last = entry;
    count++;
    return undefined;
  };
  return {
    /** The first fault, now and on every later call; undefined while the chain holds. */
    step: (entry: RecorderEntry): ChainFault | undefined => (fault ??= check(entry)),
    finish: () => ({
      fault,
      count,
      lastSeq: last?.seq ?? 0n,
      /** Hash of the last entry that holds; `genesis` for an empty chain. */
      lastHash: last?.hash ?? GENESIS,
      session: options.session ?? last?.session_id,
    }),
  };
}

export type EntryChain = ReturnType<typeof createEntryChain>;
export type EntryChainResult = ReturnType<EntryChain['finish']>;

function checkEntry(
  entry: RecorderEntry,
  last: RecorderEntry | undefined,
  session: string,
  suite: CryptoSuite,
): ChainFault | undefined {
  const wrong = (code: ChainFaultCode, message: string): ChainFault => ({ code, seq: entry.seq, message });
  if (!hasValidHash(entry, suite)) return wrong('entry_hash', 'the entry is not what its hash covers');
  if (entry.session_id !== session) return wrong('session_id', 'the entry belongs to another session');
  if (entry.prev_hash !== (last?.hash ?? GENESIS)) {
    const expected = last === undefined ? 'genesis' : 'the hash of the entry before';
    return wrong('chain_prev_hash', `prev_hash is not ${expected}`);
  }
  const seq = last === undefined ? 0n : last.seq + 1n;
  if (entry.seq !== seq) return wrong('chain_seq', `seq is not ${String(seq)}`);
  if (last !== undefined && namespaceOf(entry) !== namespaceOf(last)) {
    return wrong('entry_namespace', 'the recorder namespace changed within the chain');
  }
  return undefined;
}

/** Versions 1 and 2 share one namespace; version 3 names its own. */
function namespaceOf(entry: RecorderEntry): string {
  return entry.v === 3 ? `${entry.chain_kind ?? ''}\0${entry.writer_instance_id ?? ''}` : '';
}
