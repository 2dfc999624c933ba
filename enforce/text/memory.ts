// SPDX-License-Identifier: Apache-2.0

const FACTOR = 0x01000193;
/** Longer runs are not remembered: they are few. */
const MAX_LENGTH = 4096;
const MAX_RUNS = 4096;

/** What reads runs. One reader's knowing a run says nothing of another's, since the same digits may be of both. */
const READERS = { run: 0, base58: 1, base64: 2, hex: 3, numbers: 4 } as const;

export type Reader = keyof typeof READERS;

function hashOf(bytes: Uint8Array, start: number, end: number, reader: Reader): number {
  let hash = end - start + READERS[reader];
  for (let at = start; at < end; at++) hash = (Math.imul(hash, FACTOR) + (bytes[at] ?? 0)) | 0;
  return hash;
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}

/**
 * The runs that were read in one surface. The same run often stands in several layers, or many times in one; what it
 * holds is a layer of its own and need not be read again.
 */
export class RunMemory {
  #runs: Map<number, Uint8Array> | undefined;

  /**
   * Whether this very run was asked about before by the same reader; notes it. The same bytes never have the same
   * hash for two readers. Forgetting costs time only.
   */
  knows(reader: Reader, bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > MAX_LENGTH) return false;
    this.#runs ??= new Map();
    const hash = hashOf(bytes, start, end, reader);
    const known = this.#runs.get(hash);
    if (known !== undefined && isSame(known, bytes, start, end)) return true;
    if (this.#runs.size >= MAX_RUNS) this.#runs.clear();
    this.#runs.set(hash, bytes.slice(start, end));
    return false;
  }

  /** Takes back what was noted of a run. */
  forget(reader: Reader, bytes: Uint8Array, start: number, end: number): void {
    this.#runs?.delete(hashOf(bytes, start, end, reader));
  }
}
