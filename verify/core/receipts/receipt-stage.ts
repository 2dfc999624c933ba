// SPDX-License-Identifier: Apache-2.0
import { createReceiptChain, type ReceiptChain } from '../../../evidence/chain/receipt-chain.js';
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

function noteReceipt(facts: ReceiptChainFacts, { receipt, receiptHash }: SignedReceipt): void {
  const record = receipt.action_record;
  if (facts.receiptCount === 0) facts.startTime = record.timestamp;
  facts.receiptCount += 1;
  facts.finalSeq = record.chain_seq;
  facts.rootHash = receiptHash;
  facts.endTime = record.timestamp;
  const control = record.session_control;
  if (control?.open !== undefined) {
    remember(facts.runNonces, control.open.run_nonce);
    facts.runState = 'open';
  }
  if (control?.close !== undefined) facts.runState = 'closed';
}

/** Made at the first receipt: by then the session is known, to which endorsements belong. */
function openChain({ form, options, context, authorised }: ChainParts, session: string, firstKey: string) {
  const { suite, trust } = options;
  const given = context?.endorsements ?? trust.endorsements;
  const endorsements = form === 'receipts' ? given : given.filter((one) => one.session_id === session);
  // The first signer is judged by the receipt stage, with a code of its own; the chain judges key changes.
  const trusted = isPinned(trust) ? { trustedKeys: new Set([...authorised, firstKey]) } : {};
  return createReceiptChain({ suite, ...trusted, endorsements });
}

/**
 * The checks of a chain of receipts, fed in order: form, position, run rules, signature (queued), key, age, replay.
 * The chain rules stop at their first fault, since every later position would be judged against a wrong head.
 */
export function createReceiptStage(parts: ChainParts, session: () => string) {
  const { form, options, context, log, queue, authorised } = parts;
  const { freshness, replayWindow, trust } = options;
  const replay = replayWindow === undefined ? undefined : createReplayWindow(replayWindow);
  const [facts, traces] = [createFacts(), createTraces()];
  let index = 0;
  let chain: ReceiptChain | undefined;
  let following = true;

  const fail = (code: CheckCode, label: string, message: string, at: number): void => {
    traces.broken = true;
    log.fail(code, label, message, at);
  };

  const checkKey = (key: string, seq: bigint, at: number): void => {
    if (key === traces.lastSignerKey) return;
    traces.lastSignerKey = key;
    remember(facts.signerKeys, key);
    // Later keys are the chain's matter: it accepts a change only when trusted or endorsed.
    if ((facts.receiptCount === 0 || !following) && isPinned(trust) && !authorised.has(key)) {
      fail('signer_key_untrusted', `seq ${seq}`, `signer key ${key} is not a trusted key`, at);
    }
  };

  const checkRecord = ({ action_record: record }: ActionReceipt, at: number): void => {
    const label = `seq ${record.chain_seq}`;
    const stale = freshness === undefined ? undefined : checkFreshness(record.timestamp, freshness);
    if (stale !== undefined) fail(stale.code, label, stale.message, at);
    // Intent and outcome of one action share its id on purpose; the same phase twice does not happen by itself.
    if (replay?.seen(`${record.action_id}\n${record.decision_phase ?? ''}`) === true) {
      fail('replay_detected', label, `action id ${record.action_id} was seen before`, at);
    }
    const named = record.session_control?.open?.recorder_session;
    if (form === 'recorder' && named !== undefined && named !== session()) {
      log.fail('session_mismatch', label, `session_open was signed for session ${named}`, at);
    }
  };

  const takeReceipt = (content: string | ParsedActionReceipt, at: number): ActionReceipt | undefined => {
    const opened = openReceipt(content, options.suite);
    if ('code' in opened) {
      following = false;
      fail(opened.code, `receipt ${at}`, opened.message, at);
      return undefined;
    }
    const { receipt, receiptHash } = opened;
    const seq = receipt.action_record.chain_seq;
    if (following) {
      chain ??= openChain(parts, session(), receipt.signer_key);
      const fault = chain.step(receipt, receiptHash);
      if (fault !== undefined) {
        following = false;
        fail('chain_break', `seq ${seq}`, `${fault.message} (${fault.code})`, at);
      }
    }
    queue.add(opened.check, () => {
      fail('signature_invalid', `seq ${seq}`, 'the signature does not match the record and the signer key', at);
    });
    checkKey(receipt.signer_key, seq, at);
    checkRecord(receipt, at);
    noteReceipt(facts, opened);
    if (facts.receiptCount === 1) traces.firstReceiptHash = receiptHash;
    if (receipt.ext !== undefined) traces.extSeen = true;
    if (context?.watch.has(seq) === true) traces.watched.set(seq, receiptHash);
    context?.onReceipt?.(receiptHash);
    return receipt;
  };

  return {
    facts,
    traces,
    /** Endorsements that authorised a key change. */
    usedEndorsements: (): readonly RotationEndorsement[] => [...(chain?.used ?? [])],
    /** Takes the next receipt (untrusted; text, or what its entry holds). Returns it when it has the right form, for cross-checks. */
    receipt: takeReceipt,
    /** Takes the next bare receipt. */
    line: (text: string): void => {
      takeReceipt(text, index);
      index += 1;
    },
    /** Takes what the reader reports instead of a line; bare receipts only. */
    readFault: (fault: ReadFault): void => {
      fail(fault.code, `line ${index + 1}`, fault.message, index);
    },
  };
}
export type ReceiptStage = ReturnType<typeof createReceiptStage>;
