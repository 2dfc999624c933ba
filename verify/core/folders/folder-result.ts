// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../evidence/canonical/words.js';
import type { ChainResult } from '../chains/chain-summary.js';
import type { Judgement } from '../results/result.js';

/** How a link's successor key is justified; empty when the link could not be judged. */
export type LinkTrust = 'same_key' | 'trusted_key' | 'endorsed' | '';

export interface RunLink {
  readonly session: string;
  readonly predecessorSession: string;
  readonly predecessorTailSeq: bigint;
  readonly trust: LinkTrust;
}

export type FindingKind = Words<
  | 'corrupt_chain predecessor_unverified invalid_link double_successor link_name_mismatch link_tail_mismatch'
  | 'appended_after_link untrusted_successor_key outer_chain_broken duplicate_run_nonce session_mismatch'
  | 'symlink_refused attested_discontinuity'
>;

export interface DirectoryFinding {
  readonly kind: FindingKind;
  readonly session: string;
  readonly message: string;
}

export interface DirectoryResult extends Judgement {
  /** No finding of any kind. */
  readonly healthy: boolean;
  readonly chains: readonly ChainResult[];
  readonly linked: readonly RunLink[];
  readonly unlinked: readonly string[];
  readonly findings: readonly DirectoryFinding[];
  /** Names in the folder that no signature or hash covers, sorted. */
  readonly unprotected: readonly string[];
}
