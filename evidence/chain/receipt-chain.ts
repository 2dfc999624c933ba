// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionReceipt, ActionRecord } from '../model/receipt/action-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { RotationEndorsement } from '../model/rotation-endorsement.js';
import { faultAt as fault, type ChainFault } from './chain-fault.js';
import { G1_PREFIX } from './genesis.js';
import { checkControl, type RunNonces, type SegmentEnd } from './session-rules.js';

export interface ReceiptChainOptions {
  readonly suite: CryptoSuite;
  /** Public keys (64 hex digits) that may sign. Absent: any first signer is taken. */
  readonly trustedKeys?: ReadonlySet<string>;
  /** Endorsements whose signatures were checked by the caller. */
  readonly endorsements?: readonly RotationEndorsement[];
}

/** Receipts in a row under one key. */
interface Segment extends SegmentEnd {
  readonly signerKey: string;
  readonly count: bigint;
}

/**
 * Checks the receipts of one recorder session, fed in entry order. Signatures are checked elsewhere. Memory does not grow
 * with receipts, only with runs.
 */
export class ReceiptChain {
  /** Endorsements that authorised a key so far. */
  readonly used = new Set<RotationEndorsement>();
  private readonly options: ReceiptChainOptions;
  private fault: ChainFault | undefined;
  /** By nonce. */
  private readonly runs = new Map<string, 'open' | 'closed'>();
  /** Up to the last receipt. */
  private segment: Segment | undefined;
  private active: RunNonces | undefined;
  /** What the first session_open names: endorsements are for one session, and only this name is signed. */
  private signedSession: string | undefined;

  constructor(options: ReceiptChainOptions) {
    this.options = options;
  }

  /** The first fault, now and on every later call; undefined while the chain holds. */
  step(receipt: ActionReceipt, receiptHash: string): ChainFault | undefined {
    return (this.fault ??= this.take(receipt, receiptHash));
  }

  private take(receipt: ActionReceipt, tailHash: string): ChainFault | undefined {
    const { action_record: record, signer_key: signerKey } = receipt;
    const { segment: before } = this;
    const count = before?.signerKey === signerKey ? before.count : 0n;
    const wrong = this.placeFault(receipt) ?? this.runFault(record, count);
    if (wrong !== undefined) return wrong;
    this.segment = { signerKey, count: count + 1n, finalSeq: record.chain_seq, tailHash };
    return undefined;
  }

  /** Whether the receipt stands where the one before it ended. */
  private placeFault(receipt: ActionReceipt): ChainFault | undefined {
    const { segment: before } = this;
    if (before === undefined) return this.firstFault(receipt);
    if (receipt.signer_key !== before.signerKey) return this.rotationFault(before, receipt);
    const record = receipt.action_record;
    if (record.key_transition !== undefined) return fault(record, 'key_transition', 'key transition to the same key');
    const next = before.finalSeq + 1n;
    if (record.chain_seq !== next) return fault(record, 'chain_seq', `chain_seq is not ${next}`);
    return linkFault(record, before);
  }

  private firstFault({ action_record: record, signer_key: key }: ActionReceipt): ChainFault | undefined {
    const isTrusted = this.options.trustedKeys?.has(key) ?? true;
    if (!isTrusted) return fault(record, 'signer_key', 'the first signer is not a trusted key');
    if (record.chain_seq !== 0n) return fault(record, 'chain_seq', 'the chain does not start at 0');
    if (record.key_transition !== undefined)
      return fault(record, 'key_transition', 'key transition with nothing before');
    if (record.chain_prev_hash === GENESIS || record.chain_prev_hash.startsWith(G1_PREFIX)) return undefined;
    return fault(record, 'genesis', 'the chain starts with no genesis value');
  }

  /** A new key starts again at 0, names exactly where the old one stopped, and needs someone's word that it may. */
  private rotationFault(before: Segment, receipt: ActionReceipt): ChainFault | undefined {
    const record = receipt.action_record;
    const { key_transition: transition } = record;
    if (transition === undefined) return fault(record, 'signer_key', 'the signer changed without a key transition');
    if (record.chain_seq !== 0n) return fault(record, 'chain_seq', 'a new key does not start at 0');
    const unlinked = linkFault(record, before);
    if (unlinked !== undefined) return unlinked;
    const { prior_signer_key: key, prior_chain_seq: seq, prior_chain_hash: hash } = transition;
    if (key !== before.signerKey || seq !== before.finalSeq || hash !== before.tailHash)
      return fault(record, 'key_transition', 'the key transition does not name the end of the segment before');
    if (this.mayFollow(before, receipt.signer_key)) return undefined;
    return fault(record, 'key_transition', 'nobody authorised the new key');
  }

  /** Whether an endorsement, which is used up by that, or the relying party authorises the key. */
  private mayFollow(before: Segment, newKey: string): boolean {
    const { endorsements = [], trustedKeys } = this.options;
    const endorsement = endorsements.find(
      (one) =>
        !this.used.has(one) &&
        one.session_id === this.signedSession &&
        one.prior_signer_key === before.signerKey &&
        one.prior_final_seq === before.finalSeq &&
        one.prior_tail_hash === before.tailHash &&
        one.new_signer_key === newKey,
    );
    if (endorsement !== undefined) this.used.add(endorsement);
    return endorsement !== undefined || trustedKeys?.has(newKey) === true;
  }

  /** The rules of runs: opened before used, nothing after a close, and what the record says of itself is so. */
  private runFault(record: ActionRecord, count: bigint): ChainFault | undefined {
    const { session_control: control, run_nonce: nonce = '' } = record;
    const { segment: previous, runs, active } = this;
    const legacy = record.chain_prev_hash === GENESIS && nonce === '';
    if (previous === undefined && !legacy && control?.open === undefined)
      return fault(record, 'session_open', 'the first receipt is not the matching session_open');
    if (control?.open === undefined || control.kind !== 'session_open') {
      const known = nonce === '' ? undefined : runs.get(nonce);
      if (known === 'closed') return fault(record, 'run_closed', 'a record after session_close of its run');
      if (nonce !== '' && known === undefined) return fault(record, 'run_nonce', 'the run was never opened');
    }
    if (control === undefined) return undefined;
    const outcome = checkControl(record, control, { count, previous, active, runs, suite: this.options.suite });
    if ('code' in outcome) return outcome;
    this.active = outcome.active;
    this.signedSession ??= control.open?.recorder_session;
    runs.set(nonce, outcome.active === undefined ? 'closed' : 'open');
    return undefined;
  }
}

function linkFault(record: ActionRecord, before: Segment): ChainFault | undefined {
  if (record.chain_prev_hash === before.tailHash) return undefined;
  return fault(record, 'chain_prev_hash', 'chain_prev_hash is not the hash of the receipt before');
}
