// SPDX-License-Identifier: Apache-2.0
import { canonicalTime } from '../../evidence/canonical/go-json.js';
import { fromHex } from '../../evidence/canonical/text.js';
import { fingerprint } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import type { DocumentResult } from '../../verify/core/form.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { renderJson, renderResult } from '../../verify/core/results/render.js';
import { EXIT } from '../command.js';
import { print } from '../output.js';

/** The value of an option the command cannot do without. */
export function needed(value: string | undefined, option: string, command: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is needed\ntry: pipelock ${command} --help`);
  return value;
}

/** A time the user typed, or now; RFC 3339 UTC. Throws UsageError. */
export function timeOption(value: string | undefined, option: string): string {
  if (value === undefined) return canonicalTime(new Date().toISOString());
  try {
    return canonicalTime(value);
  } catch (cause) {
    throw new UsageError(`${option}: an RFC 3339 time such as 2026-11-22T20:00:00Z is expected`, { cause });
  }
}

/** A pinned fingerprint: `sha256:` and 64 hex digits. Throws UsageError. */
export function fingerprintOption(value: string, option: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(value)) throw new UsageError(`${option}: sha256: and 64 hex digits are expected`);
  return value;
}

/** A public key given as hex digits, or in a file, by one of two options. */
export function publicKeyOption(
  hex: string | undefined,
  file: string | undefined,
  option: string,
  command: string,
): string {
  if (hex !== undefined && file !== undefined) throw new UsageError(`give ${option} or ${option}-file, not both`);
  return readKeyArgument(needed(hex ?? file, option, command));
}

export function fingerprintOf(publicKeyHex: string): string {
  return fingerprint(fromHex(publicKeyHex), nodeSuite);
}

/** Shows a verification as the verifier does, and gives its exit code. */
export function showResult(path: string, form: string, result: DocumentResult, asJson: boolean | undefined): number {
  const outcome = { kind: 'document', form, result } as const;
  print(asJson === true ? renderJson(path, outcome) : renderResult(outcome));
  return result.accepted ? EXIT.ok : EXIT.failed;
}
