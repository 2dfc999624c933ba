// SPDX-License-Identifier: Apache-2.0
import { writeGoJson } from '../canonical/go-words.js';
import { indentJson } from '../canonical/indent-json.js';
import type { CryptoSuite } from '../crypto/suite.js';
import {
  ANCHOR_BUNDLE,
  parseAnchorBundle,
  canonicalizeAnchorCheckpoint,
  type AnchorBundle,
  type AnchorCheckpoint,
} from '../model/anchor-bundle.js';
import { canonicalizeLogEntry, LOCAL_LOG_ID, type AnchorLogEntry } from '../model/anchor-log.js';
import { GENESIS } from '../model/recorder-entry.js';

/** What a local anchor is worth. A verifier says this whatever the bundle says. */
export const LOCAL_LIMITS: readonly string[] = [
  'A local log is kept by the same party as the receipts: it proves order on one disk, and nothing against its owner.',
  'Anchoring does not prove that nothing was recorded after the checkpoint.',
  'Anchoring does not prove that the times are true.',
];

/** The entry that follows `last` (undefined in an empty log). `at` is the writer's time, RFC 3339 UTC. */
export function nextLogEntry(
  last: AnchorLogEntry | undefined,
  checkpoint: AnchorCheckpoint,
  at: string,
  suite: CryptoSuite,
): AnchorLogEntry {
  const entry = {
    version: 1,
    log_id: last?.log_id ?? LOCAL_LOG_ID,
    index: last === undefined ? 0n : last.index + 1n,
    timestamp: at,
    checkpoint,
    prev_hash: last?.hash ?? GENESIS,
  };
  return { ...entry, hash: suite.sha256Hex(canonicalizeLogEntry(entry)) };
}

/** Whether the log's last word is about this very checkpoint. */
export function isAnchored(last: AnchorLogEntry | undefined, checkpoint: AnchorCheckpoint): boolean {
  return (
    last !== undefined && canonicalizeAnchorCheckpoint(last.checkpoint) === canonicalizeAnchorCheckpoint(checkpoint)
  );
}

export type AnchorProof = AnchorBundle['proof'];

export interface BuiltBundle {
  readonly bundle: AnchorBundle;
  /** The file's text: two spaces and a line feed. */
  readonly text: string;
}

/** The bundle of a checkpoint and where it stands. Throws FormatError. */
export function buildAnchorBundle(
  checkpoint: AnchorCheckpoint,
  proof: AnchorProof,
  limits: readonly string[],
  createdAt: string,
): BuiltBundle {
  const made = { version: 1, backend: proof.backend, created_at: createdAt, checkpoint, proof, limits };
  const text = indentJson(writeGoJson(ANCHOR_BUNDLE, made));
  return { bundle: parseAnchorBundle(text), text };
}

/** Where an entry stands in a local log, which is its own root. */
export function localProof({ log_id, index, hash }: AnchorLogEntry): AnchorProof {
  return { backend: 'local', log_id, log_index: index, entry_hash: hash, log_root_hash: hash };
}
