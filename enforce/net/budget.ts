// SPDX-License-Identifier: Apache-2.0
import { Deadline } from './deadline.js';

/**
 * Bytes of message bodies that may be held at one time, across all exchanges. What was acquired must be released,
 * whatever happens to the exchange.
 */
export interface ByteBudget {
  readonly total: number;
  readonly inUse: number;
  /** Takes the bytes when there is room and nobody waits; never waits. */
  tryAcquire(bytes: number): boolean;
  /** Waits in line for room, at most `waitMs`. False means none was taken. */
  acquire(bytes: number, waitMs: number): Promise<boolean>;
  release(bytes: number): void;
}

/** A budget of `total` bytes. First come, first served, so a large body is not starved by small ones. */
export function createByteBudget(total: number): ByteBudget {
  return new QueuedBudget(total);
}

interface Waiter {
  readonly bytes: number;
  readonly settle: (taken: boolean) => void;
  readonly deadline: Deadline;
}

class QueuedBudget implements ByteBudget {
  readonly total: number;
  readonly #line: Waiter[] = [];
  #inUse = 0;

  constructor(total: number) {
    this.total = total;
  }

  get inUse(): number {
    return this.#inUse;
  }

  tryAcquire(bytes: number): boolean {
    if (this.#line.length > 0 || this.#inUse + bytes > this.total) return false;
    this.#inUse += bytes;
    return true;
  }

  acquire(bytes: number, waitMs: number): Promise<boolean> {
    if (this.tryAcquire(bytes)) return Promise.resolve(true);
    if (bytes > this.total) return Promise.resolve(false);
    return new Promise((settle) => {
      const waiter: Waiter = { bytes, settle, deadline: new Deadline(waitMs, () => this.#giveUp(waiter)) };
      this.#line.push(waiter);
    });
  }

  release(bytes: number): void {
    this.#inUse = Math.max(0, this.#inUse - bytes);
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#line[0]; next !== undefined && this.#inUse + next.bytes <= this.total; next = this.#line[0]) {
      this.#line.shift();
      this.#inUse += next.bytes;
      next.deadline.cancel();
      next.settle(true);
    }
  }

  #giveUp(waiter: Waiter): void {
    const place = this.#line.indexOf(waiter);
    if (place >= 0) this.#line.splice(place, 1);
    waiter.settle(false);
    // Whoever stood behind a large body may fit now.
    this.#admit();
  }
}
