// SPDX-License-Identifier: Apache-2.0
import { createHash, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519ph } from '@noble/curves/ed25519.js';
import type { ExecutionContext } from 'ava';
import { toHex } from '../../evidence/canonical/text.js';
import { inclusionProof } from '../../evidence/log/proof.js';
import type { AnchorCheckpoint } from '../../evidence/model/anchor-bundle.js';
import { createSigningKey } from '../../evidence/store/key-file.js';
import { ecKeys, type KeyPair } from './certificates.js';
import { hasher, sampleTree } from './log-samples.js';
import { serveLoopback } from './time-stamps.js';

/** The end of a session, for anchors. */
export const ANCHORED: AnchorCheckpoint = {
  session_id: 'proxy',
  final_seq: 2n,
  root_hash: '87f9b4749815cb38c00e1ab1fb9a448e82c3b9ae16e50db764671fe0c404721d',
  receipt_count: 3n,
  start_time: '2026-11-22T20:00:00Z',
  end_time: '2026-11-22T20:00:02Z',
  signer_keys: ['ab'.repeat(32)],
};
export const ANCHORED_AT = '2026-11-22T20:00:05Z';

export interface RekorBench {
  readonly log: RekorLog;
  /** A private key for entries. */
  readonly keyPath: string;
}

/** A log and a key to submit with, for one test. */
export async function rekorBench(t: ExecutionContext, keys?: KeyPair): Promise<RekorBench> {
  const dir = mkdtempSync(join(tmpdir(), 'pipelock-rekor-'));
  const log = await serveRekor(keys);
  t.teardown(async () => {
    await log.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const keyPath = join(dir, 'submit.key');
  createSigningKey(keyPath);
  return { log, keyPath };
}

/** What a Rekor log answers about one entry. */
export interface RekorEntry {
  body: string;
  integratedTime: number;
  logID: string;
  logIndex: number;
  verification: {
    signedEntryTimestamp: string;
    inclusionProof: { checkpoint: string; hashes: string[]; logIndex: number; rootHash: string; treeSize: number };
  };
}

interface Proposed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly data: { readonly hash: { readonly algorithm: string; readonly value: string } };
    readonly signature: { readonly content: string; readonly publicKey: { readonly content: string } };
  };
}

/** A log like Rekor, version 1 of its interface, with real proofs, for as long as a test needs it. */
export interface RekorLog {
  readonly url: string;
  /** DER of its public key. */
  readonly publicKey: Buffer;
  readonly entries: readonly Buffer[];
  /** Answers instead of the log; undefined lets the log answer. */
  answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  /** Changes what the log would answer. */
  change: (entry: RekorEntry) => void;
  close(): Promise<void>;
}

/** Entries of others in the log before ours. */
const OLDER = ['one', 'two', 'three', 'four', 'five'].map((text) => Buffer.from(`{"kind":"rekord","n":"${text}"}`));
const ORIGIN = 'rekor.example.com - 1193050959916656506';
/** The place of the first entry of this tree among those of all trees of the log. */
const FIRST_INDEX = 4_000_000;

export function digestOf(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

function signRekor(text: string, key: KeyObject): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(text), key);
}

/** The signed tree head of these entries. */
export function rekorNote(entries: readonly Uint8Array[], keys: KeyPair, origin = ORIGIN): string {
  const root = Buffer.from(sampleTree(entries).root(entries.length));
  const text = `${origin}\n${entries.length}\n${root.toString('base64')}\nTimestamp: 1784824200000000000\n`;
  const id = digestOf(keys.publicKey.export({ format: 'der', type: 'spki' })).subarray(0, 4);
  const line = Buffer.concat([id, signRekor(text, keys.privateKey)]).toString('base64');
  return `${text}\n\u2014 rekor.example.com ${line}\n`;
}

export function rekorPromise(entry: Omit<RekorEntry, 'verification'>, key: KeyObject): string {
  const { body, integratedTime, logID, logIndex } = entry;
  return signRekor(JSON.stringify({ body, integratedTime, logID, logIndex }), key).toString('base64');
}

