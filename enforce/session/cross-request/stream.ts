// SPDX-License-Identifier: Apache-2.0
import type { FragmentHit, FragmentSearch } from '../../text/fragment-search.js';
import { copyText, showsPlainly, showsRule, type JoinedHit, type Piece } from './search.js';

/** Which way the pieces of a stream are joined: as they come, or each in front of those before it. */
export type Direction = 'forward' | 'backward';

/** 1 for what encodings are made of: base64, hex with its delimiters, escapes. */
const ENCODED = new Uint8Array(128);
for (const mark of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_=-%\\:;&#,')
  ENCODED[mark.charCodeAt(0)] = 1;
/** No credential is shorter in any encoding. */
const MIN_ENCODED = 16;

/**
 * The end of what one session has sent in one place, as far back as a credential could begin. A new piece is searched
 * together with that end and is then cut to it: the cost of a piece does not depend on how much came before.
 */
export class FragmentStream {
  readonly #direction: Direction;
  readonly #reach: number;
  /** Oldest first. */
  #pieces: readonly Piece[] = [];
  /** The pieces as they are joined. */
  #joined = '';

  /** `reach`: characters kept, no fewer than the longest credential in its longest encoding has. */
  constructor(direction: Direction, reach: number) {
    this.#direction = direction;
    this.#reach = reach;
  }

  /** Characters held. */
  get size(): number {
    return this.#joined.length;
  }

  /** Forgets pieces from before a time. */
  forget(sinceMs: number): void {
    if ((this.#pieces[0]?.atMs ?? sinceMs) >= sinceMs) return;
    this.#pieces = this.#pieces.filter(({ atMs }) => atMs >= sinceMs);
    this.#joined = this.#join(this.#pieces);
  }

  /** The last piece, to tell a value that is always the same. */
  get last(): string | undefined {
    return this.#pieces.at(-1)?.text;
  }

  /** The text in which a new piece and those before it show what they show together; empty when nothing came before. */
  joint(text: string): string {
    const near = this.#near(text);
    if (this.#joined === '' || near === '') return '';
    return this.#direction === 'forward' ? this.#joined + near : near + this.#joined;
  }

  /**
   * The stretch of a joint that may be one encoding and has both an old and a new side; empty when there is none. What
   * else is encoded in it has been undone before, or is undone with the new request.
   */
  seam(text: string, joint = this.joint(text)): string {
    const near = this.#near(text).length;
    const seam = this.#direction === 'forward' ? joint.length - near : near;
    let start = seam;
    let end = seam;
    while (start > 0 && ENCODED[joint.charCodeAt(start - 1)] === 1) start--;
    while (end < joint.length && ENCODED[joint.charCodeAt(end)] === 1) end++;
    return start < seam && end > seam && end - start >= MIN_ENCODED ? joint.slice(start, end) : '';
  }

  /** The rules that only the joint shows. Costs some dozens of searches at most, and only where a rule was seen. */
  judge(piece: Piece, search: FragmentSearch): readonly JoinedHit[] {
    const joint = this.joint(piece.text);
    const hits = joint === '' ? [] : search.decoded(joint);
    if (hits.length === 0) return [];
    const near = this.#near(piece.text);
    const alone = new Set(search.decoded(near).map(({ rule }) => rule));
    return hits.flatMap((hit) => (alone.has(hit.rule) ? [] : (this.#explain(piece.ids, near, hit, search) ?? [])));
  }

  /** Keeps a piece for those to come. */
  push(piece: Piece): void {
    if (piece.text === '') return;
    const text = copyText(this.#far(piece.text));
    this.#pieces = this.#trim([...this.#pieces, { ...piece, text }]);
    this.#joined = this.#direction === 'forward' ? this.#cut(this.#joined + text) : this.#cut(text + this.#joined);
  }

  /** The part of a new piece that can be part of a credential which began in earlier ones. */
  #near(text: string): string {
    return this.#direction === 'forward' ? text.slice(0, this.#reach) : text.slice(-this.#reach);
  }

  /** The part of a piece in which a credential can begin that later ones go on with. */
  #far(text: string): string {
    return this.#direction === 'forward' ? text.slice(-this.#reach) : text.slice(0, this.#reach);
  }

  #join(pieces: readonly Piece[], near = ''): string {
    return this.#ordered(pieces, near).join('');
  }

  #ordered(pieces: readonly Piece[], near: string): readonly string[] {
    const texts = [...pieces.map(({ text }) => text), near];
    return this.#direction === 'forward' ? texts : texts.reverse();
  }

  /**
   * Whether a rule that the joint shows needs the new piece: what older pieces show by themselves has been judged, and
   * must not hide what begins behind it. Finds the fewest pieces that are needed.
   */
  #explain(ids: readonly string[], near: string, hit: FragmentHit, search: FragmentSearch): JoinedHit | undefined {
    const known = this.#pieces;
    const shows = (from: number, added: string): boolean =>
      showsRule(search, this.#join(known.slice(from), added), hit.rule);
    // From here on the older pieces show nothing by themselves.
    const clean = firstWhere(known.length, (from) => !shows(from, ''));
    if (!showsPlainly(search, this.#ordered(known.slice(clean), near), hit.rule)) return undefined;
    const needed = firstWhere(known.length, (from) => from > clean && !shows(from, near)) - 1;
    const contributors = [...known.slice(Math.max(clean, needed)).flatMap((piece) => piece.ids), ...ids];
    return { ...hit, contributors: [...new Set(contributors)] };
  }

  /** The newest pieces, as far as they reach; the last of them is cut at the side that the newer ones do not stand at. */
  #trim(pieces: readonly Piece[]): readonly Piece[] {
    let room = this.#reach;
    let from = pieces.length;
    while (from > 0 && room > 0) room -= pieces[--from]?.text.length ?? 0;
    const [first, ...rest] = pieces.slice(from);
    if (first === undefined || room >= 0) return mergeOldest(pieces.slice(from), this.#direction);
    const text = this.#cut(first.text, first.text.length + room);
    return mergeOldest([{ ...first, text }, ...rest], this.#direction);
  }

  #cut(text: string, length = this.#reach): string {
    if (text.length <= length) return text;
    return this.#direction === 'forward' ? text.slice(-length) : text.slice(0, length);
  }
}

/** Requests of which a piece that was put together remembers the newest. */
const MAX_IDS = 128;
/** Pieces held apart; older ones are put together, which costs nothing but knowing which of them was needed. */
const MAX_PIECES = 128;

function mergeOldest(pieces: readonly Piece[], direction: Direction): readonly Piece[] {
  if (pieces.length <= MAX_PIECES) return pieces;
  // Half of them at once, so that it is seldom done.
  const extra = pieces.length - MAX_PIECES / 2;
  const oldest = pieces.slice(0, extra + 1);
  const texts = oldest.map(({ text }) => text);
  const text = copyText((direction === 'forward' ? texts : texts.reverse()).join(''));
  const atMs = oldest.at(-1)?.atMs ?? 0;
  return [{ ids: oldest.flatMap(({ ids }) => ids).slice(-MAX_IDS), text, atMs }, ...pieces.slice(extra + 1)];
}

/** The first number from 0 to `count` from which on something holds; it holds at `count`. */
function firstWhere(count: number, holds: (from: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
