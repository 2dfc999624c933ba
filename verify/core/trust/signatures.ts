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
export function createSignatureQueue(suite: CryptoSuite) {
  let waiting: Waiting[] = [];
  let running = 0;
  let failure: { readonly cause: unknown } | undefined;
  let wake = (): void => undefined;

  const run = async (batch: readonly Waiting[]): Promise<void> => {
    running += 1;
    try {
      const results = await suite.verifyBatch(batch.map(({ check }) => check));
      // An answer that is missing counts as a failure.
      for (const [at, { onFailure }] of batch.entries()) if (results[at] !== true) onFailure();
    } catch (cause) {
      failure ??= { cause };
    }
    running -= 1;
    wake();
  };

  const flush = (): void => {
    if (waiting.length === 0) return;
    void run(waiting);
    waiting = [];
  };

  const waitBelow = async (limit: number): Promise<void> => {
    while (running >= limit) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    // Signatures that could not be checked must never look like signatures that hold.
    if (failure !== undefined) throw failure.cause;
  };

  return {
    add: (check: SignatureCheck, onFailure: () => void): void => {
      waiting.push({ check, onFailure });
      if (waiting.length >= BATCH) flush();
    },
    /** True when the caller should `settle` before adding more. */
    get full() {
      return running >= IN_FLIGHT;
    },
    /** Waits until there is room again. Rejects when the suite fails: unchecked is never passed. */
    settle: (): Promise<void> => waitBelow(IN_FLIGHT),
    /** Checks what is left and waits for every answer. */
    finish: (): Promise<void> => {
      flush();
      return waitBelow(1);
    },
  };
}

export type SignatureQueue = ReturnType<typeof createSignatureQueue>;

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
