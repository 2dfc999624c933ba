// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { ChainFault, ChainFaultCode } from '../../../../evidence/chain/chain-fault.js';
import { createEntryChain } from '../../../../evidence/chain/entry-chain.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { entryHash } from '../../../../evidence/model/recorder-entry.codec.js';
import type { RecorderEntry } from '../../../../evidence/model/recorder-entry.js';
import { ENTRY } from '../../../support/sample-records.js';

function link(changes: readonly Partial<RecorderEntry>[]): readonly RecorderEntry[] {
  let prev = 'genesis';
  return changes.map((change, i) => {
    const entry = { ...ENTRY, seq: BigInt(i), prev_hash: prev, ...change };
    prev = entryHash(entry, nodeSuite);
    return { ...entry, hash: prev };
  });
}

/** The fault after the last entry. */
function run(entries: readonly RecorderEntry[]): ChainFault | undefined {
  const step = createEntryChain(nodeSuite);
  return entries.map(step).at(-1);
}

test('a chain that holds', (t) => {
  t.is(run(link([{ v: 1 }, {}, {}])), undefined);
  t.is(run(link([v3, v3])), undefined);
});

const v3 = { v: 3, chain_kind: 'recorder', writer_instance_id: 'w' } as const;

const hostile: readonly (readonly [string, readonly RecorderEntry[], ChainFaultCode])[] = [
  ['an edited entry', link([{}]).map((entry) => ({ ...entry, summary: 'x' })), 'entry_hash'],
  ['another session', link([{}, { session_id: 'x' }]), 'session_id'],
  ['a first entry with a predecessor', link([{ prev_hash: 'x' }]), 'chain_prev_hash'],
  ['a broken link', link([{}, { prev_hash: 'x' }]), 'chain_prev_hash'],
  ['a first entry that is not 0', link([{ seq: 1n }]), 'chain_seq'],
  ['a gap', link([{}, { seq: 2n }]), 'chain_seq'],
  ['a later version on an older chain', link([{}, v3]), 'entry_namespace'],
  ['another writer', link([v3, { ...v3, writer_instance_id: 'x' }]), 'entry_namespace'],
  ['a writer without a name on a named chain', link([v3, { v: 3 }]), 'entry_namespace'],
];

for (const [name, entries, code] of hostile) {
  test(`refuses ${name}`, (t) => {
    t.is(run(entries)?.code, code);
    t.is(run([...entries, ...link([{}])])?.code, code);
  });
}
