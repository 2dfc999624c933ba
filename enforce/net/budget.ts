// SPDX-License-Identifier: Apache-2.0

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

interface Waiter {
  readonly bytes: number;
  readonly settle: (taken: boolean) => void;
}

/** A budget of `total` bytes. First come, first served, so a large body is not starved by small ones. */
export function createByteBudget(total: number): ByteBudget {
  let inUse = 0;
  const line: Waiter[] = [];

  function admit(): void {
    for (let next = line[0]; next !== undefined && inUse + next.bytes <= total; next = line[0]) {
      line.shift();
      inUse += next.bytes;
      next.settle(true);
    }
  }

  function tryAcquire(bytes: number): boolean {
    if (line.length > 0 || inUse + bytes > total) return false;
    inUse += bytes;
    return true;
  }

  return {
    total,
    get inUse() {
      return inUse;
    },
    tryAcquire,
    acquire(bytes, waitMs) {
      if (tryAcquire(bytes)) return Promise.resolve(true);
      if (bytes > total) return Promise.resolve(false);
      return new Promise((resolve) => {
        const waiter: Waiter = {
          bytes,
          settle: (taken) => {
            clearTimeout(timer);
            resolve(taken);
          },
        };
        const timer = setTimeout(() => {
          const place = line.indexOf(waiter);
          if (place >= 0) line.splice(place, 1);
          resolve(false);
          // Whoever stood behind a large body may fit now.
          admit();
        }, waitMs);
        line.push(waiter);
      });
    },
    release(bytes) {
      inUse = Math.max(0, inUse - bytes);
      admit();
    },
  };
}
