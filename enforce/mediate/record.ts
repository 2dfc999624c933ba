// SPDX-License-Identifier: Apache-2.0
import type { Direction } from '../../evidence/model/action.js';
import { EvidenceUnavailableError } from '../../evidence/model/errors.js';
import type { EvidenceDraft } from '../../evidence/model/evidence-draft.js';
import {
  OUTCOMES,
  type Notice,
  type RecordedVerdict,
  type Verdict,
  type VerdictRecord,
} from '../../evidence/model/verdict.js';
import { actorName, draftDecision, type ReceiptSubject } from './receipt.js';
import type { MediationContext } from './snapshot.js';

/** An action ready to be recorded and answered. */
export interface Recordable extends ReceiptSubject {
  /** The operator's words to the client about a verdict, if any. */
  readonly notice: (verdict: Verdict) => Notice | undefined;
}

/**
 * Writes a decision down and only then calls it recorded. A passing verdict that must be durable and cannot be turns
 * into a block; a block that cannot be written is sent all the same.
 */
export async function recordVerdict(
  context: MediationContext,
  subject: Recordable,
  verdict: Verdict,
): Promise<RecordedVerdict> {
  const draft = draftDecision(subject, verdict, context.clock.now());
  const evidence = await appendEvidence(context, draft);
  if (evidence === 'failed') {
    const passes = OUTCOMES[verdict.outcome].passes;
    return asRecorded(subject, passes ? withoutEvidence(verdict) : verdict, 'unrecorded');
  }
  return asRecorded(subject, verdict, evidence);
}

/** Appends, waiting for the disk only where receipts are required. `failed` only then: otherwise nobody waits. */
export async function appendEvidence(
  context: MediationContext,
  draft: EvidenceDraft,
): Promise<RecordedVerdict['evidence'] | 'failed'> {
  if (context.evidence === undefined) return 'unrecorded';
  const appended = context.evidence.append(draft);
  if (!context.requireReceipts) {
    appended.catch((error: unknown) => context.observer.onEvidenceFailure(failureCode(error)));
    return 'queued';
  }
  try {
    await appended;
    return 'durable';
  } catch (error) {
    context.observer.onEvidenceFailure(failureCode(error));
    return 'failed';
  }
}

function failureCode(error: unknown): string {
  return error instanceof EvidenceUnavailableError ? error.code : 'io';
}

/** The block that takes the place of a verdict whose receipt cannot be written. */
function withoutEvidence(verdict: Verdict): Verdict {
  return { ...verdict, outcome: 'block', reason: 'receipt_emission_failed', layer: 'recorder' };
}

/** Tells those who watch. An answer that is refused is reported beside the request that was let through. */
export function reportVerdict(
  context: MediationContext,
  { action, safeTarget }: Recordable,
  { verdict, evidence }: RecordedVerdict,
  { direction, startedMs }: { readonly direction: Direction; readonly startedMs: number },
): void {
  context.observer.onVerdict({
    actionId: action.id,
    requestId: action.requestId,
    transport: action.transport,
    direction,
    method: action.method,
    target: safeTarget,
    actor: actorName(action),
    verdict,
    evidence,
    elapsedMs: context.clock.monotonicMs() - startedMs,
  });
}

/** A later verdict that passes needs no receipt of its own: the outcome receipt carries it. */
export function carryVerdict(intent: RecordedVerdict, verdict: Verdict): RecordedVerdict {
  return { ...intent, verdict };
}

/** The only place that makes a RecordedVerdict. */
function asRecorded(
  { action, notice }: Recordable,
  verdict: Verdict,
  evidence: VerdictRecord['evidence'],
): RecordedVerdict {
  const words = notice(verdict);
  const record: VerdictRecord = {
    verdict,
    actionId: action.id,
    requestId: action.requestId,
    evidence,
    ...(words === undefined ? {} : { notice: words }),
  };
  return record as RecordedVerdict;
}
