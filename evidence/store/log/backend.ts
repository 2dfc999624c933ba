// SPDX-License-Identifier: Apache-2.0

/** Receipts of one run, in their order. */
export interface RunReceipts {
  readonly session: string;
  /** Place of the first of them among the run's receipts. */
  readonly from: number;
  /** Receipt hashes, 64 lower-case hex digits each. */
  readonly receipts: readonly string[];
  /** The run is over and these are its last. */
  readonly complete: boolean;
}

/**
 * Where leaves go: the log beside the evidence, or one that somebody else keeps. Handing the same receipts in twice is
 * no fault; they become leaves once.
 */
export interface LogBackend {
  /**
   * Makes receipts that are durable already into leaves. Resolves with the number of leaves when that, too, is durable.
   * Rejects with EvidenceUnavailableError (`lock` when another process is at work: try again), or VerificationError
   * `log_fork` when the log may not be continued.
   */
  append(parts: readonly RunReceipts[]): Promise<number>;
  /** Receipts of a run that are leaves; undefined when the run is over and all of them are. */
  progress(session: string): number | undefined;
  /** The newest signed checkpoint, if any. */
  checkpoint(): string | undefined;
}
