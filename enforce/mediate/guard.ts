// SPDX-License-Identifier: Apache-2.0
import type { BlockReason } from '../../evidence/model/block-reason.js';

export type FailureCode = 'exception' | 'timeout' | 'aborted';

/** The reason a failure inside mediation is reported under. The policy has the same rule on `internal.error`. */
export const FAILURE_REASONS = {
  exception: 'pattern_unavailable',
  timeout: 'timeout',
  aborted: 'timeout',
} as const satisfies Record<FailureCode, BlockReason>;

/** Longer than every time-out inside a passage together; only a stage that hangs reaches it. */
const MEDIATION_DEADLINE_MS = 120_000;

/**
 * The one place where an exception, an abort or a time-out becomes a block. `onFailure` builds the answer; if that
 * fails too the rejection stands, and the listener closes the connection without forwarding anything.
 */
export async function failClosed<T>(
  run: () => Promise<T>,
  signal: AbortSignal,
  onFailure: (code: FailureCode) => Promise<T>,
): Promise<T> {
  const late = Symbol('late');
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, MEDIATION_DEADLINE_MS, late);
  });
  try {
    const result = await Promise.race([run(), deadline]);
    return result === late ? await onFailure('timeout') : result;
  } catch {
    return await onFailure(signal.aborted ? 'aborted' : 'exception');
  } finally {
    clearTimeout(timer);
  }
}
