// SPDX-License-Identifier: Apache-2.0
import type { EntropyBudget } from './budget.js';
import type { FragmentSession } from './session.js';

/** Characters over all sessions. */
const MAX_CHARS = 64 * 1024 * 1024;
/** A request that adds to nothing is not worth keeping a session for. */
const LEAST_PROGRESS = 1;

/** What is known of one session. */
export interface Session {
  readonly budget: EntropyBudget;
  readonly fragments: FragmentSession;
  seenMs: number;
  chars: number;
}

/** Sessions, the one seen longest ago first: those with a single request apart from those with more to lose. */
export class SessionLedger {
  readonly #young = new Map<string, Session>();
  readonly #grown = new Map<string, Session>();
  readonly #max: number;
  readonly #ttlMs: number;
  #chars = 0;

  constructor(max: number, ttlMs: number) {
    this.#max = max;
    this.#ttlMs = ttlMs;
  }

  get size(): number {
    return this.#young.size + this.#grown.size;
  }

  get chars(): number {
    return this.#chars;
  }

  /** Characters that there is still room for. */
  get room(): number {
    return Math.max(0, MAX_CHARS - this.#chars);
  }

  find(key: string): Session | undefined {
    return this.#young.get(key) ?? this.#grown.get(key);
  }

  /** Makes room for one more session; the number of sessions forgotten, or undefined when there is none to forget. */
  makeRoom(nowMs: number): number | undefined {
    if (!this.#isFull()) return 0;
    for (const tier of [this.#young, this.#grown]) {
      for (const [key, session] of tier) {
        if (session.seenMs > nowMs - this.#ttlMs) break;
        this.remove(key);
      }
    }
    if (!this.#isFull()) return 0;
    const [oldest] = this.#young.keys();
    if (oldest === undefined) return undefined;
    this.remove(oldest);
    return this.#isFull() ? undefined : 1;
  }

  /** Puts a session behind all others of its kind, after its request. */
  touch(key: string, session: Session, nowMs: number): void {
    this.#young.delete(key);
    this.#grown.delete(key);
    const { size, progress } = session.fragments;
    this.#chars += size - session.chars;
    session.chars = size;
    session.seenMs = Math.max(session.seenMs, nowMs);
    (progress > LEAST_PROGRESS ? this.#grown : this.#young).set(key, session);
  }

  remove(key: string): void {
    this.#chars -= this.find(key)?.chars ?? 0;
    this.#young.delete(key);
    this.#grown.delete(key);
  }

  #isFull(): boolean {
    return this.size >= this.#max || this.#chars >= MAX_CHARS;
  }
}
