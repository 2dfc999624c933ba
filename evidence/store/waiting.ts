// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { AppendedReceipt } from '../model/evidence-draft.js';

/** A receipt on disk, without what its sender knows anyway. */
export type PlacedReceipt = Omit<AppendedReceipt, 'actionId'>;

/** What became of one draft: its proof, or why there is none. */
export type Outcome = PlacedReceipt | EvidenceUnavailableError;

/** Promises that wait for the disk, settled in the order in which they were made. */
export interface Waiting {
  add(): Promise<PlacedReceipt>;
  readonly settle: (outcomes: readonly Outcome[]) => void;
  /** Refuses everything that still waits. */
  refuseAll(error: EvidenceUnavailableError): void;
}

interface Settler {
  readonly resolve: (receipt: PlacedReceipt) => void;
  readonly reject: (error: EvidenceUnavailableError) => void;
}

export function createWaiting(): Waiting {
  let settlers: Settler[] = [];
  return {
    add: () => new Promise((resolve, reject) => settlers.push({ resolve, reject })),
    settle: (outcomes) => {
      const due = settlers.splice(0, outcomes.length);
      due.forEach((settler, index) => {
        const outcome = outcomes[index];
        if (outcome instanceof EvidenceUnavailableError) settler.reject(outcome);
        else if (outcome !== undefined) settler.resolve(outcome);
      });
    },
    refuseAll: (error) => {
      const due = settlers;
      settlers = [];
      for (const settler of due) settler.reject(error);
    },
  };
}

/**
 * A few at a time: when a whole group of callers wakes up together, the other side begins while this one still works.
 * Handing over everything at once made the two sides wait for each other in turn.
 */
const HAND_OVER_AT = 4;

/** Gathers what arrives in one turn of the event loop and hands it over in a few large pieces. */
export interface Gathering<T> {
  add(item: T): void;
  /** Hands over now. */
  flush(): void;
}

export function createGathering<T>(handOver: (items: T[]) => void): Gathering<T> {
  let gathered: T[] = [];
  const flush = (): void => {
    if (gathered.length === 0) return;
    const items = gathered;
    gathered = [];
    handOver(items);
  };
  return {
    add: (item) => {
      const count = gathered.push(item);
      if (count >= HAND_OVER_AT) flush();
      else if (count === 1) setImmediate(flush);
    },
    flush,
  };
}
