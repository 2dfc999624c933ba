// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict } from '../../../evidence/canonical/text.js';
import { parseCheckpoint, type Checkpoint } from '../../../evidence/log/checkpoint.js';
import { sameHash } from '../../../evidence/log/hash.js';
import { MAX_NOTE_CHARS } from '../../../evidence/log/note.js';
import { MAX_TIME_STAMP_BYTES } from '../../../evidence/log/time-stamp.js';
import { attempt, checksOf, type Check, type EvidenceTree, type FormOptions } from '../form.js';
import { judgeTimeStamp } from './time-stamp.js';

const STAMP = /^log\/timestamps\/(0|[1-9][0-9]{0,15})\.tsr$/;
/** Each costs a signature or two. */
const MAX_STAMPS = 4096;

/** Sizes of the trees that have a time stamp, smallest first. */
export function stampedSizes({ paths }: EvidenceTree): readonly number[] {
  return paths.flatMap((path) => STAMP.exec(path)?.slice(1).map(Number) ?? []).sort((a, b) => a - b);
}

/** What keeps the stamped checkpoint from being of the log as it is here. */
function stampedFault(bytes: Uint8Array, size: number, origin: string, root?: Uint8Array): string | undefined {
  const parsed = attempt(() => parseCheckpoint(decodeUtf8Strict(bytes)));
  if ('fault' in parsed) return parsed.fault.message;
  const head: Checkpoint = parsed.value;
  if (head.origin !== origin || head.size !== size) return 'the stamped checkpoint is another one than its name says';
  if (root === undefined) return `a checkpoint of ${size} leaves was stamped, and the log has fewer: it was cut back`;
  return sameHash(head.root, root) ? undefined : 'the log does not begin with the stamped tree: history was changed';
}

/**
 * Judges the time stamps of a log: each is of a checkpoint with which the log still begins. `roots` are the recomputed
 * roots at the stamped sizes, as far as the log goes.
 */
export async function stampChecks(
  tree: EvidenceTree,
  origin: string,
  roots: ReadonlyMap<number, Uint8Array>,
  options: FormOptions,
): Promise<readonly Check[]> {
  const sizes = stampedSizes(tree);
  const checks: Check[] = [];
  const say = (path: string, status: Check['status'], message: string): void =>
    void checks.push(checksOf(path).check(status, 'log_timestamp', message));
  for (const size of sizes.slice(-MAX_STAMPS)) {
    const path = `log/timestamps/${size}`;
    const stamped = await tree.bytes(`${path}.checkpoint`, MAX_NOTE_CHARS);
    const stamp = await tree.bytes(`${path}.tsr`, MAX_TIME_STAMP_BYTES);
    if ('code' in stamped || 'code' in stamp) {
      const why = 'code' in stamped ? stamped.message : 'unreadable';
      say(path, 'fail', `a time stamp and its checkpoint are expected: ${why}`);
      continue;
    }
    const fault = stampedFault(stamped, size, origin, roots.get(size));
    const judged = await judgeTimeStamp(stamp, stamped, options);
    const { status, message } = fault === undefined ? judged : { status: 'fail' as const, message: fault };
    say(path, status, status === 'fail' ? message : `the first ${size} leaves ${message}`);
  }
  const more = sizes.length - MAX_STAMPS;
  if (more > 0) say('log/timestamps', 'not_checked', `${more} older ones were not judged`);
  return checks;
}
