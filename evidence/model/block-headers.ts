// SPDX-License-Identifier: Apache-2.0
import { BLOCK_REASONS } from './block-reason.js';
import type { RecordedVerdict } from './verdict.js';

/** Prefix of every header this product adds to a response; an upstream's own headers of that name are removed. */
export const BLOCK_HEADER_PREFIX = 'x-pipelock-';

/** The headers that explain a block to the client, in a fixed order. Empty for a verdict that passes. */
export function blockHeaders(recorded: RecordedVerdict): readonly (readonly [string, string])[] {
  const { reason, layer } = recorded.verdict;
  if (reason === 'none') return [];
  const { severity, retry } = BLOCK_REASONS[reason];
  return [
    ['X-Pipelock-Block-Reason', reason],
    ['X-Pipelock-Block-Reason-Version', '1'],
    ['X-Pipelock-Block-Reason-Severity', severity],
    ['X-Pipelock-Block-Reason-Retry', retry],
    ['X-Pipelock-Block-Reason-Layer', layer],
    ...(recorded.evidence === 'unrecorded' ? [] : [['X-Pipelock-Block-Reason-Receipt', recorded.actionId] as const]),
  ];
}
