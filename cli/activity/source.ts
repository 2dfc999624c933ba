// SPDX-License-Identifier: Apache-2.0
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, UsageError } from '../../evidence/model/errors.js';
import type { ActivityReducer } from '../../reports/activity/reducer.js';
import type { ActivitySource } from '../../reports/activity/report.js';
import { planFolder } from '../../verify/core/folders/plan.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import type { Verification } from '../../verify/core/subject.js';
import { readLineBatches } from '../../verify/node/read.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { eachLine, MAX_LINE_BYTES } from './lines.js';

const LOG: ActivitySource = { kind: 'log', verification: 'not_checked', detail: '' };

/** Chunks as large as this hold many lines and no line longer than is allowed. */
const CHUNK_BYTES = 64 << 10;

/**
 * Reads everything at `input` into a reducer: a log, a recorder file, an evidence folder, or `-` for standard input.
 * Evidence is verified first, under the given public keys.
 */
export async function readSource(
  input: string,
  keys: readonly string[],
  reducer: ActivityReducer,
): Promise<ActivitySource> {
  if (input === '-') {
    await readLines('standard input', process.stdin, reducer);
    return { ...LOG, detail: 'It was read from standard input.' };
  }
  const stat = statSync(input, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`${input}: no such file or folder`);
  if (stat.isDirectory()) return readFolder(input, keys, reducer);
  const source = stat.isFile() && isRecorderFile(input) ? await verifyFile(input, keys) : LOG;
  await readLines(input, stat.isFile() ? chunksOf(input) : createReadStream(input), reducer);
  return source;
}

/** A file from beginning to end, in one buffer that is used again: nothing else waits for this process. */
function* chunksOf(path: string): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  const fd = openSync(path, 'r');
  try {
    for (;;) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(fd);
  }
}

/** @throws CodedError when there are lines and none is JSON: a report of that would say that nothing happened. */
async function readLines(
  name: string,
  chunks: AsyncIterable<unknown> | Iterable<Buffer>,
  reducer: ActivityReducer,
): Promise<void> {
  let [good, bad] = [0, 0];
  const skip = (): void => {
    bad++;
    reducer.skip();
  };
  await eachLine(chunks as AsyncIterable<Buffer>, {
    line: (text) => {
      if (addLine(text, reducer)) good++;
      else skip();
    },
    bad: skip,
  });
  if (good === 0 && bad > 0) throw new CodedError('not_a_log', `${name}: none of its lines is JSON; this is no log`);
}

/** Whether the line is JSON. */
function addLine(text: string, reducer: ActivityReducer): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  reducer.add(value);
  return true;
}

/** Whether the first line is an entry of a recorder. */
function isRecorderFile(path: string): boolean {
  const buffer = Buffer.alloc(MAX_LINE_BYTES);
  const fd = openSync(path, 'r');
  try {
    const count = readSync(fd, buffer, 0, buffer.length, 0);
    const [line = ''] = buffer.toString('utf8', 0, count).split('\n', 1);
    const value = JSON.parse(line) as Record<string, unknown> | null;
    return value !== null && typeof value === 'object' && 'prev_hash' in value && 'detail' in value;
  } catch {
    return false;
  } finally {
    closeSync(fd);
  }
}

/** What a verification says, in the words of a report. */
function sourceOf(outcome: Verification): ActivitySource {
  const { result } = outcome;
  if (outcome.kind === 'document') throw new UsageError('this is a document and no record of activity');
  const checks = 'checks' in result ? result.checks : [];
  const fault = checks.find(({ status }) => status === 'fail')?.message;
  const finding = outcome.kind === 'directory' ? outcome.result.findings[0]?.message : undefined;
  const verification = result.verdict === 'unpinned' || result.verdict === 'valid' ? result.verdict : 'invalid';
  const exact = result.verdict === 'discontinuous' ? 'discontinuous' : verification;
  return { kind: 'evidence', verification: exact, detail: fault ?? finding ?? '' };
}

async function verifyFile(path: string, keys: readonly string[]): Promise<ActivitySource> {
  return sourceOf(await verifyPath(path, { trust: createTrustRoot({ keys }) }));
}

async function readFolder(dir: string, keys: readonly string[], reducer: ActivityReducer): Promise<ActivitySource> {
  const outcome = await verifyPath(dir, { trust: createTrustRoot({ keys }) });
  if (outcome.kind !== 'directory') throw new UsageError(`${dir}: an evidence folder is expected`);
  // What was appended after the verification is not part of the report.
  const verified = new Map(
    outcome.result.chains
      .filter(({ verdict }) => verdict !== 'invalid')
      .map(({ facts }) => [facts.session, facts.entryCount] as const),
  );
  const plan = planFolder(openEvidenceTree(dir));
  if (plan.runs.length === 0) throw new UsageError(`${dir}: no recorded evidence lies here`);
  for (const { session, shards } of plan.runs) {
    let left = verified.get(session) ?? Infinity;
    for (const { name } of shards) left = readShard(join(dir, name), left, reducer);
  }
  const source = sourceOf(outcome);
  const runs = `${plan.runs.length} recorded ${plan.runs.length === 1 ? 'run' : 'runs'}.`;
  return { ...source, detail: [runs, source.detail].filter((part) => part !== '').join(' ') };
}

function readShard(path: string, limit: number, reducer: ActivityReducer): number {
  let left = limit;
  for (const { lines, fault } of readLineBatches(path, { maxBytes: LIMITS.shardBytes })) {
    for (const line of lines) if (left-- > 0 && line !== '') addLine(line, reducer);
    // A torn end is the verifier's finding; anything else is a line that could not be counted.
    if (fault !== undefined && fault.code !== 'torn_tail') reducer.skip();
  }
  return Math.max(left, 0);
}
