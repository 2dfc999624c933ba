// SPDX-License-Identifier: Apache-2.0
import type { ChainFacts, ChainResult, Check, DirectoryResult, NotAsserted, ReceiptResult } from './result.js';
import { plural } from './result.js';
import type { DocumentResult, FormCheck } from './form.js';
import type { Verification } from './subject.js';

/** What each code of `notAsserted` means to a reader. */
export const NOT_ASSERTED_TEXT: Readonly<Record<NotAsserted, string>> = {
  completeness: 'that every action of the agent passed the firewall and left a receipt',
  wall_clock: 'that the recorded times are true; they are the word of the signing host',
  host_integrity: 'that the signing host or its key was not in other hands',
  semantics: 'that a verdict was the right one',
  facts_signed: 'facts of a decision: they are bound by the entry chain, not by the signature of the receipt',
  unsigned_ext: 'the ext member of receipts: it is chained but not signed',
  tail_truncation: 'that nothing was cut off the end; no signed session_close stands there',
};

// C0, C1, bidirectional and line separators: untrusted text must not move the cursor or reorder what a reader sees.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Untrusted text with everything escaped that a terminal could obey. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Untrusted text for a terminal, at most 200 characters. */
export function printable(text: string): string {
  const safe = escapeUnprintable(text);
  return safe.length > 200 ? `${safe.slice(0, 200)}...` : safe;
}

function checkLine(check: FormCheck): string {
  const mark = { pass: 'ok  ', fail: 'FAIL', not_checked: '-   ' }[check.status];
  return `  ${mark} ${check.code}: ${printable(check.message)}${check.status === 'fail' ? ` [${printable(check.subject)}]` : ''}`;
}

/** Checks shown per result, and half of the claims; the JSON output has all of them. */
const SHOWN = 12;

function checkLines(checks: readonly FormCheck[]): string[] {
  // A fault must not hide behind the end of a long list.
  const failed = checks.filter(({ status }) => status === 'fail');
  const ordered = [...failed, ...checks.filter(({ status }) => status !== 'fail')];
  const shown = (checks.length > SHOWN ? ordered : checks).slice(0, SHOWN).map(checkLine);
  return checks.length > SHOWN ? [...shown, `  ... ${checks.length - SHOWN} more; --json lists all`] : shown;
}

function limits(codes: readonly NotAsserted[]): string[] {
  return ['Not proved by this:', ...codes.map((code) => `  - ${NOT_ASSERTED_TEXT[code]}`)];
}

/** What a signer says of times and actions: its word, under its signature. */
export function claimLines(startTime: string, endTime: string): string[] {
  if (startTime === '') return [];
  return [
    `time: ${printable(startTime)} to ${printable(endTime)}`,
    'what each record says of its action: target, actor, verdict and reason',
  ];
}

function claims(startTime: string, endTime: string): string[] {
  const lines = claimLines(startTime, endTime);
  return lines.length === 0 ? [] : ['Only claimed by the signer:', ...lines.map((line) => `  - ${line}`)];
}

function keyLines(keys: readonly string[], pinned: boolean): string[] {
  return keys.map((key) => `  signer ${printable(key)}${pinned ? '' : ' (not pinned)'}`);
}

function receiptLines(result: ReceiptResult): string[] {
  const word = { valid: 'OK', unpinned: 'UNPINNED', invalid: 'FAILED', discontinuous: 'FAILED' }[result.verdict];
  const { facts } = result;
  const described =
    facts === undefined
      ? []
      : [
          `  action ${printable(facts.actionId)}: ${printable(facts.verdict)} ${printable(facts.actionType)} ` +
            `over ${printable(facts.transport)}`,
          `  target ${printable(facts.target)}`,
          `  receipt hash ${facts.receiptHash}`,
          ...keyLines([facts.signerKey], result.verdict !== 'unpinned'),
        ];
  const claimed = facts === undefined ? [] : claims(facts.timestamp, facts.timestamp);
  return [`${word}: receipt`, ...described, ...checkLines(result.checks), ...claimed, ...limits(result.notAsserted)];
}

