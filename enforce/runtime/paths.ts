// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Config } from '../config/schema.js';

/** Where the product keeps what it owns, unless a configuration says otherwise. */
export interface ProductPaths {
  readonly home: string;
  readonly evidenceDir: string;
  readonly signingKey: string;
  /** Keys whose mediation envelopes are believed; kept by `pipelock envelope trust`. */
  readonly envelopeTrust: string;
}

/** `home` is `--home`, else PIPELOCK_HOME, else `~/.pipelock`. An empty one counts as none, not as this folder. */
export function productPaths(home: string | undefined, environment: NodeJS.ProcessEnv): ProductPaths {
  const named = [home, environment['PIPELOCK_HOME']].find((path) => path !== undefined && path !== '');
  const root = resolve(named ?? join(homedir(), '.pipelock'));
  return {
    home: root,
    evidenceDir: join(root, 'evidence'),
    signingKey: join(root, 'keys', 'receipt-signing.key'),
    envelopeTrust: join(stateHome(environment), 'pipelock', 'envelope', 'trust.json'),
  };
}

type LogSettings = Config['transparency_log'];

/** Where a transparency log is kept: inside the evidence unless configured. */
export function logDir({ dir }: Pick<LogSettings, 'dir'>, evidenceDir: string): string {
  return dir === '' ? join(evidenceDir, 'log') : dir;
}

/** The log's own key: beside the key of the receipts unless configured. */
export function logKeyPath({ key_path: path }: Pick<LogSettings, 'key_path'>, signingKeyPath: string): string {
  return path === '' ? join(dirname(signingKeyPath), 'log.key') : path;
}

/** Of the XDG base directories: a relative path counts as none. */
function stateHome(environment: NodeJS.ProcessEnv): string {
  const named = environment['XDG_STATE_HOME'] ?? '';
  return isAbsolute(named) ? named : join(environment['HOME'] ?? homedir(), '.local', 'state');
}
