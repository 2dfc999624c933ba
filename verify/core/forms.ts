// SPDX-License-Identifier: Apache-2.0
import { AARP_FORM } from './aarp/form.js';
import { ASSESSMENT_FORM } from './assessment-bundle.js';
import { MEDIATION_ENVELOPE_FORM } from './captured-request.js';
import type { DocumentForm, EvidenceTree, TreeForm } from './form.js';
import { POSTURE_FORM } from './posture.js';
import { STATEMENT_FORM } from './statement.js';

/** Every format of one file beside receipts and chains, most telling first. */
export const DOCUMENT_FORMS: readonly DocumentForm[] = [
  STATEMENT_FORM,
  AARP_FORM,
  POSTURE_FORM,
  MEDIATION_ENVELOPE_FORM,
];

/** Every format of a folder beside folders of runs. */
export const TREE_FORMS: readonly TreeForm[] = [ASSESSMENT_FORM];

export function documentFormOf(members: ReadonlySet<string>, name: string): DocumentForm | undefined {
  return DOCUMENT_FORMS.find((form) => form.matches(members, name));
}

export async function treeFormOf(tree: EvidenceTree): Promise<TreeForm | undefined> {
  for (const form of TREE_FORMS) if (await form.matches(tree)) return form;
  return undefined;
}
