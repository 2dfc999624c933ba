// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { Suppressions } from './dlp/suppress.js';
import type { ParsedTarget } from './url/target.js';

/** The findings that no suppression passes over. The entries that did are added to `suppressed`, once for each time. */
export type SuppressionFilter = (
  findings: readonly Finding[],
  target: ParsedTarget | undefined,
  suppressed: number[],
) => Finding[];

/** Prepares the suppressions of one configuration. */
export function suppressionFilter(suppressions: Suppressions): SuppressionFilter {
  return (findings, target, suppressed) => {
    if (target === undefined || findings.length === 0) return [...findings];
    return findings.filter((finding) => {
      const entry = suppressions.find(finding, target.host);
      if (entry === undefined) return true;
      suppressions.note(entry);
      suppressed.push(entry);
      return false;
    });
  };
}
