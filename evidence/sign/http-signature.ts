// SPDX-License-Identifier: Apache-2.0
import { utf8Encode } from '../canonical/text.js';
import {
  plainComponent,
  signatureBase,
  type ComponentValue,
  type SignedMessage,
} from '../model/http-signature/base.js';
import type { LabelledSignature } from '../model/http-signature/signatures.js';
import type { Signer } from './signer.js';

/**
 * Signs a message as RFC 9421 section 3.1 says, with Ed25519 over the signature base, without a pre-hash. Throws
 * FormatError when the message lacks a component. Answers at once when the signer does.
 */
export function signHttpMessage(
  { label, input }: Pick<LabelledSignature, 'label' | 'input'>,
  message: SignedMessage,
  signer: Pick<Signer, 'sign'>,
  valueOf: ComponentValue = plainComponent,
): LabelledSignature | Promise<LabelledSignature> {
  const finish = (signature: Uint8Array): LabelledSignature => ({ label, input, signature });
  const signature = signer.sign(utf8Encode(signatureBase(input, message, valueOf)));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
