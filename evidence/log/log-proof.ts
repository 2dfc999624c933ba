// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { fromBase64, fromHex, isHex, toBase64, toHex } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { assessmentLeafText, receiptLeafText } from './leaf.js';
import { MAX_PROOF_HASHES } from './proof-check.js';

/** What a proof is about: the schema of its document, and the leaf of the digest that it names. */
const KINDS = {
  receipt: { schema: 'pipelock.log-proof.v1', leafText: receiptLeafText },
  assessment: { schema: 'pipelock.assessment-log-proof.v1', leafText: assessmentLeafText },
} as const;

export type ProvedKind = keyof typeof KINDS;

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

interface ConsistencyText {
  readonly from_size: number;
  readonly proof: readonly string[] | null;
}

interface LogProofText {
  readonly schema: string;
  readonly receipt_sha256: string | undefined;
  readonly manifest_sha256: string | undefined;
  readonly index: number;
  readonly inclusion: readonly string[] | null;
  readonly checkpoint: string;
  readonly consistency: ConsistencyText | undefined;
  readonly timestamp?: string;
}

const CONSISTENCY = goStruct<ConsistencyText>({ from_size: 'int', proof: 'strings' });
const PROOF = goStruct<LogProofText>({
  schema: 'string',
  receipt_sha256: 'string?',
  manifest_sha256: 'string?',
  index: 'int',
  inclusion: 'strings',
  checkpoint: 'string',
  consistency: { struct: CONSISTENCY, optional: true },
  timestamp: 'string?',
});

/** The entry of the log that a proof is about. */
export function provedLeafText({ kind, digest }: LogProof): string {
  return KINDS[kind].leafText(digest);
}

/** The document's text, without a line feed. */
export function writeLogProof(proof: LogProof): string {
  const { kind, digest, index, inclusion, checkpoint, consistency, timeStamp } = proof;
  return writeGoJson(PROOF, {
    schema: KINDS[kind].schema,
    receipt_sha256: kind === 'receipt' ? digest : undefined,
    manifest_sha256: kind === 'assessment' ? digest : undefined,
    index,
    inclusion: inclusion.map(toHex),
    checkpoint,
    consistency:
      consistency === undefined ? undefined : { from_size: consistency.fromSize, proof: consistency.proof.map(toHex) },
    timestamp: timeStamp === undefined ? '' : toBase64(timeStamp),
  });
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
  const parsed = decodeGoJson(PROOF, parseStrictJson(text), text);
  const { consistency, receipt_sha256: receipt, manifest_sha256: manifest } = parsed;
  const kind = parsed.schema === KINDS.receipt.schema ? 'receipt' : 'assessment';
  if (parsed.schema !== KINDS[kind].schema) throw fault('/schema', `${KINDS.receipt.schema} is expected`);
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
