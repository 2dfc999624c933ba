// SPDX-License-Identifier: Apache-2.0
import type { VerifiedRun } from './directory.js';
import type { EvidenceDirectory } from './source.js';

const SIDECAR = /-raw-([0-9a-f]{32})\.raw\.enc$/;

/**
 * The names that remain unprotected when sealed files are taken out that an entry of an intact run names and whose
 * digest is the one in their name: that name is inside the entry's hash, so these bytes are bound like the entry.
 */
export async function withoutBoundSidecars(
  directory: EvidenceDirectory,
  names: readonly string[],
  runs: readonly VerifiedRun[],
): Promise<readonly string[]> {
  const intact = runs.filter(({ outcome }) => !outcome.entryBroken && outcome.damage === undefined);
  const bound = new Set(intact.flatMap(({ outcome }) => outcome.rawRefs));
  const left: string[] = [];
  for (const name of names) {
    const digest = bound.has(name) ? SIDECAR.exec(name)?.[1] : undefined;
    const found = digest === undefined ? undefined : await directory.digest(name);
    const holds = digest !== undefined && found !== undefined && 'sha256' in found && found.sha256.startsWith(digest);
    if (!holds) left.push(name);
  }
  return left;
}
