// SPDX-License-Identifier: Apache-2.0
import type { ChainFacts, ChainResult, Check, DirectoryResult, NotAsserted, ReceiptResult } from '../core/result.js';
import type { PathResult } from './verify-path.js';

/** What each code of `notAsserted` means to a reader. */
const NOT_ASSERTED_TEXT: Readonly<Record<NotAsserted, string>> = {
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

/** Untrusted text for a terminal, at most 200 characters. */
export function printable(text: string): string {
  const safe = text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safe.length > 200 ? `${safe.slice(0, 200)}...` : safe;
}

function checkLine(check: Check): string {
  const mark = { pass: 'ok  ', fail: 'FAIL', not_checked: '-   ' }[check.status];
  return `  ${mark} ${check.code}: ${printable(check.message)}${check.status === 'fail' ? ` [${printable(check.subject)}]` : ''}`;
}

/** Checks shown per result; the JSON output has all of them. */
const SHOWN = 12;

function checkLines(checks: readonly Check[]): string[] {
  const shown = checks.slice(0, SHOWN).map(checkLine);
  return checks.length > SHOWN ? [...shown, `  ... ${checks.length - SHOWN} more; --json lists all`] : shown;
}

function limits(codes: readonly NotAsserted[]): string[] {
  return ['Not proved by this:', ...codes.map((code) => `  - ${NOT_ASSERTED_TEXT[code]}`)];
}

function claims(startTime: string, endTime: string): string[] {
  return startTime === '' ? [] : ['Claimed by the signer:', `  time ${printable(startTime)} to ${printable(endTime)}`];
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

function factLines(facts: ChainFacts, pinned: boolean): string[] {
  const entries = facts.entryCount === 0 ? '' : `, ${facts.entryCount} entries`;
  return [
    `  ${facts.receiptCount} receipts${entries}, final seq ${facts.finalSeq}`,
    ...(facts.rootHash === '' ? [] : [`  root ${facts.rootHash}`]),
    ...(facts.runState === 'none' ? [] : [`  run ${facts.runState}`]),
    ...(facts.sealState === 'none' ? [] : [`  transcript ${facts.sealState}`]),
    ...keyLines(facts.signerKeys.slice(0, 4), pinned),
  ];
}

function chainLines(result: ChainResult): string[] {
  const session = result.facts.session === '' ? '' : `: ${printable(result.facts.session)}`;
  return [
    `${CHAIN_WORDS[result.verdict]}${session}`,
    ...factLines(result.facts, result.verdict !== 'unpinned'),
    ...checkLines(result.checks),
    ...claims(result.facts.startTime, result.facts.endTime),
    ...limits(result.notAsserted),
  ];
}

function runLine(chain: ChainResult): string {
  const { facts } = chain;
  const word =
    chain.verdict === 'discontinuous' ? 'DAMAGED, SEALED' : CHAIN_WORDS[chain.verdict].slice('CHAIN '.length);
  return `  ${word} ${printable(facts.session)}: ${facts.receiptCount} receipts, ${facts.runState}, root ${facts.rootHash}`;
}

/** Runs and findings shown; the JSON output has all of them. */
const SHOWN_RUNS = 20;

function directoryLines(result: DirectoryResult): string[] {
  const failed = result.chains.filter((chain) => chain.verdict === 'invalid').slice(0, 3);
  const failures = result.checks.filter((check) => check.status === 'fail');
  const rest = result.chains.length - SHOWN_RUNS;
  return [
    `${CHAIN_WORDS[result.verdict]}: ${result.chains.length} runs, ${result.linked.length} linked`,
    ...result.chains.slice(0, SHOWN_RUNS).map(runLine),
    ...(rest > 0 ? [`  ... ${rest} more runs; --json lists all`] : []),
    ...result.linked
      .slice(0, SHOWN_RUNS)
      .map(
        (link) =>
          `  link ${printable(link.predecessorSession)} -> ${printable(link.session)}: ${link.trust || 'not trusted'}`,
      ),
    ...result.findings
      .slice(0, SHOWN_RUNS)
      .map((finding) => `  FAIL ${finding.kind} [${printable(finding.session)}]: ${printable(finding.message)}`),
    ...checkLines(failures),
    ...failed.flatMap((chain) => [`In ${printable(chain.facts.session)}:`, ...checkLines(chain.checks)]),
    ...(result.unprotected.length === 0
      ? []
      : [`Not covered by any signature: ${result.unprotected.slice(0, 8).map(printable).join(', ')}`]),
    ...limits(result.notAsserted),
  ];
}

/** The result of a verification as lines for a terminal: what holds, what is only claimed, what is not proved. */
export function renderResult(outcome: PathResult): string {
  const lines =
    outcome.kind === 'receipt'
      ? receiptLines(outcome.result)
      : outcome.kind === 'chain'
        ? chainLines(outcome.result)
        : directoryLines(outcome.result);
  return `${lines.join('\n')}\n`;
}

/** The same result as JSON with a schema name. 64-bit counters are decimal strings. */
export function renderJson(path: string, outcome: PathResult): string {
  const document = { schema: 'pipelock.verification.v1', path, kind: outcome.kind, ...outcome.result };
  return `${JSON.stringify(document, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
}
