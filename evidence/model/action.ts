// SPDX-License-Identifier: Apache-2.0

/** The paths traffic can take through the enforcement point. The name is the receipt's `transport`. */
export type Transport = 'fetch' | 'forward' | 'connect';

export type Direction = 'outbound' | 'inbound';

export type ActionKind = 'http_request' | 'tunnel';

/** Who acts, and how that is known. An agent name taken from a header is `self_declared`, never more. */
export interface Actor {
  readonly name: string;
  readonly provenance: 'config' | 'self_declared' | 'none';
}

/**
 * One attempted operation under mediation. `target` is the raw text as received, before any parser tidied it; it is
 * untrusted and may hold secrets, so it never reaches a log or a receipt unredacted.
 */
export interface Action {
  /** UUIDv7; the receipt's action_id. */
  readonly id: string;
  /** The action that caused this one, such as the request whose redirect is followed. */
  readonly parentId?: string;
  /** When the action was seen: RFC 3339, UTC. */
  readonly at: string;
  readonly kind: ActionKind;
  readonly transport: Transport;
  readonly direction: Direction;
  readonly actor: Actor;
  readonly target: string;
  /** Upper case. */
  readonly method: string;
  readonly requestId: string;
}

/** Target of an action whose bytes never became a request. */
export const UNPARSED_TARGET = 'pipelock://unparsed';
