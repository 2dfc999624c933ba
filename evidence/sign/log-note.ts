// SPDX-License-Identifier: Apache-2.0
import { concatBytes, uint64Bytes } from '../canonical/framing.js';
import { fromHex, toBase64, toHex, utf8Encode } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { Checkpoint } from '../log/checkpoint.js';
import { COSIGNATURE, cosignatureMessage, ED25519, type NoteKey } from '../log/note.js';
import { checkpointText, noteText, signatureLine, treeHeadBytes } from '../log/note-text.js';
import type { Signer } from './signer.js';

/** The key under which a signer signs notes of this name. */
export function noteKeyOf(signer: Signer, name: string, type: NoteKey['type'] = ED25519): NoteKey {
  return { name, type, publicKey: fromHex(signer.publicKeyHex) };
}

/** The log's signed checkpoint, as a whole note. The key's name is the origin. Answers at once when the signer does. */
export function signLogCheckpoint(head: Checkpoint, signer: Signer, suite: CryptoSuite): string | Promise<string> {
  const text = checkpointText(head);
  const finish = (signature: Uint8Array): string =>
    noteText(text, [signatureLine(noteKeyOf(signer, head.origin), signature, suite)]);
  const signature = signer.sign(utf8Encode(text));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}

/** A witness's line on a checkpoint's text. `seconds` is when, since 1970. */
export async function cosign(
  text: string,
  seconds: bigint,
  signer: Signer,
  name: string,
  suite: CryptoSuite,
): Promise<string> {
  const signature = await signer.sign(utf8Encode(cosignatureMessage(text, seconds)));
  const key = noteKeyOf(signer, name, COSIGNATURE);
  return signatureLine(key, concatBytes([uint64Bytes(seconds), signature]), suite);
}

/** A tree head as evidence-level artifacts carry it: root in hex, the signed bytes and the signature in base64. */
export interface SignedTreeHead {
  readonly size: number;
  readonly root: string;
  readonly signed: string;
  readonly sig: string;
}

/** The same tree head in the form of evidence-level artifacts, under the same key. Answers at once when the signer does. */
export function signTreeHead(head: Checkpoint, signer: Signer): SignedTreeHead | Promise<SignedTreeHead> {
  const bytes = treeHeadBytes(head);
  const finish = (signature: Uint8Array): SignedTreeHead => ({
    size: head.size,
    root: toHex(head.root),
    signed: toBase64(bytes),
    sig: toBase64(signature),
  });
  const signature = signer.sign(bytes);
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