const CHAIN_WORDS = {
  valid: 'CHAIN VALID',
  unpinned: 'CHAIN UNPINNED',
  invalid: 'CHAIN BROKEN',
  discontinuous: 'CHAIN BROKEN',
} as const;

export const RUN_WORDS = {
  closed: 'closed by a signed record',
  open: 'not closed: still running, cut off or copied meanwhile',
  none: 'without run records',
} as const;

function stateLines(facts: ChainFacts, pinned: boolean): string[] {
  return [
    `  run       ${RUN_WORDS[facts.runState]}; final seq ${facts.finalSeq}`,
    ...(facts.rootHash === '' ? [] : [`  root      ${facts.rootHash}`]),
    ...facts.signerKeys.slice(0, 4).map((key) => `  signer    ${printable(key)}${pinned ? '' : ' (not pinned)'}`),
  ];
}

/** What was established, in words. Each line stands only where its check passed. */
export function provedLines({ facts, checks }: ChainResult): string[] {
  const passed = new Set(checks.filter((check) => check.status === 'pass').map((check) => check.code));
  const lines: string[] = [];
  if (passed.has('signature')) {
    const key = passed.has('signer_key_untrusted') ? 'under the pinned key' : 'under a key nobody vouched for';
    const run = facts.runState === 'none' ? '' : ', session open, heartbeats';
    const close = facts.runState === 'closed' ? ', close' : '';
    lines.push(`${plural(facts.receiptCount, 'receipt')}: signatures ${key}, chain links${run}${close}`);
  }
  if (passed.has('entry_chain')) lines.push(`${plural(facts.entryCount, 'entry', 'entries')}: hash chain`);
  if (passed.has('evidence_receipt_chain'))
    lines.push(`${plural(facts.evidenceReceipts, 'evidence receipt')} (v2): signatures, own chain`);
  // A checkpoint signs one hash; what that hash stands for is known only while the chain holds.
  if (passed.has('checkpoint') && passed.has('entry_chain'))
    lines.push(`${plural(facts.checkpoints, 'checkpoint')}: signatures over the entries before`);
  if (passed.has('transcript_root')) {
    const anchored = facts.sealState === 'sealed' ? ' and anchored by a signed checkpoint' : ', not anchored';
    lines.push(`transcript root: committed${anchored}`);
  }
  return lines;
}

function verified(result: ChainResult): string[] {
  return provedLines(result).map((line, index) => `  ${index === 0 ? 'verified ' : '         '} ${line}`);
}

/** Failures and gaps: what passed is told by `verified`. */
function openChecks(checks: readonly Check[]): string[] {
  return checkLines(checks.filter((check) => check.status !== 'pass'));
}

function chainLines(result: ChainResult): string[] {
  const { facts, verdict } = result;
  const session = facts.session === '' ? '' : `: ${printable(facts.session)}`;
  return [
    `${CHAIN_WORDS[verdict]}${session}`,
    ...stateLines(facts, verdict !== 'unpinned'),
    ...verified(result),
    ...openChecks(result.checks),
    ...claims(facts.startTime, facts.endTime),
    ...limits(result.notAsserted),
  ];
}

/** Runs up to this number are told in full, so that the result fits a screen; above, one line each. */
const FULL_RUNS = 3;

function runLines(chain: ChainResult, full: boolean): string[] {
  const { facts, verdict, checks } = chain;
  const word = verdict === 'discontinuous' ? 'DAMAGED, SEALED' : CHAIN_WORDS[verdict].slice('CHAIN '.length);
  const head = `${word} ${printable(facts.session)}`;
  if (full) return [head, ...stateLines(facts, verdict !== 'unpinned'), ...verified(chain), ...openChecks(checks)];
  const checkpoints = facts.checkpoints === 0 ? '' : `, ${plural(facts.checkpoints, 'checkpoint')}`;
  const seal = { none: '', incomplete: '', unanchored: ', transcript root', sealed: ', anchored root' }[
    facts.sealState
  ];
  return [`  ${head}: ${plural(facts.receiptCount, 'receipt')}${checkpoints}${seal}, ${facts.runState}`];
}

/** Runs and findings shown; the JSON output has all of them. */
const SHOWN_RUNS = 20;

