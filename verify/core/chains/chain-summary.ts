// SPDX-License-Identifier: Apache-2.0
import type { ChainParts } from './chain.js';
import type { EvidenceStage } from '../receipts/evidence-stage.js';
import { checksOf, runClaims, type Say } from '../form.js';
import type { ReceiptStage } from '../receipts/receipt-stage.js';
import type { RecorderStage } from './recorder-stage.js';
import { plural, type Check, type Judgement, type NotAsserted } from '../results/result.js';
import { freshnessCheck } from '../trust/freshness.js';
import { isPinned, judge, NEVER_ASSERTED } from '../trust/trust.js';

interface SummaryParts extends ChainParts {
  readonly receipts: ReceiptStage;
  readonly recorder: RecorderStage;
  readonly evidence: EvidenceStage;
}

function receiptChecks({ receipts, recorder, evidence, options, form, context }: SummaryParts, say: Say): Check[] {
  const { receiptCount: count } = receipts.facts;
  const { freshness, trust } = options;
  if (receipts.traces.broken) return [];
  if (count > 0) {
    return [
      say.pass('receipt_chain', `${plural(count, 'receipt')} in unbroken order`),
      say.pass('signature', plural(count, 'signature holds', 'signatures hold')),
      isPinned(trust)
        ? say.pass('signer_key_untrusted', 'every signer is a trusted key')
        : say.skip('signer_key_untrusted', 'no trusted key was given'),
      freshnessCheck(say, freshness),
    ];
  }
  // A session of contract receipts has none of the first version.
  if (evidence.count > 0 || recorder.damage !== undefined) return [];
  // A run killed before its first line leaves an empty file; if it held more, a link or its absence tells.
  if (recorder.entryCount === 0 && context !== undefined) return [say.skip('empty', 'the file is empty')];
  receipts.traces.broken = true;
  return [say.fail('empty', form === 'receipts' ? 'no receipt was found' : 'no action receipt in the recorder file')];
}

function runStateChecks({ receipts }: SummaryParts, say: Say): Check[] {
  const { runState } = receipts.facts;
  if (runState === 'closed') return [say.pass('run_state', 'closed by a signed session_close')];
  if (runState === 'none') return [];
  return [say.skip('run_state', 'no session_close: still running, or ended without closing')];
}

function checkpointChecks({ options, recorder }: SummaryParts, say: Say): Check[] {
  const { signedCheckpoints: signed, uncheckedCheckpoints: unchecked, holds } = recorder.commitments;
  const required = options.wholeRecorder === true && isPinned(options.trust);
  const held = say.pass('checkpoint', plural(signed, 'checkpoint signature holds', 'checkpoint signatures hold'));
  const open = `${plural(unchecked, 'checkpoint')} without a signature to check`;
  return [
    ...(signed > 0 && holds ? [held] : []),
    ...(unchecked > 0 ? [say.check(required ? 'fail' : 'not_checked', 'checkpoint', open)] : []),
  ];
}

function endChecks({ options, recorder }: SummaryParts, say: Say): Check[] {
  const { state, transcriptRoots } = recorder.commitments;
  const missing = options.wholeRecorder === true ? 'fail' : 'not_checked';
  if (state === 'incomplete') {
    const why = transcriptRoots === 0 ? 'no transcript root' : 'entries follow the transcript root';
    return [say.check(missing, 'seal_incomplete', why)];
  }
  const root = say.pass('transcript_root', 'the transcript root matches the receipts');
  if (state !== 'unanchored') return [root];
  const status = options.allowUnanchoredEnd === true ? 'not_checked' : missing;
  return [root, say.check(status, 'seal_unanchored', 'no signed checkpoint after the transcript root')];
}

function decisionChecks({ receipts, recorder }: SummaryParts, say: Say): Check[] {
  const { waiting } = recorder.decisions;
  if (waiting === 0) return [];
  // A run that was cut off may have lost the receipt; one that was closed has no such excuse.
  const isClosed = receipts.facts.runState === 'closed';
  if (isClosed) recorder.broken = true;
  const message = `${plural(waiting, 'decision')} without a receipt`;
  return [say.check(isClosed ? 'fail' : 'not_checked', 'decision_receipt_missing', message)];
}

