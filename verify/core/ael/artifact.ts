// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { parseAelAnchors, type AelAnchors } from '../../../evidence/model/ael/anchors.js';
import { parseAelManifest, plainPath } from '../../../evidence/model/ael/manifest.js';
import type { AelManifest, AelRecorderEntry } from '../../../evidence/model/ael/manifest.js';
import { parseAelPolicy, type AelPolicy } from '../../../evidence/model/ael/policy.js';
import { recordFault, type AelRecord } from '../../../evidence/model/ael/record.js';
import { attempt, type EvidenceTree } from '../form.js';
import { LIMITS } from '../input/source.js';
import { readSignedLines, type LineOptions, type AelKeys, type ReadLine } from './lines.js';
import { failed, unverifiable, type AelOutcome } from './outcome.js';

export const AEL_MANIFEST = 'manifest.json';

/** Largest recorder file; other files have the limit of documents. */
const RECORDER_BYTES = 64 << 20;

/** A part of an artifact, or what its absence means for the checks that need it. */
export type Part<T> =
  { readonly value: T; readonly missing?: never } | { readonly value?: never; readonly missing: AelOutcome };

/** A file's bytes; where it cannot be had the reason, with the path, even when it is no plain file. */
async function bytesOf(tree: EvidenceTree, name: string, limit: number = LIMITS.documentBytes) {
  const path = plainPath(name);
  const refused = tree.refused.find((one) => one.path === path);
  const content = refused === undefined ? await tree.bytes(path, limit) : { message: refused.reason };
  return 'message' in content ? `${path}: ${content.message}` : content;
}

async function readRecorder(tree: EvidenceTree, entry: AelRecorderEntry, options: LineOptions) {
  const file = await bytesOf(tree, entry.file, RECORDER_BYTES);
  // Why there are no lines, where there are none.
  const missing = typeof file === 'string' ? file : `${entry.file}: no records`;
  const lines = typeof file === 'string' ? [] : await readSignedLines(file, entry.file, options);
  const read = lines.filter(({ state }) => state === 'read');
  const faults = read.map(({ value, place }) => {
    const fault = recordFault(value);
    return fault && `${place}: ${fault}`;
  });
  const records = read
    .filter((_line, at) => faults[at] === undefined)
    .map(({ value }) => value as unknown as AelRecord);
  const schemaFault = faults.find((fault) => fault !== undefined);
  return {
    entry,
    lines,
    /** First thing that keeps a readable line from being a record, with its place. */
    schemaFault,
    /** The records in their order; of the lines that are records, where some are not. */
    records,
    /** Whether every line is a record. Order and counting mean nothing otherwise. */
    whole: lines.length > 0 && records.length === lines.length,
    /** Fingerprints of the keys that signed. */
    signers: [...new Set(lines.flatMap(({ key }) => (key === '' ? [] : [key])))],
    missing,
  };
}

/** What one recorder left of one run. */
export type RecorderEvidence = Readonly<Awaited<ReturnType<typeof readRecorder>>>;

async function readPolicy(tree: EvidenceTree, hash: string, suite: CryptoSuite): Promise<AelPolicy | string> {
  const path = `policy/${hash}.json`;
  const file = await bytesOf(tree, path);
  if (typeof file === 'string') return file;
  if (suite.sha256Hex(file) !== hash) return `${path}: its bytes have another hash than its name`;
  const policy = attempt(() => parseAelPolicy(file));
  return 'fault' in policy ? `${path}: ${policy.fault.message}` : policy.value;
}

async function readAnchors(tree: EvidenceTree, { anchor }: AelManifest): Promise<Part<AelAnchors>> {
  const file = anchor === undefined ? 'no anchor is declared' : await bytesOf(tree, anchor.file);
  if (typeof file === 'string') return { missing: unverifiable(file) };
  const anchors = attempt(() => parseAelAnchors(file));
  return 'fault' in anchors ? { missing: failed(`anchors: ${anchors.fault.message}`) } : anchors;
}

async function readStatements(
  tree: EvidenceTree,
  { counterparty }: AelManifest,
  options: LineOptions,
): Promise<Part<readonly ReadLine[]>> {
  if (counterparty === undefined) return { missing: unverifiable('no counterparty is declared') };
  const { file: name, key } = counterparty;
  const known = options.keys.has(key);
  const file = known ? await bytesOf(tree, name, RECORDER_BYTES) : `no published key is the counterparty's ${key}`;
  if (typeof file === 'string') return { missing: unverifiable(file) };
  return { value: await readSignedLines(file, name, { ...options, signer: key }) };
}

/**
 * Reads an artifact (untrusted) and verifies its signatures under published keys.
 * @throws FormatError when the manifest cannot be read: then nothing can be said about any run
 */
export async function readAelArtifact(tree: EvidenceTree, keys: AelKeys, suite: CryptoSuite) {
  const file = await bytesOf(tree, AEL_MANIFEST);
  if (typeof file === 'string') throw new FormatError('field_value', file);
  const manifest = parseAelManifest(file);
  const options = { keys, suite };
  const recorders: RecorderEvidence[] = [];
  for (const entry of manifest.recorders) recorders.push(await readRecorder(tree, entry, options));
  // By hash, or what is wrong with them.
  const policies = new Map<string, AelPolicy | string>();
  const decisions = recorders.flatMap(({ records }) => records.flatMap(({ decision }) => decision ?? []));
  for (const hash of new Set(decisions.map(({ policy }) => policy))) {
    if (hash !== '') policies.set(hash, await readPolicy(tree, hash, suite));
  }
  const anchors = await readAnchors(tree, manifest);
  const statements = await readStatements(tree, manifest, options);
  return { manifest, recorders, anchors, statements, policies, keys };
}

export type AelArtifact = Readonly<Awaited<ReturnType<typeof readAelArtifact>>>;

/** What a check of order and counts comes to where some line is no record; undefined where all are. */
export function unread(recorders: readonly RecorderEvidence[]): AelOutcome | undefined {
  if (recorders.length === 0) return unverifiable('the run has no records');
  const broken = recorders.find(({ whole }) => !whole);
  return broken && unverifiable(`${broken.entry.file}: not every line is a verified record`);
}
