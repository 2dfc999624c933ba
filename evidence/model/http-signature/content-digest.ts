// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../../canonical/text.js';
import { bytesOf, combinedField, parseStrictDictionary, type Fields } from './structured.js';

/** The SHA-256 that the untrusted Content-Digest field states, as hex digits; undefined when it states none. Throws FormatError. */
export function statedDigest(fields: Fields): string | undefined {
  const text = combinedField(fields, 'content-digest');
  if (text === undefined) return undefined;
  const bytes = bytesOf(parseStrictDictionary(text, 'Content-Digest').get('sha-256')?.[0]);
  return bytes === undefined ? undefined : toHex(bytes);
}
