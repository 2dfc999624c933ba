// SPDX-License-Identifier: Apache-2.0
import { printable } from '../verify/core/results/render.js';
import type { ChainResult } from '../verify/core/chains/chain-summary.js';
import type { Check } from '../verify/core/results/result.js';
import type { DirectoryResult } from '../verify/core/folders/folder-result.js';

/**
 * `yes`: established. `no`: contradicted. `open`: not established, nothing contradicts it. `limited`: established within
 * a stated limit. `pending`: not looked at yet, or changed since.
 */
export type FactState = 'yes' | 'no' | 'open' | 'limited' | 'pending';

export type FactName = 'Authentic' | 'Untampered' | 'Anchored' | 'Complete';

/** One of the four things that can be asked of a run. None of them stands for another. */
export interface Fact {
  readonly name: FactName;
  readonly state: FactState;
  /** One or two words; the state is never told by colour alone. */
  readonly word: string;
  /** One sentence: what this rests on. */
  readonly why: string;
}

export const FACT_NAMES: readonly FactName[] = ['Authentic', 'Untampered', 'Anchored', 'Complete'];

/** What each fact asks, for the legend. */
export const FACT_QUESTIONS: Readonly<Record<FactName, string>> = {
  Authentic: 'Did a key that you trust sign every receipt?',
  Untampered: 'Is every receipt unchanged, in its place, and none missing in between?',
  Anchored:
    'Does a transparency log under a key that you trust hold every receipt, so that it cannot be rewritten later?',
  Complete:
    'Is all there that was recorded? The best answer is LIMITED: no record can prove that nothing bypassed the recorder.',
};

const SIGNER_CODES = new Set(['signature', 'signature_invalid', 'signer_key_untrusted']);
const ENDORSEMENT_CODES = new Set(['endorsement_invalid', 'endorsement_unused']);

function fact(name: FactName, state: FactState, word: string, why: string): Fact {
  return { name, state, word, why };
}

function said({ subject, message }: Check): string {
  return `${printable(subject)}: ${printable(message)}`;
}

/** Checks of the folder that are about this run. */
function aboutRun(result: DirectoryResult, session: string): readonly Check[] {
  return result.checks.filter(({ subject }) => subject === session);
}

function failures(chain: ChainResult, result: DirectoryResult): Check[] {
  const all = [...chain.checks, ...aboutRun(result, chain.facts.session)];
  return all.filter(({ status, code }) => status === 'fail' && !code.startsWith('log_'));
}

function passed(chain: ChainResult, code: Check['code']): boolean {
  return chain.checks.some((check) => check.code === code && check.status === 'pass');
}

function authentic(chain: ChainResult, result: DirectoryResult, faults: readonly Check[]): Fact {
  const name = 'Authentic';
  const { session } = chain.facts;
  const successor = result.findings.find((one) => one.session === session && one.kind === 'untrusted_successor_key');
  if (successor !== undefined) return fact(name, 'no', 'No', printable(successor.message));
  const fault = faults.find(({ code }) => SIGNER_CODES.has(code) || ENDORSEMENT_CODES.has(code));
  if (fault !== undefined) return fact(name, 'no', 'No', said(fault));
  const { receiptCount, evidenceReceipts } = chain.facts;
  const number = receiptCount + evidenceReceipts;
  if (passed(chain, 'signature') && passed(chain, 'signer_key_untrusted')) {
    return fact(name, 'yes', 'Yes', `${number} signatures hold under a key that you gave.`);
  }
  if (passed(chain, 'signature')) {
    return fact(name, 'open', 'Not shown', 'The signatures hold, but under a key that nobody vouched for: give --key.');
  }
  return fact(name, 'open', 'Not shown', 'The signatures could not be established.');
}

function untampered(chain: ChainResult, result: DirectoryResult, faults: readonly Check[]): Fact {
  const name = 'Untampered';
  const { session } = chain.facts;
  const finding = result.findings.find((one) => one.session === session && one.kind !== 'untrusted_successor_key');
  const fault = faults.find(({ code }) => code !== 'signer_key_untrusted' && !ENDORSEMENT_CODES.has(code));
  if (fault !== undefined) return fact(name, 'no', 'No', said(fault));
  if (finding !== undefined) return fact(name, 'no', 'No', printable(finding.message || finding.kind));
  const whole =
    (passed(chain, 'receipt_chain') || passed(chain, 'evidence_receipt_chain')) && passed(chain, 'entry_chain');
  if (!whole) return fact(name, 'open', 'Not shown', 'The chain could not be established.');
  if (!passed(chain, 'signer_key_untrusted')) {
    return fact(
      name,
      'open',
      'Not shown',
      'It fits together, but without a key that you trust it could be rewritten whole.',
    );
  }
  return fact(
    name,
    'yes',
    'Yes',
    `${chain.facts.entryCount} entries and their receipts are linked, each as it was signed.`,
  );
}

