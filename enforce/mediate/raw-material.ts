// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../../evidence/model/action.js';
import type { Facts } from '../../evidence/model/policy.js';
import type { RawAction } from '../../evidence/model/raw-action.js';
import type { Verdict } from '../../evidence/model/verdict.js';
import type { LoadedBody, RequestHead, ResponseHead } from './types.js';

/** What a decision was about, secrets included. It leaves mediation for the recorder, which seals it, and nowhere else. */
export interface RawMaterial {
  readonly head: RequestHead;
  readonly addresses: readonly string[];
  /** Absent while the body was not read. */
  readonly body?: LoadedBody;
  readonly answer?: { readonly head: ResponseHead; readonly body: LoadedBody };
  /** What the transport saw itself. */
  readonly observed: Facts;
}

/** The document that the recorder seals beside a decision. */
export function rawAction({ id, requestId }: Action, material: RawMaterial, verdict: Verdict): RawAction {
  const { head, addresses, body, answer, observed } = material;
  const { transport, kind, method, target, hop, actor, headers } = head;
  return {
    actionId: id,
    requestId,
    phase: verdict.phase,
    policy: verdict.policyHash,
    transport,
    kind,
    method,
    target,
    ...(hop === undefined ? {} : { hop }),
    actor,
    headers,
    addresses,
    ...(body === undefined ? {} : { body }),
    ...(answer === undefined
      ? {}
      : { answer: { status: answer.head.status, headers: answer.head.headers, body: answer.body } }),
    observed,
  };
}
