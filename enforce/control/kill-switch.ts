// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';

export interface KillSwitchOptions {
  readonly enabled: boolean;
  /** Denies everything while this file exists. Empty for none. */
  readonly sentinel_file: string;
}

/** How long one look at the sentinel file is believed. */
const SENTINEL_TTL_MS = 250;

/** The kill switch: the configuration's own switch OR the sentinel file. A path that cannot be looked at counts as present. */
export function createKillSwitch(options: KillSwitchOptions, monotonicMs: () => number): () => boolean {
  if (options.enabled) return () => true;
  if (options.sentinel_file === '') return () => false;
  let checkedMs = -Infinity;
  let present = false;
  return () => {
    const now = monotonicMs();
    if (now - checkedMs >= SENTINEL_TTL_MS) {
      present = exists(options.sentinel_file);
      checkedMs = now;
    }
    return present;
  };
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
