// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../form.js';
import { printable } from './render.js';
import { notProvedText, plural, type Verdict } from './result.js';
import type { DirectoryResult } from '../folders/folder-result.js';
import type { Verification } from '../subject.js';

/** A verification in the three lists that an auditor reads: proved, only claimed, not said; and what went wrong. */
export interface Explanation {
  readonly verdict: Verdict;
  readonly subject: string;
  readonly headline: string;
  readonly proved: readonly string[];
  readonly failed: readonly string[];
  /** Present or asked for, and not established. */
  readonly open: readonly string[];
  readonly claimed: readonly string[];
  readonly notProved: readonly string[];
}

const HEADLINES: Readonly<Record<Verdict, string>> = {
  valid: 'Everything that was checked holds, under a key that you pinned.',
  unpinned: 'It is intact, but nobody vouched for the key. Give the public key that you were told, then look again.',
  invalid: 'Do not rely on this: at least one check failed.',
  discontinuous: 'Evidence is missing at one place, and a signed seal says where. The rest holds.',
};

/** A format with levels accepts what does not reach the higher ones. */
const LIMITED = 'What it is accepted for holds, under a key that you pinned. What limits it is listed as well.';

/** Each is named by its subject, but for what holds of a single document or run. */
function messages(checks: readonly Check[], status: Check['status'], named: boolean): string[] {
  const found = checks.filter((check) => check.status === status);
  const bare = ({ subject, message }: Check): boolean => !named || message.startsWith(`${subject}: `);
  return found.map((one) => printable(bare(one) ? one.message : `${one.subject}: ${one.message}`));
}

function listsOf(checks: readonly Check[], named = false): Pick<Explanation, 'proved' | 'failed' | 'open'> {
  return {
    proved: messages(checks, 'pass', named),
    failed: messages(checks, 'fail', true),
    open: messages(checks, 'not_checked', true),
  };
}

function folderLists({ chains, linked, findings, checks, unprotected }: DirectoryResult) {
  const lists = listsOf([...checks, ...chains.flatMap((chain) => chain.checks)], chains.length > 1);
  const found = findings.map(({ session, message, kind }) => `${printable(session)}: ${printable(message || kind)}`);
  const follows = linked.map((link) => `${printable(link.session)} follows ${printable(link.predecessorSession)}`);
  return {
    subject: `a folder with ${plural(chains.length, 'run')}`,
    proved: [...lists.proved, ...follows],
    failed: [...found, ...lists.failed],
    open: [...lists.open, ...unprotected.map((name) => `${printable(name)}: no signature covers this file`)],
  };
}

function subjectAndLists(verification: Verification): Pick<Explanation, 'subject' | 'proved' | 'failed' | 'open'> {
  const { kind, result } = verification;
  if (kind === 'directory') return folderLists(result);
  if (kind === 'document') return { subject: verification.form.replaceAll('_', ' '), ...listsOf(result.checks) };
  const { session } = result.facts;
  const subject = session === '' ? 'a chain of receipts' : `the run ${printable(session)}`;
  return { subject, ...listsOf(result.checks) };
}

/** Explains a verification. All text is safe to print; none of it is markup. */
export function explainVerification(verification: Verification): Explanation {
  const { verdict, notAsserted } = verification.result;
  const claimed = verification.result.claimed.map(({ name, value }) => `${printable(name)}: ${printable(value)}`);
  const notProved = notProvedText(verdict, notAsserted);
  const lists = subjectAndLists(verification);
  const headline = verdict === 'valid' && lists.failed.length > 0 ? LIMITED : HEADLINES[verdict];
  return { verdict, headline, ...lists, claimed, notProved };
}
