// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../verify/core/results/result.js';

/** `verified`: under a key of the reader. `claimed`: it holds, but no log key was given. */
export type LogState = 'verified' | 'claimed' | 'absent' | 'failed';

export function logStateOf(checks: readonly Check[]): LogState {
  if (checks.length === 0) return 'absent';
  if (checks.some(({ status }) => status === 'fail')) return 'failed';
  return checks.some(({ code, status }) => code === 'log_inclusion' && status === 'pass') ? 'verified' : 'claimed';
}
