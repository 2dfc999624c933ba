// SPDX-License-Identifier: Apache-2.0
import { createEntryChain } from '../../evidence/chain/entry-chain.js';
import { ReceiptChain } from '../../evidence/chain/receipt-chain.js';
import type { ReceiptChainOptions } from '../../evidence/chain/receipt-chain.js';
import type { ChainFault } from '../../evidence/chain/chain-fault.js';
import type { ActionReceipt } from '../../evidence/model/receipt/action-receipt.js';
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { fromHex, utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { SignatureCheck } from '../../evidence/crypto/suite.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import type { ParsedActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';

/** Public keys of the conformance corpus. */
export const CONFORMANCE_KEY = '4655a7e605c12ebb00a46037881c33c5bca5eb74b45a02e8e7261a7ff5a21678';
export const ROTATED_KEY = '970955695494cf0fb3109671e673ecaeb0a161e834861a325b97b0656e3c9cd1';
export const TWICE_ROTATED_KEY = '54a17337d815b3685aa6cda7fd77950a293b4a1be84aa8a3aff964576827e5be';

/** The lines of a recorder file. Only a line feed ends a line: details may hold U+2028 and U+0085. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** What a chain of receipts came to; `rootHash` is the receipt hash of the last one that holds. */
export interface ReadChain {
  readonly fault: ChainFault | undefined;
  readonly count: number;
  readonly rootHash: string;
  readonly used: ReadonlySet<RotationEndorsement>;
}

/** Runs receipts through the rules of chains. */
export function readChain(
  receipts: readonly { readonly receipt: ActionReceipt; readonly hash: string }[],
  options: Omit<ReceiptChainOptions, 'suite'>,
): ReadChain {
  const chain = new ReceiptChain({ suite: nodeSuite, ...options });
  const faults = receipts.map(({ receipt, hash }) => chain.step(receipt, hash));
  const count = faults.filter((fault) => fault === undefined).length;
  return { fault: faults.at(-1), count, rootHash: receipts[count - 1]?.hash ?? '', used: chain.used };
}

/** Runs a recorder file through both chains. */
export function readChains(
  text: string,
  options: Omit<ReceiptChainOptions, 'suite'> = {},
): { readonly receipts: ReadChain; readonly entryFault: string | undefined } {
  const step = createEntryChain(nodeSuite);
  const entries = linesOf(text).map(parseEntryLine);
  const faults = entries.map(step);
  const receipts = entries.flatMap(({ type, detail }) => {
    if (type !== 'action_receipt') return [];
    const { receipt, receiptText } = parseActionReceipt(detail);
    return [{ receipt, hash: nodeSuite.sha256Hex(receiptText) }];
  });
  return { receipts: readChain(receipts, options), entryFault: faults.at(-1)?.code };
}

/** What has to be verified for a receipt's signature to hold. */
export function signatureCheck({ receipt, recordText }: ParsedActionReceipt): SignatureCheck {
  return {
    publicKey: fromHex(receipt.signer_key),
    message: nodeSuite.sha256(utf8Encode(recordText)),
    signature: fromHex(receipt.signature.slice('ed25519:'.length)),
  };
}
