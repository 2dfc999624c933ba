// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CodedError } from '../../evidence/canonical/errors.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/errors.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { readSmallFile } from '../../verify/node/read.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { parseNamed } from './files.js';

/** A folder with named keys: `agents/<name>/id_ed25519` and its `.pub`, and `trusted_keys/<name>.pub`. */
export interface Keystore {
  readonly root: string;
  agentKey(name: string): string;
  trustedKey(name: string): string;
  /** Every trusted key by name, sorted. Throws when one cannot be read: a skipped key would look like no key. */
  trusted(): readonly { readonly name: string; readonly publicKey: string }[];
}

/** Throws UsageError unless the name may stand in a file name. */
export function assertKeyName(name: string): void {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name) || name.includes('..') || name === '.') {
    throw new UsageError('a name holds letters, digits, dots, dashes and underscores: at most 64, no ".."');
  }
}

/** A public key file inside the keystore; a symbolic link there is refused. */
function readStored(path: string): string {
  const text = readSmallFile(path, LIMITS.linkBytes);
  if (typeof text !== 'string') throw new CodedError(text.code, `${path}: ${text.message}`);
  return parseNamed(path, text, parsePublicKeyText);
}

function listTrusted(folder: string): { name: string; publicKey: string }[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.pub'))
    .sort();
  return names.map((name) => ({ name: name.slice(0, -'.pub'.length), publicKey: readStored(join(folder, name)) }));
}

/** `--keystore`, else the product home. */
export function openKeystore(keystore: string | undefined, home?: string): Keystore {
  const root = resolve(keystore ?? productPaths(home, process.env).home);
  const trustedFolder = join(root, 'trusted_keys');
  return {
    root,
    agentKey: (name) => {
      assertKeyName(name);
      return join(root, 'agents', name, 'id_ed25519');
    },
    trustedKey: (name) => {
      assertKeyName(name);
      return join(trustedFolder, `${name}.pub`);
    },
    trusted: () => listTrusted(trustedFolder),
  };
}

/** The agent a command acts for: `--agent`, else PIPELOCK_AGENT. Throws UsageError when there is none. */
export function agentName(agent: string | undefined): string {
  const name = agent ?? process.env['PIPELOCK_AGENT'] ?? '';
  if (name === '') throw new UsageError('name the key with --agent or PIPELOCK_AGENT');
  return name;
}
