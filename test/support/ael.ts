// SPDX-License-Identifier: Apache-2.0
import { buildAelArtifact, type AelArtifactParts } from '../../evidence/attest/ael/artifact.js';
import {
  aelFingerprint,
  createAelRecorder,
  signAelLine,
  type AelLine,
  type AelRecordBody,
} from '../../evidence/attest/ael/recorder.js';
import { concatBytes } from '../../evidence/canonical/framing.js';
import { canonicalizeJcsValue } from '../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../evidence/canonical/json-reader.js';
import { toBase64, toHex, utf8Encode } from '../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { AelAnchorEntry, AelAnchors } from '../../evidence/model/ael/anchors.js';
import type { Signer } from '../../evidence/sign/signer.js';
import { evaluateAelArtifact } from '../../verify/core/ael/form.js';
import type { AelRunResult } from '../../verify/core/ael/evaluate.js';
import type { EvidenceTree, RefusedPath } from '../../verify/core/form.js';
import type { ReadFault } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';

export type TreeContent = ReadonlyMap<string, string | Uint8Array>;

export function newSigner(): Signer {
  return createNodeSigner(generateKeyPair().privateKey, 'same_uid');
}

/** A folder held in memory. */
export function memoryTree(files: TreeContent, refused: readonly RefusedPath[] = []): EvidenceTree {
  const missing: ReadFault = { code: 'unreadable', message: 'no such file' };
  const read = <T>(path: string, maxBytes: number, make: (bytes: Uint8Array) => T): Promise<T | ReadFault> => {
    const content = files.get(path);
    if (content === undefined) return Promise.resolve(missing);
    const bytes = typeof content === 'string' ? utf8Encode(content) : content;
    const tooLarge: ReadFault = { code: 'size_limit', message: `at most ${maxBytes} bytes are read` };
    return Promise.resolve(bytes.length > maxBytes ? tooLarge : make(bytes));
  };
  return {
    paths: [...files.keys()].sort(),
    refused,
    lines: async function* () {
      await Promise.resolve();
      yield { lines: [], fault: missing };
    },
    text: (path, maxBytes) => read(path, maxBytes, (bytes) => Buffer.from(bytes).toString('utf8')),
    bytes: (path, maxBytes) => read(path, maxBytes, (bytes) => bytes),
  };
}

export interface Script {
  readonly run?: string;
  readonly id?: string;
  readonly signer: Signer;
  /** Bodies with the seconds after the start at which they are recorded. */
  readonly steps: readonly (readonly [AelRecordBody, number])[];
  /** Seconds of the close; left open when absent. */
  readonly closeAt?: number;
}

export interface Scripted {
  readonly run: string;
  readonly id: string;
  readonly key: string;
  readonly lines: readonly AelLine[];
}

export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
}

/** Records a scripted run. */
export async function record({ run = 'run-1', id = 'r1', signer, steps, closeAt }: Script): Promise<Scripted> {
  const recorder = createAelRecorder({ run, recorder: id, signer, suite: nodeSuite });
  const lines: AelLine[] = [];
  for (const [body, seconds] of steps) lines.push(await recorder.append(body, at(seconds)));
  if (closeAt !== undefined) lines.push(await recorder.close(at(closeAt)));
  return { run, id, key: recorder.key, lines };
}

export const OPEN: AelRecordBody = { type: 'open', hmax: 60, htol: 5 };
export const BEAT: AelRecordBody = { type: 'heartbeat' };

export function activity(id: string, extra: Partial<AelRecordBody> = {}, name = 'net'): AelRecordBody {
  return { type: 'activity', event: { class: name, id, dir: 'out' }, ...extra };
}

/** open, two activities, a heartbeat, close. */
export function plainRun(signer: Signer, change: Partial<Script> = {}): Promise<Scripted> {
  const steps: Script['steps'] = [
    [OPEN, 0],
    [activity('evt-1'), 10],
    [activity('evt-2'), 20],
    [BEAT, 30],
  ];
  return record({ signer, steps, closeAt: 40, ...change });
}

export const DECLARED = { coverage: 'partial', custody: 'same-host' };

