// SPDX-License-Identifier: Apache-2.0

const FACTOR = 0x01000193;
const SPREAD = 0x9e3779b1;
/** Longer runs are not remembered: they are few. */
const MAX_LENGTH = 4096;
/** Bytes and runs that are remembered at one time; beyond that it begins anew. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_RUNS = 65_536;
const FIRST_BYTES = 2048;
const FIRST_SLOTS = 128;

/** What reads runs. One reader's knowing a run says nothing of another's, since the same digits may be of both. */
const READERS = { run: 0, base58: 1, base64: 2, hex: 3, numbers: 4, broken: 5 } as const;
const READER_BITS = 3;

export type Reader = keyof typeof READERS;

/** What is known of runs that were read. */
export type Memory = Pick<RunMemory, 'knows' | 'forget'>;

/** Remembers nothing: for a text so short that a run is hardly ever in it twice. */
export const NO_MEMORY: Memory = { knows: () => false, forget: () => undefined };

/** Numbers of a slot: the hash or EMPTY, the reader and the run's length, where its bytes are kept. */
const SLOT = 3;
const EMPTY = 0;
/** Slots that are looked at for a run: runs may be made to have one hash. */
const MAX_STEPS = 16;
/** In the second number: the run was forgotten. */
const FORGOTTEN = 1 << 30;

/** The reader and the length of a run as one number. */
function kindOf(reader: Reader, start: number, end: number): number {
  return ((end - start) << READER_BITS) | READERS[reader];
}

function hashOf(bytes: Uint8Array, start: number, end: number, kind: number): number {
  let hash = kind;
  let at = start;
  // Two by two: each step has to wait for the one before.
  for (; at + 1 < end; at += 2) hash = (Math.imul(hash, FACTOR) + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8))) | 0;
  if (at < end) hash = (Math.imul(hash, FACTOR) + (bytes[at] ?? 0)) | 0;
  return Math.imul(hash, SPREAD) || 1;
}

/** What the memory in use begins with: most texts have few runs, and new memory costs more than they do. */
const firstSlots = new Int32Array(SLOT * FIRST_SLOTS);
const firstBytes = new Uint8Array(FIRST_BYTES);
/** Whose it is, by number. Another takes it over, and the one before forgets. */
let owner = 0;
let made = 0;

/**
 * The runs that were read in one surface. The same run often stands in several layers, or many times in one; what it
 * holds is a layer of its own and need not be read again.
 */
export class RunMemory {
  readonly #number = ++made;
  #slots = firstSlots;
  #kept = firstBytes;
  #runs = 0;
  #length = 0;

  /**
   * Whether this very run was asked about before by the same reader; notes it. Runs are compared byte by byte, so none
   * passes for another. Forgetting costs time only.
   */
  knows(reader: Reader, bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > MAX_LENGTH) return false;
    const slots = this.#own();
    const kind = kindOf(reader, start, end);
    const hash = hashOf(bytes, start, end, kind);
    const slot = this.#find(slots, hash, kind, bytes, start);
    if (slot < 0) return false;
    if (slots[slot] !== EMPTY) {
      if (slots[slot + 1] === kind) return true;
      slots[slot + 1] = kind;
      return false;
    }
    slots[slot] = hash;
    slots[slot + 1] = kind;
    slots[slot + 2] = this.#keep(bytes, start, end);
    if (++this.#runs * 2 * SLOT > slots.length) this.#grow(slots);
    return false;
  }

  #own(): Int32Array {
    if (owner !== this.#number || this.#length > MAX_BYTES) this.#clear();
    return this.#slots;
  }

  #clear(): void {
    owner = this.#number;
    this.#slots = firstSlots.fill(EMPTY);
    this.#kept = firstBytes;
    this.#runs = 0;
    this.#length = 0;
  }

  /** Takes back what was noted of a run. */
  forget(reader: Reader, bytes: Uint8Array, start: number, end: number): void {
    if (end - start > MAX_LENGTH) return;
    const slots = this.#own();
    const kind = kindOf(reader, start, end);
    const slot = this.#find(slots, hashOf(bytes, start, end, kind), kind, bytes, start);
    // The slot stays taken, or those behind it would be lost.
    if (slot >= 0 && slots[slot] !== EMPTY) slots[slot + 1] = kind | FORGOTTEN;
  }

  /** The place of a run's slot: its own, forgotten or not, or the empty one where it belongs; -1 if that is far. */
  #find(slots: Int32Array, hash: number, kind: number, bytes: Uint8Array, start: number): number {
    const count = slots.length / SLOT;
    let index = (hash >>> 8) & (count - 1);
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const slot = index * SLOT;
      if (slots[slot] === EMPTY) return slot;
      if (slots[slot] === hash && ((slots[slot + 1] ?? 0) & ~FORGOTTEN) === kind) {
        if (this.#isKept(slots[slot + 2] ?? 0, bytes, start, kind >> READER_BITS)) return slot;
      }
      index = (index + 1) & (count - 1);
    }
    return -1;
  }

  #isKept(from: number, bytes: Uint8Array, start: number, length: number): boolean {
    const kept = this.#kept;
    for (let i = 0; i < length; i++) if (kept[from + i] !== bytes[start + i]) return false;
    return true;
  }

  /** Keeps the bytes of a run; returns their place. */
  #keep(bytes: Uint8Array, start: number, end: number): number {
    const from = this.#length;
    const length = from + end - start;
    if (length > this.#kept.length) {
      const grown = new Uint8Array(4 * length);
      grown.set(this.#kept);
      this.#kept = grown;
    }
    const kept = this.#kept;
    // Runs are short: copying them here beats asking for it.
    for (let at = start, to = from; at < end; at++) kept[to++] = bytes[at] ?? 0;
    this.#length = length;
    return from;
  }

  #grow(slots: Int32Array): void {
    if (this.#runs >= MAX_RUNS) {
      this.#clear();
      return;
    }
    const grown = new Int32Array(4 * slots.length);
    const last = grown.length / SLOT - 1;
    for (let from = 0; from < slots.length; from += SLOT) {
      const hash = slots[from] ?? EMPTY;
      if (hash === EMPTY) continue;
      let index = (hash >>> 8) & last;
      while (grown[index * SLOT] !== EMPTY) index = (index + 1) & last;
      for (let i = 0; i < SLOT; i++) grown[index * SLOT + i] = slots[from + i] ?? 0;
    }
    this.#slots = grown;
  }
}
