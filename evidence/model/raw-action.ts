// SPDX-License-Identifier: Apache-2.0
import type { Actor, ActionKind, Transport } from './action.js';
import type { Facts, Phase } from './facts.js';

export const RAW_ACTION_SCHEMA = 'pipelock.escrow.v1';

/** Bytes of one body that are kept; of a longer one only length and digest are. */
export const MAX_RAW_BODY_BYTES = 1_048_576;

export type RawHeaders = readonly (readonly [string, string])[];

/** A body as it was judged. `long`: too long to be kept, so that only its length and its SHA-256 (hex) are known. */
export type RawBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'bytes'; readonly mediaType?: string; readonly bytes: Uint8Array }
  | { readonly kind: 'long'; readonly mediaType?: string; readonly length: number; readonly sha256: string };

/** What came back, as it was judged. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: RawBody;
}

/**
 * One action with everything in it that was judged, secrets included: what a decision was about, complete enough to
 * judge it again under another configuration. It exists in memory and sealed, and in no other form.
 */
export interface RawAction {
  /** Those of the decision entry; they tie the document to it. */
  readonly actionId: string;
  readonly requestId: string;
  readonly phase: Phase;
  readonly policy: string;
  readonly transport: Transport;
  readonly kind: ActionKind;
  readonly method: string;
  /** The whole target as received. */
  readonly target: string;
  readonly hop?: number;
  readonly actor: Actor;
  readonly headers: RawHeaders;
  /** The addresses the host resolved to; empty where none were asked for or none came. */
  readonly addresses: readonly string[];
  /** Absent where the action was decided before its body was read. */
  readonly body?: RawBody;
  /** Absent where none was judged. */
  readonly answer?: RawAnswer;
  /** What the transport saw itself, such as a tunnel's greeting or an answer cut short. */
  readonly observed: Facts;
}
