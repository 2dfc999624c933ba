// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parsePublicKeyText } from '../evidence/crypto/key-text.js';
import { UsageError } from '../evidence/model/errors.js';
import { productPaths } from '../enforce/runtime/paths.js';
import { readKeyArgument } from '../verify/node/key-arguments.js';

/** The longest key text on standard input: a key file has less than a hundred bytes. */
const MAX_KEY_TEXT = 4096;

/** Options that name a key. */
export interface KeyOptions {
  readonly key?: string;
  readonly stdin?: boolean;
}

/** Where the trust store is: what was asked for, else the place of the XDG base directories. */
export function trustStorePath(store: string | undefined): string {
  return store === undefined ? productPaths(undefined, process.env).envelopeTrust : resolve(store);
}

/** The key that was named, as 64 hex digits; undefined when none was. Throws UsageError for two. */
export function namedKey({ key, stdin }: KeyOptions): string | undefined {
  if (key !== undefined && stdin === true) throw new UsageError('--key and --stdin name two keys; give one of them');
  if (key !== undefined) return readKeyArgument(key);
  if (stdin !== true) return undefined;
  const text = readFileSync(0);
  if (text.length > MAX_KEY_TEXT) throw new UsageError('what stands on standard input is too long for a public key');
  return parsePublicKeyText(text.toString('utf8'));
}

/** The argument that a command needs; more than one is refused before. Throws UsageError. */
export function neededArgument([first]: readonly string[], what: string, command: string): string {
  if (first === undefined) throw new UsageError(`a ${what} is needed\ntry: pipelock ${command} --help`);
  return first;
}