export function entryAt(entries: readonly Buffer[], index: number, keys: KeyPair): RekorEntry {
  const tree = sampleTree(entries);
  const own = {
    body: (entries[index] ?? Buffer.alloc(0)).toString('base64'),
    integratedTime: 1_784_824_200,
    logID: digestOf(keys.publicKey.export({ format: 'der', type: 'spki' })).toString('hex'),
    logIndex: FIRST_INDEX + index,
  };
  const hashes = inclusionProof(tree.read, index, entries.length, hasher).map(toHex);
  const rootHash = toHex(tree.root(entries.length));
  const proof = { checkpoint: rekorNote(entries, keys), hashes, logIndex: index, rootHash, treeSize: entries.length };
  return {
    ...own,
    verification: { signedEntryTimestamp: rekorPromise(own, keys.privateKey), inclusionProof: proof },
  };
}

/** Whether the log would take the entry: it checks the signature over the digest before it does. */
function isAdmissible({ apiVersion, kind, spec }: Proposed): boolean {
  const pem = Buffer.from(spec.signature.publicKey.content, 'base64').toString();
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const { algorithm, value } = spec.data.hash;
  // Ed25519ph by its parts: the test has only the digest, as the log does.
  const digest = Buffer.from(value, 'hex');
  const signature = Buffer.from(spec.signature.content, 'base64');
  const held = prehashed(signature, digest, der.subarray(-32));
  return apiVersion === '0.0.1' && kind === 'hashedrekord' && algorithm === 'sha512' && held;
}

/** Ed25519ph over a digest that was made before (RFC 8032 section 5.1). */
function prehashed(signature: Buffer, digest: Buffer, publicKey: Buffer): boolean {
  const { Point } = ed25519ph;
  const domain = Buffer.concat([Buffer.from('SigEd25519 no Ed25519 collisions'), Buffer.from([1, 0])]);
  const order = Point.Fn.ORDER;
  const little = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const k = createHash('sha512')
    .update(Buffer.concat([domain, signature.subarray(0, 32), publicKey, digest]))
    .digest();
  const right = Point.BASE.multiply(little(signature.subarray(32)) % order);
  const left = Point.fromBytes(new Uint8Array(signature.subarray(0, 32))).add(
    Point.fromBytes(new Uint8Array(publicKey)).multiply(little(k) % order),
  );
  return right.equals(left);
}

export async function serveRekor(keys: KeyPair = ecKeys()): Promise<RekorLog> {
  const entries: Buffer[] = [...OLDER];
  const idOf = (body: Buffer): string => `00000000000000aa${toHex(hasher.leaf(body))}`;
  const give = (response: ServerResponse, status: number, at: number): void => {
    const entry = entryAt(entries, at, keys);
    log.change(entry);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ [idOf(entries[at] ?? Buffer.alloc(0))]: entry }));
  };
  const server = await serveLoopback((request, body, response) => {
    if (log.answer?.(request, response) === true) return;
    const wanted = /^\/api\/v1\/log\/entries\/([0-9a-f]+)$/.exec(request.url ?? '')?.[1];
    if (wanted !== undefined) {
      give(
        response,
        200,
        entries.findIndex((entry) => idOf(entry) === wanted),
      );
      return;
    }
    const proposed = JSON.parse(body.toString()) as Proposed;
    if (request.url !== '/api/v1/log/entries' || request.method !== 'POST' || !isAdmissible(proposed)) {
      response.writeHead(400).end('{"code":400,"message":"invalid entry"}');
      return;
    }
    const { data, signature } = proposed.spec;
    const canonical = { apiVersion: '0.0.1', kind: 'hashedrekord', spec: { data, signature } };
    const entry = Buffer.from(JSON.stringify(canonical));
    if (entries.some((one) => one.equals(entry))) {
      response.writeHead(409, { location: `/api/v1/log/entries/${idOf(entry)}` }).end('{"code":409}');
      return;
    }
    entries.push(entry);
    give(response, 201, entries.length - 1);
  });
  const log: RekorLog = {
    url: server.url,
    publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }),
    entries,
    answer: undefined,
    change: () => undefined,
    close: server.close,
  };
  return log;
}
