// SPDX-License-Identifier: Apache-2.0

/** Beginnings of credentials, as a tree of lower-case characters. */
export interface AnchorTree {
  readonly next: ReadonlyMap<number, AnchorTree>;
  readonly ends: boolean;
}

interface MutableTree {
  readonly next: Map<number, MutableTree>;
  ends: boolean;
}

/** Builds the tree of the given beginnings. */
export function compileAnchors(anchors: readonly string[]): AnchorTree {
  const root: MutableTree = { next: new Map(), ends: false };
  for (const anchor of anchors) {
    let node = root;
    for (let i = 0; i < anchor.length; i++) {
      const code = lower(anchor.charCodeAt(i));
      const known = node.next.get(code) ?? { next: new Map<number, MutableTree>(), ends: false };
      node.next.set(code, known);
      node = known;
    }
    node.ends = true;
  }
  return root;
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** How far the beginnings have been read at the end of a piece: wholly, in part, or not at all. */
interface Progress {
  readonly complete: boolean;
  readonly open: readonly AnchorTree[];
}

/** Reads `text` from `at` on; the node reached at its end, `true` when a beginning is complete, else undefined. */
function walk(from: AnchorTree, text: string, at: number): AnchorTree | true | undefined {
  let node = from;
  for (let i = at; i < text.length; i++) {
    const next = node.next.get(lower(text.charCodeAt(i)));
    if (next === undefined) return undefined;
    if (next.ends) return true;
    node = next;
  }
  return node;
}

function begin(anchors: AnchorTree, piece: string): Progress {
  const open: AnchorTree[] = [];
  for (let at = 0; at < piece.length; at++) {
    const reached = walk(anchors, piece, at);
    if (reached === true) return { complete: true, open: [] };
    if (reached !== undefined) open.push(reached);
  }
  return { complete: false, open };
}

function proceed({ complete, open }: Progress, piece: string): Progress {
  if (complete) return { complete, open };
  const left: AnchorTree[] = [];
  for (const node of open) {
    const reached = walk(node, piece, 0);
    if (reached === true) return { complete: true, open: [] };
    if (reached !== undefined) left.push(reached);
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
      const reached = exhaustive ? progress : proceed(progress, piece);
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
