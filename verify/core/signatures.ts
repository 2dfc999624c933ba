// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite, SignatureCheck } from '../../evidence/crypto/suite.js';

/** Large enough to make a trip to another thread cheap, small enough to keep the answers near the lines. */
const BATCH = 64;
/** Batches that may run at once. Bounds memory; a suite with several threads is kept busy. */
const IN_FLIGHT = 8;

/** Collects signature checks and has them verified in batches. Nothing is kept once a batch is answered. */
export interface SignatureQueue<Subject> {
  /** `subject` is handed to the failure callback when the signature does not hold. */
  add(check: SignatureCheck, subject: Subject): void;
  /** True when the caller should `settle` before adding more. */
  readonly full: boolean;
  /** Waits until there is room again. Rejects when the suite fails: unchecked is never passed. */
  settle(): Promise<void>;
  /** Checks what is left and waits for every answer. */
  finish(): Promise<void>;
}

export function createSignatureQueue<Subject>(
  suite: CryptoSuite,
  onFailure: (subject: Subject) => void,
): SignatureQueue<Subject> {
  let checks: SignatureCheck[] = [];
  let subjects: Subject[] = [];
  const running: Promise<void>[] = [];

  const flush = (): void => {
    if (checks.length === 0) return;
    const asked = subjects;
    const answered = suite.verifyBatch(checks).then((results) => {
      // An answer that is missing counts as a failure.
      asked.forEach((subject, index) => {
        if (results[index] !== true) onFailure(subject);
      });
    });
    // The rejection is seen by whoever awaits `settle` or `finish`; until then it must not end the process.
    answered.catch(() => undefined);
    running.push(answered);
    checks = [];
    subjects = [];
  };

  return {
    add: (check, subject) => {
      checks.push(check);
      subjects.push(subject);
      if (checks.length >= BATCH) flush();
    },
    get full() {
      return running.length >= IN_FLIGHT;
    },
    settle: async () => {
      while (running.length >= IN_FLIGHT) await running.shift();
    },
    finish: async () => {
      flush();
      await Promise.all(running.splice(0));
    },
  };
}
