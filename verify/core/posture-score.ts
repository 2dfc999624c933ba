// SPDX-License-Identifier: Apache-2.0
import type { PostureCapsule, PostureEvidence } from '../../evidence/model/posture-capsule.js';

export const SCORING_VERSION = '1';
export const POLICY_VERSION = '2';
/** Clock difference tolerated towards the future. */
export const POSTURE_SKEW_MS = 5 * 60 * 1000;

/** What each factor weighs; together 100. */
const WEIGHTS = { transport_ratio: 25, recorder_health: 15, simulate_pass_rate: 35, discovery_cleanliness: 25 };
type Factor = keyof typeof WEIGHTS;
export type FactorScores = Readonly<Record<Factor, Readonly<Record<'raw_percent' | 'weight' | 'weighted', number>>>>;

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

export interface PostureAppraisal {
  readonly score: number;
  readonly factor_scores: FactorScores;
  readonly passed: boolean;
  readonly hardFailures: readonly Readonly<Record<'rule' | 'detail', string>>[];
  readonly warnings: readonly string[];
}

/** Whole numbers throughout: two verifiers must not differ by a rounding. */
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 100) / whole));

/** Whether there is a last receipt outside of the window before `nowMs`; a time in the future is no freshness. */
function isStale({ flight_recorder }: PostureEvidence, maxSeconds: number, nowMs: number): boolean {
  const age = nowMs - Date.parse(flight_recorder.last_receipt_at ?? '');
  const fresh = age <= maxSeconds * 1000 && age >= -POSTURE_SKEW_MS;
  return flight_recorder.receipt_count > 0 && maxSeconds > 0 && !fresh;
}

function tried({ simulate }: PostureEvidence): readonly { readonly category: string; readonly detected: boolean }[] {
  return (simulate.scenarios ?? []).filter(({ limitation }) => limitation !== true);
}

function scoreFactors(evidence: PostureEvidence, stale: boolean): FactorScores {
  const { discover, verify_install, flight_recorder } = evidence;
  const all = discover.total_servers + discover.parse_errors;
  const recording = verify_install.flight_recorder_active && flight_recorder.receipt_count > 0;
  const unclear = discover.unknown + discover.parse_errors > 0;
  const attempts = tried(evidence);
  const raw: Record<Factor, number> = {
    transport_ratio: all === 0 ? 100 : percent(discover.protected_pipelock + discover.protected_other, all),
    recorder_health: !recording ? 0 : stale ? 50 : 100,
    simulate_pass_rate: percent(attempts.filter(({ detected }) => detected).length, attempts.length),
    discovery_cleanliness: discover.unprotected > 0 ? 0 : unclear ? 50 : 100,
  };
  const factors = (Object.keys(WEIGHTS) as Factor[]).map((name) => {
    const [raw_percent, weight] = [raw[name], WEIGHTS[name]];
    return [name, { raw_percent, weight, weighted: percent(raw_percent * weight, 10_000) }];
  });
  return Object.fromEntries(factors) as FactorScores;
}

/** Categories in which something was tried and nothing was caught. */
function blindCategories(evidence: PostureEvidence): readonly string[] {
  const attempts = tried(evidence);
  const seen = new Set(attempts.filter(({ detected }) => detected).map(({ category }) => category));
  return [...new Set(attempts.map(({ category }) => category))].filter((category) => !seen.has(category));
}

/** Scores and judges the content of an authentic capsule at the relying party's time, RFC 3339. */
export function appraisePosture(capsule: PostureCapsule, policy: PosturePolicy, at: string): PostureAppraisal {
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
  const factor_scores = scoreFactors(evidence, stale);
  const score = Object.values(factor_scores).reduce((sum, { weighted }) => sum + weighted, 0);
  const passed = hardFailures.length === 0 && score >= policy.minScore;
  return { score, factor_scores, passed, hardFailures, warnings: unseen && !demanded ? ['no_servers_discovered'] : [] };
}
