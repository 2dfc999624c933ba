// SPDX-License-Identifier: Apache-2.0
import type { RecorderEntry } from '../../evidence/model/recorder-entry.js';
import { writeEntryLine } from '../../evidence/model/recorder-entry.codec.js';

const FIXED =
  '{"v":2,"seq":,"ts":"","session_id":"","type":"","transport":"","summary":"","detail":,"prev_hash":"","hash":""}'
    .length;

function optional(name: string, value: string | undefined): number {
  return value === undefined ? 0 : name.length + ',"":""'.length + value.length;
}

/** Length of the compact line when no string needs an escape. */
function plainLength(entry: RecorderEntry): number {
  return (
    FIXED +
    String(entry.seq).length +
    entry.ts.length +
    entry.session_id.length +
    entry.type.length +
    entry.transport.length +
    entry.summary.length +
    entry.detail.length +
    entry.prev_hash.length +
    entry.hash.length +
    optional('trace_id', entry.trace_id) +
    optional('event_kind', entry.event_kind) +
    optional('raw_ref', entry.raw_ref) +
    optional('chain_kind', entry.chain_kind) +
    optional('writer_instance_id', entry.writer_instance_id)
  );
}

/**
 * Whether every byte of a line is accounted for by the members that the entry's hash covers. The format lets readers
 * ignore unknown members and read an absent one as empty, so a line may carry text that no hash protects.
 */
export function isWhollyHashed(line: string, entry: RecorderEntry): boolean {
  // With every required member present and no length left over there is no room for another member. An empty member
  // could also be an absent one under a misspelt name, so those lines are printed again and compared.
  const present = entry.seq !== 0n && entry.session_id !== '' && entry.transport !== '' && entry.summary !== '';
  return (present && line.length === plainLength(entry)) || writeEntryLine(entry) === line;
}
