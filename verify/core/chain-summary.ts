// SPDX-License-Identifier: Apache-2.0
import type { ChainParts } from './chain.js';
import type { EvidenceStage } from './evidence-stage.js';
import { runClaims } from './form.js';
import type { ReceiptStage } from './receipt-stage.js';
import type { RecorderStage, RecorderState } from './recorder-stage.js';
import type { ChainResult, NotAsserted } from './result.js';
import { plural } from './result.js';
import { isPinned, judge, NEVER_ASSERTED } from './trust.js';

interface SummaryParts extends ChainParts {
  readonly receipts: ReceiptStage;
  readonly recorder: RecorderStage;
  readonly evidence: EvidenceStage;
  readonly checkpointsHold: boolean;
}

function summarizeReceipts(parts: SummaryParts, subject: string): void {
  const { log, receipts, recorder, evidence, options, form, context } = parts;
  const { facts } = receipts;
  if (facts.count === 0 && !facts.broken) {
    // A session of contract receipts has none of the first version.
    if (evidence.count > 0 || recorder.state.damage !== undefined) return;
    if (recorder.state.entryCount === 0 && context !== undefined) {
      // A run killed before its first line leaves an empty file; if it held more, a link or its absence tells.
      log.notChecked('empty', subject, 'the file is empty');
      return;
    }
    const message = form === 'receipts' ? 'no receipt was found' : 'no action receipt in the recorder file';
    log.fail('empty', subject, message, 0);
    facts.broken = true;
    return;
  }
  if (facts.broken) return;
  log.pass('receipt_chain', subject, `${plural(facts.count, 'receipt')} in unbroken order`);
  log.pass('signature', subject, `${plural(facts.count, 'signature')} hold`);
  if (isPinned(options.trust)) log.pass('signer_key_untrusted', subject, 'every signer is a trusted key');
  else log.notChecked('signer_key_untrusted', subject, 'no trusted key was given');
  if (options.freshness === undefined) log.notChecked('freshness', subject, 'no time was given to judge the age by');
  else log.pass('freshness', subject, `within ${options.freshness.maxAgeSeconds} s of ${options.freshness.at}`);
}

function summarizeRunState({ log, receipts }: SummaryParts, subject: string): void {
  if (receipts.facts.runState === 'closed') log.pass('run_state', subject, 'closed by a signed session_close');
  else if (receipts.facts.runState === 'open') {
    log.notChecked('run_state', subject, 'no session_close: still running, or ended without closing');
  }
}

function summarizeCheckpoints({ log, options, checkpointsHold }: SummaryParts, state: RecorderState, subject: string) {
  const { signedCheckpoints, uncheckedCheckpoints } = state.seal;
  if (signedCheckpoints > 0 && checkpointsHold)
    log.pass('checkpoint', subject, `${plural(signedCheckpoints, 'checkpoint signature')} hold`);
  if (uncheckedCheckpoints === 0) return;
  const message = `${plural(uncheckedCheckpoints, 'checkpoint')} without a signature to check`;
  const required = options.wholeRecorder === true && isPinned(options.trust);
  log.missing(required, 'checkpoint', subject, message, state.entryCount);
}

function summarizeSeal({ log, options }: SummaryParts, state: RecorderState, subject: string): void {
  const required = options.wholeRecorder === true;
  if (state.seal.state === 'incomplete') {
    const why = state.seal.transcriptRoots === 0 ? 'no transcript root' : 'entries follow the transcript root';
    log.missing(required, 'seal_incomplete', subject, why, state.entryCount);
    return;
  }
  log.pass('transcript_root', subject, 'the transcript root matches the receipts');
  if (state.seal.state !== 'unanchored') return;
  const message = 'no signed checkpoint after the transcript root';
  const anchored = required && options.allowUnanchoredSeal !== true;
  log.missing(anchored, 'seal_unanchored', subject, message, state.entryCount);
}

function summarizeDecisions({ log, receipts }: SummaryParts, state: RecorderState, subject: string): void {
  const { waiting } = state.decisions;
  if (waiting === 0) return;
  const message = `${plural(waiting, 'decision')} without a receipt`;
  // A run that was cut off may have lost the receipt; one that was closed has no such excuse.
  const isClosed = receipts.facts.runState === 'closed';
  log.missing(isClosed, 'decision_receipt_missing', subject, message, state.entryCount);
  if (isClosed) state.broken = true;
}

