// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Which pattern engine this installation will use, told without loading it: re2 counts only when its binary was built. */
export function installedPatternEngine(): 're2' | 're2js' {
  try {
    const entry = createRequire(import.meta.url).resolve('re2');
    return existsSync(join(dirname(entry), 'build', 'Release', 're2.node')) ? 're2' : 're2js';
  } catch {
    return 're2js';
  }
}
