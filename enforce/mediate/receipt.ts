// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding } from '../../evidence/model/finding.js';
import { BLOCK_REASONS, type BlockReason } from '../../evidence/model/block-reason.js';
import { classifyHttpMethod } from '../../evidence/model/receipt/classification.js';
import type { ReceiptDraft, DecisionDetail, EvidenceDraft } from '../../evidence/model/evidence-draft.js';
import { OUTCOMES, type Verdict } from '../../evidence/model/verdict.js';
import type { Action } from '../../evidence/model/action.js';
import { rawAction, type RawMaterial } from './raw.js';
import type { ExchangeEnd } from './types.js';

/** What a receipt is about. */
export interface ReceiptSubject {
  readonly action: Action;
  /** Redacted: the form in which receipts and operators see it. */
  readonly safeTarget: string;
  /** Present where what was decided about is kept, sealed. */
  readonly raw?: RawMaterial;
}

/** Evidence of a decision: the derivable record and the signed receipt, for one group commit. */
export function draftDecision(subject: ReceiptSubject, verdict: Verdict, at: string): EvidenceDraft {
  const intent = OUTCOMES[verdict.outcome].passes ? { decision_phase: 'intent' } : {};
  return { ...decisionOf(subject, verdict), receipt: { ...receiptOf(subject, verdict, at), ...intent } };
}

/** Evidence of how a permitted action ended; shares the action_id of its intent. */
export function draftOutcome(subject: ReceiptSubject, verdict: Verdict, end: ExchangeEnd, at: string): EvidenceDraft {
  const receipt: ReceiptDraft = {
    ...receiptOf(subject, verdict, at),
    decision_phase: 'outcome',
    layer: 'outcome',
    pattern: outcomePattern(end),
  };
  return verdict.phase === 'response' ? { ...decisionOf(subject, verdict), receipt } : { receipt };
}

/** The decision and, where it is kept, what it was about. */
function decisionOf(subject: ReceiptSubject, verdict: Verdict): Omit<EvidenceDraft, 'receipt'> {
  const decision = decisionDetail(subject, verdict);
  return subject.raw === undefined ? { decision } : { decision, raw: rawAction(subject.action, subject.raw, verdict) };
}

function receiptOf({ action, safeTarget }: ReceiptSubject, verdict: Verdict, at: string): ReceiptDraft {
  const { action_type, side_effect_class, reversibility } = classifyHttpMethod(action.method);
  const classes = dataClasses(verdict.findings);
  return {
    action_id: action.id,
    ...(action.parentId === undefined ? {} : { parent_action_id: action.parentId }),
    action_type,
    timestamp: at,
    principal: 'local',
    actor: actorName(action),
    delegation_chain: null,
    target: safeTarget,
    ...(classes.length === 0 ? {} : { data_classes_out: classes }),
    side_effect_class,
    reversibility,
    policy_hash: verdict.policyHash,
    verdict: OUTCOMES[verdict.outcome].receiptV1,
    transport: action.transport,
    method: action.method,
    ...explanation(verdict),
    request_id: action.requestId,
  };
}

/** Who acted, as evidence and operators see it. */
export function actorName({ actor }: Action): string {
  return actor.provenance === 'none' ? 'anonymous' : actor.name;
}

function explanation(verdict: Verdict): Pick<ReceiptDraft, 'layer' | 'pattern' | 'severity'> {
  if (verdict.reason === 'none') return {};
  const severity = decidingFinding(verdict)?.severity ?? BLOCK_REASONS[verdict.reason].severity;
  return { layer: verdict.layer, pattern: patternCode(verdict), severity };
}

/** What matched, as a code: the rule's published name, or the reason where no rule was involved. */
export function patternCode(verdict: Verdict): string {
  if (verdict.reason === 'none') return '';
  return decidingFinding(verdict)?.rule ?? verdict.reason;
}

/** The reasons that stand on findings, and the detectors whose findings they are. */
const FINDING_REASONS: Readonly<Partial<Record<BlockReason | 'none', readonly string[]>>> = {
  dlp_match: ['dlp', 'seed_phrase', 'canary', 'address'],
  prompt_injection: ['injection'],
  tool_policy_deny: ['tool_policy'],
  cross_request_deny: ['cross_request'],
};

/** The gravest finding of the detector that decided; the first one seen among equals. */
export function decidingFinding({ reason, findings }: Verdict): Finding | undefined {
  const detectors = FINDING_REASONS[reason];
  let gravest: Finding | undefined;
  for (const finding of findings) {
    if (detectors?.includes(finding.detector) !== true) continue;
    if (gravest === undefined || SEVERITY_RANK[finding.severity] > SEVERITY_RANK[gravest.severity]) gravest = finding;
  }
  return gravest;
}

function dataClasses(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const outbound = findings.filter((finding) => !finding.surface.startsWith('response'));
  return [...new Set(outbound.map((finding) => finding.category))].sort();
}

function decisionDetail({ action }: ReceiptSubject, verdict: Verdict): DecisionDetail {
  return {
    action_id: action.id,
    facts: verdict.facts,
    layer: verdict.layer,
    pattern: patternCode(verdict),
    phase: verdict.phase,
    policy: verdict.policyHash,
    reason: verdict.reason,
    request_id: action.requestId,
    verdict: OUTCOMES[verdict.outcome].receiptV1,
  };
}

function outcomePattern(end: ExchangeEnd): string {
  const status = end.status === undefined ? '' : `status=${end.status} `;
  const digest = end.bodyDigest === undefined ? '' : ` body=sha256:${end.bodyDigest}`;
  return `${status}bytes=${end.responseBytes} sent=${end.requestBytes} reason=${end.reason}${digest}`;
}
