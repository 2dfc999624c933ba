// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../../evidence/canonical/text.js';
import type { CryptoSuite, SignatureCheck } from '../../../evidence/crypto/suite.js';

/** Large enough to make a trip to another thread cheap, small enough that what waits does not outlive a young heap. */
const BATCH = 64;
/** Batches that may run at once. Bounds memory; a suite with several threads is kept busy. */
const IN_FLIGHT = 24;

interface Waiting {
  readonly check: SignatureCheck;
  readonly onFailure: () => void;
}

/**
 * Collects signature checks and has them verified in batches. Nothing is kept once a batch is answered. Who adds a check
 * says what is to be done when the signature does not hold.
 */
export class SignatureQueue {
  private readonly suite: CryptoSuite;
  private readonly waiting: Waiting[] = [];
  private running = 0;
  private failure: { readonly cause: unknown } | undefined;
  private wake = (): void => undefined;

  constructor(suite: CryptoSuite) {
    this.suite = suite;
  }

  add(check: SignatureCheck, onFailure: () => void): void {
    this.waiting.push({ check, onFailure });
    if (this.waiting.length >= BATCH) this.flush();
  }

  /** True when the caller should `settle` before adding more. */
  get full(): boolean {
    return this.running >= IN_FLIGHT;
  }

  /** Waits until there is room again. Rejects when the suite fails: unchecked is never passed. */
  settle(): Promise<void> {
    return this.waitBelow(IN_FLIGHT);
  }

  /** Checks what is left and waits for every answer. */
  finish(): Promise<void> {
    this.flush();
    return this.waitBelow(1);
  }

  private flush(): void {
    if (this.waiting.length > 0) void this.run(this.waiting.splice(0));
  }

  private async run(batch: readonly Waiting[]): Promise<void> {
    this.running += 1;
    try {
      const results = await this.suite.verifyBatch(batch.map(({ check }) => check));
      // An answer that is missing counts as a failure.
      for (const [at, { onFailure }] of batch.entries()) if (results[at] !== true) onFailure();
    } catch (cause) {
      this.failure ??= { cause };
    }
    this.running -= 1;
    this.wake();
  }

  private async waitBelow(limit: number): Promise<void> {
    while (this.running >= limit) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    // Signatures that could not be checked must never look like signatures that hold.
    if (this.failure !== undefined) throw this.failure.cause;
  }
}

/** The keys, 64 hex digits each, under which a signature of the bytes holds. */
export async function signersOf(
  keys: readonly string[],
  message: Uint8Array,
  signature: Uint8Array,
  suite: CryptoSuite,
): Promise<readonly string[]> {
  const holds = await suite.verifyBatch(keys.map((key) => ({ publicKey: fromHex(key), message, signature })));
  return keys.filter((_key, at) => holds[at] === true);
}
