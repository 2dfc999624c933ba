// SPDX-License-Identifier: Apache-2.0

/** A deadline is counted in so many parts. */
const PARTS = 4;

/**
 * A time-out for what somebody else has to do: an origin, a resolver, another thread. Time in which this process was too
 * busy to look at its sockets is not their delay. Timers that are due run before sockets are looked at, so a plain timer
 * would blame a peer that answered long ago. Here a busy stretch, however long, costs the peer one part of the time at
 * most, and what has arrived meanwhile is read before time is up.
 */
export class Deadline {
  readonly #partMs: number;
  readonly #onLate: () => void;
  #left = PARTS;
  #timer: NodeJS.Timeout;
  #lastLook: NodeJS.Immediate | undefined;

  /** Calls `onLate` once, unless it is cancelled before. */
  constructor(timeoutMs: number, onLate: () => void) {
    this.#partMs = timeoutMs / PARTS;
    this.#onLate = onLate;
    this.#timer = setTimeout(this.#endPart, this.#partMs);
  }

  /** What was waited for is there, or nobody waits any more. May be called at any time. */
  cancel(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#lastLook);
  }

  readonly #endPart = (): void => {
    this.#left--;
    if (this.#left > 0) this.#timer = setTimeout(this.#endPart, this.#partMs);
    // The loop looks at the sockets once more before it runs this.
    else this.#lastLook = setImmediate(this.#onLate);
  };
}
