// SPDX-License-Identifier: Apache-2.0
import { AARP_FORM } from './aarp/form.js';
import { AEL_FORM } from './ael/form.js';
import { ANCHOR_BUNDLE_FORM } from './anchors/bundle.js';
import { ASSESSMENT_FORM } from './bundles/assessment.js';
import { AUDIT_PACKET_FORM } from './bundles/audit-packet.js';
import { MEDIATION_ENVELOPE_FORM } from './documents/captured-request.js';
import { EVIDENCE_RECEIPT_FORM } from './receipts/evidence-receipt.js';
import type { DocumentForm, EvidenceTree, TreeForm } from './form.js';
import { LOG_PROOF_FORM } from './log/log-proof-form.js';
import { POSTURE_FORM } from './posture/form.js';
import { DECISION_RECORD_FORM, SESSION_MANIFEST_FORM } from './documents/session-documents.js';
import { STATEMENT_FORM } from './documents/statement.js';

/** Every format of one file beside receipts and chains, most telling first. */
const DOCUMENT_FORMS: readonly DocumentForm[] = [
  EVIDENCE_RECEIPT_FORM,
  STATEMENT_FORM,
  AARP_FORM,
  POSTURE_FORM,
  SESSION_MANIFEST_FORM,
  DECISION_RECORD_FORM,
  ANCHOR_BUNDLE_FORM,
  LOG_PROOF_FORM,
  MEDIATION_ENVELOPE_FORM,
];

/** Every format of a folder beside folders of runs. */
const TREE_FORMS: readonly TreeForm[] = [ASSESSMENT_FORM, AUDIT_PACKET_FORM, AEL_FORM];

export function documentFormOf(members: ReadonlySet<string>): DocumentForm | undefined {
  return DOCUMENT_FORMS.find((form) => form.matches(members));
}

export async function treeFormOf(tree: EvidenceTree): Promise<TreeForm | undefined> {
  for (const form of TREE_FORMS) if (await form.matches(tree)) return form;
  return undefined;
}
