// SPDX-License-Identifier: Apache-2.0
import { AARP_AXES } from '../../evidence/model/aarp/envelope.js';
import type { AarpAppraisal } from '../core/aarp/appraise.js';
import type { AarpChainResult } from '../core/aarp/chain.js';
import type { OverclaimRisk } from '../core/aarp/claims.js';
import { printable } from '../core/results/render.js';

const RISK_TEXT: Readonly<Record<OverclaimRisk, string>> = {
  signature_valid_is_not_transparency_inclusion:
    'A valid signature does not show that the receipt stands in any public log.',
  svid_identity_is_not_deployment_non_bypass:
    'Knowing which workload signed does not show that its traffic had no other way out.',
  chain_link_present_is_not_verified_contiguous_chain:
    'A link inside one envelope does not show that the stream around it is whole; check that with --chain.',
};

function list(title: string, items: readonly string[], suffix: (item: string) => string = () => ''): string[] {
  const lines = items.map((item) => `  - ${printable(item)}${suffix(item)}`);
  return [`${title}:`, ...(lines.length === 0 ? ['  (none)'] : lines)];
}

/** An appraisal for a person. What it does not say comes before what it says. */
export function renderAarp(appraisal: AarpAppraisal): string {
  const { signatures, axes, warnings, overclaim_risks: risks } = appraisal;
  const covered = appraisal.assurance.axes_with_verified_claims;
  return [
    `profile: ${printable(appraisal.profile)}`,
    `assertion_signed: ${appraisal.assertion_signed}`,
    ...list('does_not_assert', appraisal.does_not_assert),
    ...list('overclaim_risks', risks, (risk) => `: ${RISK_TEXT[risk as OverclaimRisk]}`),
    '--------',
    ...list('verified_claims', appraisal.verified_claims),
    ...list('claimed_unverified', appraisal.claimed_unverified),
    `axes: ${covered.length} of ${AARP_AXES.length}`,
    ...Object.entries(axes).map(([axis, claims]) => `  - ${axis}: ${claims.join(', ')}`),
    'signatures:',
    ...signatures.map(
      ({ key_id, alg, signer_role, status, reason }) =>
        `  - ${printable(key_id)} (${printable(alg)}, ${printable(signer_role)}): ${status}: ${reason}`,
    ),
    ...(warnings.length === 0 ? [] : list('warnings', warnings)),
    '',
  ].join('\n');
}

/** The links of a stream for a person. */
export function renderChain({ chain_linked: linked, length, reason = '' }: AarpChainResult): string {
  const head = `${linked ? 'LINKED' : 'NOT LINKED'}: ${length} envelope${length === 1 ? '' : 's'}`;
  return `${head}${linked ? '' : `; ${printable(reason)}`}\nOnly the links were checked: no signature, no receipt.\n`;
}
