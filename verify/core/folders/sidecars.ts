// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { VerifiedRun } from './directory.js';
import type { EvidenceTree } from '../form.js';
import { LIMITS } from '../input/source.js';

const SIDECAR = /-raw-([0-9a-f]{32})\.raw\.enc$/;

/**
 * The names that remain unprotected when escrow files are taken out that an entry of an intact run names and whose
 * digest is the one in their name: that name is inside the entry's hash, so these bytes are bound like the entry.
 */
export async function withoutBoundSidecars(
  tree: EvidenceTree,
  names: readonly string[],
  runs: readonly VerifiedRun[],
  suite: CryptoSuite,
): Promise<readonly string[]> {
  const intact = runs.filter(({ outcome }) => !outcome.entryBroken && outcome.damage === undefined);
  const bound = new Set(intact.flatMap(({ outcome }) => outcome.rawRefs));
  const left: string[] = [];
  for (const name of names) {
    const digest = bound.has(name) ? SIDECAR.exec(name)?.[1] : undefined;
    const bytes = digest === undefined ? undefined : await tree.bytes(name, LIMITS.shardBytes);
    const holds = bytes instanceof Uint8Array && suite.sha256Hex(bytes).startsWith(digest as string);
    if (!holds) left.push(name);
  }
  return left;
}
