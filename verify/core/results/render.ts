// SPDX-License-Identifier: Apache-2.0
import type { ChainResult } from '../chains/chain-summary.js';
import { checksOf } from '../form.js';
import type { DirectoryResult } from '../folders/folder-result.js';
import { notProvedText, plural, type Check, type Claim } from './result.js';
import type { Verification } from '../subject.js';

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

function checkLine({ status, code, message, subject }: Check): string {
  const mark = { pass: 'ok  ', fail: 'FAIL', not_checked: '-   ' }[status];
  // A code that names its failure would read as one beside "ok".
  const name = status === 'fail' ? code : code.replace('_untrusted', '');
  return `  ${mark} ${name}: ${printable(message)}${status === 'fail' ? ` [${printable(subject)}]` : ''}`;
}

/** Lines of one kind that are shown; the JSON output has all of them. */
const SHOWN = 20;

function listed<T>(items: readonly T[], lineOf: (item: T) => string): string[] {
  const hidden = items.length - SHOWN;
  return [...items.slice(0, SHOWN).map(lineOf), ...(hidden > 0 ? [`  ... ${hidden} more; --json lists all`] : [])];
}

function checkLines(checks: readonly Check[]): string[] {
  // A fault must not hide behind the end of a long list.
  const failed = checks.filter(({ status }) => status === 'fail');
  const others = checks.filter(({ status }) => status !== 'fail');
  return listed(checks.length > SHOWN ? [...failed, ...others] : checks, checkLine);
}

const WORDS = { valid: 'OK', unpinned: 'UNPINNED', invalid: 'FAILED', discontinuous: 'FAILED' } as const;
const CHAIN_WORDS = { valid: 'VALID', unpinned: 'UNPINNED', invalid: 'BROKEN', discontinuous: 'BROKEN' } as const;

/** A chain in full. */
function chainLines({ facts, verdict, checks }: ChainResult): string[] {
  const signer = (key: string): string => `  signer ${printable(key)}${verdict === 'unpinned' ? ' (not pinned)' : ''}`;
  return [
    ...(facts.rootHash === '' ? [] : [`  final seq ${facts.finalSeq}, root ${facts.rootHash}`]),
    ...facts.signerKeys.slice(0, 4).map(signer),
    ...checkLines(checks),
  ];
}

const ENDS = {
  none: '',
  incomplete: '',
  unanchored: ', transcript root',
  sealed: ', anchored root',
} as const;

function runLine({ facts, verdict }: ChainResult): string {
  const word = verdict === 'discontinuous' ? 'DAMAGED, SEALED' : CHAIN_WORDS[verdict];
  const checkpoints = facts.checkpoints === 0 ? '' : `, ${plural(facts.checkpoints, 'checkpoint')}`;
  const what = `${plural(facts.receiptCount, 'receipt')}${checkpoints}${ENDS[facts.sealState]}, ${facts.runState}`;
  return `  ${word} ${printable(facts.session)}: ${what}`;
}

/** Runs of which all is told; of others, what failed. */
const FULL_RUNS = 3;

function folderLines({ chains, linked, findings, checks, unprotected }: DirectoryResult): string[] {
  const told = chains.length <= FULL_RUNS ? chains : chains.filter(({ verdict }) => verdict === 'invalid').slice(0, 3);
  const failing = (all: readonly Check[]): Check[] => all.filter(({ status }) => status === 'fail');
  const found = findings.map(({ kind, session, message }) => checksOf(session).fail(kind, message));
  const loose = unprotected.slice(0, 8).map(printable).join(', ');
  return [
    ...listed(chains, runLine),
    ...listed(linked, ({ predecessorSession: before, session, trust }) => {
      return `  link ${printable(before)} -> ${printable(session)}: ${trust || 'not trusted'}`;
    }),
    ...checkLines([...found, ...checks]),
    ...told.flatMap((chain) => [
      `In ${printable(chain.facts.session)}:`,
      ...(told === chains ? chainLines(chain) : checkLines(failing(chain.checks))),
    ]),
    ...(loose === '' ? [] : [`Not covered by any signature: ${loose}`]),
  ];
}

function linesOf(outcome: Verification): string[] {
  const { kind, result } = outcome;
  if (kind === 'document')
    return [`${WORDS[result.verdict]}: ${outcome.form.replaceAll('_', ' ')}`, ...checkLines(result.checks)];
  const head = `CHAIN ${CHAIN_WORDS[result.verdict]}`;
  if (kind === 'directory') {
    return [`${head}: ${plural(result.chains.length, 'run')}, ${result.linked.length} linked`, ...folderLines(result)];
  }
  const { session } = result.facts;
  return [session === '' ? head : `${head}: ${printable(session)}`, ...chainLines(result)];
}

/** The result of a verification as lines for a terminal: what holds, what is only claimed, what is not proved. */
export function renderResult(outcome: Verification): string {
  const { claimed, verdict, notAsserted } = outcome.result;
  const unproved = notProvedText(verdict, notAsserted);
  const claim = ({ name, value }: Claim): string => `  - ${printable(name)}: ${printable(value)}`;
  return [
    ...linesOf(outcome),
    ...(claimed.length === 0 ? [] : ['Only claimed by the producer:', ...listed(claimed, claim)]),
    ...(unproved.length === 0 ? [] : ['Not proved by this:', ...unproved.map((what) => `  - ${what}`)]),
    '',
  ].join('\n');
}

/** The same result as JSON with a schema name. 64-bit counters are decimal strings. */
export function renderJson(path: string, outcome: Verification): string {
  const kind = outcome.kind === 'document' ? outcome.form : outcome.kind;
  const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  const text = JSON.stringify({ schema: 'pipelock.verification.v1', path, kind, ...outcome.result }, plain, 2);
  // The escapes are JSON's own: the document stays the same, and a terminal shows it as it is.
  return `${text.split('\n').map(escapeUnprintable).join('\n')}\n`;
}
