// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding } from '../../evidence/model/finding.js';
import { BLOCK_REASONS, type BlockReason } from '../../evidence/model/block-reason.js';
import { classifyHttpMethod } from '../../evidence/model/receipt/classification.js';
import type { ReceiptDraft, DecisionDetail, EvidenceDraft } from '../../evidence/model/evidence-draft.js';
import { OUTCOMES, type Verdict } from '../../evidence/model/verdict.js';
import type { Action } from '../../evidence/model/action.js';
import { rawAction, type RawMaterial } from './raw-material.js';
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
  const receipt = receiptOf(subject, verdict, at);
  if (OUTCOMES[verdict.outcome].passes) receipt.decision_phase = 'intent';
  if (verdict.reason !== 'none') {
    receipt.layer = verdict.layer;
    receipt.pattern = patternCode(verdict);
    receipt.severity = severityOf(verdict, verdict.reason);
  }
  return withDecision(subject, verdict, receipt);
}

/** Evidence of how a permitted action ended; shares the action_id of its intent. */
export function draftOutcome(subject: ReceiptSubject, verdict: Verdict, end: ExchangeEnd, at: string): EvidenceDraft {
  const receipt = receiptOf(subject, verdict, at);
  receipt.decision_phase = 'outcome';
  receipt.layer = 'outcome';
  receipt.pattern = outcomePattern(end);
  if (verdict.reason !== 'none') receipt.severity = severityOf(verdict, verdict.reason);
  return verdict.phase === 'response' ? withDecision(subject, verdict, receipt) : { receipt };
}

/** With the decision and, where it is kept, what it was about. */
function withDecision(subject: ReceiptSubject, verdict: Verdict, receipt: ReceiptDraft): EvidenceDraft {
  const decision = decisionDetail(subject, verdict);
  if (subject.raw === undefined) return { decision, receipt };
  return { decision, raw: rawAction(subject.action, subject.raw, verdict), receipt };
}

type OpenReceipt = { -readonly [Name in keyof ReceiptDraft]: ReceiptDraft[Name] };

/** What every receipt says. Members are added one by one: two receipts per action are too many to copy. */
function receiptOf({ action, safeTarget }: ReceiptSubject, verdict: Verdict, at: string): OpenReceipt {
  const { action_type, side_effect_class, reversibility } = classifyHttpMethod(action.method);
  const receipt: OpenReceipt = {
    action_id: action.id,
    action_type,
    timestamp: at,
    principal: 'local',
    actor: actorName(action),
    delegation_chain: null,
    target: safeTarget,
    side_effect_class,
    reversibility,
    policy_hash: verdict.policyHash,
    verdict: OUTCOMES[verdict.outcome].receiptV1,
    transport: action.transport,
    method: action.method,
    request_id: action.requestId,
  };
  if (action.parentId !== undefined) receipt.parent_action_id = action.parentId;
  const classes = dataClasses(verdict.findings);
  if (classes.length > 0) receipt.data_classes_out = classes;
  return receipt;
}

/** Who acted, as evidence and operators see it. */
export function actorName({ actor }: Action): string {
  return actor.provenance === 'none' ? 'anonymous' : actor.name;
}

function severityOf(verdict: Verdict, reason: BlockReason): string {
  return decidingFinding(verdict)?.severity ?? BLOCK_REASONS[reason].severity;
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
