// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../mediate/ports.js';

/** Wall time that never steps back within the process, whatever the system clock does. */
export function createClock(): Clock {
  let lastMs = 0;
  let lastText = '';
  return {
    now() {
      const ms = Math.max(Date.now(), lastMs);
      if (ms !== lastMs) {
        lastMs = ms;
        lastText = trimFraction(new Date(ms).toISOString());
      }
      return lastText;
    },
    monotonicMs: () => performance.now(),
  };
}

/** Signed times carry no trailing zeros: a verifier prints the time again and compares. */
function trimFraction(iso: string): string {
  return iso.replace(/\.?0*Z$/, 'Z');
}
