// SPDX-License-Identifier: Apache-2.0
import { advance } from '../../evidence/chain/emit.js';
import type { Emission, RunState } from '../../evidence/chain/emit.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import type { ActionReceipt, ActionRecord } from '../../evidence/model/receipt/action-receipt.js';
import { signActionReceipt } from '../../evidence/sign/action-receipt.js';
import type { NodeSigner } from '../../evidence/crypto/node/signer.js';

export interface ChainedReceipt {
  readonly receipt: ActionReceipt;
  readonly hash: string;
}

/** Signs an emission, appends it, and gives the state that follows. */
export async function append(
  chain: ChainedReceipt[],
  { record, state }: Emission,
  signer: NodeSigner,
): Promise<RunState> {
  const { receiptText, receiptHash } = await signActionReceipt(record, signer, nodeSuite);
  chain.push({ receipt: parseActionReceipt(receiptText).receipt, hash: receiptHash });
  return advance(state, receiptHash);
}

/** The chain with one record changed; hashes stay, because the rules under test do not look at signatures. */
export function edit(
  chain: readonly ChainedReceipt[],
  index: number,
  change: (record: ActionRecord) => Partial<Record<keyof ActionRecord, unknown>>,
): readonly ChainedReceipt[] {
  return chain.map((link, i) => {
    if (i !== index) return link;
    const record = link.receipt.action_record;
    const edited = Object.entries({ ...record, ...change(record) }).filter(([, value]) => value !== undefined);
    return {
      ...link,
      receipt: { ...link.receipt, action_record: Object.fromEntries(edited) as unknown as ActionRecord },
    };
  });
}
