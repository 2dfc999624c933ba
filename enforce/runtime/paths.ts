// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the product keeps what it owns, unless a configuration says otherwise. */
export interface ProductPaths {
  readonly home: string;
  readonly evidenceDir: string;
  readonly signingKey: string;
}

/** `home` is `--home`, else PIPELOCK_HOME, else `~/.pipelock`. An empty one counts as none, not as this folder. */
export function productPaths(home: string | undefined, environment: NodeJS.ProcessEnv): ProductPaths {
  const named = [home, environment['PIPELOCK_HOME']].find((path) => path !== undefined && path !== '');
  const root = resolve(named ?? join(homedir(), '.pipelock'));
  return {
    home: root,
    evidenceDir: join(root, 'evidence'),
    signingKey: join(root, 'keys', 'receipt-signing.key'),
  };
}