function recorderChecks(parts: SummaryParts, say: Say): Check[] {
  const { recorder } = parts;
  const intact = !recorder.broken && recorder.damage === undefined;
  const entries = say.pass('entry_chain', `${plural(recorder.entryCount, 'entry hash', 'entry hashes')} linked`);
  const decisions = decisionChecks(parts, say);
  const committed = intact && !recorder.broken && parts.receipts.facts.receiptCount > 0;
  const loose = `${plural(recorder.looseLines, 'line')} with bytes that no hash covers`;
  return [
    ...(intact && recorder.entryCount > 0 ? [entries] : []),
    ...checkpointChecks(parts, say),
    ...decisions,
    ...(committed ? endChecks(parts, say) : []),
    ...(recorder.looseLines > 0 ? [say.skip('unprotected_bytes', loose)] : []),
  ];
}

function evidenceChecks({ evidence: { count, broken }, options }: SummaryParts, say: Say): Check[] {
  const code = 'evidence_receipt_chain';
  if (count > 0 && broken) return [];
  if (count > 0) return [say.pass(code, `${plural(count, 'evidence receipt')} (v2): own chain and signatures hold`)];
  return options.expect === undefined ? [] : [say.fail(code, 'an evidence receipt (v2) is expected, none was found')];
}

function notAsserted({ form, receipts, recorder }: SummaryParts): NotAsserted[] {
  const list = [...NEVER_ASSERTED];
  if (receipts.traces.extSeen) list.push('unsigned_ext');
  if (form === 'recorder' && recorder.decisions.count > 0) list.push('facts_signed');
  if (receipts.facts.runState !== 'closed') list.push('tail_truncation');
  return list;
}

function factsOf({ form, receipts, recorder, evidence }: SummaryParts) {
  const { session, commitments, decisions, entryCount, entryHead } = recorder;
  const isRecorder = form === 'recorder';
  return {
    ...receipts.facts,
    /** Recorder session, or the empty string for bare receipts. */
    session: isRecorder ? session : '',
    sealState: isRecorder ? commitments.state : 'none',
    /** Recorder entries, 0 for bare receipts, and the hash of the last one. */
    entryCount,
    entryHead,
    /** Sequence number of the last entry under a verified checkpoint signature; undefined when there is none. */
    anchoredSeq: commitments.holds ? commitments.anchoredSeq : undefined,
    evidenceReceipts: evidence.count,
    decisions: decisions.count,
    /** Checkpoint signatures that hold. */
    checkpoints: commitments.holds ? commitments.signedCheckpoints : 0,
  };
}
/** What is known about one chain of receipts. Hashes are 64 lower-case hex digits; a count of 0 has an empty root. */
export type ChainFacts = Readonly<ReturnType<typeof factsOf>>;

export interface ChainResult extends Judgement {
  readonly facts: ChainFacts;
}

/** Turns the end state of a verification into its result. Called once, after every signature was answered. */
export function summarizeChain(parts: SummaryParts) {
  const { form, options, log, receipts, recorder, evidence } = parts;
  const subject = form === 'recorder' && recorder.session !== '' ? recorder.session : 'chain';
  const say = checksOf(subject);
  const found = [
    ...receiptChecks(parts, say),
    ...runStateChecks(parts, say),
    ...(form === 'recorder' ? recorderChecks(parts, say) : []),
    ...evidenceChecks(parts, say),
  ];
  const isFailure = ({ status }: Check): boolean => status === 'fail';
  const checks = [...log.list(), ...found.filter(isFailure), ...found.filter((check) => !isFailure(check))];
  const result: ChainResult = {
    ...judge(checks, options.trust),
    facts: factsOf(parts),
    claimed: runClaims(receipts.facts.startTime, receipts.facts.endTime),
    notAsserted: notAsserted(parts),
  };
  const entryBroken = recorder.broken || !recorder.commitments.holds;
  return {
    result,
    /** Entries that were read do not hold: hash, order, commitment. */
    entryBroken,
    /** Receipts that were read do not hold. Where the entries were altered, that is the finding; the fault is among the checks. */
    receiptBroken: receipts.traces.broken || (evidence.broken && !recorder.broken),
    sessionMismatch: checks.some((check) => check.code === 'session_mismatch'),
    damage: recorder.damage,
    rawRefs: recorder.rawRefs,
    ...receipts.traces,
    usedEndorsements: receipts.usedEndorsements,
  };
}

/** A chain's result with what a folder needs to judge the links between runs. */
export type ChainOutcome = Readonly<ReturnType<typeof summarizeChain>>;
