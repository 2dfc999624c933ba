// SPDX-License-Identifier: Apache-2.0
import { ZERO_TIME } from '../../evidence/canonical/go-text.js';
import { examinePosture } from '../../verify/core/posture/proof.js';
import { SCORING_VERSION, type FactorScores } from '../../verify/core/posture/score.js';
import {
  appraisePosture,
  POLICY_VERSION,
  type PostureAppraisal,
  type PosturePolicy,
} from '../../verify/core/posture/gate.js';
import type { FormOptions } from '../../verify/core/form.js';

/** The `--json` output; names and order are those that existing tools read. */
export interface PostureResult {
  /** The capsule is authentic and in force. */
  readonly verified: boolean;
  /** Verified, no hard failure, and the score suffices. */
  readonly passed: boolean;
  readonly score: number;
  readonly factor_scores: FactorScores;
  readonly hard_failures?: PostureAppraisal['hardFailures'];
  readonly warnings?: readonly string[];
  /** Why the capsule could not be verified. */
  readonly error?: string;
  readonly policy: string;
  readonly policy_version: string;
  readonly scoring_version: string;
  readonly generated_at: string;
  readonly expires_at: string;
  readonly last_receipt_at?: string;
  readonly config_hash_match?: boolean;
}

const FACTORS = { transport_ratio: 25, recorder_health: 15, simulate_pass_rate: 35, discovery_cleanliness: 25 };
const NO_SCORES = Object.fromEntries(
  Object.entries(FACTORS).map(([name, weight]) => [name, { raw_percent: 0, weight, weighted: 0 }]),
) as FactorScores;

/** Verifies an untrusted proof.json and judges it by a policy, at the caller's time. Without a trusted key it fails. */
export async function verifyPosture(
  text: string,
  policy: PosturePolicy,
  options: FormOptions & { readonly at: string },
): Promise<PostureResult> {
  const { checks, capsule } = await examinePosture(text, options);
  const head = { policy: policy.name, policy_version: POLICY_VERSION, scoring_version: SCORING_VERSION };
  const failed = checks.find(
    ({ code, status }) => status === 'fail' || (code === 'signer_key_untrusted' && status !== 'pass'),
  );
  if (failed !== undefined || capsule === undefined) {
    const { generated_at, expires_at } = capsule ?? { generated_at: ZERO_TIME, expires_at: ZERO_TIME };
    const error = `${failed?.code ?? ''}: ${failed?.message ?? ''}`;
    return {
      verified: false,
      passed: false,
      score: 0,
      factor_scores: NO_SCORES,
      error,
      ...head,
      generated_at,
      expires_at,
    };
  }
  const { score, factor_scores, passed, hardFailures, warnings } = appraisePosture(capsule, policy, options.at);
  const { last_receipt_at } = capsule.evidence.flight_recorder;
  return {
    verified: true,
    passed,
    score,
    factor_scores,
    ...(hardFailures.length === 0 ? {} : { hard_failures: hardFailures }),
    ...(warnings.length === 0 ? {} : { warnings }),
    ...head,
    generated_at: capsule.generated_at,
    expires_at: capsule.expires_at,
    ...(last_receipt_at === undefined ? {} : { last_receipt_at }),
    ...(policy.configHash === undefined ? {} : { config_hash_match: policy.configHash === capsule.config_hash }),
  };
}
