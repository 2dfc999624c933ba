// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import { hasValidHash } from '../model/recorder-entry.codec.js';
import { GENESIS, type RecorderEntry } from '../model/recorder-entry.js';
import type { ChainFault, ChainFaultCode } from './chain-fault.js';

/**
 * Checks the entries of one recorder session, fed in file order over all its shards, in constant memory. Answers with the
 * first fault, now and on every later call; undefined while the chain holds.
 */
export function createEntryChain(suite: CryptoSuite): (entry: RecorderEntry) => ChainFault | undefined {
  let last: RecorderEntry | undefined;
  let fault: ChainFault | undefined;
  return (entry) => {
    fault ??= entryFault(entry, last, suite);
    last = entry;
    return fault;
  };
}

function entryFault(entry: RecorderEntry, last: RecorderEntry | undefined, suite: CryptoSuite): ChainFault | undefined {
  const wrong = (code: ChainFaultCode, message: string): ChainFault => ({ code, seq: entry.seq, message });
  if (!hasValidHash(entry, suite)) return wrong('entry_hash', 'the entry is not what its hash covers');
  if (entry.session_id !== (last ?? entry).session_id) {
    return wrong('session_id', 'the entry belongs to another session');
  }
  if (entry.prev_hash !== (last?.hash ?? GENESIS)) {
    const expected = last === undefined ? 'genesis' : 'the hash of the entry before';
    return wrong('chain_prev_hash', `prev_hash is not ${expected}`);
  }
  const seq = last === undefined ? 0n : last.seq + 1n;
  if (entry.seq !== seq) return wrong('chain_seq', `seq is not ${seq}`);
  if (namespaceOf(entry) !== namespaceOf(last ?? entry)) {
    return wrong('entry_namespace', 'the recorder namespace changed within the chain');
  }
  return undefined;
}

/** Versions 1 and 2 share one namespace; version 3 names its own. */
function namespaceOf(entry: RecorderEntry): string {
  return entry.v === 3 ? `${entry.chain_kind ?? ''}\0${entry.writer_instance_id ?? ''}` : '';
}
