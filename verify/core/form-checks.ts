// SPDX-License-Identifier: Apache-2.0
import type { Claim, FormCheck } from './form.js';

/** Makes the checks of one document. */
export interface FormChecks {
  readonly judge: (code: string, holds: boolean, pass: string, fail: string) => FormCheck;
  readonly pass: (code: string, message: string) => FormCheck;
  readonly fail: (code: string, message: string) => FormCheck;
  readonly skip: (code: string, message: string) => FormCheck;
}

export function checksOf(subject: string): FormChecks {
  const make =
    (status: FormCheck['status']) =>
    (code: string, message: string): FormCheck => {
      return { code, status, subject, message };
    };
  const [pass, fail, skip] = [make('pass'), make('fail'), make('not_checked')];
  return { pass, fail, skip, judge: (code, holds, good, bad) => (holds ? pass(code, good) : fail(code, bad)) };
}

/** What a producer says, member by member. */
export function claimsOf(members: object): Claim[] {
  return Object.entries(members).map(([name, value]) => ({ name, value: String(value) }));
}
