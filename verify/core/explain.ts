// SPDX-License-Identifier: Apache-2.0
import type { FormCheck } from './form.js';
import { claimLines, NOT_ASSERTED_TEXT, printable, provedLines, RUN_WORDS } from './render.js';
import { plural } from './result.js';
import type { ChainResult, DirectoryResult, NotAsserted, Verdict } from './result.js';
import type { Verification } from './subject.js';

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

function messages(checks: readonly FormCheck[], status: FormCheck['status']): string[] {
  return checks
    .filter((check) => check.status === status)
    .map((check) => printable(status === 'pass' ? check.message : `${check.subject}: ${check.message}`));
}

type Lists = Pick<Explanation, 'subject' | 'proved' | 'failed' | 'open' | 'claimed'>;

function chainLists(result: ChainResult): Lists {
  const { facts, checks } = result;
  return {
    subject: facts.session === '' ? 'a chain of receipts' : `the run ${printable(facts.session)}`,
    proved: [
      ...provedLines(result),
      ...(result.verdict === 'invalid' ? [] : [`the run is ${RUN_WORDS[facts.runState]}`]),
    ],
    failed: messages(checks, 'fail'),
    open: messages(checks, 'not_checked'),
    claimed: claimLines(facts.startTime, facts.endTime),
  };
}

function directoryLists({ chains, linked, findings, checks, unprotected }: DirectoryResult): Lists {
  const times = chains.flatMap(({ facts }) => (facts.startTime === '' ? [] : [facts.startTime, facts.endTime])).sort();
  const inRun = (chain: ChainResult, lines: readonly string[]): string[] =>
    lines.map((line) => (chains.length === 1 ? line : `${printable(chain.facts.session)}: ${line}`));
  return {
    subject: `a folder with ${plural(chains.length, 'run')}`,
    proved: [
      ...chains.flatMap((chain) => inRun(chain, provedLines(chain))),
      ...linked.map((link) => `${printable(link.session)} follows ${printable(link.predecessorSession)}`),
    ],
    failed: [
      ...findings.map(({ session, message, kind }) => `${printable(session)}: ${printable(message || kind)}`),
      ...messages([...checks, ...chains.flatMap((chain) => chain.checks)], 'fail'),
    ],
    open: [
      ...messages([...checks, ...chains.flatMap((chain) => chain.checks)], 'not_checked'),
      ...unprotected.map((name) => `${printable(name)}: no signature covers this file`),
    ],
    claimed: claimLines(times[0] ?? '', times.at(-1) ?? ''),
  };
}

function listsOf(verification: Verification): Lists {
  if (verification.kind === 'chain') return chainLists(verification.result);
  if (verification.kind === 'directory') return directoryLists(verification.result);
  const { checks } = verification.result;
  const lists = {
    proved: messages(checks, 'pass'),
    failed: messages(checks, 'fail'),
    open: messages(checks, 'not_checked'),
  };
  if (verification.kind === 'document') {
    const claimed = verification.result.claimed.map(({ name, value }) => `${printable(name)}: ${printable(value)}`);
    return { subject: verification.form.replaceAll('_', ' '), ...lists, claimed };
  }
  const { facts } = verification.result;
  const claimed = facts === undefined ? [] : claimLines(facts.timestamp, facts.timestamp);
  return { subject: 'one receipt', ...lists, claimed };
}

/** Explains a verification. All text is safe to print; none of it is markup. */
export function explainVerification(verification: Verification): Explanation {
  const { verdict, notAsserted } = verification.result;
  const notProved = notAsserted.map((code: NotAsserted) => NOT_ASSERTED_TEXT[code]);
  return { verdict, headline: HEADLINES[verdict], ...listsOf(verification), notProved };
}