function summarizeRecorder(parts: SummaryParts, subject: string): void {
  const { state } = parts.recorder;
  const intact = !state.broken && state.damage === undefined;
  if (intact && state.entryCount > 0)
    parts.log.pass('entry_chain', subject, `${plural(state.entryCount, 'entry hash', 'entry hashes')} linked`);
  summarizeCheckpoints(parts, state, subject);
  summarizeDecisions(parts, state, subject);
  if (intact && !state.broken && parts.receipts.facts.count > 0) summarizeSeal(parts, state, subject);
  if (state.looseLines > 0) {
    const message = `${plural(state.looseLines, 'line')} with bytes that no hash covers`;
    parts.log.notChecked('unprotected_bytes', subject, message);
  }
}

function summarizeEvidence({ log, evidence, options, recorder }: SummaryParts, subject: string): void {
  const { count, broken } = evidence;
  const code = 'evidence_receipt_chain';
  if (count > 0 && !broken)
    log.pass(code, subject, `${plural(count, 'evidence receipt')} (v2): own chain and signatures hold`);
  else if (count === 0 && options.expect !== undefined)
    log.fail(code, subject, 'an evidence receipt (v2) is expected, none was found', recorder.state.entryCount);
}

function notAsserted({ form, receipts, recorder }: SummaryParts): NotAsserted[] {
  const { state } = recorder;
  const list = [...NEVER_ASSERTED];
  if (receipts.facts.extSeen) list.push('unsigned_ext');
  if (form === 'recorder' && state.decisions.count > 0) list.push('facts_signed');
  if (receipts.facts.runState !== 'closed') list.push('tail_truncation');
  return list;
}

function factsOf({ form, receipts, recorder, evidence, checkpointsHold }: SummaryParts) {
  const { facts } = receipts;
  const { state } = recorder;
  const isRecorder = form === 'recorder';
  return {
    /** Recorder session, or the empty string for bare receipts. */
    session: isRecorder ? state.session : '',
    receiptCount: facts.count,
    finalSeq: facts.finalSeq,
    rootHash: facts.rootHash,
    /** Signer keys in order of first appearance. */
    signerKeys: facts.keys as readonly string[],
    runNonces: facts.nonces as readonly string[],
    runState: facts.runState,
    sealState: isRecorder ? state.seal.state : 'none',
    /** Recorder entries; 0 for bare receipts. */
    entryCount: state.entryCount,
    /** Hash of the last entry; empty for bare receipts. */
    entryHead: state.entryHead,
    /** Sequence number of the last entry under a verified checkpoint signature; undefined when there is none. */
    anchoredSeq: checkpointsHold ? state.seal.anchoredSeq : undefined,
    /** Time of the first and last receipt as signed: claimed by the signer, never proved. */
    startTime: facts.startTime,
    endTime: facts.endTime,
    evidenceReceipts: evidence.count,
    decisions: state.decisions.count,
    /** Checkpoint signatures that hold. */
    checkpoints: checkpointsHold ? state.seal.signedCheckpoints : 0,
  };
}

/** What is known about one chain of receipts. Hashes are 64 lower-case hex digits; a count of 0 has an empty root. */
export type ChainFacts = Readonly<ReturnType<typeof factsOf>>;

/** Turns the end state of a verification into its result. Called once, after every signature was answered. */
export function summarizeChain(parts: SummaryParts) {
  const { form, options, log, receipts, recorder, evidence, checkpointsHold } = parts;
  const subject = form === 'recorder' && recorder.state.session !== '' ? recorder.state.session : 'chain';
  summarizeReceipts(parts, subject);
  summarizeRunState(parts, subject);
  if (form === 'recorder') summarizeRecorder(parts, subject);
  summarizeEvidence(parts, subject);
  const checks = log.list();
  const result: ChainResult = {
    ...judge(checks, options.trust),
    facts: factsOf(parts),
    claimed: runClaims(receipts.facts.startTime, receipts.facts.endTime),
    notAsserted: notAsserted(parts),
  };
  const entryBroken = recorder.state.broken || !checkpointsHold;
  return {
    result,
    /** Entries that were read do not hold: hash, order, commitment. */
    entryBroken,
    /** Receipts that were read do not hold. Where the entries were altered, that is the finding; the fault is among the checks. */
    receiptBroken: receipts.facts.broken || (evidence.broken && !recorder.state.broken),
    sessionMismatch: checks.some((check) => check.code === 'session_mismatch'),
    damage: recorder.state.damage,
    rawRefs: recorder.state.rawRefs,
    watched: receipts.facts.watched,
    firstReceiptHash: receipts.facts.firstHash,
    lastSignerKey: receipts.facts.lastKey,
    usedEndorsements: receipts.usedEndorsements(),
  };
}

/** A chain's result with what a folder needs to judge the links between runs. */
export type ChainOutcome = Readonly<ReturnType<typeof summarizeChain>>;
