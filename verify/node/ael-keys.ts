// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, toHex } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { readSmallFile } from './read.js';

/** Published keys as a folder holds them, and the names that were passed over because they are none. */
export interface PublishedKeys {
  /** 64 lower-case hex digits each. */
  readonly keys: readonly string[];
  readonly ignored: readonly string[];
}

const MAX_KEY_TEXT = 1024;

function keyOf(folder: string, name: string): string | undefined {
  const text = readSmallFile(join(folder, name), MAX_KEY_TEXT);
  if (typeof text !== 'string') return undefined;
  try {
    const bytes = fromBase64(text.trim());
    const named = nodeSuite.sha256Hex(bytes) === name.slice(0, -'.pub'.length).toLowerCase();
    return bytes.length === 32 && named ? toHex(bytes) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The keys of a folder that the relying party trusts: files `<fingerprint>.pub` with the base64 of 32 bytes. A file that
 * is not what its name says is no key; a folder that does not exist holds none.
 */
export function readPublishedKeys(folder: string): PublishedKeys {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pub')) : [];
  const read = names.sort().map((name) => ({ name, key: keyOf(folder, name) }));
  return {
    keys: read.flatMap(({ key }) => key ?? []),
    ignored: read.filter(({ key }) => key === undefined).map(({ name }) => name),
  };
}
