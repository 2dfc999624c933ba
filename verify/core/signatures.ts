// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../evidence/canonical/text.js';
import type { CryptoSuite, SignatureCheck } from '../../evidence/crypto/suite.js';

/** Large enough to make a trip to another thread cheap, small enough that what waits does not outlive a young heap. */
const BATCH = 64;
/** Batches that may run at once. Bounds memory; a suite with several threads is kept busy. */
const IN_FLIGHT = 24;

/**
 * Collects signature checks and has them verified in batches. Nothing is kept once a batch is answered. `onFailure` is told
 * the subject of a signature that does not hold.
 */
export function createSignatureQueue<Subject>(suite: CryptoSuite, onFailure: (subject: Subject) => void) {
  let checks: SignatureCheck[] = [];
  let subjects: Subject[] = [];
  let running = 0;
  let failure: { readonly cause: unknown } | undefined;
  let wake = (): void => undefined;

  const answered = (asked: readonly Subject[], results: readonly boolean[]): void => {
    // An answer that is missing counts as a failure.
    asked.forEach((subject, index) => {
      if (results[index] !== true) onFailure(subject);
    });
  };

  const run = async (batch: readonly SignatureCheck[], asked: readonly Subject[]): Promise<void> => {
    running += 1;
    try {
      answered(asked, await suite.verifyBatch(batch));
    } catch (cause) {
      failure ??= { cause };
    }
    running -= 1;
    wake();
  };

  const flush = (): void => {
    if (checks.length === 0) return;
    void run(checks, subjects);
    checks = [];
    subjects = [];
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
    add: (check: SignatureCheck, subject: Subject): void => {
      checks.push(check);
      subjects.push(subject);
      if (checks.length >= BATCH) flush();
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

export type SignatureQueue<Subject> = ReturnType<typeof createSignatureQueue<Subject>>;

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
