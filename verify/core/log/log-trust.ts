// SPDX-License-Identifier: Apache-2.0
import type { NoteKey } from '../../../evidence/log/note.js';

/** A log's key as the relying party has it. Without a name it stands for a log of any name. */
export interface LogKey {
  readonly name: string | undefined;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** What the relying party brings along about transparency logs. None of it comes from the evidence. */
export interface LogTrust {
  readonly keys: readonly LogKey[];
  /** A signed checkpoint kept from an earlier day: the log must still begin with that tree. */
  readonly checkpoint: string | undefined;
  /** Keys of witnesses, type 4. */
  readonly witnesses: readonly NoteKey[];
  /** How many of them must have cosigned. */
  readonly threshold: number;
  /** Certificates of time-stamping authorities, or of those above them, DER. */
  readonly authorities: readonly Uint8Array[];
  /** Public keys of external logs, DER of a SubjectPublicKeyInfo. */
  readonly externalKeys: readonly Uint8Array[];
}

const NONE = { keys: [], witnesses: [], authorities: [], externalKeys: [] };
export const NO_LOG_TRUST: LogTrust = { ...NONE, checkpoint: undefined, threshold: 0 };
