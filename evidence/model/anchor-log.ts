// SPDX-License-Identifier: Apache-2.0
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { ANCHOR_CHECKPOINT, assertAnchorCheckpoint } from './anchor-bundle.js';
import { assertMember, parseLinkFile } from './record-rules.js';

/** The local log's name for itself: it proves order on one disk and nothing to anybody else. */
export const LOCAL_LOG_ID = 'local-fake-log';

const ENTRY = goWords(
  'version:v1 log_id index:uint64 timestamp:time checkpoint:{} prev_hash:hash_or_genesis hash?:hash',
  {
    checkpoint: ANCHOR_CHECKPOINT,
  },
);

/** One line of the local log. `hash` is the SHA-256 in hex of the Go-JSON of the members before it. */
export type AnchorLogEntry = GoValue<typeof ENTRY> & { readonly hash: string };

/** The text whose SHA-256 in hex is the entry's hash. */
export function canonicalizeLogEntry(entry: Omit<AnchorLogEntry, 'hash'>): string {
  return writeGoJson(ENTRY, { ...entry, hash: '' });
}

/** One line, without its line feed. */
export function writeLogEntry(entry: AnchorLogEntry): string {
  return writeGoJson(ENTRY, entry);
}

/** Reads one untrusted line. Its hash is not recomputed. Throws FormatError. */
export function parseLogEntry(line: string): AnchorLogEntry {
  const { hash = '', ...entry } = parseLinkFile(ENTRY, line);
  assertMember(entry.log_id !== '', 'log_id', 'a name is expected');
  assertAnchorCheckpoint(entry.checkpoint);
  assertMember(hash !== '', 'hash', '64 lower-case hex digits are expected');
  return { ...entry, hash };
}
