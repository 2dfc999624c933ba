// SPDX-License-Identifier: Apache-2.0
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';

/** Keys as the auditor typed them: hex, or the text of public key files, one after the other. Throws FormatError. */
export function parseKeys(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const keys: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const isHeader = word.startsWith('pipelock-ed25519-');
    keys.push(parsePublicKeyText(isHeader ? `${word}\n${words[(at += 1)] ?? ''}\n` : word));
  }
  return keys;
}
