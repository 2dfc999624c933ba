// SPDX-License-Identifier: Apache-2.0
import type { Transport } from '../../evidence/model/action.js';
import type { Notice, Verdict } from '../../evidence/model/verdict.js';
import type { CompiledPolicy } from '../decide/decide.js';
import type { TrafficDetectors } from '../detect/detectors.js';
import type { CrossRequestState } from '../session/cross-request/cross-request.js';
import type { RateLedger } from '../session/rate.js';
import type { Clock, EnvelopePort, EvidencePort, IdSource, Observer, Resolver } from './ports.js';

/** Everything one exchange decides by, frozen together. An exchange in flight keeps the one it began with. */
export interface PolicySnapshot {
  readonly policy: CompiledPolicy;
  /** 64 hex digits, no prefix. */
  readonly policyHash: string;
  readonly detectors: TrafficDetectors;
  readonly enabled: Readonly<Record<Transport, boolean>>;
  /** Read at the start of each action: the configuration's switch or the sentinel file. */
  readonly killSwitch: () => boolean;
  /** The operator's words to the client about a verdict, if any. */
  readonly notice: (verdict: Verdict) => Notice | undefined;
}

/** What the mediator is built from. `snapshot` is asked once per action. */
export interface MediationContext {
  readonly snapshot: () => PolicySnapshot;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly resolver: Resolver;
  readonly rates: RateLedger;
  /** The requests of a session together; absent when nothing watches them. */
  readonly together?: CrossRequestState;
  readonly observer: Observer;
  /** Absent when envelopes are neither made nor asked for. */
  readonly envelopes?: EnvelopePort;
  /** Absent when no evidence folder is configured. */
  readonly evidence?: EvidencePort;
  /** Whether a passing action waits until its receipt is on disk, and is blocked when it cannot be. */
  readonly requireReceipts: boolean;
  /** Whether decisions carry what they were about, for the recorder to seal. */
  readonly escrow: boolean;
}
