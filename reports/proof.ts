// SPDX-License-Identifier: Apache-2.0
import type { Grade } from '../evidence/model/assessment.js';
import { plain, renderBadge } from './tables.js';

/** The score of a configuration, as `audit score` gives it. */
export interface ProofScore {
  readonly total_score: number;
  readonly max_score: number;
  readonly percentage: number;
  readonly grade: Grade;
  readonly categories: readonly { readonly name: string; readonly score: number; readonly max_score: number }[];
}

/** `proof.json`: what a configuration turns on, for a limited time. Nobody signs it; `posture emit` makes what is signed. */
export interface Proof {
  readonly version: '1.0';
  readonly generated_at: string;
  readonly expires_at: string;
  readonly score: ProofScore;
  /** `sha256:<hex>` of the file, or `defaults`. */
  readonly config_hash: string;
  readonly pipelock_version: string;
}

export function renderProofJson(proof: Proof): string {
  return `${JSON.stringify(proof, null, 2)}\n`;
}

export function renderProofMarkdown({ generated_at, expires_at, score, config_hash, pipelock_version }: Proof): string {
  const rows = score.categories.map(
    ({ name, score: points, max_score }) => `| ${plain(name)} | ${points} | ${max_score} |`,
  );
  return [
    `## Pipelock configuration: grade ${score.grade} (${score.percentage} of 100)`,
    '',
    `Made ${generated_at} by pipelock ${plain(pipelock_version)}, of configuration \`${config_hash}\`. Valid until ${expires_at}. Not signed.`,
    '',
    `${score.total_score} of ${score.max_score} points. The score says what is turned on, not that it works.`,
    '',
    '| Category | Points | Of |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

export function renderProofBadge({ score }: Proof): string {
  return renderBadge({ overall_grade: score.grade, overall_score: score.percentage });
}
