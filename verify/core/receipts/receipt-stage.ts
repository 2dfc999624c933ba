// SPDX-License-Identifier: Apache-2.0
import { ReceiptChain } from '../../../evidence/chain/receipt-chain.js';
import type { ParsedActionReceipt } from '../../../evidence/model/receipt/action-receipt.codec.js';
import type { ActionReceipt } from '../../../evidence/model/receipt/action-receipt.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import type { ChainParts } from '../chains/chain.js';
import { checkFreshness } from '../trust/freshness.js';
import { createReplayWindow } from './replay.js';
import type { CheckCode, RunState } from '../results/result.js';
import { openReceipt, type SignedReceipt } from './signed-receipt.js';
import type { ReadFault } from '../input/source.js';
import { isPinned } from '../trust/trust.js';

/** Keys and nonces listed in a result. A forged chain may hold one per receipt. */
const MAX_LISTED = 1000;

/** What is known about the receipts so far; constant in size whatever their number. Hashes are 64 lower-case hex digits. */
function createFacts() {
  return {
    receiptCount: 0,
    finalSeq: 0n,
    /** Hash of the last receipt; empty while there is none. */
    rootHash: '',
    /** Signer keys in order of first appearance. */
    signerKeys: [] as string[],
    runNonces: [] as string[],
    runState: 'none' as RunState,
    /** Time of the first and last receipt as signed: claimed by the signer, never proved. */
    startTime: '',
    endTime: '',
  };
}
export type ReceiptChainFacts = ReturnType<typeof createFacts>;

/** What else a chain leaves behind for those who judge it. */
function createTraces() {
  return {
    firstReceiptHash: '',
    lastSignerKey: '',
    extSeen: false,
    /** A fault in the receipts themselves: form, chain, signature, key. */
    broken: false,
    /** Receipt hashes at the numbers that were asked for. */
    watched: new Map<bigint, string>(),
  };
}

function remember(list: string[], value: string): void {
  if (list.length < MAX_LISTED && !list.includes(value)) list.push(value);
}

/** Made at the first receipt: by then the session is known, to which endorsements belong. */
function openChain({ form, options, context, authorised }: ChainParts, session: string, firstKey: string) {
  const { suite, trust } = options;
  const given = context?.endorsements ?? trust.endorsements;
  const endorsements = form === 'receipts' ? given : given.filter((one) => one.session_id === session);
  // The first signer is judged by the receipt stage, with a code of its own; the chain judges key changes.
  const trusted = isPinned(trust) ? { trustedKeys: new Set([...authorised, firstKey]) } : {};
  return new ReceiptChain({ suite, ...trusted, endorsements });
}

/** Reports a fault of one receipt. */
type Fail = (code: CheckCode, message: string) => void;

/**
 * The checks of a chain of receipts, fed in order: form, position, run rules, signature (queued), key, age, replay.
 * `session` tells which session the entries around them belong to.
 */
export class ReceiptStage {
  readonly facts = createFacts();
  readonly traces = createTraces();
  private readonly parts: ChainParts;
  private readonly session: () => string;
  private readonly replay: ReturnType<typeof createReplayWindow> | undefined;
  private chain: ReceiptChain | undefined;
  /** Until the first fault of the chain: every later place would be judged against a wrong head. */
  private following = true;
  private lines = 0;

  constructor(parts: ChainParts, session: () => string) {
    const { replayWindow } = parts.options;
    this.parts = parts;
    this.session = session;
    this.replay = replayWindow === undefined ? undefined : createReplayWindow(replayWindow);
  }

  /** Endorsements that authorised a key change. */
  get usedEndorsements(): readonly RotationEndorsement[] {
    return [...(this.chain?.used ?? [])];
  }

  /** Takes the next bare receipt. */
  line(text: string): void {
    this.receipt(text, this.lines);
    this.lines += 1;
  }

  /** Takes what the reader reports instead of a line; bare receipts only. */
  readFault({ code, message }: ReadFault): void {
    this.failAt(`line ${this.lines + 1}`, this.lines)(code, message);
  }

  /** Takes the next receipt (untrusted; text, or what its entry holds). Returns it when it has the right form, for cross-checks. */
  receipt(content: string | ParsedActionReceipt, at: number): ActionReceipt | undefined {
    const opened = openReceipt(content, this.parts.options.suite);
    if ('code' in opened) {
      this.following = false;
      this.failAt(`receipt ${at}`, at)(opened.code, opened.message);
      return undefined;
    }
    const { receipt } = opened;
    const fail = this.failAt(`seq ${receipt.action_record.chain_seq}`, at);
    this.follow(opened, fail);
    this.parts.queue.add(opened.check, () => {
      fail('signature_invalid', 'the signature does not match the record and the signer key');
    });
    this.checkKey(receipt.signer_key, fail);
    this.checkRecord(receipt, at, fail);
    this.note(opened);
    return receipt;
  }

  private failAt(label: string, at: number): Fail {
    return (code, message) => {
      this.traces.broken = true;
      this.parts.log.fail(code, label, message, at);
    };
  }

  private follow({ receipt, receiptHash }: SignedReceipt, fail: Fail): void {
    if (!this.following) return;
    this.chain ??= openChain(this.parts, this.session(), receipt.signer_key);
    const fault = this.chain.step(receipt, receiptHash);
    if (fault === undefined) return;
    this.following = false;
    fail('chain_break', `${fault.message} (${fault.code})`);
  }

  private checkKey(key: string, fail: Fail): void {
    const { facts, traces, parts } = this;
    if (key === traces.lastSignerKey) return;
    traces.lastSignerKey = key;
    remember(facts.signerKeys, key);
    // Later keys are the chain's matter: it accepts a change only when trusted or endorsed.
    const isJudged = facts.receiptCount === 0 || !this.following;
    if (isJudged && isPinned(parts.options.trust) && !parts.authorised.has(key))
      fail('signer_key_untrusted', `signer key ${key} is not a trusted key`);
  }

  private checkRecord({ action_record: record }: ActionReceipt, at: number, fail: Fail): void {
    const { form, options, log } = this.parts;
    const stale = options.freshness && checkFreshness(record.timestamp, options.freshness);
    if (stale !== undefined) fail(stale.code, stale.message);
    // Intent and outcome of one action share its id on purpose; the same phase twice does not happen by itself.
    if (this.replay?.seen(`${record.action_id}\n${record.decision_phase ?? ''}`) === true)
      fail('replay_detected', `action id ${record.action_id} was seen before`);
    const { recorder_session: named } = record.session_control?.open ?? {};
    if (form === 'recorder' && named !== undefined && named !== this.session()) {
      const message = `session_open was signed for session ${named}`;
      log.fail('session_mismatch', `seq ${record.chain_seq}`, message, at);
    }
  }

  private note({ receipt, receiptHash }: SignedReceipt): void {
    const { facts, traces } = this;
    const { context } = this.parts;
    const { timestamp, chain_seq: seq, session_control: control } = receipt.action_record;
    if (facts.receiptCount === 0) {
      facts.startTime = timestamp;
      traces.firstReceiptHash = receiptHash;
    }
    facts.receiptCount += 1;
    facts.finalSeq = seq;
    facts.rootHash = receiptHash;
    facts.endTime = timestamp;
    if (control?.open !== undefined) {
      remember(facts.runNonces, control.open.run_nonce);
      facts.runState = 'open';
    }
    if (control?.close !== undefined) facts.runState = 'closed';
    if (receipt.ext !== undefined) traces.extSeen = true;
    if (context?.watch.has(seq) === true) traces.watched.set(seq, receiptHash);
    context?.onReceipt?.(receiptHash);
  }
}
