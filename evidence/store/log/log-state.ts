// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain } from '../../canonical/json-reader.js';
import { fromHex, isHex, toHex } from '../../canonical/text.js';
import { VerificationError } from '../../model/errors.js';
import type { TreeHead } from '../../log/proof-check.js';

const SCHEMA = 'pipelock.log-state.v1';

/** How far a log is, written before the checkpoint that says so: the head, and what of each unfinished run it holds. */
export interface LogState extends TreeHead {
  /** Session to the number of its receipts that are leaves. */
  readonly runs: ReadonlyMap<string, number>;
}

/** The log is not the one it was: nothing may be signed on top of it. */
export function forked(message: string): VerificationError {
  return new VerificationError('log_fork', `the transparency log cannot go on: ${message}`);
}

export function writeLogState({ size, root, runs }: LogState): string {
  return `${JSON.stringify({ schema: SCHEMA, size, root: toHex(root), runs: Object.fromEntries(runs) })}\n`;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Reads the recorder's own note of where the log stands. Throws VerificationError `log_fork` when it is none. */
export function parseLogState(text: string): LogState {
  let value: Partial<Record<string, unknown>>;
  try {
    value = toPlain(parseStrictJson(text)) as Partial<Record<string, unknown>>;
  } catch (cause) {
    throw new VerificationError('log_fork', 'the transparency log cannot go on: its state file is damaged', { cause });
  }
  const { schema, size, root, runs } = value;
  const counts = typeof runs === 'object' && runs !== null ? Object.entries(runs) : undefined;
  if (schema !== SCHEMA || !isCount(size) || typeof root !== 'string' || !isHex(root, 64) || counts === undefined) {
    throw forked('its state file is not one of this version');
  }
  if (!counts.every((entry): entry is [string, number] => isCount(entry[1]))) {
    throw forked('its state file holds a count that is none');
  }
  return { size, root: fromHex(root), runs: new Map(counts) };
}
