// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { SignedCheckpoint } from '../../../evidence/log/checkpoint.js';
import { createCompactRange } from '../../../evidence/log/compact-range.js';
import { createTreeHasher, sameHash, type TreeHasher } from '../../../evidence/log/hash.js';
import { receiptOfLeaf } from '../../../evidence/log/leaf.js';
import { MAX_NOTE_CHARS } from '../../../evidence/log/note.js';
import { MAX_BUNDLE_BYTES, parseBundle, TILE_WIDTH, tilePath, tileWidth } from '../../../evidence/log/tiles.js';
import type { EvidenceTree } from '../form.js';
import type { Check } from '../result.js';
import { stampChecks, stampedSizes } from './folder-stamps.js';
import { judgeCheckpoint, judgeWitnesses, logCheck } from './checkpoint-checks.js';
import type { LogTrust } from './log-trust.js';

const FOLDER = 'log';
const CHECKPOINT = `${FOLDER}/checkpoint`;

/** The log of an evidence folder, its tree recomputed. Receipts are reported to it as they are verified. */
export interface FolderLog {
  /** A receipt of a run, in order. */
  receipt(session: string, receiptHash: string): void;
  /** `whole`: every run of the folder was read, so that a leaf without a receipt is a receipt that was taken away. */
  finish(whole: boolean): readonly Check[];
}

/** The log's place, when the folder has one at all. */
function isThere({ paths, refused }: EvidenceTree): boolean {
  // A folder of that name with other things in it is none.
  const parts = [CHECKPOINT, `${FOLDER}/state.json`, `${FOLDER}/tile/`];
  return (
    paths.some((path) => parts.some((part) => path.startsWith(part))) ||
    refused.some(({ path }) => path === FOLDER || parts.some((part) => path.startsWith(part)))
  );
}

async function readBundle(
  tree: EvidenceTree,
  known: ReadonlySet<string>,
  index: number,
  size: number,
): Promise<readonly Uint8Array[] | string> {
  const width = tileWidth('entries', index, size);
  const partial = `${FOLDER}/${tilePath({ level: 'entries', index, width })}`;
  const full = `${FOLDER}/${tilePath({ level: 'entries', index, width: TILE_WIDTH })}`;
  // A partial bundle goes when the full one is there, and not before: the other way round it may be half written.
  const path = known.has(partial) ? partial : full;
  const bytes = await tree.bytes(path, MAX_BUNDLE_BYTES);
  if ('code' in bytes) return `${path}: ${bytes.message}`;
  return parseBundle(bytes, path === partial ? width : TILE_WIDTH)?.slice(0, width) ?? `${path}: not the right entries`;
}

/** Recomputes the tree from the entries, with its roots at the `wanted` sizes; a message when they cannot be had. */
async function recompute(
  tree: EvidenceTree,
  size: number,
  wanted: ReadonlySet<number | undefined>,
  hasher: TreeHasher,
) {
  const known = new Set(tree.paths);
  // Receipts that leaves name and no receipt has answered yet.
  const unmet = new Set<string>();
  const range = createCompactRange(hasher);
  const roots = new Map([[0, range.root()]]);
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const entries = await readBundle(tree, known, index, size);
    if (typeof entries === 'string') return entries;
    for (const entry of entries) {
      range.append(hasher.leaf(entry));
      if (wanted.has(range.size)) roots.set(range.size, range.root());
      const receipt = receiptOfLeaf(entry);
      if (receipt !== undefined) unmet.add(receipt);
    }
  }
  return { unmet, root: range.root(), roots };
}

function olderCheck(head: SignedCheckpoint, older: SignedCheckpoint, olderRoot: Uint8Array | undefined): Check {
  const say = (status: 'pass' | 'fail', message: string): Check =>
    logCheck('log_consistency', status, CHECKPOINT, message);
  if (older.origin !== head.origin) return say('fail', `the older checkpoint is of another log, ${older.origin}`);
  const leaves = `the ${older.size} leaves of the older checkpoint`;
  if (olderRoot === undefined)
    return say('fail', `the log had ${older.size} leaves and has ${head.size}: it was cut back`);
  if (sameHash(olderRoot, older.root)) return say('pass', `the log begins with ${leaves}`);
  return say('fail', `the log does not begin with ${leaves}: history was changed`);
}

