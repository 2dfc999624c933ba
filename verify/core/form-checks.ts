// SPDX-License-Identifier: Apache-2.0
import type { Claim } from './form.js';
import type { CheckStatus } from './result.js';

/** Makes the checks of one document, a file of it or a log. */
export function checksOf<Code extends string = string>(subject: string) {
  const make = (status: CheckStatus) => (code: Code, message: string) => ({ code, status, subject, message });
  const [pass, fail, skip] = [make('pass'), make('fail'), make('not_checked')];
  const judge = (code: Code, holds: boolean, good: string, bad: string) => (holds ? pass(code, good) : fail(code, bad));
  return { pass, fail, skip, judge };
}

/** What a producer says, member by member. */
export function claimsOf(members: object): Claim[] {
  return Object.entries(members).map(([name, value]) => ({ name, value: String(value) }));
}
