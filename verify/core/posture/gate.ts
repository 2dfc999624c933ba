// SPDX-License-Identifier: Apache-2.0
import type { PostureCapsule, PostureEvidence } from '../../../evidence/model/posture-capsule.js';
import { POSTURE_SKEW_MS, scorePosture, tried } from './score.js';

export const POLICY_VERSION = '2';

/** What a relying party demands. Ages are in seconds; 0 does not limit an age. */
export interface PosturePolicy {
  /** `enterprise`, `strict` or `none`; another name is a hard failure of its own. */
  readonly name: string;
  readonly minScore: number;
  readonly maxAgeSeconds: number;
  readonly maxReceiptAgeSeconds: number;
  readonly requireDiscovery: boolean;
  /** Hash of the configuration that should have been in effect. */
  readonly configHash?: string;
}

/** Whether there is a last receipt outside of the window before `nowMs`; a time in the future is no freshness. */
function isStale({ flight_recorder }: PostureEvidence, maxSeconds: number, nowMs: number): boolean {
  const age = nowMs - Date.parse(flight_recorder.last_receipt_at ?? '');
  const fresh = age <= maxSeconds * 1000 && age >= -POSTURE_SKEW_MS;
  return flight_recorder.receipt_count > 0 && maxSeconds > 0 && !fresh;
}

/** Categories in which something was tried and nothing was caught. */
function blindCategories(evidence: PostureEvidence): readonly string[] {
  const attempts = tried(evidence);
  const seen = new Set(attempts.filter(({ detected }) => detected).map(({ category }) => category));
  return [...new Set(attempts.map(({ category }) => category))].filter((category) => !seen.has(category));
}

/** Scores and judges the content of an authentic capsule at the relying party's time, RFC 3339. */
export function appraisePosture(capsule: PostureCapsule, policy: PosturePolicy, at: string) {
  const { evidence, generated_at, config_hash } = capsule;
  const { discover, verify_install, flight_recorder } = evidence;
  const { configHash = config_hash, maxAgeSeconds, requireDiscovery } = policy;
  const stale = isStale(evidence, policy.maxReceiptAgeSeconds, Date.parse(at));
  const old = maxAgeSeconds > 0 && Date.parse(at) - Date.parse(generated_at) > maxAgeSeconds * 1000;
  const strict = policy.name === 'strict';
  const gated = strict || policy.name === 'enterprise';
  const blind = blindCategories(evidence);
  const unseen = discover.total_servers === 0;
  const demanded = strict || requireDiscovery;
  const rules: readonly (readonly [boolean, string, string])[] = [
    [!gated && policy.name !== 'none', 'invalid_policy', 'the policies are enterprise, strict and none'],
    [gated && discover.unprotected > 0, 'unprotected_servers', `${discover.unprotected} unprotected MCP servers`],
    [gated && blind.length > 0, 'zero_detection_category', `nothing was detected in: ${blind.join(', ')}`],
    [gated && !verify_install.flight_recorder_active, 'recorder_inactive', 'the flight recorder is not active'],
    [gated && flight_recorder.receipt_count === 0, 'no_receipts', 'no receipt was recorded'],
    [gated && stale, 'stale_receipts', 'the last receipt is not recent'],
    [demanded && unseen, 'no_servers_discovered', 'no MCP server was discovered'],
    [strict && discover.unknown > 0, 'unknown_servers', `${discover.unknown} servers of unknown protection`],
    [strict && discover.parse_errors > 0, 'discovery_parse_errors', `${discover.parse_errors} unreadable client files`],
    [old, 'capsule_too_old', `generated at ${generated_at}`],
    [configHash !== config_hash, 'config_hash_mismatch', 'another configuration was in effect'],
  ];
  const hardFailures = rules.flatMap(([holds, rule, detail]) => (holds ? [{ rule, detail }] : []));
  const { score, factor_scores } = scorePosture(evidence, stale);
  const passed = hardFailures.length === 0 && score >= policy.minScore;
  return { score, factor_scores, passed, hardFailures, warnings: unseen && !demanded ? ['no_servers_discovered'] : [] };
}

export type PostureAppraisal = Readonly<ReturnType<typeof appraisePosture>>;