function more(total: number, noun: string): string[] {
  return total > SHOWN_RUNS ? [`  ... ${total - SHOWN_RUNS} more ${noun}; --json lists all`] : [];
}

function linkLines({ linked, findings }: DirectoryResult): string[] {
  return [
    ...linked
      .slice(0, SHOWN_RUNS)
      .map(
        (link) =>
          `  link ${printable(link.predecessorSession)} -> ${printable(link.session)}: ${link.trust || 'not trusted'}`,
      ),
    ...more(linked.length, 'links'),
    ...findings
      .slice(0, SHOWN_RUNS)
      .map((finding) => `  FAIL ${finding.kind} [${printable(finding.session)}]: ${printable(finding.message)}`),
    ...more(findings.length, 'findings'),
  ];
}

/** What is said of a transparency log, beside failures. */
function logLines({ checks }: DirectoryResult): string[] {
  return checkLines(checks.filter(({ code, status }) => code.startsWith('log_') && status !== 'fail'));
}

function directoryLines(result: DirectoryResult): string[] {
  const { chains } = result;
  const full = chains.length <= FULL_RUNS;
  const failed = full ? [] : chains.filter((chain) => chain.verdict === 'invalid').slice(0, 3);
  const failures = result.checks.filter((check) => check.status === 'fail');
  const started = chains.map(({ facts }) => facts.startTime).filter((time) => time !== '');
  const ended = chains.map(({ facts }) => facts.endTime).filter((time) => time !== '');
  return [
    `${CHAIN_WORDS[result.verdict]}: ${plural(chains.length, 'run')}, ${result.linked.length} linked`,
    ...chains.slice(0, SHOWN_RUNS).flatMap((chain) => runLines(chain, full)),
    ...more(chains.length, 'runs'),
    ...linkLines(result),
    ...checkLines(failures),
    ...logLines(result),
    ...failed.flatMap((chain) => [`In ${printable(chain.facts.session)}:`, ...openChecks(chain.checks)]),
    ...(result.unprotected.length === 0
      ? []
      : [`Not covered by any signature: ${result.unprotected.slice(0, 8).map(printable).join(', ')}`]),
    ...claims(started[0] ?? '', ended.at(-1) ?? ''),
    ...limits(result.notAsserted),
  ];
}

function documentLines(form: string, result: DocumentResult): string[] {
  const word = { valid: 'OK', unpinned: 'UNPINNED', invalid: 'FAILED', discontinuous: 'FAILED' }[result.verdict];
  const claimed = result.claimed
    .slice(0, 2 * SHOWN)
    .map(({ name, value }) => `  - ${printable(name)}: ${printable(value)}`);
  const hidden = result.claimed.length - claimed.length;
  return [
    `${word}: ${form.replaceAll('_', ' ')}`,
    ...checkLines(result.checks),
    ...(claimed.length === 0 ? [] : ['Only claimed by the producer:', ...claimed]),
    ...(hidden > 0 ? [`  ... ${hidden} more; --json lists all`] : []),
    ...limits(result.notAsserted),
  ];
}

function linesOf(outcome: Verification): string[] {
  if (outcome.kind === 'receipt') return receiptLines(outcome.result);
  if (outcome.kind === 'chain') return chainLines(outcome.result);
  return outcome.kind === 'directory' ? directoryLines(outcome.result) : documentLines(outcome.form, outcome.result);
}

/** The result of a verification as lines for a terminal: what holds, what is only claimed, what is not proved. */
export function renderResult(outcome: Verification): string {
  return `${linesOf(outcome).join('\n')}\n`;
}

/** The same result as JSON with a schema name. 64-bit counters are decimal strings. */
export function renderJson(path: string, outcome: Verification): string {
  const document = {
    schema: 'pipelock.verification.v1',
    path,
    kind: outcome.kind === 'document' ? outcome.form : outcome.kind,
    ...outcome.result,
  };
  const text = JSON.stringify(
    document,
    (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    2,
  );
  // The escapes are JSON's own: the document stays the same, and a terminal shows it as it is.
  return `${text.split('\n').map(escapeUnprintable).join('\n')}\n`;
}
