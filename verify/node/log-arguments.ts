// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { fromHex } from '../../evidence/canonical/text.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { COSIGNATURE, ED25519, MAX_NOTE_CHARS, parseVkey, type NoteKey } from '../../evidence/log/note.js';
import { UsageError } from '../../evidence/model/verification-errors.js';
import type { LogKey, LogTrust } from '../core/log/log-trust.js';
import { takePem } from '../core/log/pem.js';
import { text, texts } from './arguments.js';
import { readArgument } from './key-arguments.js';

/** Options about transparency logs. */
export const LOG_OPTIONS = {
  'log-key': texts('VKEY|HEX|FILE', 'trusted key of a transparency log, PEM of an external one'),
  checkpoint: text('FILE', 'a checkpoint kept from an earlier day, which the log must still begin with'),
  witness: texts('VKEY|FILE', 'key of a witness'),
  'witness-threshold': text('K', 'how many of the witnesses must have cosigned (all)'),
  'tsa-cert': texts('FILE', 'certificate in PEM of a time-stamping authority, or of one above it'),
};

/** What was given for them. */
export type LogValues = Readonly<
  Partial<Record<'log-key' | 'witness' | 'tsa-cert', readonly string[] | undefined>> &
    Partial<Record<'checkpoint' | 'witness-threshold', string | undefined>>
>;

function keyText(option: string, value: string): string {
  if (/^[0-9a-fA-F]{64}$/.test(value)) return value;
  if (existsSync(value)) return readArgument(value, MAX_NOTE_CHARS);
  if (!value.includes('+')) throw new UsageError(`${option} ${value}: neither a key nor a file`);
  return value;
}

/** A `--log-key` value: a verifier key, 64 hex digits, or a file with either or with a public key. */
export function readLogKey(value: string): LogKey {
  const key = keyText('--log-key', value);
  // Base64 of a public key file may hold plus signs as well.
  if (!key.includes('+') || key.startsWith('pipelock-'))
    return { name: undefined, publicKey: fromHex(parsePublicKeyText(key)) };
  const { name, type, publicKey } = parseVkey(key, nodeSuite);
  if (type !== ED25519) throw new UsageError(`--log-key ${value}: that is the key of a witness`);
  return { name, publicKey };
}

function readWitness(value: string): NoteKey {
  const key = parseVkey(keyText('--witness', value), nodeSuite);
  if (key.type !== COSIGNATURE) throw new UsageError(`--witness ${value}: that is not the key of a witness`);
  return key;
}

function readAuthority(path: string): readonly Uint8Array[] {
  const { certificates } = takePem(readArgument(path, MAX_NOTE_CHARS));
  if (certificates.length === 0) throw new UsageError(`--tsa-cert ${path}: no certificate in PEM is in there`);
  return certificates;
}

/** Keys of external logs among the values of `--log-key`: files with a public key in PEM. */
function readExternalKeys(value: string): readonly Uint8Array[] {
  return existsSync(value) ? takePem(readArgument(value, MAX_NOTE_CHARS)).publicKeys : [];
}

/** What the command line says about logs; undefined when it says nothing. Throws UsageError. */
export function readLogTrust(values: LogValues): LogTrust | undefined {
  const external = (values['log-key'] ?? []).map(readExternalKeys);
  const externalKeys = external.flat();
  const keys = (values['log-key'] ?? []).filter((_, at) => external[at]?.length === 0).map(readLogKey);
  const authorities = (values['tsa-cert'] ?? []).flatMap(readAuthority);
  const witnesses = (values.witness ?? []).map(readWitness);
  const asked = values['witness-threshold'];
  const threshold = asked === undefined ? witnesses.length : Number(asked);
  if (!Number.isInteger(threshold) || threshold < Math.min(1, witnesses.length) || threshold > witnesses.length)
    throw new UsageError(`--witness-threshold ${String(asked)}: from 1 to the number of witnesses is expected`);
  const checkpoint = values.checkpoint === undefined ? undefined : readArgument(values.checkpoint, MAX_NOTE_CHARS);
  const lists = [keys, witnesses, authorities, externalKeys];
  if (checkpoint === undefined && lists.every(({ length }) => length === 0)) return undefined;
  return { keys, checkpoint, witnesses, threshold, authorities, externalKeys };
}
