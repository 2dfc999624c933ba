// SPDX-License-Identifier: Apache-2.0
import type { AnchorBundle, AnchorCheckpoint } from '../../model/anchor-bundle.js';

/** A checkpoint in a log, and since when. */
export interface Anchored {
  readonly proof: AnchorBundle['proof'];
  /** RFC 3339 UTC: the log's own time where it has one. */
  readonly at: string;
}

/**
 * A log that holds ends of receipt chains: a file beside the evidence, or a service of somebody else. All that the
 * commands know of either.
 */
export interface ExternalLog {
  /** As bundles name it. */
  readonly backend: 'local' | 'rekor';
  /** What an anchor in this log is worth, for the bundle. */
  readonly limits: readonly string[];
  /** Where it is, for whoever runs the command. */
  readonly place: string;
  /**
   * Puts a checkpoint into the log, once however often it is handed in. `at` is now, RFC 3339 UTC. Rejects with
   * VerificationError when the log answers with something else than a proof for this checkpoint.
   */
  anchor(checkpoint: AnchorCheckpoint, at: string): Promise<Anchored>;
}
