// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

/** Which pattern engine this installation uses: re2 counts only when it loads, because its binary fits one Node only. */
export function installedPatternEngine(): 're2' | 're2js' {
  try {
    createRequire(import.meta.url)('re2');
    return 're2';
  } catch {
    return 're2js';
  }
}
