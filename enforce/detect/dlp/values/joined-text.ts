// SPDX-License-Identifier: Apache-2.0
import type { Image } from '../tokens/shape.js';
import { chanceOdds } from './chance.js';
import { DIGIT, DOT, MEMBERSHIP } from './characters.js';

const CAPACITY = 512;
/** Blanks that are passed over at most. */
const MAX_BLANKS = 4096;
const scratch = new Uint8Array(CAPACITY);

/** The neighbourhood of a place with blanks left out. There is one at a time; it is valid until the next is read. */
export class JoinedText {
  private static readonly only = new JoinedText();
  /** Number of characters. */
  length = 0;
  /** Number of blanks left out. */
  blanks = 0;
  /** A dot was kept. */
  dotted = false;

  /** Reads at most `reach` characters from a place on, at most 512. `left` are the kinds of characters to leave out. */
  static read({ bytes, length }: Image, start: number, reach: number, left: number): JoinedText {
    const joined = JoinedText.only;
    const wanted = Math.min(reach, CAPACITY);
    let kept = 0;
    let blanks = 0;
    let kinds = 0;
    for (let at = start; at < length && kept < wanted && blanks < MAX_BLANKS; at++) {
      const byte = bytes[at] ?? 0;
      const kind = MEMBERSHIP[byte] ?? 0;
      if ((kind & left) === 0) {
        scratch[kept++] = byte;
        kinds |= kind;
      } else blanks++;
    }
    joined.length = kept;
    joined.blanks = blanks;
    joined.dotted = (kinds & DOT) !== 0;
    return joined;
  }

  hasDigit(from: number, to: number): boolean {
    for (let at = from; at < Math.min(to, this.length); at++)
      if (((MEMBERSHIP[scratch[at] ?? 0] ?? 0) & DIGIT) !== 0) return true;
    return false;
  }

  /** How much a part of it looks like chance. */
  odds(from: number, to: number): number {
    return chanceOdds(scratch, from, Math.min(to, this.length));
  }

  /** The characters as a text; what is not ASCII is one character of no meaning. */
  text(): string {
    return String.fromCharCode.apply(undefined, scratch.subarray(0, this.length) as unknown as number[]);
  }
}
