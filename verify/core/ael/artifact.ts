// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { parseAelAnchors, type AelAnchors } from '../../../evidence/model/ael/anchors.js';
import { parseAelManifest, type AelManifest, type AelRecorderEntry } from '../../../evidence/model/ael/manifest.js';
import { parseAelPolicy, type AelPolicy } from '../../../evidence/model/ael/policy.js';
import { recordFault, type AelRecord } from '../../../evidence/model/ael/record.js';
import type { EvidenceTree } from '../form.js';
import { LIMITS, type ReadFault } from '../source.js';
import { readSignedLines, type AelKeys, type ReadLine } from './lines.js';

export const AEL_MANIFEST = 'manifest.json';

/** Largest recorder file; other files have the limit of documents. */
const RECORDER_BYTES = 64 << 20;

/** What one recorder left of one run. */
export interface RecorderEvidence {
  readonly entry: AelRecorderEntry;
  readonly lines: readonly ReadLine[];
  /** First thing that keeps a readable line from being a record, with its place. */
  readonly schemaFault: string | undefined;
  /** The records in their order; of the lines that are records, where some are not. */
  readonly records: readonly AelRecord[];
  /** Whether every line is a record. Order and counting mean nothing otherwise. */
  readonly whole: boolean;
  /** Fingerprints of the keys that signed. */
  readonly signers: readonly string[];
  /** Why there are no lines, if the file could not be had. */
  readonly missing: string | undefined;
}

/** A part that may be declared, may be there and may be readable. */
export type Part<T> = { readonly value: T } | { readonly absent: string } | { readonly malformed: string };

export interface AelArtifact {
  readonly manifest: AelManifest;
  readonly recorders: readonly RecorderEvidence[];
  readonly anchors: Part<AelAnchors>;
  readonly statements: Part<readonly ReadLine[]>;
  /** Policy documents by hash, or what is wrong with them. */
  readonly policies: ReadonlyMap<string, AelPolicy | string>;
  readonly keys: AelKeys;
}

type Found<T> = { readonly value: T } | { readonly absent: string };

/** A file's content, or why it cannot be had; a path that is no plain file is named with the reason. */
async function fileOf<T extends string | Uint8Array>(
  tree: EvidenceTree,
  path: string,
  read: (path: string) => Promise<T | ReadFault>,
): Promise<Found<T>> {
  const refused = tree.refused.find((one) => one.path === path);
  if (refused !== undefined) return { absent: `${path}: ${refused.reason}` };
  const content = await read(path);
  if (typeof content === 'object' && 'code' in content) return { absent: `${path}: ${content.message}` };
  return { value: content };
}

function bytesOf(tree: EvidenceTree, path: string): Promise<Found<Uint8Array>> {
  return fileOf(tree, path, (name) => tree.bytes(name, LIMITS.documentBytes));
}

function textOf(tree: EvidenceTree, path: string): Promise<Found<string>> {
  return fileOf(tree, path, (name) => tree.text(name, RECORDER_BYTES));
}

async function readRecorder(
  tree: EvidenceTree,
  entry: AelRecorderEntry,
  options: { readonly keys: AelKeys; readonly suite: CryptoSuite },
): Promise<RecorderEvidence> {
  const text = await textOf(tree, entry.file);
  const lines = 'absent' in text ? [] : await readSignedLines(text.value, entry.file, options);
  const records: AelRecord[] = [];
  let schemaFault: string | undefined;
  for (const { state, value, place } of lines) {
    if (state !== 'read') continue;
    const fault = recordFault(value);
    if (fault === undefined) records.push(value as unknown as AelRecord);
    else schemaFault ??= `${place}: ${fault}`;
  }
  const signers = [...new Set(lines.map(({ key }) => key).filter((key) => key !== ''))];
  const whole = lines.length > 0 && records.length === lines.length;
  return { entry, lines, schemaFault, records, whole, signers, missing: 'absent' in text ? text.absent : undefined };
}

function parsed<T>(file: Found<Uint8Array>, parse: (bytes: Uint8Array) => T): Part<T> {
  if ('absent' in file) return file;
  try {
    return { value: parse(file.value) };
  } catch (error) {
    return { malformed: (error as Error).message };
  }
}

async function readPolicy(tree: EvidenceTree, hash: string, suite: CryptoSuite): Promise<AelPolicy | string> {
  const path = `policy/${hash}.json`;
  const file = await bytesOf(tree, path);
  if ('absent' in file) return file.absent;
  if (suite.sha256Hex(file.value) !== hash) return `${path}: its bytes have another hash than its name`;
  const policy = parsed(file, parseAelPolicy);
  return 'value' in policy ? policy.value : `${path}: ${'malformed' in policy ? policy.malformed : policy.absent}`;
}

async function readStatements(
  tree: EvidenceTree,
  { counterparty }: AelManifest,
  options: { readonly keys: AelKeys; readonly suite: CryptoSuite },
): Promise<Part<readonly ReadLine[]>> {
  if (counterparty === undefined) return { absent: 'no counterparty is declared' };
  const { file, key } = counterparty;
  if (!options.keys.has(key)) return { absent: `no published key has the counterparty's fingerprint ${key}` };
  const text = await textOf(tree, file);
  return 'absent' in text ? text : { value: await readSignedLines(text.value, file, { ...options, signer: key }) };
}

/**
 * Reads an artifact (untrusted) and verifies its signatures under published keys.
 * @throws FormatError when the manifest cannot be read: then nothing can be said about any run
 */
export async function readAelArtifact(tree: EvidenceTree, keys: AelKeys, suite: CryptoSuite): Promise<AelArtifact> {
  const file = await bytesOf(tree, AEL_MANIFEST);
  if ('absent' in file) throw new FormatError('field_value', file.absent);
  const manifest = parseAelManifest(file.value);
  const recorders: RecorderEvidence[] = [];
  for (const entry of manifest.recorders) recorders.push(await readRecorder(tree, entry, { keys, suite }));
  const hashes = new Set(recorders.flatMap(({ records }) => records.map(({ decision }) => decision?.policy ?? '')));
  const policies = new Map<string, AelPolicy | string>();
  for (const hash of hashes) if (hash !== '') policies.set(hash, await readPolicy(tree, hash, suite));
  const { anchor } = manifest;
  const anchors: Part<AelAnchors> =
    anchor === undefined
      ? { absent: 'no anchor is declared' }
      : parsed(await bytesOf(tree, anchor.file), parseAelAnchors);
  const statements = await readStatements(tree, manifest, { keys, suite });
  return { manifest, recorders, anchors, statements, policies, keys };
}
