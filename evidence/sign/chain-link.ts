// SPDX-License-Identifier: Apache-2.0
import { canonicalizeChainLinkUnsigned, type ChainLink, type ChainLinkBody } from '../model/chain-link.js';
import { signatureText } from './action-receipt.js';
import type { Signer } from './signer.js';

/** Signs a link with the successor's key, without a pre-hash. Answers at once when the signer does. */
export function signChainLink(body: ChainLinkBody, signer: Signer): ChainLink | Promise<ChainLink> {
  const finish = (signature: Uint8Array): ChainLink => ({ ...body, signature: signatureText(signature) });
  const signature = signer.sign(canonicalizeChainLinkUnsigned(body));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
