// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { AppendedReceipt } from '../model/recorder-entry.js';
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
      readonly outcomes: readonly (AppendedReceipt | Refusal)[];
      readonly standing: Standing;
    }
  | { readonly kind: 'closed'; readonly refusal?: Refusal; readonly standing: Standing };

export function toRefusal(error: EvidenceUnavailableError): Refusal {
  return { refused: error.code, message: error.message };
}

export function fromRefusal(refusal: Refusal): EvidenceUnavailableError {
  return new EvidenceUnavailableError(refusal.refused, refusal.message);
}

export function sentOutcome(outcome: Outcome): AppendedReceipt | Refusal {
  return outcome instanceof EvidenceUnavailableError ? toRefusal(outcome) : outcome;
}

export function receivedOutcome(sent: AppendedReceipt | Refusal): Outcome {
  return 'refused' in sent ? fromRefusal(sent) : sent;
}
