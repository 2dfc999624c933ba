// SPDX-License-Identifier: Apache-2.0
import type { Check, CheckCode } from './result.js';

/** Failures kept in full. A forged file can fail on every line; the report and the memory stay small. */
const MAX_FAILURES = 50;

/** Gathers the checks of one chain. Failures are listed in the order of the evidence, not of their discovery. */
export function createCheckLog() {
  const failures: { readonly at: number; readonly check: Check }[] = [];
  const others: Check[] = [];
  let unlisted = 0;
  const other =
    (status: 'pass' | 'not_checked') =>
    (code: CheckCode, subject: string, message: string): void => {
      others.push({ code, status, subject, message });
    };
  const notChecked = other('not_checked');
  /** `at` is the position in the evidence (receipt or entry number), for the order of the report. */
  const fail = (code: CheckCode, subject: string, message: string, at: number): void => {
    if (failures.length >= MAX_FAILURES) {
      unlisted += 1;
      return;
    }
    failures.push({ at, check: { code, status: 'fail', subject, message } });
  };
  return {
    fail,
    pass: other('pass'),
    notChecked,
    /** What is not there: a fault where it is required. */
    missing: (required: boolean, code: CheckCode, subject: string, message: string, at: number): void => {
      if (required) fail(code, subject, message, at);
      else notChecked(code, subject, message);
    },
    list: (): readonly Check[] => {
      const ordered = failures.toSorted((a, b) => a.at - b.at).map((entry) => entry.check);
      const last = ordered.at(-1);
      if (unlisted > 0 && last !== undefined)
        ordered.push({ ...last, message: `${unlisted} more failures, not listed` });
      return [...ordered, ...others];
    },
  };
}

export type CheckLog = ReturnType<typeof createCheckLog>;
