// SPDX-License-Identifier: Apache-2.0
import { demand, FormatError } from '../canonical/errors.js';
import { concatBytes } from '../canonical/framing.js';
import { fromBase64, toHex, utf8Encode } from '../canonical/text.js';
import type { CryptoSuite, SignatureCheck } from '../crypto/suite.js';

/** Signature types of a note (C2SP signed-note): plain Ed25519, and the timestamped cosignature of a witness. */
export const ED25519 = 1;
export const COSIGNATURE = 4;
export type NoteKeyType = typeof ED25519 | typeof COSIGNATURE;

/** A key that may sign notes. */
export interface NoteKey {
  readonly name: string;
  readonly type: NoteKeyType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export const MAX_NOTE_CHARS = 1 << 16;
const MAX_SIGNATURES = 64;
const LINE = /^\u2014 ([^\s\u0085+]+) (\S+)$/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

function parseSignatureLine(line: string) {
  const [, name = '', text = ''] = LINE.exec(line) ?? [];
  demand(name !== '', 'signed note: a signature line is malformed');
  const bytes = fromBase64(text);
  demand(bytes.length > 4, 'signed note: a signature is too short');
  // The first four bytes tell keys of one name apart.
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** `keyId` is hex. */
export type NoteSignature = Readonly<ReturnType<typeof parseSignatureLine>>;

/** Reads an untrusted signed note. No signature is checked. Throws FormatError `size` or `field_value`. */
export function parseNote(note: string) {
  if (note.length > MAX_NOTE_CHARS) throw new FormatError('size', 'the signed note is longer than 64 KiB');
  demand(!CONTROL.test(note), 'signed note: a control character');
  const end = note.lastIndexOf('\n\n');
  demand(end > 0 && note.endsWith('\n'), 'signed note: no signatures stand behind an empty line');
  const lines = note.slice(end + 2, -1).split('\n');
  demand(lines.length <= MAX_SIGNATURES, `signed note: more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

/** `text` is what is signed, with its last line feed. */
export type SignedNote = Readonly<ReturnType<typeof parseNote>>;

/** Hex of the first four bytes of SHA-256 over name, line feed, type and key. */
export function keyIdOf({ name, type, publicKey }: NoteKey, suite: CryptoSuite): string {
  return toHex(suite.sha256(concatBytes([utf8Encode(`${name}\n`), Uint8Array.of(type), publicKey])).subarray(0, 4));
}

/** Reads the text of a verifier key, `name+id+base64(type || key)`. Throws FormatError `key_file`. */
export function parseVkey(text: string, suite: CryptoSuite): NoteKey {
  const [, name = '', id = '', body = ''] =
    /^([^\s\u0085+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text.trim()) ?? [];
  if (name === '') throw new FormatError('key_file', 'a verifier key has the form name+id+key');
  const bytes = fromBase64(body);
  const [type] = bytes;
  if (bytes.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) {
    throw new FormatError('key_file', 'the verifier key is not one of Ed25519');
  }
  const key: NoteKey = { name, type, publicKey: bytes.subarray(1) };
  if (keyIdOf(key, suite) !== id)
    throw new FormatError('key_file', 'the id of the verifier key is not that of its key');
  return key;
}

/** What a cosignature of type 4 signs: the text under a header that states the time. */
export function cosignatureMessage(text: string, timestamp: bigint): string {
  return `cosignature/v1\ntime ${timestamp}\n${text}`;
}

function checkOf(text: string, { signature }: NoteSignature, key: NoteKey): SignatureCheck {
  const { publicKey } = key;
  if (key.type === ED25519) return { publicKey, message: utf8Encode(text), signature };
  // A wrong length makes the check false.
  const time = signature.length === 72 ? new DataView(signature.slice(0, 8).buffer).getBigUint64(0) : 0n;
  return { publicKey, message: utf8Encode(cosignatureMessage(text, time)), signature: signature.subarray(8) };
}

/**
 * What the note says under a key: `absent` when no line names the key, `invalid` as soon as one of its lines does not
 * hold. Lines of other keys are ignored, also those that share its name or its id but not both.
 */
export async function checkNote(
  note: SignedNote,
  key: NoteKey,
  suite: CryptoSuite,
): Promise<'valid' | 'invalid' | 'absent'> {
  const id = keyIdOf(key, suite);
  const lines = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === id);
  if (lines.length === 0) return 'absent';
  const held = await suite.verifyBatch(lines.map((line) => checkOf(note.text, line, key)));
  return held.every(Boolean) ? 'valid' : 'invalid';
}
