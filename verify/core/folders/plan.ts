// SPDX-License-Identifier: Apache-2.0
import { compareCodePoints } from '../../../evidence/canonical/text.js';
import { checksOf, type Check, type EvidenceTree } from '../form.js';
import type { DirectoryFinding } from './folder-result.js';
import { LIMITS, SYMLINK } from '../input/source.js';

const SHARD = /^evidence-(.+)-([0-9]{1,19})\.jsonl$/;
const LINK = /^chain-link-(.+)\.json$/;
const RUN_SUFFIX = /\.run\.[0-9a-f]{32}$/;

export interface Shard {
  readonly name: string;
  readonly seqStart: bigint;
}

export interface LinkFile {
  readonly name: string;
  /** The predecessor session that the file name claims. */
  readonly namedPredecessor: string;
}

/** The session base shared by the runs of one recorder: `proxy` of `proxy.run.<32 hex>`. */
export function sessionBase(session: string): string {
  return session.replace(RUN_SUFFIX, '');
}

interface Sorted {
  readonly shards: Map<string, Shard[]>;
  readonly links: LinkFile[];
  readonly findings: DirectoryFinding[];
  readonly checks: Check[];
  readonly unprotected: string[];
}

function sortName(sorted: Sorted, name: string, refusal: string | undefined, wanted: string | undefined): void {
  const [, session, start] = SHARD.exec(name) ?? LINK.exec(name) ?? [];
  if (session === undefined) {
    sorted.unprotected.push(name);
    return;
  }
  if (wanted !== undefined && sessionBase(session) !== sessionBase(wanted)) return;
  if (refusal === SYMLINK) {
    // A link could point at another run's file, or at one that changes between two verifications.
    sorted.findings.push({ kind: 'symlink_refused', session, message: `${name} is a symbolic link` });
  } else if (refusal !== undefined) sorted.checks.push(checksOf(name).fail('not_regular_file', `${name}: ${refusal}`));
  else if (start === undefined) sorted.links.push({ name, namedPredecessor: session });
  else {
    const known = sorted.shards.get(session) ?? [];
    sorted.shards.set(session, known);
    known.push({ name, seqStart: BigInt(start) });
  }
}

function orderShards(sorted: Sorted, session: string, shards: readonly Shard[]) {
  const ordered = shards.toSorted((a, b) => (a.seqStart < b.seqStart ? -1 : a.seqStart > b.seqStart ? 1 : 0));
  const { fail } = checksOf(session);
  const twice = ordered.find((shard, index) => index > 0 && ordered[index - 1]?.seqStart === shard.seqStart);
  if (twice !== undefined) {
    sorted.checks.push(fail('shard_sequence', `${twice.name}: two files claim first entry ${twice.seqStart}`));
  }
  if (ordered.length > LIMITS.shardsPerSession) {
    const message = `${ordered.length} shards; at most ${LIMITS.shardsPerSession} are read`;
    sorted.checks.push(fail('shard_limit', message));
  }
  return { session, shards: ordered.slice(0, LIMITS.shardsPerSession) };
}

/** One recorder session of a folder: its shards in order of their first entry. */
export type RunFiles = Readonly<ReturnType<typeof orderShards>>;

/**
 * Sorts the names of an evidence folder into runs and links. `wanted` narrows to one session and the others of its
 * base, because a fault of a neighbouring run is a fault of the story that the named run belongs to.
 */
export function planFolder({ paths, refused }: Pick<EvidenceTree, 'paths' | 'refused'>, wanted?: string) {
  const sorted: Sorted = { shards: new Map(), links: [], findings: [], checks: [], unprotected: [] };
  const refusals = new Map(refused.map(({ path, reason }) => [path, reason]));
  const names = [...paths, ...refusals.keys()].filter((path) => !path.includes('/')).sort();
  for (const name of names) sortName(sorted, name, refusals.get(name), wanted);
  const runs = [...sorted.shards].map(([session, shards]) => orderShards(sorted, session, shards));
  return { ...sorted, runs: runs.toSorted((a, b) => compareCodePoints(a.session, b.session)) };
}

/** What a folder holds, by name only. Nothing has been opened. */
export type FolderPlan = ReturnType<typeof planFolder>;
