// SPDX-License-Identifier: Apache-2.0
import { checksOf, type Check } from '../form.js';

/** Failures kept in full. A forged file can fail on every line; the report and the memory stay small. */
const MAX_FAILURES = 50;

/** Gathers the failures of one chain while it is read, and lists them in the order of the evidence. */
export function createCheckLog() {
  const failures: { readonly at: number; readonly check: Check }[] = [];
  let unlisted = 0;
  return {
    /** `at` is the position in the evidence (receipt or entry number), for the order of the report. */
    fail: (code: string, subject: string, message: string, at: number): void => {
      if (failures.length < MAX_FAILURES) failures.push({ at, check: checksOf(subject).fail(code, message) });
      else unlisted += 1;
    },
    list: (): readonly Check[] => {
      const ordered = failures.toSorted((a, b) => a.at - b.at).map(({ check }) => check);
      const more = unlisted > 0 ? ordered.slice(-1) : [];
      return [...ordered, ...more.map((last) => ({ ...last, message: `${unlisted} more failures, not listed` }))];
    },
  };
}

export type CheckLog = ReturnType<typeof createCheckLog>;
