// SPDX-License-Identifier: Apache-2.0
import type { FactState } from '../facts.js';
import type { AssessmentSource, JudgedAssessment } from '../assessments.js';
import type { EvidenceSource } from '../evidence/source.js';

/** What the pages look at. */
export interface Sources {
  readonly evidence: EvidenceSource;
  readonly assessments: AssessmentSource;
}

export type TemplateName =
  'overview' | 'run' | 'receipt' | 'assessments' | 'assessment' | 'controls' | 'pointer' | 'message';

/** A page as data: a template's name and what it shows. Strings are untrusted text until they are rendered. */
export interface Page {
  readonly status: number;
  readonly template: TemplateName;
  readonly title: string;
  readonly section: 'overview' | 'assessments' | 'controls' | '';
  readonly view: Readonly<Record<string, unknown>>;
}

export function message(status: number, title: string, text: string): Page {
  return { status, template: 'message', title, section: '', view: { text } };
}

export const NOT_FOUND = message(
  404,
  'Not here',
  'Nothing of this name is here now. It may have been moved or removed.',
);

/** How long a page waits for background work before it says how far it is. */
export const PATIENCE_MS = 1500;

export interface Status {
  readonly state: FactState;
  readonly word: string;
}

const CHECK_WORDS: Readonly<Record<string, Status>> = {
  pass: { state: 'yes', word: 'holds' },
  fail: { state: 'no', word: 'FAILS' },
  not_checked: { state: 'open', word: 'not checked' },
};

export function checkStatus(status: string): Status {
  return CHECK_WORDS[status] ?? { state: 'open', word: status };
}

/** A check's code for a reader. The word beside it says how it came out, so the name must not say it as well. */
export function checkName(code: string): string {
  return code === 'signer_key_untrusted' ? 'signer key' : code.replace(/_invalid$/, '').replaceAll('_', ' ');
}

const CONTROL_WORDS: Readonly<Record<string, Status>> = {
  satisfied: { state: 'yes', word: 'satisfied' },
  partially_satisfied: { state: 'limited', word: 'partially satisfied' },
  not_satisfied: { state: 'no', word: 'not satisfied' },
  not_assessed: { state: 'open', word: 'not assessed' },
  shown: { state: 'yes', word: 'shown' },
  contradicted: { state: 'no', word: 'contradicted' },
  no_evidence: { state: 'open', word: 'no evidence' },
};

/** Status of a control, or of one answer about it. An unknown word is shown as it is, and never as a yes. */
function controlStatus(status: string): Status {
  return Object.hasOwn(CONTROL_WORDS, status) ? (CONTROL_WORDS[status] as Status) : { state: 'open', word: status };
}

/** The same, in an assessment: what nobody trusted has signed is told as its word, never with the mark of a yes. */
export function statusIn(judged: JudgedAssessment, status: string): Status {
  const { state, word } = controlStatus(status);
  if (judged.verification.exitCode === 0 || state === 'no') return { state, word };
  return { state: 'open', word: `${word} (claimed)` };
}

const LOG_WORDS: Readonly<Record<JudgedAssessment['verification']['log'], string>> = {
  verified: 'its head is in the transparency log, under a trusted key of that log',
  claimed: 'its head is in a transparency log whose key was not given, so that is a claim',
  absent: 'nothing says that its head is in a transparency log',
  failed: 'the proof that its head is in a transparency log does not hold',
};

/** Whether an assessment verifies, in a word and with its faults. */
export function assessmentStatus({ verification }: JudgedAssessment): Status & { readonly why: readonly string[] } {
  const { exitCode, key, faults, manifest, log } = verification;
  if (exitCode === 0) {
    return { state: 'yes', word: 'verified', why: [`files and signature hold, key ${key ?? ''}`, LOG_WORDS[log]] };
  }
  if (exitCode === 3) return { state: 'open', word: 'unsigned', why: ['the files hold, nobody signed them'] };
  const unfinished = manifest !== undefined && manifest.status !== 'finalized';
  if (unfinished) return { state: 'open', word: manifest.status, why: faults };
  if (exitCode === 2 && verification.integrity) return { state: 'no', word: 'signature not trusted', why: faults };
  return { state: 'no', word: 'does not verify', why: faults };
}

/** A time in milliseconds as RFC 3339 UTC in seconds. */
export function timeText(ms: number): string {
  return ms === 0 ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function shorten(text: string, length = 160): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
