// SPDX-License-Identifier: Apache-2.0

/** A text to look for, in lower case as far as ASCII goes. */
export interface Literal {
  readonly text: string;
}

/** Where a literal stands in a text; `end` is exclusive. */
export interface LiteralHit<Item extends Literal> {
  readonly literal: Item;
  readonly start: number;
  readonly end: number;
}

/** Finds any of many literals in one pass, whatever the case of ASCII letters. */
export interface LiteralSet<Item extends Literal> {
  readonly size: number;
  /** The first hit at or after `from`, by the place where it is recognised. */
  find(text: string, from?: number): LiteralHit<Item> | undefined;
}

/** Length of the stretch by which a literal is recognised before it is compared whole. */
const GRAM = 6;
/** No shorter literal can be looked for. */
const MIN_LITERAL = GRAM;
const MAX_STRIDE = 32;
/** Size of the pre-filter: one byte for each value of the low bits of a hash. */
const FILTER_SIZE = 1 << 17;

/** ASCII letters in lower case, every other code unit as it is: hex and host names come in either case. */
function foldCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** ASCII letters in lower case; the length stays. */
export function foldText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The same letter in either case has this bit set; other codes may fall together, which comparing whole tells apart. */
const FOLDED = 0x20202020;

/** Hash of the stretch at `start`, whatever the case of its letters. */
function hashAt(text: string, start: number): number {
  const head =
    text.charCodeAt(start) |
    (text.charCodeAt(start + 1) << 8) |
    (text.charCodeAt(start + 2) << 16) |
    (text.charCodeAt(start + 3) << 24) |
    FOLDED;
  const tail = text.charCodeAt(start + 4) | (text.charCodeAt(start + 5) << 8) | FOLDED;
  const hash = Math.imul(head, 0x9e3779b1) ^ Math.imul(tail, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

/** A literal and the place in it of the stretch that was recognised. */
interface Place<Item> {
  readonly literal: Item;
  readonly offset: number;
}

function standsAt({ text: literal }: Literal, text: string, start: number): boolean {
  if (start < 0 || start + literal.length > text.length) return false;
  for (let i = 0; i < literal.length; i++)
    if (foldCode(text.charCodeAt(start + i)) !== literal.charCodeAt(i)) return false;
  return true;
}

/** Prepares a search. Literals shorter than MIN_LITERAL are left out. */
export function compileLiterals<Item extends Literal>(all: readonly Item[]): LiteralSet<Item> {
  const literals = all.filter(({ text }) => text.length >= MIN_LITERAL);
  const places = new Map<number, Place<Item>[]>();
  const filter = new Uint8Array(FILTER_SIZE);
  const shortest = literals.reduce((min, { text }) => Math.min(min, text.length), MAX_STRIDE + GRAM);
  // Only every `stride`-th place of a text is looked at, so the first `stride` stretches of each literal are indexed.
  const stride = Math.min(shortest - GRAM + 1, MAX_STRIDE);
  for (const literal of literals) {
    for (let offset = 0; offset < stride; offset++) {
      const hash = hashAt(literal.text, offset);
      const known = places.get(hash);
      if (known === undefined) places.set(hash, [{ literal, offset }]);
      else known.push({ literal, offset });
      filter[hash & (FILTER_SIZE - 1)] = 1;
    }
  }

  return {
    size: literals.length,
    find(text, from = 0) {
      if (literals.length === 0) return undefined;
      for (let at = from; at + GRAM <= text.length; at += stride) {
        const hash = hashAt(text, at);
        if (filter[hash & (FILTER_SIZE - 1)] !== 1) continue;
        for (const { literal, offset } of places.get(hash) ?? []) {
          const start = at - offset;
          if (start >= from && standsAt(literal, text, start))
            return { literal, start, end: start + literal.text.length };
        }
      }
      return undefined;
    },
  };
}
