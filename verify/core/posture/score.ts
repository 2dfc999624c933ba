// SPDX-License-Identifier: Apache-2.0
import type { PostureEvidence } from '../../../evidence/model/posture-capsule.js';

export const SCORING_VERSION = '1';
/** Clock difference tolerated towards the future. */
export const POSTURE_SKEW_MS = 5 * 60 * 1000;

/** What each factor weighs; together 100. */
const WEIGHTS = { transport_ratio: 25, recorder_health: 15, simulate_pass_rate: 35, discovery_cleanliness: 25 };
type Factor = keyof typeof WEIGHTS;
export type FactorScores = Readonly<Record<Factor, Readonly<Record<'raw_percent' | 'weight' | 'weighted', number>>>>;

/** Whole numbers throughout: two verifiers must not differ by a rounding. */
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 100) / whole));

/** The attempts that could show anything. */
export function tried({
  simulate,
}: PostureEvidence): readonly { readonly category: string; readonly detected: boolean }[] {
  return (simulate.scenarios ?? []).filter(({ limitation }) => limitation !== true);
}

/** Scores the content of an authentic capsule; `stale` when its last receipt is too old to count in full. */
export function scorePosture(evidence: PostureEvidence, stale: boolean) {
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
  const factor_scores = Object.fromEntries(factors) as FactorScores;
  return { score: Object.values(factor_scores).reduce((sum, { weighted }) => sum + weighted, 0), factor_scores };
}
