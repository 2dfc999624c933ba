// SPDX-License-Identifier: Apache-2.0
import type { DecisionWords } from '../../evidence/model/decision-change.js';

/**
 * Why there is no answer. `facts`: a fact that nobody observed decides. `beyond_record`: the record ends before what
 * would have to be looked at. `redacted`: the record holds no facts. `policy_missing`: no document of the recorded
 * policy. `escrow_changed`: the sealed file is not the one that was recorded. `internal_error`: the recorded decision is
 * about a failure of the product, not about the traffic. `refused`: it never became a request.
 */
export type SilenceReason =
  'facts' | 'beyond_record' | 'redacted' | 'policy_missing' | 'escrow_changed' | 'internal_error' | 'refused';

/** What another configuration says about a recorded action. */
export type Replayed =
  | { readonly kind: 'decided'; readonly words: DecisionWords }
  | {
      readonly kind: 'cannot_say';
      readonly why: SilenceReason;
      /** What would have to be known. */
      readonly missing: readonly string[];
      /** The recorded block does not hold any more, as far as the record reaches. */
      readonly lifted: boolean;
    };
