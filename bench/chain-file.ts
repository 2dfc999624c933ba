// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { advance, closeRecord, nextRecord, openRun, type Emission, type RunState } from '../evidence/chain/emit.js';
import { createNodeSigner, generateKeyPair } from '../evidence/crypto/node/signer.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../evidence/model/receipt/action-receipt.codec.js';
import type { ActionRecord } from '../evidence/model/receipt/action-receipt.js';
import type { EvidenceDraft } from '../evidence/model/evidence-draft.js';
import { signActionReceipt } from '../evidence/sign/action-receipt.js';

const DIGEST = 32;
const SIGNATURE = 64;
const FLUSH_CHARS = 1 << 20;

/** A chain of receipts on disk, and what a bare loop needs to check the same signatures. */
export interface ChainFile {
  readonly path: string;
  readonly publicKeyHex: string;
  readonly receipts: number;
  /** One 32-byte digest per receipt, end to end. */
  readonly digests: Buffer;
  /** One 64-byte signature per receipt, end to end. */
  readonly signatures: Buffer;
}

/** Writes a closed run of `receipts` receipts, session_open and session_close among them, one per line. */
export async function writeChainFile(
  path: string,
  receipts: number,
  policyHash: string,
  draft: () => EvidenceDraft,
): Promise<ChainFile> {
  const { privateKey, publicKeyHex } = generateKeyPair();
  const signer = createNodeSigner(privateKey, 'same_uid');
  const digests = Buffer.alloc(receipts * DIGEST);
  const signatures = Buffer.alloc(receipts * SIGNATURE);
  const fd = openSync(path, 'wx', 0o600);
  let pending = '';
  let count = 0;
  const emit = async (state: RunState, record: ActionRecord): Promise<RunState> => {
    const { receiptText, receiptHash, recordText } = await signActionReceipt(record, signer, nodeSuite);
    digests.set(nodeSuite.sha256(recordText), count * DIGEST);
    signatures.set(signatureOf(receiptText), count * SIGNATURE);
    count++;
    pending += `${receiptText}\n`;
    if (pending.length >= FLUSH_CHARS || count === receipts) {
      writeSync(fd, pending);
      pending = '';
    }
    return advance(state, receiptHash);
  };
  try {
    const opened = openBenchRun(policyHash, publicKeyHex, draft);
    let state = await emit(opened.state, opened.record);
    while (count < receipts - 1) state = await emit(state, nextRecord(state, draft().receipt));
    const { action_id: actionId, timestamp: at } = draft().receipt;
    const closed = closeRecord(state, { actionId, at });
    await emit(closed.state, closed.record);
  } finally {
    closeSync(fd);
  }
  return { path, publicKeyHex, receipts, digests, signatures };
}

function openBenchRun(policyHash: string, signerKey: string, draft: () => EvidenceDraft): Emission {
  const { action_id: actionId, timestamp: at } = draft().receipt;
  const nonce = () => randomBytes(16).toString('hex');
  const runNonce = nonce();
  const params = { actionId, at, runNonce, openNonce: nonce(), recorderSession: `bench.run.${runNonce}` };
  return openRun({ ...params, policyHash, signerKey, heartbeatSeconds: 60 }, nodeSuite);
}

function signatureOf(receiptText: string): Buffer {
  return Buffer.from(parseActionReceipt(receiptText).receipt.signature.replace('ed25519:', ''), 'hex');
}

/** The digest and signature of one receipt. */
export function pairAt(
  { digests, signatures }: ChainFile,
  index: number,
): readonly [digest: Buffer, signature: Buffer] {
  return [
    digests.subarray(index * DIGEST, (index + 1) * DIGEST),
    signatures.subarray(index * SIGNATURE, (index + 1) * SIGNATURE),
  ];
}
