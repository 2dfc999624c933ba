// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Finding } from '../../evidence/model/finding.js';

/** Texts that are remembered at a time. */
const REMEMBERED = 2_048;
/** Longer texts are looked at each time; headers that come again and again are shorter. */
const REMEMBERED_LENGTH = 2_048;

/** Looks at a text unless it is known that nothing is found in it. `find` must give the same for the same text. */
export type CleanMemory = (text: string, find: () => readonly Finding[]) => readonly Finding[];

const NOTHING: readonly Finding[] = [];

/**
 * Remembers texts in which nothing was found, for one search of one configuration; most headers come again with the next
 * message. Only digests are kept: a text may hold a secret that no rule knows, which must not outlive its message.
 */
export function openCleanMemory({ sha256Hex }: Pick<CryptoSuite, 'sha256Hex'>): CleanMemory {
  const clean = new Set<string>();
  return (text, find) => {
    if (text.length > REMEMBERED_LENGTH) return find();
    const digest = sha256Hex(text);
    if (clean.has(digest)) return NOTHING;
    const findings = find();
    if (findings.length > 0) return findings;
    if (clean.size >= REMEMBERED) clean.clear();
    clean.add(digest);
    return findings;
  };
}
