// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the product keeps what it owns, unless a configuration says otherwise. */
export interface ProductPaths {
  readonly home: string;
  readonly evidenceDir: string;
  readonly signingKey: string;
}

/** `home` is `--home`, else PIPELOCK_HOME, else `~/.pipelock`. */
export function productPaths(home: string | undefined, environment: NodeJS.ProcessEnv): ProductPaths {
  const root = resolve(home ?? environment['PIPELOCK_HOME'] ?? join(homedir(), '.pipelock'));
  return {
    home: root,
    evidenceDir: join(root, 'evidence'),
    signingKey: join(root, 'keys', 'receipt-signing.key'),
  };
}
