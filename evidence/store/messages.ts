// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { Signer } from '../sign/signer.js';
import type { EvidenceUnavailableCode, RecorderStatus } from './options.js';
import type { PreparedDraft } from './redact.js';
import type { Outcome } from './waiting.js';

/** An error as it crosses between threads, where classes do not survive. */
export interface Refusal {
  readonly refused: EvidenceUnavailableCode;
  readonly message: string;
}

/** What the recorder's thread is told. Drafts are answered in the order in which they were sent. */
export type ToThread =
  | { readonly kind: 'append'; readonly drafts: readonly PreparedDraft[] }
  | { readonly kind: 'close'; readonly reason: string };

/** How the recorder stands; sent with everything, so that the caller's view is as new as its last answer. */
export interface Standing {
  readonly session: string;
  readonly status: RecorderStatus;
}

/** What the recorder's thread answers. */
export type FromThread =
  | {
      readonly kind: 'open';
      readonly publicKeyHex: string;
      readonly custody: Signer['custody'];
      readonly standing: Standing;
    }
  | { readonly kind: 'not_open'; readonly refusal: Refusal }
  | {
      readonly kind: 'outcomes';
      readonly outcomes: SentOutcomes;
      readonly standing: Standing;
    }
  | { readonly kind: 'closed'; readonly refusal?: Refusal; readonly standing: Standing };

export function toRefusal(error: EvidenceUnavailableError): Refusal {
  return { refused: error.code, message: error.message };
}

export function fromRefusal(refusal: Refusal): EvidenceUnavailableError {
  return new EvidenceUnavailableError(refusal.refused, refusal.message);
}

/** Outcomes of one group as text: one string crosses between threads far faster than as many objects. */
export interface SentOutcomes {
  /** The run that the receipts are in. */
  readonly session: string;
  /** Per draft, joined by spaces: `<seq>:<receipt hash>`, or `!<index of its refusal>`. */
  readonly text: string;
  readonly refusals: readonly Refusal[];
}

export function sendOutcomes(outcomes: readonly Outcome[]): SentOutcomes {
  const refusals: Refusal[] = [];
  const known = new Map<EvidenceUnavailableError, number>();
  let session = '';
  const parts = outcomes.map((outcome) => {
    if (!(outcome instanceof EvidenceUnavailableError)) {
      session = outcome.session;
      return `${outcome.chainSeq.toString()}:${outcome.receiptHash}`;
    }
    // A failing disk refuses a whole group with one error.
    const index = known.get(outcome) ?? refusals.push(toRefusal(outcome)) - 1;
    known.set(outcome, index);
    return `!${index}`;
  });
  return { session, text: parts.join(' '), refusals };
}

export function receiveOutcomes(sent: SentOutcomes): readonly Outcome[] {
  const refusals = sent.refusals.map(fromRefusal);
  return sent.text.split(' ').map((part) => {
    if (part.startsWith('!')) return refusals[Number(part.slice(1))] ?? unexplained();
    const colon = part.indexOf(':');
    const chainSeq = BigInt(part.slice(0, colon));
    return { receiptHash: part.slice(colon + 1), chainSeq, session: sent.session, durable: true };
  });
}

function unexplained(): EvidenceUnavailableError {
  return new EvidenceUnavailableError('io', 'the recorder gave no reason');
}
