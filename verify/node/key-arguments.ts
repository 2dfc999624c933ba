// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { CodedError } from '../../evidence/canonical/errors.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/verification-errors.js';
import { parseRotationEndorsement, type RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { attempt } from '../core/input/format-fault.js';
import { LIMITS } from '../core/input/source.js';
import { readSmallFile } from './read.js';

/** A file that the user named, as text. Throws CodedError. */
export function readArgument(path: string, maxBytes: number): string {
  const text = readSmallFile(path, maxBytes, true);
  if (typeof text !== 'string') throw new CodedError('unreadable', `${path}: ${text.message}`);
  return text;
}

/** A file the relying party names; anything wrong with it is an error of the call. */
export function readOwn<T>(path: string, maxBytes: number, parse: (text: string) => T): T {
  const content = readArgument(path, maxBytes);
  const result = attempt(() => parse(content));
  if ('fault' in result) throw new CodedError('unusable', `${path}: ${result.fault.message}`);
  return result.value;
}

/** A `--key` value: 64 hex digits, or a file with them, or a public key file. */
export function readKeyArgument(value: string): string {
  if (/^[0-9a-fA-F]{64}$/.test(value)) return value.toLowerCase();
  if (!existsSync(value)) throw new UsageError(`--key ${value}: neither 64 hex digits nor a file`);
  return readOwn(value, LIMITS.linkBytes, parsePublicKeyText);
}

/** A `--key` value that may also say for which key id the key stands. */
export function readTrustedKey(value: string): { readonly id?: string; readonly key: string } {
  const equals = existsSync(value) ? -1 : value.lastIndexOf('=');
  const key = readKeyArgument(value.slice(equals + 1));
  return equals < 0 ? { key } : { id: value.slice(0, equals), key };
}

/** A `--rotation-endorsement` value: the path of an endorsement file. Its signature is checked later. */
export function readEndorsementArgument(path: string): RotationEndorsement {
  return readOwn(path, LIMITS.linkBytes, parseRotationEndorsement);
}
