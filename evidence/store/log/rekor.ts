// SPDX-License-Identifier: Apache-2.0
import { ed25519ph } from '@noble/curves/ed25519.js';
import { parseStrictJson, toPlain, type JsonValue } from '../../canonical/json-reader.js';
import { decodeUtf8Strict, fromBase64, toBase64, toHex, utf8Encode } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import { createTreeHasher } from '../../log/hash.js';
import type { AnchorCheckpoint, RekorProof } from '../../model/anchor-bundle.js';
import { canonicalizeAnchorCheckpoint, hashedRekord } from '../../model/anchor-bundle.js';
import { FormatError, VerificationError } from '../../model/errors.js';
import { readPrivateKey } from '../key-file.js';
import { DEFAULT_TIMEOUT_MS, exchange, serviceUrl, type Answer } from './exchange.js';
import type { Anchored, ExternalLog } from './external-log.js';

/** What an anchor in somebody else's log is worth. A verifier says this whatever the bundle says. */
const LIMITS: readonly string[] = [
  'The log shows that the checkpoint stood in it at a time. Its key has to come by another way than this bundle.',
  'The log may show others another tree, unless its checkpoints are compared or witnessed.',
  'Anchoring does not prove that nothing was recorded after the checkpoint, nor that its times are true.',
];
const ENTRIES = '/api/v1/log/entries';
const MAX_ANSWER_BYTES = 1 << 20;
/** DER of a SubjectPublicKeyInfo for Ed25519 up to the key (RFC 8410 section 4). */
const SPKI_HEAD = '302a300506032b6570032100';
const hasher = createTreeHasher(nodeSuite);

export interface RekorPlace {
  /** Where the log is served. */
  readonly url: string;
  /** The submitter's own Ed25519 key, a private key file. */
  readonly keyPath: string;
  readonly timeoutMs?: number;
}

interface Submission {
  readonly entry: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** A hashedrekord entry: the SHA-512 of the checkpoint, signed with Ed25519ph because the log sees only that digest. */
function submissionOf(checkpoint: AnchorCheckpoint, keyPath: string): Submission {
  const message = utf8Encode(canonicalizeAnchorCheckpoint(checkpoint));
  const privateKey = readPrivateKey(keyPath);
  const signature = toBase64(ed25519ph.sign(message, privateKey.subarray(0, 32)));
  const der = Buffer.from(`${SPKI_HEAD}${toHex(privateKey.subarray(32))}`, 'hex');
  privateKey.fill(0);
  const publicKey = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
  const digest = toHex(nodeSuite.digest('sha512', message));
  const entry = JSON.stringify(hashedRekord(digest, signature, publicKey));
  return { entry, publicKey, signature };
}

/** Members of untrusted JSON, by their types. A member of another type throws FormatError. */
function reader(value: JsonValue | undefined) {
  const members = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Partial<
    Record<string, JsonValue>
  >;
  const take = (name: string, fits: (found: JsonValue) => boolean): JsonValue => {
    const found = members[name];
    if (found === undefined || !fits(found)) throw new FormatError('field_value', `the log's answer: ${name}`);
    return found;
  };
  const isText = (found: JsonValue): boolean => typeof found === 'string';
  const isCount = (found: JsonValue): boolean => Number.isSafeInteger(found) && (found as number) >= 0;
  return {
    text: (name: string) => take(name, isText) as string,
    count: (name: string) => BigInt(take(name, isCount) as number),
    texts: (name: string) => take(name, (found) => Array.isArray(found) && found.every(isText)) as readonly string[],
    inside: (name: string) => reader(members[name]),
  };
}

/** The one entry of an answer: its id and what stands under it. */
function onlyEntry(answer: Answer): readonly [string, ReturnType<typeof reader>] {
  const value = toPlain(parseStrictJson(decodeUtf8Strict(answer.bytes)));
  const entries = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, JsonValue>) : [];
  const [first, second] = entries;
  if (first === undefined || second !== undefined || !/^[0-9a-f]{64,80}$/.test(first[0])) {
    throw new FormatError('field_value', "the log's answer: one entry is expected");
  }
  return [first[0], reader(first[1])];
}

function proofOf(answer: Answer, { publicKey, signature }: Submission, url: string): Anchored {
  const [uuid, entry] = onlyEntry(answer);
  const verification = entry.inside('verification');
  const inclusion = verification.inside('inclusionProof');
  const rekor: RekorProof = {
    url,
    uuid,
    body: entry.text('body'),
    public_key: publicKey,
    signature,
    integrated_time: entry.count('integratedTime'),
    signed_entry_timestamp: verification.text('signedEntryTimestamp'),
    inclusion_proof: {
      root_hash: inclusion.text('rootHash'),
      log_index: inclusion.count('logIndex'),
      tree_size: inclusion.count('treeSize'),
      hashes: inclusion.texts('hashes'),
      checkpoint: inclusion.text('checkpoint'),
    },
  };
  const proof = {
    backend: 'rekor',
    log_id: entry.text('logID'),
    log_index: entry.count('logIndex'),
    entry_hash: toHex(hasher.leaf(fromBase64(rekor.body))),
    log_root_hash: rekor.inclusion_proof.root_hash,
    rekor,
  };
  return { proof, at: new Date(Number(rekor.integrated_time) * 1000).toISOString() };
}

/**
 * A Rekor log (version 1 of its interface). What it answers is put into the bundle's form and not believed: the caller
 * verifies the bundle before it is kept.
 */
export function openRekor({ url, keyPath, timeoutMs = DEFAULT_TIMEOUT_MS }: RekorPlace): ExternalLog {
  const base = serviceUrl(url).href.replace(/\/+$/, '');
  const ask = (target: string, body?: string): Promise<Answer> =>
    exchange({
      url: target,
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs,
    });
  const submit = async (entry: string): Promise<Answer> => {
    const answer = await ask(base + ENTRIES, entry);
    if (answer.status !== 409) return answer;
    // It holds this entry already and says where.
    const id = /\/([0-9a-f]{64,80})$/.exec(answer.headers.get('location') ?? '')?.[1];
    if (id === undefined) throw new VerificationError('remote', `${url}: it holds the entry and does not say where`);
    return ask(`${base}${ENTRIES}/${id}`);
  };
  return {
    backend: 'rekor',
    limits: LIMITS,
    place: base,
    anchor: async (checkpoint) => {
      const submission = submissionOf(checkpoint, keyPath);
      const answer = await submit(submission.entry);
      if (answer.status !== 200 && answer.status !== 201) {
        throw new VerificationError('remote', `${url}: status ${answer.status}`);
      }
      return proofOf(answer, submission, base);
    },
  };
}
