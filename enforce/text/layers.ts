// SPDX-License-Identifier: Apache-2.0
import { encodeText } from './bytes/utf8.js';
import type { Inflater } from './compression/inflater.js';
import { plausibleKinds } from './compression/streams.js';
import { readAscii85, readBase85 } from './encodings/ascii85.js';
import { readBrokenRuns } from './encodings/broken-runs.js';
import { readDumps } from './encodings/dumps.js';
import { readGlued } from './encodings/glued.js';
import { readGroups } from './encodings/groups.js';
import { readHidden } from './encodings/hidden.js';
import { readWideText } from './encodings/legible.js';
import { findRuns, holdMixed, readRuns } from './encodings/runs.js';
import { readSpelled } from './encodings/spelled.js';
import { surveyBytes } from './encodings/survey.js';
import { RunMemory } from './memory.js';
import { readNotations, REWRITTEN } from './notations/undo.js';
import { PieceSink, type InflateBudget, type Piece } from './pieces.js';
import type { Layer, ViewLimit } from './view.js';

export interface LayerPorts {
  /** Without it compressed data is not opened. */
  readonly inflater?: Inflater;
}

export interface LayerLimits {
  /** Encodings undone one inside the other. */
  readonly maxDepth: number;
  readonly maxLayers: number;
  /** UTF-16 units over all layers but the first. */
  readonly maxChars: number;
}

export const LAYER_LIMITS: LayerLimits = { maxDepth: 8, maxLayers: 128, maxChars: 64 * 1024 * 1024 };

export interface Layers {
  /** The text as received, then what was decoded, fewest encodings first. Each text once. */
  readonly layers: readonly Layer[];
  /** The cap that was hit; then something that can be decoded was not. */
  readonly limit: ViewLimit | undefined;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Streams tried in any text, and for each so many characters one more. */
const FREE_ATTEMPTS = 128;
const CHARS_PER_ATTEMPT = 2048;
/** Shortest text in which anything is looked for. */
const MIN_TEXT = 6;
/** In what is encoded again and again nothing stands in pieces. */
const MAX_GLUED_DEPTH = 1;

/** Everything that stands encoded in a layer, one step deep. */
function decodeOnce({ text, final, depth }: Layer, open: () => PieceSink): readonly Piece[] {
  if (text.length < MIN_TEXT) return [];
  const sink = open();
  const encoded = encodeText(text);
  const { bytes, length } = encoded;
  const { numeric, mixed } = surveyBytes(encoded);
  readGroups(encoded, numeric, sink);
  const runs = findRuns(encoded);
  // Long pieces, line by line, tell more than the survey sees.
  const done = readBrokenRuns(bytes, mixed.length === 0 && holdMixed(bytes, runs) ? [0, length] : mixed, sink);
  readRuns(bytes, runs, done, sink);
  if (mixed.length > 0 && depth <= MAX_GLUED_DEPTH) readGlued(bytes, mixed, sink);
  if (text.includes('<~')) readAscii85(bytes, length, sink);
  if (mixed.length > 0) readBase85(bytes, mixed, sink);
  if (numeric.length > 0) readDumps(text, sink);
  readSpelled(text, encoded, sink);
  if (length !== text.length) readHidden(text, sink);
  if (final !== true) readNotations(text, encoded, sink);
  return sink.pieces;
}

/** Pieces that make one layer. */
interface Gathered {
  readonly first: Piece;
  readonly texts: Set<string>;
}

/** Pieces of one encoding, but for whole texts, are one text: a document with a thousand tokens must not make a thousand layers. */
function gather(pieces: readonly Piece[], depth: number): readonly Layer[] {
  if (pieces.length === 1 && pieces[0] !== undefined) {
    const { steps, ...piece } = pieces[0];
    return [{ ...piece, depth: depth + steps }];
  }
  const groups = new Map<string, Gathered>();
  let last: Gathered | undefined;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    const whole = REWRITTEN.has(piece.encoding);
    // Pieces of one encoding come in rows.
    if (whole || last?.first.encoding !== piece.encoding || last.first.steps !== piece.steps) {
      const key = whole ? String(i) : `${piece.encoding} ${piece.steps}`;
      last = groups.get(key);
      if (last === undefined) groups.set(key, (last = { first: piece, texts: new Set() }));
    }
    last.texts.add(piece.text);
  }
  return Array.from(groups.values(), ({ first: { steps, ...piece }, texts }) => ({
    ...piece,
    text: [...texts].join('\n\n'),
    depth: depth + steps,
  }));
}

/** Whether a layer is there already. What also stands in one piece is no longer one that was put together. */
function isKnown(layers: Layer[], { encoding, text }: Layer): boolean {
  const at = layers.findIndex((layer) => layer.text.length === text.length && layer.text === text);
  const known = layers[at];
  if (known?.encoding === 'split') layers[at] = { ...known, encoding };
  return known !== undefined;
}

/** What the bytes of a surface are beside UTF-8: compressed data, or text of two bytes a character. */
function readBytes(bytes: Uint8Array, sink: PieceSink): readonly Piece[] {
  for (const kind of plausibleKinds(bytes)) sink.takeStream(kind, bytes, 0);
  const wide = readWideText(bytes);
  if (wide !== undefined) sink.takeText('utf16', wide);
  return sink.pieces;
}

/** Layers as they are found, until a cap is hit. */
interface Growth {
  readonly layers: Layer[];
  readonly limits: LayerLimits;
  /** UTF-16 units over all layers but the first. */
  chars: number;
  limit: ViewLimit | undefined;
}

function grow(growth: Growth, pieces: readonly Piece[], depth: number): void {
  const { layers, limits } = growth;
  for (const layer of gather(pieces, depth)) {
    if (isKnown(layers, layer)) continue;
    growth.chars += layer.text.length;
    if (layer.depth > limits.maxDepth) growth.limit ??= 'depth';
    else if (layers.length > limits.maxLayers) growth.limit ??= 'views';
    else if (growth.chars > limits.maxChars) growth.limit ??= 'size';
    else layers.push(layer);
  }
}

/**
 * A text, as such or as bytes, and every text that stands encoded in it, to a fixed point. Untrusted input. What is
 * encoded beyond a cap is reported in `limit`, and the caller must treat the surface as unread.
 */
export function decodeLayers(
  source: string | Uint8Array,
  { inflater }: LayerPorts = {},
  limits: LayerLimits = LAYER_LIMITS,
): Layers {
  const budget: InflateBudget = {
    attempts: FREE_ATTEMPTS + Math.floor(source.length / CHARS_PER_ATTEMPT),
    bytes: limits.maxChars,
    limit: undefined,
  };
  const memory = new RunMemory();
  const open = (): PieceSink => new PieceSink(inflater, budget, memory);
  const text = typeof source === 'string' ? source : utf8.decode(source);
  const layers: Layer[] = [{ encoding: 'raw', text, depth: 0 }];
  const growth: Growth = { layers, limits, chars: 0, limit: undefined };
  if (typeof source !== 'string') grow(growth, readBytes(source, open()), 0);
  for (let at = 0; at < layers.length && growth.limit === undefined; at++) {
    const layer = layers[at];
    if (layer === undefined) break;
    grow(growth, decodeOnce(layer, open), layer.depth);
    growth.limit ??= budget.limit;
  }
  return { layers, limit: growth.limit };
}
