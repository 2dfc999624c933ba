// SPDX-License-Identifier: Apache-2.0
import type { Action, Direction, Transport } from '../../evidence/model/action.js';
import type { AppendedReceipt, EvidenceDraft } from '../../evidence/model/evidence-draft.js';
import type { SignedMessage } from '../../evidence/model/http-signature/base.js';
import type { Fields } from '../../evidence/model/http-signature/structured.js';
import type { OutgoingMessage } from '../../evidence/sign/mediation-envelope.js';
import type { Verdict } from '../../evidence/model/verdict.js';
import type { ExchangeEnd } from './types.js';

/** Time. `now` never steps back within a run; `monotonicMs` measures durations and time-outs. */
export interface Clock {
  /** RFC 3339, UTC. */
  readonly now: () => string;
  readonly monotonicMs: () => number;
}

export type DnsErrorKind = 'not_found' | 'timeout' | 'failure';

/** Every address a name resolved to, or why there is none. */
export type Resolution =
  { readonly ok: true; readonly addresses: readonly string[] } | { readonly ok: false; readonly error: DnsErrorKind };

export interface Resolver {
  resolve(host: string, signal: AbortSignal): Promise<Resolution>;
}

/** Where evidence goes. A rejection means the record does not exist on disk. */
export interface EvidencePort {
  /** Resolves when the record is durable. Rejects with EvidenceUnavailableError. */
  append(draft: EvidenceDraft): Promise<AppendedReceipt>;
}

/** What an envelope says about a request that passed. */
export interface EnvelopeStatement {
  readonly action: Action;
  readonly verdict: Verdict;
  /** Redirects followed before this request. */
  readonly hop: number;
}

/** Mediation envelopes in both directions; a part is absent where it is off. */
export interface EnvelopePort {
  /** `verified`, or the code of what is wrong with the envelope of a received message. Never rejects. */
  readonly verify?: (message: SignedMessage, body: () => Promise<Uint8Array | null>) => Promise<string>;
  /** The fields of a request with our envelope in place of any other. A rejection means nothing may be sent. */
  readonly seal?: (message: OutgoingMessage, statement: EnvelopeStatement) => Promise<Fields>;
}

export interface IdSource {
  /** A fresh UUIDv7. */
  actionId(): string;
}

/** What operators see. Told about every recorded verdict and every ended exchange; must not throw. */
export interface Observer {
  onVerdict(report: VerdictReport): void;
  onEnd(report: EndReport): void;
  /** Evidence that could not be written. `code` is the coded error's. */
  onEvidenceFailure(code: string): void;
}

/** `target` is redacted and safe to log. */
export interface VerdictReport {
  readonly actionId: string;
  readonly requestId: string;
  readonly transport: Transport;
  readonly direction: Direction;
  readonly method: string;
  readonly target: string;
  readonly actor: string;
  readonly verdict: Verdict;
  readonly evidence: 'durable' | 'queued' | 'unrecorded';
  readonly elapsedMs: number;
}

export interface EndReport {
  readonly actionId: string;
  readonly requestId: string;
  readonly transport: Transport;
  readonly end: ExchangeEnd;
  readonly elapsedMs: number;
}
