// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { VerificationError } from '../../evidence/model/errors.js';
import { openWrapper, verifyReceiptList } from '../core/bundle.js';
import type { ChainForm, ChainOptions } from '../core/chain.js';
import { createChainVerifier, feedLines } from '../core/chain.js';
import { withEndorsementChecks } from '../core/chain-endorsements.js';
import { verifyDirectory } from '../core/directory.js';
import { preparedEndorsements } from '../core/endorsements.js';
import type { DocumentForm, DocumentResult, FormOptions } from '../core/form.js';
import { documentFormOf, treeFormOf } from '../core/forms.js';
import { refuseReceipt, verifyReceipt } from '../core/receipt.js';
import type { ChainResult, DirectoryResult, ReceiptResult } from '../core/result.js';
import { LIMITS } from '../core/source.js';
import { openEvidenceDirectory, readLineBatches, readSmallFile } from './read.js';
import { openEvidenceTree } from './tree.js';
import { createParallelSuite, defaultWorkers } from './workers.js';

export interface PathOptions extends Omit<ChainOptions, 'suite'>, Omit<FormOptions, 'suite'> {
  /** Threads for signatures beside the calling one. Chosen by the amount of evidence when absent; 0 for none. */
  readonly workers?: number;
}

export type PathResult =
  | { readonly kind: 'receipt'; readonly result: ReceiptResult }
  | { readonly kind: 'chain'; readonly form: ChainForm; readonly result: ChainResult }
  | { readonly kind: 'directory'; readonly result: DirectoryResult }
  | { readonly kind: 'document'; readonly form: string; readonly result: DocumentResult };

type FileForm = ChainForm | 'receipt' | DocumentForm;

const READ = { followLinks: true, allowUnterminated: true } as const;

function membersOf(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/** What a file is, by its first lines. A wrong guess cannot make bad evidence pass: every form is strict. */
function detectForm(path: string, lines: readonly string[]): FileForm {
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '');
  const members = membersOf(first);
  const document = documentFormOf(new Set(members.length > 0 ? members : membersOf(lines.join('\n'))), basename(path));
  if (document !== undefined) return document;
  if (members.includes('prev_hash') || first.startsWith('{"v":')) return 'recorder';
  if (path.endsWith('.jsonl')) return basename(path).startsWith('evidence-') ? 'recorder' : 'receipts';
  return members.includes('action_record') && membersOf(second).includes('action_record') ? 'receipts' : 'receipt';
}

function firstLines(path: string): readonly string[] {
  const batches = readLineBatches(path, READ);
  const first = batches.next();
  batches.return();
  if (first.done === true) return [];
  const { fault, lines } = first.value;
  if (fault !== undefined && ['unreadable', 'not_regular_file', 'symlink_refused'].includes(fault.code)) {
    throw new VerificationError(fault.code, `${path}: ${fault.message}`);
  }
  return lines;
}

async function verifyOne(path: string, options: ChainOptions): Promise<PathResult> {
  const text = readSmallFile(path, LIMITS.lineBytes, true);
  if (typeof text !== 'string') return { kind: 'receipt', result: refuseReceipt(text, options) };
  const wrapper = openWrapper(text);
  if (wrapper === undefined) return { kind: 'receipt', result: await verifyReceipt(text, options) };
  if ('fault' in wrapper) return { kind: 'receipt', result: refuseReceipt(wrapper.fault, options) };
  const { result } = await verifyReceiptList(wrapper.receipts, options);
  return { kind: 'chain', form: 'receipts', result };
}

async function verifyDocument(path: string, form: DocumentForm, options: FormOptions): Promise<PathResult> {
  const text = readSmallFile(path, LIMITS.documentBytes, true);
  if (typeof text !== 'string') throw new VerificationError(text.code, `${path}: ${text.message}`);
  return { kind: 'document', form: form.kind, result: await form.verify(text, options) };
}

async function verifyFolder(path: string, options: ChainOptions & FormOptions): Promise<PathResult> {
  const tree = openEvidenceTree(path);
  const form = await treeFormOf(tree);
  if (form !== undefined) return { kind: 'document', form: form.kind, result: await form.verify(tree, options) };
  return { kind: 'directory', result: await verifyDirectory(openEvidenceDirectory(path), options) };
}

async function verifyFile(path: string, options: ChainOptions & FormOptions): Promise<PathResult> {
  const form = detectForm(path, firstLines(path));
  if (form === 'receipt') return verifyOne(path, options);
  if (typeof form === 'object') return verifyDocument(path, form, options);
  const prepared = await preparedEndorsements(options.trust.endorsements, options.suite);
  const trust = { ...options.trust, endorsements: prepared.endorsements };
  const verifier = createChainVerifier(form, { ...options, trust });
  await feedLines(verifier, readLineBatches(path, { followLinks: true, allowUnterminated: form === 'receipts' }));
  const outcome = await verifier.finish();
  return { kind: 'chain', form, result: withEndorsementChecks(outcome, prepared.checks, trust) };
}

async function evidenceBytes(path: string, isDirectory: boolean): Promise<number> {
  if (!isDirectory) return statSync(path).size;
  const names = await openEvidenceDirectory(path).list();
  // An estimate is enough to choose the number of threads: a shard is closed at about 7 MiB.
  const shards = names.filter(({ name }) => name.endsWith('.jsonl')).length;
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

function statPath(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path);
  } catch (cause) {
    throw new VerificationError('unreadable', `${path}: not found or not readable`, { cause });
  }
}

/**
 * Verifies what lies at a path: a receipt, a chain of receipts, a recorder file or a whole evidence folder. The path is
 * the caller's and may be a symbolic link; nothing inside a folder is followed.
 * @throws VerificationError `unreadable`, `not_regular_file` or `worker` when nothing could be judged
 */
export async function verifyPath(path: string, options: PathOptions): Promise<PathResult> {
  const { workers: asked, ...rest } = options;
  const isDirectory = statPath(path)?.isDirectory() === true;
  const workers = asked ?? defaultWorkers(await evidenceBytes(path, isDirectory));
  return withSuite(workers, async (suite) => {
    return isDirectory ? verifyFolder(path, { ...rest, suite }) : verifyFile(path, { ...rest, suite });
  });
}
