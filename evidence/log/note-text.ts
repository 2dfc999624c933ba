// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import { concatBytes } from '../canonical/framing.js';
import { fromHex, toBase64, toHex, utf8Encode } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { Checkpoint } from './checkpoint.js';
import { keyIdOf, type NoteKey } from './note.js';

const NAME = /^[^\s\u0085+]+$/u;

/** Whether a name can stand in a note. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** The text of a checkpoint: what the log signs. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** One signature line of a note, with its line feed. */
export function signatureLine(key: NoteKey, signature: Uint8Array, suite: CryptoSuite): string {
  return `\u2014 ${key.name} ${toBase64(concatBytes([fromHex(keyIdOf(key, suite)), signature]))}\n`;
}

/** A note: its text, an empty line, its signature lines. */
export function noteText(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join('')}`;
}

/** The text of a verifier key: how a log's or a witness's key is handed to those who verify. */
export function vkeyText(key: NoteKey, suite: CryptoSuite): string {
  return `${key.name}+${keyIdOf(key, suite)}+${toBase64(Uint8Array.of(key.type, ...key.publicKey))}`;
}

/** The bytes of an evidence-level tree head: canonical JSON of log, root in hex, and size. */
export function treeHeadBytes({ origin, size, root }: Checkpoint): Uint8Array {
  return utf8Encode(canonicalizeJcsValue({ log: origin, root: toHex(root), size }, 'ael'));
}