/** Files of an artifact; `change` edits the manifest before it is written. */
export function artifactOf(
  parts: Partial<AelArtifactParts> & Pick<AelArtifactParts, 'recorders'>,
  change: (manifest: Record<string, JsonValue>) => Record<string, JsonValue> = (manifest) => manifest,
): Map<string, string> {
  const files = new Map(buildAelArtifact({ declared: DECLARED, ...parts }));
  const manifest = JSON.parse(files.get('manifest.json') ?? '') as Record<string, JsonValue>;
  return files.set('manifest.json', canonicalizeJcsValue(change(manifest), 'ael'));
}

/** Evaluates under the public keys of the signers. */
export async function evaluate(
  files: TreeContent,
  signers: readonly Signer[],
  refused: readonly RefusedPath[] = [],
): Promise<readonly AelRunResult[]> {
  const trust = createTrustRoot({ keys: signers.map(({ publicKeyHex }) => publicKeyHex) });
  return (await evaluateAelArtifact(memoryTree(files, refused), { trust, suite: nodeSuite })).runs;
}

/** A signed line around any payload text. */
export function signText(text: string | Uint8Array, signer: Signer): Promise<string> {
  return signAelLine(typeof text === 'string' ? utf8Encode(text) : text, signer);
}

function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return nodeSuite.sha256(concatBytes([Uint8Array.of(1), left, right]));
}

function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** RFC 6962 section 2.1, as it is written there. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  const half = split(leaves.length);
  return hashNode(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** RFC 6962 section 2.1.1. */
function pathOf(index: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const half = split(leaves.length);
  return index < half
    ? [...pathOf(index, leaves.slice(0, half)), rootOf(leaves.slice(half))]
    : [...pathOf(index - half, leaves.slice(half)), rootOf(leaves.slice(0, half))];
}

/** A small log over the records of some recorders, with a signed head and a proof for each record. */
export async function anchor(recorders: readonly Scripted[], log: Signer, name = 'log-1'): Promise<AelAnchors> {
  const records = recorders.flatMap(({ run, id, lines }) => lines.map((line) => ({ run, id, line })));
  const leaves = records.map(({ line }) => nodeSuite.sha256(concatBytes([Uint8Array.of(0), line.payload])));
  const root = toHex(rootOf(leaves));
  const size = leaves.length;
  const signed = utf8Encode(canonicalizeJcsValue({ log: name, root, size }, 'ael'));
  const entries = records.map(({ run, id, line }, index): AelAnchorEntry => ({
    recorder: id,
    run,
    seq: line.seq,
    leaf: toHex(leaves[index] as Uint8Array),
    index,
    proof: pathOf(index, leaves).map(toHex),
  }));
  const head = { size, root, signed: toBase64(signed), sig: toBase64(await log.sign(signed)) };
  return { log: name, tree_head: head, entries };
}

/** The only run, or the first, under the keys of the signers. */
export async function firstRun(files: TreeContent, signers: readonly Signer[]): Promise<AelRunResult> {
  const [run] = await evaluate(files, signers);
  if (run === undefined) throw new Error('no run');
  return run;
}

/** `a=PASS b=UV` of the checks with these one-letter ids. */
export function statusOf({ checks }: AelRunResult, ids: string): string {
  return ids
    .split(/(?=.)/)
    .map((id) => `${id}=${checks[id]?.status ?? ''}`)
    .join(' ');
}

export function passing(ids: string): string {
  return ids
    .split(/(?=.)/)
    .map((id) => `${id}=PASS`)
    .join(' ');
}

export function textsOf({ lines }: Pick<Scripted, 'lines'>): string[] {
  return lines.map(({ text }) => text);
}

/** A recorder file with these lines instead. */
export function withLines(files: Map<string, string>, lines: readonly string[], id = 'r1'): Map<string, string> {
  return files.set(`recorders/${id}.jsonl`, lines.map((line) => `${line}\n`).join(''));
}

export function fingerprintOf(signer: Signer): string {
  return aelFingerprint(signer.publicKeyHex, nodeSuite);
}
