// SPDX-License-Identifier: Apache-2.0
import type { FragmentSearch } from '../../text/fragment-search.js';
import { BETWEEN, copyText, showsPlainly, showsRule, type JoinedHit, type Piece } from './search.js';

/** A piece that may carry its place among the others, as in `part 3` or `seq=3`. */
export interface NumberedPiece extends Piece {
  readonly index?: number;
}

/** Longest piece that is put in other orders: a credential in pieces has short ones. */
const MAX_LENGTH = 160;
/** Pieces without a number that are put in every order, the new one among them. */
const MAX_LOOSE = 4;
/** Pieces with a number. */
const MAX_NUMBERED = 64;
/** Characters to each side of a numbered piece that are searched with it. */
const REACH = 1024;

/** Pieces put one behind the other. */
export interface Line {
  readonly text: string;
  /** The same without the piece that came last. */
  readonly before: string;
  readonly pieces: readonly NumberedPiece[];
  /** The order is the one that the pieces say. */
  readonly numbered: boolean;
}

function lineOf(pieces: readonly NumberedPiece[], added: NumberedPiece, numbered = false): Line {
  const others = pieces.filter((piece) => piece !== added);
  return { text: textOf(pieces), before: textOf(others), pieces, numbered };
}

function textOf(pieces: readonly NumberedPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

const DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const WORD = /^[A-Z]?(?:[a-z]+|[A-Z]+)[.-]?$/;
const MIN_LOOSE = 5;

/**
 * Whether a piece without a number may be put in other orders. Words, numbers and identifiers of ordinary traffic, put in
 * every order, would sooner or later read like something.
 */
function isLoose({ text }: NumberedPiece): boolean {
  return text.length >= MIN_LOOSE && !/^[0-9.]+$/.test(text) && !WORD.test(text) && !DIGEST.test(text);
}

/** Every order of the new piece and one or two others, but the one in which they came. */
function loosePermutations(others: readonly NumberedPiece[], added: NumberedPiece): readonly Line[] {
  const lines: Line[] = [];
  others.forEach((one, i) => {
    const orders = [
      [added, one],
      [one, added],
    ];
    others.forEach((other, k) => {
      if (k !== i) orders.push([added, one, other], [one, added, other], [one, other, added]);
    });
    lines.push(...orders.map((pieces) => lineOf(pieces, added)));
  });
  return lines;
}

/** The numbered pieces in their order, as far as they reach from the new one. */
function numberedLine(numbered: ReadonlyMap<number, NumberedPiece>, added: NumberedPiece): Line | undefined {
  if (numbered.size < 2) return undefined;
  const sorted = [...numbered].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  const at = sorted.indexOf(added);
  let from = at;
  let until = at + 1;
  for (let room = REACH; from > 0 && room > 0; room -= sorted[from]?.text.length ?? 0) from--;
  for (let room = REACH; until < sorted.length && room > 0; room -= sorted[until - 1]?.text.length ?? 0) until++;
  return lineOf(sorted.slice(from, until), added, true);
}

/**
 * Recent short pieces of one session, for credentials whose pieces do not come in order: with numbers, any number of
 * pieces in any order; without, up to three pieces with others between them.
 */
export class FragmentPool {
  #loose: readonly NumberedPiece[] = [];
  readonly #numbered = new Map<number, NumberedPiece>();

  /** Characters held. */
  get size(): number {
    let size = 0;
    for (const { text } of [...this.#loose, ...this.#numbered.values()]) size += text.length;
    return size;
  }

  /** Forgets pieces from before a time. */
  forget(sinceMs: number): void {
    this.#loose = this.#loose.filter(({ atMs }) => atMs >= sinceMs);
    for (const [index, { atMs }] of this.#numbered) if (atMs < sinceMs) this.#numbered.delete(index);
  }

  /** Whether a text is short enough to be put in other orders. */
  accepts(text: string): boolean {
    return text !== '' && text.length <= MAX_LENGTH;
  }

  /** Adds a piece and gives the orders in which it stands with others. */
  push(piece: NumberedPiece): readonly Line[] {
    const held = { ...piece, text: copyText(piece.text) };
    const lines: Line[] = [];
    if (isLoose(held)) {
      lines.push(...loosePermutations(this.#loose, held));
      this.#loose = [...this.#loose, held].slice(1 - MAX_LOOSE);
    }
    if (held.index === undefined) return lines;
    this.#number(held, held.index);
    const line = numberedLine(this.#numbered, held);
    return line === undefined ? lines : [...lines, line];
  }

  #number(piece: NumberedPiece, index: number): void {
    // A number that comes again begins a new row of pieces only where it was; the others stay.
    this.#numbered.delete(index);
    this.#numbered.set(index, piece);
    if (this.#numbered.size <= MAX_NUMBERED) return;
    const [oldest] = this.#numbered.keys();
    if (oldest !== undefined) this.#numbered.delete(oldest);
  }
}

/** The text in which all lines are searched at once. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join(BETWEEN);
}

/** The rules that lines show with the piece that came last, and neither without it nor by one piece alone. */
export function judgeLines(lines: readonly Line[], search: FragmentSearch): readonly JoinedHit[] {
  const hits = lines.length === 0 ? [] : search.decoded(joinLines(lines));
  if (hits.length === 0) return [];
  const pieces = [...new Set(lines.flatMap((line) => line.pieces))];
  return hits.flatMap((hit) => {
    const shows = (text: string): boolean => showsRule(search, text, hit.rule);
    // A piece that shows the rule by itself has been judged, and must not hide what others show together.
    const whole = new Set(pieces.filter(({ text }) => shows(text)));
    const apart = lines.filter((line) => !line.pieces.some((piece) => whole.has(piece)));
    const line = apart.find(({ pieces: ordered, text, before }) => {
      if (!shows(text) || shows(before)) return false;
      const texts = ordered.map((piece) => piece.text);
      return showsPlainly(search, texts, hit.rule);
    });
    return line === undefined ? [] : [{ ...hit, contributors: contributorsOf(line) }];
  });
}

function contributorsOf({ pieces }: Line): readonly string[] {
  const inTime = [...pieces].sort((a, b) => a.atMs - b.atMs);
  return [...new Set(inTime.flatMap(({ ids }) => ids))];
}
