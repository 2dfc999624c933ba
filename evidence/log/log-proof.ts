// SPDX-License-Identifier: Apache-2.0
import { goWords, parseGoJson } from '../canonical/go-words.js';
import { fromBase64, fromHex, isHex } from '../canonical/text.js';
import { demand } from '../canonical/errors.js';
import { assessmentLeafText, receiptLeafText } from './leaf.js';
import { MAX_PROOF_HASHES } from './proof-check.js';
import { KINDS, listOf, orNull } from '../canonical/go-kinds.js';

/** What a proof is about: the schema of its document, and the leaf of the digest that it names. */
export const PROVED_KINDS = {
  receipt: { schema: 'pipelock.log-proof.v1', leafText: receiptLeafText },
  assessment: { schema: 'pipelock.assessment-log-proof.v1', leafText: assessmentLeafText },
} as const;

export type ProvedKind = keyof typeof PROVED_KINDS;

/** The document as it is written; of the two digests it has one. */
export const LOG_PROOF = goWords(
  `
  schema receipt_sha256? manifest_sha256? index:int inclusion:hashes checkpoint consistency?:{} timestamp?
`,
  {
    hashes: orNull(listOf(KINDS.hash)),
    consistency: goWords('from_size:int proof:hashes', { hashes: orNull(listOf(KINDS.hash)) }),
  },
);

function hashesOf(texts: readonly string[] | null, path: string): readonly Uint8Array[] {
  const hashes = texts ?? [];
  demand(hashes.length <= MAX_PROOF_HASHES, `at most ${MAX_PROOF_HASHES} hashes are expected`, path);
  return hashes.map((hash) => fromHex(hash));
}

/** Reads an untrusted proof document. Nothing is checked but its form. Throws FormatError. */
export function parseLogProof(text: string) {
  const parsed = parseGoJson(LOG_PROOF, text);
  const { consistency, receipt_sha256: receipt, manifest_sha256: manifest } = parsed;
  const kind: ProvedKind = parsed.schema === PROVED_KINDS.receipt.schema ? 'receipt' : 'assessment';
  demand(parsed.schema === PROVED_KINDS[kind].schema, `${PROVED_KINDS.receipt.schema} is expected`, '/schema');
  const [digest = '', other] = kind === 'receipt' ? [receipt, manifest] : [manifest, receipt];
  demand(isHex(digest, 64) && other === undefined, 'one digest of 64 lower-case hex digits is expected');
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
