// SPDX-License-Identifier: Apache-2.0
import { goString } from '../canonical/go-json.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { EvidenceUnavailableError } from '../model/errors.js';
import type { EntryType } from '../model/recorder-entry.js';

/** What one entry says. An empty `eventKind` is left out. `detail` is JSON text. */
export interface EntryContent {
  readonly type: EntryType;
  readonly eventKind: string;
  readonly transport: string;
  readonly summary: string;
  readonly detail: string;
  /** Base name of the escrow file that belongs to the entry. */
  readonly rawRef?: string;
}

/** Where it stands. `ts` is canonical. */
export interface EntryPlace {
  readonly session: string;
  readonly seq: bigint;
  readonly ts: string;
  readonly prevHash: string;
}

/** A finished line, without its line feed, and its hash. */
export interface WrittenEntry {
  readonly line: string;
  readonly hash: string;
}

/**
 * Writes an entry of version 2: the bytes that `entryHash` and `writeEntryLine` of the entry codec give, for members
 * this product makes itself. Session, type, kind, time, hashes and escrow files' names need no escapes, which this path knows and the codec
 * has to look for; it is run twice per action.
 */
export function writeOwnEntry(place: EntryPlace, content: EntryContent): WrittenEntry {
  const { session, ts, prevHash } = place;
  const { type, eventKind, transport, summary, detail, rawRef = '' } = content;
  if (transport.includes('\0') || summary.includes('\0')) {
    // NUL separates the members in the hash input: one inside a member could move a boundary.
    throw new EvidenceUnavailableError('io', 'a NUL character cannot stand in a recorder entry');
  }
  const seq = place.seq.toString();
  const hash = nodeSuite.sha256Hex(
    `2\0${seq}\0${ts}\0${session}\0\0${type}\0${eventKind}\0${transport}\0${summary}\0${detail}\0${rawRef}\0${prevHash}`,
  );
  const kind = eventKind === '' ? '' : `","event_kind":"${eventKind}`;
  const ref = rawRef === '' ? '' : `,"raw_ref":"${rawRef}"`;
  const line =
    `{"v":2,"seq":${seq},"ts":"${ts}","session_id":"${session}","type":"${type}${kind}","transport":` +
    `${goString(transport)},"summary":${goString(summary)},"detail":${detail}${ref},"prev_hash":"${prevHash}","hash":"${hash}"}`;
  return { line, hash };
}
