// SPDX-License-Identifier: Apache-2.0
import { statSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { VerificationError } from '../../evidence/model/verification-errors.js';
import type { EvidenceTree } from '../core/form.js';
import { LIMITS } from '../core/input/source.js';
import {
  verifyEvidenceFile,
  verifyEvidenceFolder,
  type EvidenceFile,
  type SubjectOptions,
  type Verification,
} from '../core/subject.js';
import { readLineBatches, readSmallFile } from './read.js';
import { openEvidenceTree } from './tree.js';
import { createParallelSuite, defaultWorkers } from './workers.js';

export interface PathOptions extends Omit<SubjectOptions, 'suite'> {
  /** Threads for signatures beside the calling one. Chosen by the amount of evidence when absent; 0 for none. */
  readonly workers?: number;
}

function openEvidenceFile(path: string): EvidenceFile {
  return {
    name: basename(path),
    lines: (allowUnterminated) => readLineBatches(path, { followLinks: true, allowUnterminated }),
    text: (maxBytes) => Promise.resolve(readSmallFile(path, maxBytes, true)),
  };
}

/** An estimate is enough to choose the number of threads: a shard is closed at about 7 MiB. */
function bytesOf({ paths }: EvidenceTree): number {
  const shards = paths.filter((path) => path.endsWith('.jsonl') && !path.includes('/')).length;
  return shards > 1 ? shards * LIMITS.shardBytes : shards * (LIMITS.shardBytes / 4);
}

async function withSuite<T>(workers: number, run: (suite: CryptoSuite) => Promise<T>): Promise<T> {
  if (workers === 0) return run(nodeSuite);
  const suite = createParallelSuite(nodeSuite, workers);
  try {
    return await run(suite);
  } finally {
    await suite.close();
  }
}

function statPath(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    throw new VerificationError('unreadable', `${path}: not found or not readable`, { cause });
  }
}

/**
 * Verifies what lies at a path: a receipt, a chain of receipts, a recorder file, a whole evidence folder, or a document
 * of any form this build knows. The path is the caller's and may be a symbolic link; nothing inside a folder is followed.
 * @throws VerificationError `unreadable`, `not_regular_file` or `worker` when nothing could be judged
 */
export async function verifyPath(path: string, options: PathOptions): Promise<Verification> {
  const { workers: asked, ...rest } = options;
  const stats = statPath(path);
  if (!stats.isFile() && !stats.isDirectory())
    throw new VerificationError('not_regular_file', `${path}: neither a file nor a folder`);
  const tree = stats.isDirectory() ? openEvidenceTree(path) : undefined;
  return withSuite(asked ?? defaultWorkers(tree === undefined ? stats.size : bytesOf(tree)), (suite) => {
    const options = { ...rest, suite };
    return tree === undefined
      ? verifyEvidenceFile(openEvidenceFile(path), options)
      : verifyEvidenceFolder(tree, options);
  });
}
