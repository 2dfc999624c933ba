// SPDX-License-Identifier: Apache-2.0

/** Beginnings of credentials, as a tree of characters in either case. A node is a number, and 0 the root. */
export interface AnchorTree {
  /** A row of ROW nodes for each node: where a character leads, or 0 where none goes on. */
  readonly next: Uint16Array;
  /** 1 for a node at which a beginning is complete. */
  readonly ends: Uint8Array;
}

/** The printable characters of ASCII, capitals as small letters; all others are one, so that too much is taken for equal. */
const ROW = 96;
const FIRST = 0x20;

function columnOf(code: number): number {
  if (code < FIRST || code > 0x7e) return ROW - 1;
  return (code >= 0x41 && code <= 0x5a ? code | 0x20 : code) - FIRST;
}

/** Builds the tree of the given beginnings; at most 65,535 characters in all. */
export function compileAnchors(anchors: readonly string[]): AnchorTree {
  const size = anchors.reduce((sum, { length }) => sum + length, 1);
  if (size > 0xffff) throw new RangeError('the beginnings are too many');
  const next = new Uint16Array(size * ROW);
  const ends = new Uint8Array(size);
  let used = 1;
  for (const anchor of anchors) {
    let node = 0;
    for (let i = 0; i < anchor.length; i++) node = next[node * ROW + columnOf(anchor.charCodeAt(i))] ||= used++;
    ends[node] = 1;
  }
  return { next: next.slice(0, used * ROW), ends: ends.slice(0, used) };
}

/** How far the beginnings have been read at the end of a piece: wholly, in part, or not at all. */
interface Progress {
  readonly complete: boolean;
  readonly open: readonly number[];
}

const NOT_AT_ALL = -1;
const WHOLLY = -2;
const COMPLETE: Progress = { complete: true, open: [] };

/** Reads `text` from `at` on: the node reached at its end, or one of the answers above. */
function walk({ next, ends }: AnchorTree, from: number, text: string, at: number): number {
  let node = from;
  for (let i = at; i < text.length; i++) {
    node = next[node * ROW + columnOf(text.charCodeAt(i))] ?? 0;
    if (node === 0) return NOT_AT_ALL;
    if (ends[node] === 1) return WHOLLY;
  }
  return node;
}

function begin(anchors: AnchorTree, piece: string): Progress {
  const open: number[] = [];
  for (let at = 0; at < piece.length; at++) {
    const reached = walk(anchors, 0, piece, at);
    if (reached === WHOLLY) return COMPLETE;
    if (reached !== NOT_AT_ALL) open.push(reached);
  }
  return { complete: false, open };
}

function proceed(anchors: AnchorTree, progress: Progress, piece: string): Progress {
  if (progress.complete) return progress;
  const left: number[] = [];
  for (const node of progress.open) {
    const reached = walk(anchors, node, piece, 0);
    if (reached === WHOLLY) return COMPLETE;
    if (reached !== NOT_AT_ALL) left.push(reached);
  }
  return { complete: false, open: left };
}

const MAX_PIECES = 20;
const MIN_PIECES = 3;
const MAX_CHOSEN = 4;
/** Up to this many pieces every choice is made, for rules without a fixed beginning. */
const SMALL = 6;
/** What an outer piece contributes: a credential that crosses into the next piece does not reach further. */
const OUTER = 160;
/** No known credential is shorter. */
const MIN_LINE = 16;

/**
 * Every order-preserving choice of two to four of the first twenty pieces, joined: a secret cut up with decoys between
 * its pieces stands whole in one of them. Beyond six pieces there are thousands of choices, so a choice is followed
 * only while some credential could have begun in its first piece.
 */
export function combinePieces(all: readonly string[], anchors: AnchorTree): readonly string[] {
  if (all.length < MIN_PIECES) return [];
  const pieces = all.slice(0, MAX_PIECES);
  const longest = pieces.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest * MAX_CHOSEN < MIN_LINE) return [];
  const exhaustive = pieces.length <= SMALL;
  const lines: string[] = [];
  const extend = (prefix: string, progress: Progress, from: number, size: number): void => {
    if (prefix.length + (MAX_CHOSEN + 1 - size) * longest < MIN_LINE) return;
    for (let i = from; i < pieces.length; i++) {
      const piece = pieces[i] ?? '';
      const reached = exhaustive ? progress : proceed(anchors, progress, piece);
      if (!exhaustive && !reached.complete && reached.open.length === 0) continue;
      const line = prefix + (piece.length > OUTER ? piece.slice(0, OUTER) : piece);
      if ((exhaustive || reached.complete) && line.length >= MIN_LINE) lines.push(line);
      // A middle piece must be whole; one longer than any credential ends every line through it.
      if (size < MAX_CHOSEN && piece.length <= OUTER) extend(prefix + piece, reached, i + 1, size + 1);
    }
  };
  pieces.forEach((piece, i) => {
    const progress = exhaustive ? { complete: false, open: [] } : begin(anchors, piece);
    if (exhaustive || progress.complete || progress.open.length > 0) extend(piece.slice(-OUTER), progress, i + 1, 2);
  });
  return lines;
}
