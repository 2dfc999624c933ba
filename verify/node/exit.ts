// SPDX-License-Identifier: Apache-2.0

/** Exit codes: what a script may rely on. */
export const EXIT = { valid: 0, invalid: 1, runtime: 2, usage: 64 } as const;

/** Where a command writes. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}
