// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goWords } from '../canonical/go-words.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { fromBase64, fromHex, isHex } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { assessmentLeafText, receiptLeafText } from './leaf.js';
import { MAX_PROOF_HASHES } from './proof-check.js';
import { fault } from '../canonical/go-kinds.js';

/** What a proof is about: the schema of its document, and the leaf of the digest that it names. */
export const PROVED_KINDS = {
  receipt: { schema: 'pipelock.log-proof.v1', leafText: receiptLeafText },
  assessment: { schema: 'pipelock.assessment-log-proof.v1', leafText: assessmentLeafText },
} as const;

export type ProvedKind = keyof typeof PROVED_KINDS;

/** The document as it is written; of the two digests it has one. */
export const LOG_PROOF = goWords(
  `
  schema receipt_sha256? manifest_sha256? index:int inclusion:strings checkpoint consistency?:{} timestamp?
`,
  { consistency: goWords('from_size:int proof:strings') },
);

/** The entry of the log that a proof is about. */
export function provedLeafText({ kind, digest }: LogProof): string {
  return PROVED_KINDS[kind].leafText(digest);
}

function hashesOf(texts: readonly string[] | null, path: string): readonly Uint8Array[] {
  const hashes = (texts ?? []).map((text) => fromHex(text, { lowerCaseOnly: true }));
  if (hashes.length > MAX_PROOF_HASHES || hashes.some(({ length }) => length !== HASH_BYTES)) {
    throw fault('field_value', `at most ${MAX_PROOF_HASHES} hashes of 32 bytes are expected`, path);
  }
  return hashes;
}

/** Reads an untrusted proof document. Nothing is checked but its form. Throws FormatError. */
export function parseLogProof(text: string) {
  const parsed = decodeGoJson(LOG_PROOF, parseStrictJson(text), text);
  const { consistency, receipt_sha256: receipt, manifest_sha256: manifest } = parsed;
  const kind: ProvedKind = parsed.schema === PROVED_KINDS.receipt.schema ? 'receipt' : 'assessment';
  if (parsed.schema !== PROVED_KINDS[kind].schema)
    throw fault('field_value', `${PROVED_KINDS.receipt.schema} is expected`, '/schema');
  const [digest = '', other] = kind === 'receipt' ? [receipt, manifest] : [manifest, receipt];
  if (!isHex(digest, 64) || other !== undefined)
    throw fault('field_value', 'one digest of 64 lower-case hex digits is expected', '');
  return {
    kind,
    /** The receipt hash, or the SHA-256 of an assessment's manifest: 64 lower-case hex digits. */
    digest,
    index: parsed.index,
    inclusion: hashesOf(parsed.inclusion, '/inclusion'),
    /** The signed checkpoint, whole. */
    checkpoint: parsed.checkpoint,
    /** That the checkpoint's tree begins with an older one of `fromSize` leaves. */
    consistency: consistency && {
      fromSize: consistency.from_size,
      proof: hashesOf(consistency.proof, '/consistency/proof'),
    },
    /** A time stamp of the checkpoint (RFC 3161), DER. */
    ...(parsed.timestamp === undefined ? {} : { timeStamp: fromBase64(parsed.timestamp) }),
  };
}

/** That a receipt or an assessment is a leaf of a log, for somebody who has nothing of the log. */
export type LogProof = Readonly<ReturnType<typeof parseLogProof>>;
