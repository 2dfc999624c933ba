// SPDX-License-Identifier: Apache-2.0
import { attempt, type Expectation } from '../form.js';
import type { ChainOptions, ChainParts } from '../chains/chain.js';
import { utf8Encode } from '../../../evidence/canonical/text.js';
import { EVIDENCE_GENESIS, checkEvidencePlace, nextEvidencePlace } from '../../../evidence/chain/evidence-chain.js';
import type { EvidenceReceipt } from '../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { parseEvidenceReceipt } from '../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { holdsNul, signatureCheck } from './signed-receipt.js';
import { keyNamed } from '../trust/trust.js';

type Options = Pick<ChainParts, 'queue' | 'authorised'> & Pick<ChainOptions, 'suite' | 'trust' | 'expect'>;

export interface EvidenceStageParts extends Options {
  /** A single receipt says nothing about its place. */
  readonly single: boolean;
  readonly fail: (code: string, label: string, message: string, at: number) => void;
}

function unexpected(receipt: EvidenceReceipt, expect: Expectation | undefined): string | undefined {
  const { payloadKind = receipt.payloadKind, contract = receipt.contractHash } = expect ?? {};
  if (receipt.payloadKind !== payloadKind) return `payload kind ${receipt.payloadKind}, not ${payloadKind}`;
  return receipt.contractHash === contract ? undefined : `contract ${receipt.contractHash || 'none'}, not ${contract}`;
}

/** Reports a fault of one receipt. */
type Fail = (code: string, message: string) => void;

/** The checks of EvidenceReceipt v2, fed in order: form, what was expected, place in their own chain, key, signature. */
export class EvidenceStage {
  count = 0;
  broken = false;
  place = EVIDENCE_GENESIS;
  last: EvidenceReceipt | undefined;
  private readonly parts: EvidenceStageParts;
  /** Until the first fault of the chain: every later place would be judged against a wrong head. */
  private following: boolean;
  /** Key id of the first receipt. */
  private signer: string | undefined;

  constructor(parts: EvidenceStageParts) {
    this.parts = parts;
    this.following = !parts.single;
  }

  /** Takes the next receipt (untrusted text). */
  receipt(text: string, at: number): void {
    this.count += 1;
    const parsed = attempt(() => parseEvidenceReceipt(text));
    if ('fault' in parsed) {
      this.following = false;
      this.failAt(`evidence receipt ${this.count}`, at)(parsed.fault.code, parsed.fault.message);
      return;
    }
    const { receipt, receiptText, signedText } = parsed.value;
    const fail = this.failAt(`evidence seq ${receipt.chainSeq}`, at);
    if (holdsNul(receiptText)) fail('header_injection', 'a signed string holds a NUL');
    const wrong = unexpected(receipt, this.parts.expect);
    if (wrong !== undefined) fail('unexpected_receipt', wrong);
    this.follow(receipt, this.parts.suite.sha256Hex(receiptText), fail);
    this.checkSignature(receipt, signedText, fail);
    this.last = receipt;
  }

  private failAt(label: string, at: number): Fail {
    return (code, message) => {
      this.broken = true;
      this.parts.fail(code, label, message, at);
    };
  }

  private follow(receipt: EvidenceReceipt, hash: string, fail: Fail): void {
    this.signer ??= receipt.signerKeyId;
    const fault = this.following ? checkEvidencePlace(receipt, this.place, this.signer) : undefined;
    this.place = this.parts.single ? { seq: receipt.chainSeq, head: hash } : nextEvidencePlace(this.place, hash);
    if (fault === undefined) return;
    this.following = false;
    fail('chain_break', `${fault.message} (${fault.code})`);
  }

  private checkSignature(receipt: EvidenceReceipt, signedText: string, fail: Fail): void {
    const id = receipt.signerKeyId;
    const { trust, authorised, queue } = this.parts;
    const key = keyNamed(id, trust) ?? (authorised.has(id) ? id : undefined);
    if (key === undefined) {
      fail('signer_key_untrusted', `key id ${id} does not stand for a trusted key`);
      return;
    }
    const check = attempt(() => signatureCheck(receipt.signature, key, utf8Encode(signedText)));
    const unheld = 'the signature does not match the receipt and the key';
    if ('value' in check) queue.add(check.value, () => fail('signature_invalid', unheld));
    else fail('signer_key_untrusted', `key id ${id} is no key; say with --key ID=HEX which it stands for`);
  }
}