function anchored(chain: ChainResult, result: DirectoryResult, signed: boolean): Fact {
  const name = 'Anchored';
  const log = result.checks.filter(({ code }) => code.startsWith('log_'));
  const mine = log.filter(({ subject }) => subject === chain.facts.session);
  const others = new Set(result.chains.map(({ facts }) => facts.session).filter((one) => one !== chain.facts.session));
  const failed = log.find(({ status, subject }) => status === 'fail' && !others.has(subject));
  if (log.length === 0) return fact(name, 'open', 'Not anchored', 'No transparency log lies in this folder.');
  if (failed !== undefined) return fact(name, 'no', 'No', said(failed));
  const tree = log.some(({ code, status }) => code === 'log_tree' && status === 'pass');
  if (!tree) return fact(name, 'open', 'Not shown', 'A log is there, but no key of it was given: give --log-key.');
  const [tail] = mine;
  if (tail !== undefined) return fact(name, 'open', 'In part', said(tail));
  if (!signed || chain.facts.receiptCount === 0) {
    return fact(name, 'open', 'Not shown', 'The log holds, but the receipts themselves do not all verify.');
  }
  const holds = (asked: string): boolean => log.some(({ code, status }) => code === asked && status === 'pass');
  const witnessed = holds('log_witness') ? 'witnesses cosigned it' : 'no witness was asked';
  const beside = holds('log_timestamp') ? `${witnessed}; an authority stamped its time` : witnessed;
  return fact(name, 'yes', 'Yes', `All ${chain.facts.receiptCount} receipts are leaves of the log; ${beside}.`);
}

/** Never a plain yes: a recorder cannot testify about what did not pass it. */
function complete(chain: ChainResult, result: DirectoryResult, faults: readonly Check[]): Fact {
  const name = 'Complete';
  const { facts, verdict } = chain;
  const findings = result.findings.filter(({ session }) => session === facts.session);
  const folder = result.checks.find(({ status, code }) => status === 'fail' && code === 'log_inclusion');
  const fault = faults[0] ?? folder;
  if (verdict === 'discontinuous') {
    return fact(name, 'no', 'BROKEN', 'A signed seal says that evidence was lost here.');
  }
  if (fault !== undefined) return fact(name, 'no', 'BROKEN', said(fault));
  const [finding] = findings;
  if (finding !== undefined) return fact(name, 'no', 'BROKEN', printable(finding.message || finding.kind));
  if (verdict !== 'valid') return fact(name, 'open', 'UNVERIFIED', 'Nothing is said of a run that is not verified.');
  if (facts.runState !== 'closed') {
    return fact(name, 'open', 'UNVERIFIED', 'No signed close: still running, or its end was cut off.');
  }
  const seal = facts.sealState === 'sealed' ? ' and a signed seal over their number' : '';
  return fact(
    name,
    'limited',
    'LIMITED',
    `Nothing is missing between the signed open and close${seal}; what bypassed the recorder is not in it.`,
  );
}

/** The four facts of a verified run, each by itself. Text from evidence is made printable, not markup. */
export function factsOfRun(chain: ChainResult, result: DirectoryResult): readonly Fact[] {
  const faults = failures(chain, result);
  const signer = authentic(chain, result, faults);
  const chained = untampered(chain, result, faults);
  const signed = signer.state === 'yes' && chained.state === 'yes';
  return [signer, chained, anchored(chain, result, signed), complete(chain, result, faults)];
}

/** Four times the same: nothing can be said (yet). */
export function unknownFacts(state: 'pending' | 'open' | 'no', word: string, why: string): readonly Fact[] {
  return FACT_NAMES.map((name) => fact(name, state, word, why));
}

/** What no completeness statement covers, by the names that the format gives these limits. */
export const HARD_LIMITS: readonly { readonly code: string; readonly text: string }[] = [
  { code: 'L-KEYHOLDER-OMIT', text: 'whoever holds the signing key can leave an action out before it is signed' },
  { code: 'L-FORGED-KEY', text: 'whoever stole the signing key can sign other receipts with it' },
  { code: 'L-OMIT-PRE-ANCHOR', text: 'what was left out before it reached a log is not missed by the log' },
  { code: 'L-VERIFIER-DRIFT', text: 'another version of the verifier may judge otherwise' },
];
