// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../../evidence/model/verification-errors.js';
import { openWrapper } from './input/wrapper.js';
import { verifyChain, type ChainForm, type ChainOptions } from './chains/chain.js';
import { verifyDirectory } from './folders/directory.js';
import type { DocumentForm, DocumentResult, EvidenceTree, FormOptions } from './form.js';
import { documentFormOf, treeFormOf } from './forms.js';
import { refuseReceipt, verifyReceipt } from './receipts/receipt.js';
import type { ChainResult } from './chains/chain-summary.js';
import type { DirectoryResult } from './folders/folder-result.js';
import { LIMITS, type LineBatches, type ReadFault } from './input/source.js';
import { platformMembers } from '../../evidence/canonical/go-json.js';

export type SubjectOptions = ChainOptions & FormOptions;

/**
 * What was verified, and how it came out. A single receipt is a document of the form `receipt`, and what is nothing known
 * one of `unknown_form`.
 */
export type Verification =
  | { readonly kind: 'chain'; readonly form: ChainForm; readonly result: ChainResult }
  | { readonly kind: 'directory'; readonly result: DirectoryResult }
  | { readonly kind: 'document'; readonly form: string; readonly result: DocumentResult };

/** One file as data. Its name is a hint only. */
export interface EvidenceFile {
  readonly name: string;
  /** Lines without their LF; an unterminated last line is a fault unless `allowUnterminated`. */
  lines(allowUnterminated: boolean): LineBatches;
  text(maxBytes: number): Promise<string | ReadFault>;
}

type FileForm = ChainForm | 'receipt' | DocumentForm;

function membersOf(text: string): readonly string[] {
  return Object.keys(platformMembers(text));
}

const UNREADABLE: readonly string[] = ['unreadable', 'not_regular_file', 'symlink_refused'];

/** The first lines that hold something. */
async function firstLines(file: EvidenceFile): Promise<readonly string[]> {
  for await (const { lines, fault } of file.lines(true)) {
    if (fault !== undefined && UNREADABLE.includes(fault.code)) {
      throw new VerificationError(fault.code, `${file.name}: ${fault.message}`);
    }
    const filled = lines.filter((line) => line.trim() !== '');
    if (filled.length > 0 || fault !== undefined) return filled;
  }
  return [];
}

/** Members of one JSON object laid out over several lines. */
async function laidOutMembers(file: EvidenceFile, firstLine: string): Promise<readonly string[]> {
  const text = firstLine.trimStart().startsWith('{') ? await file.text(LIMITS.documentBytes) : '';
  return typeof text === 'string' ? membersOf(text) : [];
}

/** What a file is, by its first lines. A wrong guess cannot make bad evidence pass: every form is strict. */
async function detectForm(file: EvidenceFile): Promise<FileForm> {
  const [first = '', second = ''] = await firstLines(file);
  const members = membersOf(first);
  const document = documentFormOf(new Set(members.length > 0 ? members : await laidOutMembers(file, first)));
  if (document !== undefined) return document;
  if (members.includes('prev_hash') || first.startsWith('{"v":')) return 'recorder';
  if (file.name.endsWith('.jsonl')) return file.name.startsWith('evidence-') ? 'recorder' : 'receipts';
  return members.includes('action_record') && membersOf(second).includes('action_record') ? 'receipts' : 'receipt';
}

async function verifyOne(file: EvidenceFile, options: SubjectOptions): Promise<Verification> {
  const text = await file.text(LIMITS.lineBytes);
  const form = typeof text === 'string' && text.includes('action_record') ? 'receipt' : 'unknown_form';
  const document = (result: DocumentResult): Verification => ({ kind: 'document', form, result });
  if (typeof text !== 'string') return document(refuseReceipt(text, options));
  const wrapper = openWrapper(text);
  if (wrapper === undefined) return document(await verifyReceipt(text, options));
  if ('fault' in wrapper) return document(refuseReceipt(wrapper.fault, options));
  const result = await verifyChain('receipts', [{ lines: wrapper.receipts }], options);
  return { kind: 'chain', form: 'receipts', result };
}

async function verifyDocument(file: EvidenceFile, form: DocumentForm, options: FormOptions): Promise<Verification> {
  const text = await file.text(LIMITS.documentBytes);
  if (typeof text !== 'string') throw new VerificationError(text.code, `${file.name}: ${text.message}`);
  const refined = form.refine?.(text) ?? form;
  return { kind: 'document', form: refined.kind, result: await refined.verify(text, options) };
}

/**
 * Verifies one file of any form this build knows.
 * @throws VerificationError `unreadable`, `not_regular_file` and the like when nothing could be judged
 */
export async function verifyEvidenceFile(file: EvidenceFile, options: SubjectOptions): Promise<Verification> {
  const form = await detectForm(file);
  if (form === 'receipt') return verifyOne(file, options);
  if (typeof form === 'object') return verifyDocument(file, form, options);
  return { kind: 'chain', form, result: await verifyChain(form, file.lines(form === 'receipts'), options) };
}

const POLICY = /^policy\/([0-9a-f]{64})\.json$/;
/** What a verified log reads; its other files are copies and notes of the writer. */
const LOG_READ = /^log\/(?:checkpoint$|tile\/entries\/)/;

/** Files below subfolders that nothing signed covers. A policy is covered by its name, which receipts carry. */
async function unprotectedBelow(tree: EvidenceTree, options: SubjectOptions, logHolds: boolean): Promise<string[]> {
  const { paths, refused } = tree;
  const below = paths.filter((path) => path.includes('/') && !path.startsWith('log/'));
  const log = paths.filter((path) => path.startsWith('log/') && !LOG_READ.test(path));
  const unprotected = refused.map(({ path }) => path).filter((path) => path.includes('/'));
  for (const path of below) {
    const named = POLICY.exec(path)?.[1];
    const content = named === undefined ? undefined : await tree.bytes(path, LIMITS.documentBytes);
    if (!(content instanceof Uint8Array) || options.suite.sha256Hex(content) !== named) unprotected.push(path);
  }
  // Without a trusted log key that is the log as a whole.
  return [...unprotected, ...(logHolds ? log : log.slice(0, 1).map(() => 'log/'))];
}

/** Verifies a folder: of runs, or of a format that has its own table of contents. */
export async function verifyEvidenceFolder(tree: EvidenceTree, options: SubjectOptions): Promise<Verification> {
  const form = await treeFormOf(tree);
  if (form !== undefined) return { kind: 'document', form: form.kind, result: await form.verify(tree, options) };
  const result = await verifyDirectory(tree, options);
  const logHolds = result.checks.some(({ code, status }) => code === 'log_tree' && status === 'pass');
  const unprotected = [...result.unprotected, ...(await unprotectedBelow(tree, options, logHolds))].sort();
  return { kind: 'directory', result: { ...result, unprotected } };
}
