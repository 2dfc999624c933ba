// SPDX-License-Identifier: Apache-2.0
import type { RawAction } from '../../evidence/model/raw-action.js';

/** An action as mediation hands it over for sealing. */
export function rawSample(more: Partial<RawAction> = {}): RawAction {
  return {
    actionId: '019f0000-0000-7000-8000-000000000000',
    requestId: 'req-0',
    phase: 'request',
    policy: 'a'.repeat(64),
    transport: 'forward',
    kind: 'http_request',
    method: 'GET',
    target: 'https://api.example.com/items?token=hushhush',
    actor: { name: 'agent', provenance: 'config' },
    headers: [],
    addresses: [],
    observed: {},
    ...more,
  };
}
