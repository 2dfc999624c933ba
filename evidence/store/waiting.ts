// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { AppendedReceipt } from '../model/evidence-draft.js';

/** A receipt on disk, without what its sender knows anyway. */
export type PlacedReceipt = Omit<AppendedReceipt, 'actionId'>;

/** What became of one draft: its proof, or why there is none. */
export type Outcome = PlacedReceipt | EvidenceUnavailableError;

/** Promises that wait for the disk, settled in the order in which they were made. */
export interface Waiting {
  add(actionId: string): Promise<AppendedReceipt>;
  readonly settle: (outcomes: readonly Outcome[]) => void;
  /** Refuses everything that still waits. */
  refuseAll(error: EvidenceUnavailableError): void;
}

interface Settler {
  readonly actionId: string;
  readonly resolve: (receipt: AppendedReceipt) => void;
  readonly reject: (error: EvidenceUnavailableError) => void;
}

function withAction(actionId: string, { receiptHash, chainSeq, session, durable }: PlacedReceipt): AppendedReceipt {
  return { actionId, receiptHash, chainSeq, session, durable };
}

export function createWaiting(): Waiting {
  let settlers: Settler[] = [];
  return {
    add: (actionId) => new Promise((resolve, reject) => settlers.push({ actionId, resolve, reject })),
    settle: (outcomes) => {
      const due = settlers.splice(0, outcomes.length);
      due.forEach(({ actionId, resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome instanceof EvidenceUnavailableError) reject(outcome);
        else if (outcome !== undefined) resolve(withAction(actionId, outcome));
      });
    },
    refuseAll: (error) => {
      const due = settlers;
      settlers = [];
      for (const settler of due) settler.reject(error);
    },
  };
}

/** A piece this large is handed over at once: the other side begins with it while this one still works. */
const FULL_PIECE = 16;
/** With this many items before it the other side has enough to do, and is not woken for less than a full piece. */
const ENOUGH = 8;

/** Gathers what arrives and hands it over in a few large pieces, each of which wakes the other side. */
export interface Gathering<T> {
  add(item: T): void;
  /** The other side is done with this many items. */
  answered(count: number): void;
  /** Hands over now. */
  flush(): void;
}

/**
 * What arrives in one turn of the event loop is one piece. To wake a thread costs as much as the thread's work on an
 * item, so while it has enough to do, what arrives waits until it answers or a piece is full.
 */
export function createGathering<T>(handOver: (items: T[]) => void): Gathering<T> {
  let gathered: T[] = [];
  let unanswered = 0;
  let scheduled = false;
  const flush = (): void => {
    if (gathered.length === 0) return;
    const items = gathered;
    gathered = [];
    unanswered += items.length;
    handOver(items);
  };
  const endTurn = (): void => {
    scheduled = false;
    if (unanswered < ENOUGH) flush();
  };
  const schedule = (): void => {
    if (scheduled || unanswered >= ENOUGH) return;
    scheduled = true;
    setImmediate(endTurn);
  };
  return {
    add: (item) => {
      if (gathered.push(item) >= FULL_PIECE) flush();
      else schedule();
    },
    answered: (count) => {
      unanswered -= count;
      if (gathered.length > 0) schedule();
    },
    flush,
  };
}
