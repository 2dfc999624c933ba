// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/schema.js';
import type { HealthReport } from '../control/endpoints.js';
import type { MediationContext } from '../mediate/snapshot.js';
import type { DecisionParts } from './decision.js';
import type { OpenEvidence } from './evidence.js';

interface HealthInput {
  readonly config: Config;
  readonly version: string;
  readonly parts: DecisionParts;
  readonly evidence: OpenEvidence | undefined;
  readonly context: MediationContext;
  /** In seconds. */
  readonly uptime: number;
}

/** How the product is, for `/health`. */
export function healthReport({ config, version, parts, evidence, context, uptime }: HealthInput): HealthReport {
  const status = evidence?.recorder.status();
  const blind = evidence?.required === true && status?.state !== 'ok';
  return {
    status: blind ? 'unhealthy' : 'healthy',
    version,
    mode: config.mode,
    uptime_seconds: uptime,
    dlp_patterns: parts.detectors.dlpPatternCount,
    response_scan_enabled: config.response_scanning.enabled,
    git_protection_enabled: false,
    rate_limit_enabled: config.fetch_proxy.monitoring.max_requests_per_minute > 0,
    forward_proxy_enabled: config.forward_proxy.enabled,
    websocket_proxy_enabled: false,
    request_body_scan_enabled: config.request_body_scanning.enabled,
    tls_interception_enabled: false,
    kill_switch_active: context.snapshot().killSwitch(),
    pattern_engine: parts.engine,
    policy_hash: parts.policyHash,
    evidence: {
      state: status?.state ?? 'off',
      required: evidence?.required ?? false,
      ...(status?.code === undefined ? {} : { code: status.code }),
    },
    transparency_log: status?.log ?? { state: 'off' },
    key_custody: evidence?.recorder.custody ?? 'none',
  };
}
