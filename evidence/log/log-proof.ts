// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goWords } from '../canonical/go-words.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { fromBase64, fromHex, isHex } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { assessmentLeafText, receiptLeafText } from './leaf.js';
import { MAX_PROOF_HASHES } from './proof-check.js';

/** What a proof is about: the schema of its document, and the leaf of the digest that it names. */
export const PROVED_KINDS = {
  receipt: { schema: 'pipelock.log-proof.v1', leafText: receiptLeafText },
  assessment: { schema: 'pipelock.assessment-log-proof.v1', leafText: assessmentLeafText },
} as const;

export type ProvedKind = keyof typeof PROVED_KINDS;

/** That a receipt or an assessment is a leaf of a log, for somebody who has nothing of the log. */
export interface LogProof {
  readonly kind: ProvedKind;
  /** The receipt hash, or the SHA-256 of an assessment's manifest: 64 lower-case hex digits. */
  readonly digest: string;
  readonly index: number;
  readonly inclusion: readonly Uint8Array[];
  /** The signed checkpoint, whole. */
  readonly checkpoint: string;
  /** That the checkpoint's tree begins with an older one of `fromSize` leaves. */
  readonly consistency: { readonly fromSize: number; readonly proof: readonly Uint8Array[] } | undefined;
  /** A time stamp of the checkpoint (RFC 3161), DER. */
  readonly timeStamp?: Uint8Array;
}

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

function fault(path: string, message: string): FormatError {
  return new FormatError('field_value', message, { path });
}

function hashesOf(texts: readonly string[] | null, path: string): Uint8Array[] {
  const hashes = (texts ?? []).map((text) => fromHex(text, { lowerCaseOnly: true }));
  if (hashes.length > MAX_PROOF_HASHES || hashes.some(({ length }) => length !== HASH_BYTES)) {
    throw fault(path, `at most ${MAX_PROOF_HASHES} hashes of 32 bytes are expected`);
  }
  return hashes;
}

/** Reads an untrusted proof document. Nothing is checked but its form. Throws FormatError. */
export function parseLogProof(text: string): LogProof {
  const parsed = decodeGoJson(LOG_PROOF, parseStrictJson(text), text);
  const { consistency, receipt_sha256: receipt, manifest_sha256: manifest } = parsed;
  const kind = parsed.schema === PROVED_KINDS.receipt.schema ? 'receipt' : 'assessment';
  if (parsed.schema !== PROVED_KINDS[kind].schema) throw fault('/schema', `${PROVED_KINDS.receipt.schema} is expected`);
  const [digest = '', other] = kind === 'receipt' ? [receipt, manifest] : [manifest, receipt];
  if (!isHex(digest, 64) || other !== undefined) throw fault('', 'one digest of 64 lower-case hex digits is expected');
  return {
    kind,
    digest,
    index: parsed.index,
    inclusion: hashesOf(parsed.inclusion, '/inclusion'),
    checkpoint: parsed.checkpoint,
    consistency:
      consistency === undefined
        ? undefined
        : { fromSize: consistency.from_size, proof: hashesOf(consistency.proof, '/consistency/proof') },
    ...(parsed.timestamp === undefined ? {} : { timeStamp: fromBase64(parsed.timestamp) }),
  };
}
