// SPDX-License-Identifier: Apache-2.0
import type { Tags } from './tags.js';

/**
 * A quick check whether the other words of a structure stand anywhere near: every set of words has a bit, every entry the
 * bits of the sets it is in, every stretch of a text those of its entries. A structure can only hold where all its bits
 * are. Two sets may share a bit; then a structure is tried in vain.
 */
export const SIGNATURE_WORDS = 4;
/** Bits for sets of English words; the rest is for those of other languages. */
const ENGLISH_BITS = 96;
const FOREIGN_BITS = SIGNATURE_WORDS * 32 - ENGLISH_BITS;

/** Words to a stretch, as a power of two. A window is three stretches, so that it reaches so far to both sides. */
export const STRETCH_SHIFT = 5;
/** Longest structure, in words, that always fits into a window. */
export const STRETCH = 1 << STRETCH_SHIFT;

/** The bit of a set: those of one language share theirs, since a text is rarely in two. */
export function signatureBit(number: number, language: number | undefined): number {
  return language === undefined ? number % ENGLISH_BITS : ENGLISH_BITS + (language % FOREIGN_BITS);
}

export function setSignature(target: Int32Array, index: number, bit: number): void {
  const at = index * SIGNATURE_WORDS + (bit >>> 5);
  target[at] = (target[at] ?? 0) | (1 << (bit & 31));
}

/** Signatures of the stretches of a text, and of the window around one of them. */
export interface Stretches {
  masks: Int32Array;
  readonly window: Int32Array;
}

export function openStretches(): Stretches {
  return { masks: new Int32Array(1024), window: new Int32Array(SIGNATURE_WORDS) };
}

/** Fills the signatures of all stretches of a text. */
export function fillStretches(stretches: Stretches, tags: Tags, signatures: Int32Array): void {
  const size = ((tags.words >>> STRETCH_SHIFT) + 3) * SIGNATURE_WORDS;
  if (stretches.masks.length < size) stretches.masks = new Int32Array(size * 2);
  const { masks } = stretches;
  masks.fill(0, 0, size);
  const { entry, first, count } = tags;
  for (let tag = 0; tag < count; tag++) {
    const at = (((first[tag] ?? 0) >>> STRETCH_SHIFT) + 1) * SIGNATURE_WORDS;
    const from = (entry[tag] ?? 0) * SIGNATURE_WORDS;
    masks[at] = (masks[at] ?? 0) | (signatures[from] ?? 0);
    masks[at + 1] = (masks[at + 1] ?? 0) | (signatures[from + 1] ?? 0);
    masks[at + 2] = (masks[at + 2] ?? 0) | (signatures[from + 2] ?? 0);
    masks[at + 3] = (masks[at + 3] ?? 0) | (signatures[from + 3] ?? 0);
  }
}

/** Sets the window to the stretch and its two neighbours. */
export function moveWindow({ masks, window }: Stretches, stretch: number): void {
  const at = (stretch + 1) * SIGNATURE_WORDS;
  for (let i = 0; i < SIGNATURE_WORDS; i++) {
    window[i] = (masks[at + i - SIGNATURE_WORDS] ?? 0) | (masks[at + i] ?? 0) | (masks[at + i + SIGNATURE_WORDS] ?? 0);
  }
}
