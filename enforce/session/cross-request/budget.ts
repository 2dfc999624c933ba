// SPDX-License-Identifier: Apache-2.0

/** Steps in which a window slides: what is added is forgotten a step late at most, never early. */
const STEPS = 60;
/** Destinations counted apart for one session; all others share one count, so that nothing is forgotten. */
const MAX_DESTINATIONS = 64;
const SHARED = '*';

/** A sum over a sliding window, in a ring of one slot a step. */
class SlidingSum {
  readonly #slots = new Float64Array(STEPS + 1);
  /** Number of the newest step since the clock's zero. */
  #step = Number.NEGATIVE_INFINITY;
  #sum = 0;

  add(step: number, amount: number): number {
    this.#advance(step);
    const slot = this.#slotOf(this.#step);
    this.#slots[slot] = (this.#slots[slot] ?? 0) + amount;
    this.#sum += amount;
    return this.#sum;
  }

  /** True when nothing is left in the window. */
  isEmpty(step: number): boolean {
    this.#advance(step);
    return this.#sum === 0;
  }

  /** A clock that stands still or steps back adds to the newest step. */
  #advance(step: number): void {
    if (step <= this.#step) return;
    const passed = Math.min(step - this.#step, STEPS + 1);
    for (let i = 0; i < passed; i++) {
      const slot = this.#slotOf(step - i);
      this.#sum -= this.#slots[slot] ?? 0;
      this.#slots[slot] = 0;
    }
    this.#step = step;
  }

  #slotOf(step: number): number {
    const slot = step % (STEPS + 1);
    return slot < 0 ? slot + STEPS + 1 : slot;
  }
}

/** What one session has sent within the window, in bits. */
export interface BudgetUse {
  readonly destination: number;
  readonly session: number;
}

/** Counts the information that one session sends, in all and for each destination. Time is in milliseconds. */
export class EntropyBudget {
  readonly #stepMs: number;
  readonly #all = new SlidingSum();
  readonly #byDestination = new Map<string, SlidingSum>();

  constructor(windowMs: number) {
    this.#stepMs = windowMs / STEPS;
  }

  /** Adds bits and tells the use of the window, these included. */
  add(destination: string, bits: number, nowMs: number): BudgetUse {
    const step = Math.floor(nowMs / this.#stepMs);
    return { destination: this.#sumFor(destination, step).add(step, bits), session: this.#all.add(step, bits) };
  }

  #sumFor(destination: string, step: number): SlidingSum {
    const known = this.#byDestination.get(destination);
    if (known !== undefined) return known;
    if (this.#byDestination.size >= MAX_DESTINATIONS) this.#dropEmpty(step);
    const key = this.#byDestination.size >= MAX_DESTINATIONS ? SHARED : destination;
    const sum = this.#byDestination.get(key) ?? new SlidingSum();
    this.#byDestination.set(key, sum);
    return sum;
  }

  #dropEmpty(step: number): void {
    for (const [key, sum] of this.#byDestination) if (sum.isEmpty(step)) this.#byDestination.delete(key);
  }
}
