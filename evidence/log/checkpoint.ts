// SPDX-License-Identifier: Apache-2.0
import { demand } from '../canonical/errors.js';
import { fromBase64 } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { parseNote } from './note.js';

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** Reads an untrusted checkpoint. No signature is checked. Throws FormatError. */
export function parseCheckpoint(text: string) {
  const note = parseNote(text);
  const [origin = '', sizeText = '', rootText = '', ...rest] = note.text.slice(0, -1).split('\n');
  const size = Number(sizeText);
  const isHead = origin !== '' && SIZE.test(sizeText) && Number.isSafeInteger(size) && !rest.includes('');
  demand(isHead, 'checkpoint: origin, size and root are expected, one per line');
  const root = fromBase64(rootText);
  demand(root.length === HASH_BYTES, 'checkpoint: the root is not 32 bytes');
  return { origin, size, root, note };
}

export type SignedCheckpoint = Readonly<ReturnType<typeof parseCheckpoint>>;
/** A tree head and whose it is (C2SP tlog-checkpoint). */
export type Checkpoint = Omit<SignedCheckpoint, 'note'>;
