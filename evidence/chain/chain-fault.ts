// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../canonical/words.js';

export type ChainFaultCode = Words<
  | 'chain_seq chain_prev_hash genesis session_control session_open heartbeat session_close run_nonce run_closed'
  | 'signer_key key_transition entry_hash entry_namespace session_id'
>;

/** The first place where a chain does not hold. `seq` is the chain_seq or entry seq of the record at fault. */
export interface ChainFault {
  readonly code: ChainFaultCode;
  readonly seq: bigint;
  readonly message: string;
}

/** A fault at a record of a chain of receipts. */
export function faultAt(record: { readonly chain_seq: bigint }, code: ChainFaultCode, message: string): ChainFault {
  return { code, seq: record.chain_seq, message };
}
