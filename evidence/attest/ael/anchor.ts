// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import { fromHex, toHex } from '../../canonical/text.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import type { TreeHasher } from '../../log/hash.js';
import { MAX_ENTRY_BYTES } from '../../log/tiles.js';
import { parseAelAnchors, type AelAnchors } from '../../model/ael/anchors.js';
import { parseAelManifest, type AelManifest } from '../../model/ael/manifest.js';
import { UsageError, VerificationError } from '../../model/errors.js';
import type { AelFiles } from './artifact.js';
import { readRecords, type AelSource, type ReadRecord } from './source.js';

export const ANCHORS_FILE = 'anchors.json';

/** Which records of an artifact are to be leaves of a log. */
export interface AnchorPlan {
  readonly manifest: AelManifest;
  readonly records: readonly ReadRecord[];
  /** Records that are longer than an entry can be. The next record of the same recorder holds their hash. */
  readonly tooLong: number;
  /** The tree head that the artifact already has of this log. */
  readonly older?: Checkpoint;
}

/** What a log says about the records, in their order. */
export interface RecordLeaves {
  readonly origin: string;
  readonly head: AelAnchors['tree_head'];
  readonly leaves: readonly {
    readonly hash: Uint8Array;
    readonly index: number;
    readonly proof: readonly Uint8Array[];
  }[];
}

function placeOf({ run, recorder, seq }: Pick<ReadRecord['record'], 'run' | 'recorder' | 'seq'>): string {
  return JSON.stringify([run, recorder, seq]);
}

/** The last record of each recorder. */
function headsOf(records: readonly ReadRecord[]): ReadonlySet<ReadRecord> {
  const heads = new Map<string, ReadRecord>();
  for (const one of records) {
    const { run, recorder, seq } = one.record;
    const name = JSON.stringify([run, recorder]);
    if (seq >= (heads.get(name)?.record.seq ?? 0)) heads.set(name, one);
  }
  return new Set(heads.values());
}

/** Anchors that hold already must go on holding: a fresh anchor never covers up what was changed under an old one. */
function assertUnchanged(
  name: string,
  { entries }: AelAnchors,
  records: readonly ReadRecord[],
  hasher: TreeHasher,
): void {
  const leaves = new Map(records.map(({ record, payload }) => [placeOf(record), payload]));
  for (const entry of entries) {
    const payload = leaves.get(placeOf(entry));
    if (payload !== undefined && toHex(hasher.leaf(payload)) === entry.leaf) continue;
    const state = payload === undefined ? 'not here any more' : 'another one now';
    const message = `${name}: the record ${entry.recorder} seq ${entry.seq} of run ${entry.run} was anchored and is ${state}`;
    throw new VerificationError('anchored_record', message);
  }
}

function assertOwnKey(logKey: string, { recorders }: AelManifest, records: readonly ReadRecord[]): void {
  const keys = [...recorders.map(({ key }) => key), ...records.map(({ record }) => record.key)];
  if (keys.includes(logKey)) throw new UsageError("the log needs a key of its own; this one is a recorder's");
}

/**
 * Finds out what of an artifact (untrusted) is to be anchored: every record, or with `heads` the last one of each
 * recorder, which holds the hash of the one before and so on. Signatures are not checked.
 * @throws UsageError when this log cannot serve; VerificationError when records are broken or differ from anchored ones
 */
export function planAnchors(source: AelSource, logKey: string, scope: 'all' | 'heads', hasher: TreeHasher): AnchorPlan {
  const manifest = parseAelManifest(source.manifest);
  const all = readRecords(source, manifest);
  assertOwnKey(logKey, manifest, all);
  const { anchor } = manifest;
  const anchors =
    anchor !== undefined && source.has(anchor.file) ? parseAelAnchors(source.file(anchor.file)) : undefined;
  if (anchors !== undefined) {
    if (anchor?.log_key !== logKey) {
      throw new UsageError(`${source.name}: it is anchored in the log ${anchors.log}, which has another key`);
    }
    assertUnchanged(source.name, anchors, all, hasher);
  }
  const heads = headsOf(all);
  const isLong = ({ payload }: ReadRecord): boolean => payload.length > MAX_ENTRY_BYTES;
  const longHead = [...heads].find(isLong)?.record;
  if (longHead !== undefined) {
    throw new VerificationError(
      'artifact',
      `${source.name}: the last record of ${longHead.recorder} has more than ${MAX_ENTRY_BYTES} bytes, which no log takes`,
    );
  }
  if (heads.size === 0) throw new VerificationError('artifact', `${source.name}: there is no record to anchor`);
  const chosen = scope === 'heads' ? [...heads] : all.filter((one) => !isLong(one));
  const head = anchors?.tree_head;
  const older =
    anchors === undefined || head === undefined
      ? {}
      : { older: { origin: anchors.log, size: head.size, root: fromHex(head.root) } };
  return { manifest, records: chosen, tooLong: all.filter(isLong).length, ...older };
}

/** The files of an artifact that an anchor changes, in the order in which they are to be written. */
export function buildAnchors(
  { manifest, records }: AnchorPlan,
  { origin, head, leaves }: RecordLeaves,
  logKey: string,
): AelFiles {
  const entries = leaves.map(({ hash, index, proof }, at) => {
    const { run, recorder, seq } = (records[at] as ReadRecord).record;
    return { recorder, run, seq, leaf: toHex(hash), index, proof: proof.map(toHex) };
  });
  const anchors: AelAnchors = { log: origin, tree_head: head, entries };
  const changed: AelManifest = { ...manifest, anchor: { log: origin, log_key: logKey, file: ANCHORS_FILE } };
  return new Map([
    [ANCHORS_FILE, canonicalizeJcsValue(anchors, 'ael')],
    ['manifest.json', canonicalizeJcsValue(changed, 'ael')],
  ]);
}
