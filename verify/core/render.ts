// SPDX-License-Identifier: Apache-2.0
import type { ChainResult, Check, DirectoryResult, NotAsserted, ReceiptResult } from './result.js';
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

function bullets(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];
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
  return bullets('Only claimed by the signer:', claimLines(startTime, endTime));
}

function keyText(key: string, pinned: boolean): string {
  return `${printable(key)}${pinned ? '' : ' (not pinned)'}`;
}

const WORDS = { valid: 'OK', unpinned: 'UNPINNED', invalid: 'FAILED', discontinuous: 'FAILED' } as const;

function receiptLines({ facts, verdict, checks }: ReceiptResult): string[] {
  const head = `${WORDS[verdict]}: receipt`;
  if (facts === undefined) return [head, ...checkLines(checks)];
  const { actionId, verdict: said, actionType, transport } = facts;
  return [
    head,
    `  action ${printable(actionId)}: ${printable(said)} ${printable(actionType)} over ${printable(transport)}`,
    `  target ${printable(facts.target)}`,
    `  receipt hash ${facts.receiptHash}`,
    `  signer ${keyText(facts.signerKey, verdict !== 'unpinned')}`,
    ...checkLines(checks),
    ...claims(facts.timestamp, facts.timestamp),
  ];
}

const CHAIN_WORDS = { valid: 'VALID', unpinned: 'UNPINNED', invalid: 'BROKEN', discontinuous: 'BROKEN' } as const;

export const RUN_WORDS = {
  closed: 'closed by a signed record',
  open: 'not closed: still running, cut off or copied meanwhile',
  none: 'without run records',
} as const;

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

/** Failures and gaps: what passed is told by `verified`. */
function openChecks(checks: readonly Check[]): string[] {
  return checkLines(checks.filter((check) => check.status !== 'pass'));
}

/** A chain in full. */
function bodyLines(chain: ChainResult): string[] {
  const { facts, verdict, checks } = chain;
  return [
    `  run       ${RUN_WORDS[facts.runState]}; final seq ${facts.finalSeq}`,
    ...(facts.rootHash === '' ? [] : [`  root      ${facts.rootHash}`]),
    ...facts.signerKeys.slice(0, 4).map((key) => `  signer    ${keyText(key, verdict !== 'unpinned')}`),
    ...provedLines(chain).map((line, index) => `  ${index === 0 ? 'verified ' : '         '} ${line}`),
    ...openChecks(checks),
  ];
}

function chainLines(result: ChainResult): string[] {
  const { session, startTime, endTime } = result.facts;
  const head = `CHAIN ${CHAIN_WORDS[result.verdict]}${session === '' ? '' : `: ${printable(session)}`}`;
  return [head, ...bodyLines(result), ...claims(startTime, endTime)];
}

/** Runs up to this number are told in full, so that the result fits a screen; above, one line each. */
const FULL_RUNS = 3;

function runLines(chain: ChainResult, full: boolean): string[] {
  const { facts, verdict } = chain;
  const word = verdict === 'discontinuous' ? 'DAMAGED, SEALED' : CHAIN_WORDS[verdict];
  const head = `${word} ${printable(facts.session)}`;
  if (full) return [head, ...bodyLines(chain)];
  const checkpoints = facts.checkpoints === 0 ? '' : `, ${plural(facts.checkpoints, 'checkpoint')}`;
  const seals = { none: '', incomplete: '', unanchored: ', transcript root', sealed: ', anchored root' };
  const seal = seals[facts.sealState];
  return [`  ${head}: ${plural(facts.receiptCount, 'receipt')}${checkpoints}${seal}, ${facts.runState}`];
}

/** Runs and findings shown; the JSON output has all of them. */
const SHOWN_RUNS = 20;

function listed<T>(items: readonly T[], noun: string, linesOf: (item: T) => readonly string[]): string[] {
  const hidden = items.length - SHOWN_RUNS;
  const more = hidden > 0 ? [`  ... ${hidden} more ${noun}; --json lists all`] : [];
  return [...items.slice(0, SHOWN_RUNS).flatMap(linesOf), ...more];
}

function linkLines({ linked, findings }: DirectoryResult): string[] {
  return [
    ...listed(linked, 'links', ({ predecessorSession: before, session, trust }) => [
      `  link ${printable(before)} -> ${printable(session)}: ${trust || 'not trusted'}`,
    ]),
    ...listed(findings, 'findings', ({ kind, session, message }) => [
      `  FAIL ${kind} [${printable(session)}]: ${printable(message)}`,
    ]),
  ];
}

function directoryLines(result: DirectoryResult): string[] {
  const { chains } = result;
  const full = chains.length <= FULL_RUNS;
  const failed = full ? [] : chains.filter((chain) => chain.verdict === 'invalid').slice(0, 3);
  const failures = result.checks.filter(({ status }) => status === 'fail');
  // What is said of a transparency log, beside failures.
  const logged = result.checks.filter(({ code, status }) => code.startsWith('log_') && status !== 'fail');
  const loose = result.unprotected.slice(0, 8).map(printable).join(', ');
  const started = chains.map(({ facts }) => facts.startTime).filter((time) => time !== '');
  const ended = chains.map(({ facts }) => facts.endTime).filter((time) => time !== '');
  return [
    `CHAIN ${CHAIN_WORDS[result.verdict]}: ${plural(chains.length, 'run')}, ${result.linked.length} linked`,
    ...listed(chains, 'runs', (chain) => runLines(chain, full)),
    ...linkLines(result),
    ...checkLines(failures),
    ...checkLines(logged),
    ...failed.flatMap((chain) => [`In ${printable(chain.facts.session)}:`, ...openChecks(chain.checks)]),
    ...(loose === '' ? [] : [`Not covered by any signature: ${loose}`]),
    ...claims(started[0] ?? '', ended.at(-1) ?? ''),
  ];
}

function documentLines(form: string, result: DocumentResult): string[] {
  const claimed = result.claimed
    .slice(0, 2 * SHOWN)
    .map(({ name, value }) => `${printable(name)}: ${printable(value)}`);
  const hidden = result.claimed.length - claimed.length;
  return [
    `${WORDS[result.verdict]}: ${form.replaceAll('_', ' ')}`,
    ...checkLines(result.checks),
    ...bullets('Only claimed by the producer:', claimed),
    ...(hidden > 0 ? [`  ... ${hidden} more; --json lists all`] : []),
  ];
}

function linesOf(outcome: Verification): string[] {
  if (outcome.kind === 'receipt') return receiptLines(outcome.result);
  if (outcome.kind === 'chain') return chainLines(outcome.result);
  return outcome.kind === 'directory' ? directoryLines(outcome.result) : documentLines(outcome.form, outcome.result);
}

/** The result of a verification as lines for a terminal: what holds, what is only claimed, what is not proved. */
export function renderResult(outcome: Verification): string {
  const limits = outcome.result.notAsserted.map((code) => `  - ${NOT_ASSERTED_TEXT[code]}`);
  return [...linesOf(outcome), 'Not proved by this:', ...limits, ''].join('\n');
}

/** The same result as JSON with a schema name. 64-bit counters are decimal strings. */
export function renderJson(path: string, outcome: Verification): string {
  const document = {
    schema: 'pipelock.verification.v1',
    path,
    kind: outcome.kind === 'document' ? outcome.form : outcome.kind,
    ...outcome.result,
  };
  const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  const text = JSON.stringify(document, plain, 2);
  // The escapes are JSON's own: the document stays the same, and a terminal shows it as it is.
  return `${text.split('\n').map(escapeUnprintable).join('\n')}\n`;
}
