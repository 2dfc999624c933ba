// SPDX-License-Identifier: Apache-2.0
import type { Inflater } from './compression/inflater.js';
import { decodeLayers, type Layers } from './layers.js';
import { normalizeForDlp, normalizeKeepingLines } from './normalize.js';
import { REWRITTEN } from './notations/undo.js';
import type { Layer, View, ViewLimit } from './view.js';

/** The readings of one text, shared by all detectors. Each is made when it is first asked for, and once. */
export interface TextReading {
  /** The text as received and every text decoded from it, not normalised. The first is the text itself. */
  layers(): readonly Layer[];
  /** Each layer normalised for the search of credentials. */
  credentials(): readonly View[];
  /** The cap that was hit by what has been asked for so far; such a text was not read whole. */
  limit(): ViewLimit | undefined;
}

function isKnown(views: readonly View[], text: string): boolean {
  for (const view of views) if (view.text.length === text.length && view.text === text) return true;
  return false;
}

function addViews(views: View[], { encoding, text }: Layer, joined: boolean): void {
  const lines = normalizeKeepingLines(text);
  const exact = encoding === 'raw' && lines === text;
  if (lines !== '' && !isKnown(views, lines)) views.push({ name: encoding, text: lines, joined, exact });
  if (joined || encoding === 'raw' || REWRITTEN.has(encoding)) return;
  // A line feed may stand for a byte that somebody put into a token.
  const plain = normalizeForDlp(text);
  if (plain !== '' && !isKnown(views, plain)) views.push({ name: encoding, text: plain, joined, exact: false });
}

function credentialViews(layers: readonly Layer[]): readonly View[] {
  const views: View[] = [];
  for (const layer of layers) if (layer.encoding !== 'split') addViews(views, layer, false);
  // Last, since fewer rules apply to what was put together: what also stands in one piece is none of it.
  for (const layer of layers) if (layer.encoding === 'split') addViews(views, layer, true);
  return views;
}

/**
 * Opens the readings of a free text such as a body, a header value or a tool argument, or of the bytes of one. Untrusted
 * input. Compressed data is opened where there is an inflater.
 */
export function readText(source: string | Uint8Array, inflater?: Inflater): TextReading {
  let decoded: Layers | undefined;
  let credentials: readonly View[] | undefined;
  const decode = (): Layers => (decoded ??= decodeLayers(source, inflater === undefined ? {} : { inflater }));
  return {
    layers: () => decode().layers,
    credentials: () => (credentials ??= credentialViews(decode().layers)),
    limit: () => decoded?.limit,
  };
}
