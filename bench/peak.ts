// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/**
 * Peak resident memory of this process, in KiB. What `resourceUsage` says begins, on Linux, with what the parent had
 * when it started this process; the kernel's own mark of this image does not.
 */
export function peakKb(): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found !== null) return Number(found[1]);
  } catch {
    // Not Linux: there the other figure is right.
  }
  return process.resourceUsage().maxRSS;
}
