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

function createState(suite: CryptoSuite) {
  return {
    suite,
    waiting: [] as Waiting[],
    running: 0,
    failure: undefined as { readonly cause: unknown } | undefined,
    wake: (): void => undefined,
  };
}
type State = ReturnType<typeof createState>;

async function run(state: State, batch: readonly Waiting[]): Promise<void> {
  state.running += 1;
  try {
    const results = await state.suite.verifyBatch(batch.map(({ check }) => check));
    // An answer that is missing counts as a failure.
    for (const [at, { onFailure }] of batch.entries()) if (results[at] !== true) onFailure();
  } catch (cause) {
    state.failure ??= { cause };
  }
  state.running -= 1;
  state.wake();
}

function flush(state: State): void {
  if (state.waiting.length > 0) void run(state, state.waiting.splice(0));
}

async function waitBelow(state: State, limit: number): Promise<void> {
  while (state.running >= limit) {
    await new Promise<void>((resolve) => {
      state.wake = resolve;
    });
  }
  // Signatures that could not be checked must never look like signatures that hold.
  if (state.failure !== undefined) throw state.failure.cause;
}

/**
 * Collects signature checks and has them verified in batches. Nothing is kept once a batch is answered. Who adds a check
 * says what is to be done when the signature does not hold.
 */
export function createSignatureQueue(suite: CryptoSuite) {
  const state = createState(suite);
  return {
    add: (check: SignatureCheck, onFailure: () => void): void => {
      state.waiting.push({ check, onFailure });
      if (state.waiting.length >= BATCH) flush(state);
    },
    /** True when the caller should `settle` before adding more. */
    get full() {
      return state.running >= IN_FLIGHT;
    },
    /** Waits until there is room again. Rejects when the suite fails: unchecked is never passed. */
    settle: (): Promise<void> => waitBelow(state, IN_FLIGHT),
    /** Checks what is left and waits for every answer. */
    finish: (): Promise<void> => {
      flush(state);
      return waitBelow(state, 1);
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
