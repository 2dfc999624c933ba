// SPDX-License-Identifier: Apache-2.0
import { parseCheckpoint } from '../../../evidence/log/checkpoint.js';
import { createCompactRange } from '../../../evidence/log/compact-range.js';
import { createTreeHasher, sameHash, type TreeHasher } from '../../../evidence/log/hash.js';
import { receiptOfLeaf } from '../../../evidence/log/leaf.js';
import { MAX_NOTE_CHARS } from '../../../evidence/log/note.js';
import { MAX_BUNDLE_BYTES, parseBundle, TILE_WIDTH, tilePath, tileWidth } from '../../../evidence/log/tiles.js';
import { attempt, checksOf, type Check, type EvidenceTree, type FormOptions } from '../form.js';
import { stampChecks, stampedSizes } from './folder-stamps.js';
import { historyChecks, judgeCheckpoint } from './checkpoint-checks.js';

const FOLDER = 'log';
const CHECKPOINT = `${FOLDER}/checkpoint`;

/** The log's place, when the folder has one at all. */
function isThere({ paths, refused }: EvidenceTree): boolean {
  // A folder of that name with other things in it is none.
  const parts = [CHECKPOINT, `${FOLDER}/state.json`, `${FOLDER}/tile/`];
  return (
    paths.some((path) => parts.some((part) => path.startsWith(part))) ||
    refused.some(({ path }) => path === FOLDER || parts.some((part) => path.startsWith(part)))
  );
}

async function readBundle(tree: EvidenceTree, known: ReadonlySet<string>, index: number, size: number) {
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
async function recompute(tree: EvidenceTree, size: number, wanted: ReadonlySet<number>, hasher: TreeHasher) {
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

/** A log of which no more can be said than this. */
function unread(...checks: readonly Check[]): FolderLog {
  return { receipt: () => undefined, finish: () => checks };
}

/**
 * Reads the log of a folder (untrusted), checks its signature under the pinned log key, recomputes its tree and holds
 * it against the older checkpoint. Undefined when the folder has no log and none was asked for.
 */
export async function openFolderLog(tree: EvidenceTree, options: FormOptions): Promise<FolderLog | undefined> {
  const { keys, checkpoint: kept = '' } = options.trust.log;
  const { check, fail } = checksOf(CHECKPOINT);
  if (!isThere(tree)) {
    return keys.length === 0 ? undefined : unread(fail('log_checkpoint', 'the folder has no transparency log'));
  }
  const text = await tree.text(CHECKPOINT, MAX_NOTE_CHARS);
  if (typeof text !== 'string') return unread(fail('log_checkpoint', `${CHECKPOINT}: ${text.message}`));
  const { head, trusted, checks } = await judgeCheckpoint(text, CHECKPOINT, options);
  if (head === undefined) return unread(...checks);
  const older = attempt(() => parseCheckpoint(kept).size);
  const wanted = new Set([...stampedSizes(tree), ...('value' in older ? [older.value] : [])]);
  const read = await recompute(tree, head.size, wanted, createTreeHasher(options.suite));
  if (typeof read === 'string') return unread(...checks, fail('log_tree', read));
  const { root, roots, unmet } = read;
  const same = sameHash(root, head.root);
  // A tree that fits its checkpoint proves nothing while nobody stands for the checkpoint.
  const status = !same ? 'fail' : trusted ? 'pass' : 'not_checked';
  checks.push(
    check(status, 'log_tree', `the entries ${same ? 'give' : 'do not give'} the root of ${head.size} leaves`),
    ...(await historyChecks({ head, trusted }, CHECKPOINT, options, ({ size, root: before }) => {
      const found = roots.get(size);
      return found !== undefined && sameHash(found, before);
    })),
    ...(await stampChecks(tree, head.origin, roots, options)),
  );
  return matchReceipts(unmet, same && trusted, checks);
}

/** The log of an evidence folder, its tree recomputed. Receipts are reported to it as they are verified. */
export type FolderLog = ReturnType<typeof matchReceipts>;

function matchReceipts(unmet: Set<string>, sound: boolean, before: readonly Check[]) {
  // By session: leaves, and receipts that are none, `holes` before one that is and `tail` after the last.
  const runs = new Map<string, Record<'leaves' | 'holes' | 'tail', number>>();
  return {
    /** A receipt of a run, in order. */
    receipt: (session: string, receiptHash: string): void => {
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
    /** `whole`: every run of the folder was read, so that a leaf without a receipt is a receipt that was taken away. */
    finish: (whole: boolean): readonly Check[] => {
      const checks = [...before];
      const say = (status: Check['status'], subject: string, message: string): void =>
        void checks.push(checksOf(subject).check(status, 'log_inclusion', message));
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