/** A log of which no more can be said than this. */
function unread(checks: readonly Check[]): FolderLog {
  return { receipt: () => undefined, finish: () => checks };
}

function failed(message: string): FolderLog {
  return unread([logCheck('log_checkpoint', 'fail', FOLDER, message)]);
}

/**
 * Reads the log of a folder (untrusted), checks its signature under the pinned log key, recomputes its tree and holds
 * it against the older checkpoint. Undefined when the folder has no log and none was asked for.
 */
export async function openFolderLog(
  tree: EvidenceTree,
  trust: LogTrust,
  suite: CryptoSuite,
): Promise<FolderLog | undefined> {
  if (!isThere(tree)) return trust.keys.length === 0 ? undefined : failed('the folder has no transparency log');
  const text = await tree.text(CHECKPOINT, MAX_NOTE_CHARS);
  if (typeof text !== 'string') return failed(`${CHECKPOINT}: ${text.message}`);
  const { head, trusted, checks: judged } = await judgeCheckpoint(text, CHECKPOINT, trust, suite);
  if (head === undefined) return failed(judged.map(({ message }) => message).join());
  const { checkpoint: kept } = trust;
  const older = kept === undefined ? undefined : await judgeCheckpoint(kept, 'older checkpoint', trust, suite);
  const checks = [...judged, ...(older?.checks ?? [])];
  const wanted = new Set([older?.head?.size, ...stampedSizes(tree)]);
  const read = await recompute(tree, head.size, wanted, createTreeHasher(suite));
  if (typeof read === 'string') return unread([...checks, logCheck('log_tree', 'fail', CHECKPOINT, read)]);
  const same = sameHash(read.root, head.root);
  // A tree that fits its checkpoint proves nothing while nobody stands for the checkpoint.
  const status = !same ? 'fail' : trusted ? 'pass' : 'not_checked';
  const message = `the entries ${same ? 'give' : 'do not give'} the root of ${head.size} leaves`;
  checks.push(logCheck('log_tree', status, CHECKPOINT, message));
  const heads = [head];
  if (older?.head !== undefined) {
    const consistent = olderCheck(head, older.head, read.roots.get(older.head.size));
    checks.push(consistent);
    if (consistent.status === 'pass') heads.push(older.head);
  }
  checks.push(await judgeWitnesses(heads, CHECKPOINT, trust, suite));
  checks.push(...(await stampChecks(tree, head.origin, read.roots, trust, suite)));
  return matchReceipts(read.unmet, same && trusted, checks);
}

function matchReceipts(unmet: Set<string>, sound: boolean, before: readonly Check[]): FolderLog {
  // By session: leaves, and receipts that are none, `holes` before one that is and `tail` after the last.
  const runs = new Map<string, Record<'leaves' | 'holes' | 'tail', number>>();
  return {
    receipt: (session, receiptHash) => {
      const run = runs.get(session) ?? { leaves: 0, holes: 0, tail: 0 };
      runs.set(session, run);
      if (!unmet.delete(receiptHash)) {
        run.tail += 1;
        return;
      }
      run.leaves += 1;
      run.holes += run.tail;
      run.tail = 0;
    },
    finish: (whole) => {
      const checks = [...before];
      const say = (status: Check['status'], subject: string, message: string): void =>
        void checks.push(logCheck('log_inclusion', status, subject, message));
      let anchored = 0;
      for (const [session, { leaves, holes, tail }] of runs) {
        anchored += leaves;
        if (holes > 0) say('fail', session, `${holes} receipts before others that are leaves are not in the log`);
        if (tail > 0) say('not_checked', session, `not anchored: the last ${tail} receipts are not in the log (yet)`);
      }
      if (unmet.size > 0 && whole) {
        const first = [...unmet].slice(0, 1).join();
        const gone = `${unmet.size} receipts of the log are not in the folder, ${first} for one`;
        say('fail', FOLDER, `${gone}: taken away or changed`);
      }
      say(sound ? 'pass' : 'not_checked', FOLDER, `anchored: ${anchored} receipts are leaves of the log`);
      return checks;
    },
  };
}
