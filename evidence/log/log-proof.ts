// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { fromBase64, fromHex, isHex, toBase64, toHex } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { MAX_PROOF_HASHES } from './proof-check.js';

export const LOG_PROOF_SCHEMA = 'pipelock.log-proof.v1';

/** That a receipt is a leaf of a log, for somebody who has neither the log nor the evidence around the receipt. */
export interface LogProof {
  /** 64 lower-case hex digits. */
  readonly receipt: string;
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
  readonly receipt_sha256: string;
  readonly index: number;
  readonly inclusion: readonly string[] | null;
  readonly checkpoint: string;
  readonly consistency: ConsistencyText | undefined;
  readonly timestamp?: string;
}

const CONSISTENCY = goStruct<ConsistencyText>({ from_size: 'int', proof: 'strings' });
const PROOF = goStruct<LogProofText>({
  schema: 'string',
  receipt_sha256: 'string',
  index: 'int',
  inclusion: 'strings',
  checkpoint: 'string',
  consistency: { struct: CONSISTENCY, optional: true },
  timestamp: 'string?',
});

/** The document's text, without a line feed. */
export function writeLogProof({ receipt, index, inclusion, checkpoint, consistency, timeStamp }: LogProof): string {
  return writeGoJson(PROOF, {
    schema: LOG_PROOF_SCHEMA,
    receipt_sha256: receipt,
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
  const { consistency } = parsed;
  if (parsed.schema !== LOG_PROOF_SCHEMA) throw fault('/schema', `${LOG_PROOF_SCHEMA} is expected`);
  if (!isHex(parsed.receipt_sha256, 64)) throw fault('/receipt_sha256', '64 lower-case hex digits are expected');
  return {
    receipt: parsed.receipt_sha256,
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
