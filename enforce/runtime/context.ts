// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/schema.js';
import { createKillSwitch } from '../control/kill-switch.js';
import { createNotices } from '../control/notices.js';
import type { TrafficDetectors } from '../detect/detectors.js';
import type { Clock, EnvelopePort, EvidencePort, Observer } from '../mediate/ports.js';
import type { MediationContext, PolicySnapshot } from '../mediate/snapshot.js';
import { createResolver } from '../net/resolver.js';
import { openCrossRequests } from '../session/cross-request/cross-request.js';
import { openRateLedger } from '../session/rate.js';
import { createClock } from './clock.js';
import type { DecisionParts } from './decision.js';
import { createIdSource } from './ids.js';

export interface ContextOptions {
  readonly config: Config;
  readonly parts: DecisionParts;
  /** Where other detectors than those of the parts are to look at traffic. */
  readonly detectors?: TrafficDetectors;
  readonly observer: Observer;
  readonly clock?: Clock;
  readonly evidence?: EvidencePort;
  readonly envelopes?: EnvelopePort;
  readonly requireReceipts?: boolean;
  readonly escrow?: boolean;
}

/** Joins what decides with what it needs from outside: time, names, identities, a place for evidence. */
export function buildContext(options: ContextOptions): MediationContext {
  const { config, parts, observer, evidence } = options;
  const clock = options.clock ?? createClock();
  const snapshot: PolicySnapshot = {
    policy: parts.policy,
    policyHash: parts.policyHash,
    detectors: options.detectors ?? parts.detectors,
    enabled: { fetch: true, forward: config.forward_proxy.enabled, connect: config.forward_proxy.enabled },
    killSwitch: createKillSwitch(config.kill_switch, clock.monotonicMs),
    notice: createNotices({ message: config.kill_switch.message, explain: config.explain_blocks }),
  };
  return {
    snapshot: () => snapshot,
    clock,
    ids: createIdSource(),
    resolver: createResolver({ hostOverrides: hostOverrides(config) }),
    rates: openRateLedger(),
    ...(config.cross_request_detection.enabled
      ? { together: openCrossRequests(config.cross_request_detection, parts.detectors.fragments) }
      : {}),
    observer,
    ...(evidence === undefined ? {} : { evidence }),
    ...(options.envelopes === undefined ? {} : { envelopes: options.envelopes }),
    requireReceipts: options.requireReceipts ?? false,
    escrow: options.escrow ?? false,
  };
}

/** Fixed answers by host name; one address may stand without a list. */
function hostOverrides({ dns }: Config): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(dns.host_overrides).map(([host, answer]) => [host, [answer].flat()]));
}
