// SPDX-License-Identifier: Apache-2.0
import { decodeToken, MIN_ENCODED_LENGTH } from './encodings/tokens.js';
import { decodeLayers, type LayerPorts } from './layers.js';
import { normalizeForDlp, normalizeKeepingLines } from './normalize.js';
import { decodePercentFully } from './notations/percent-text.js';
import type { Layer, View, ViewLimit, ViewName } from './view.js';

export interface ViewLimits {
  readonly maxViews: number;
  /** UTF-16 units over all views. */
  readonly maxChars: number;
}

/** Collects the distinct views of one surface. */
export interface ViewCollector {
  readonly views: readonly View[];
  /** Texts found by decoding, in the order they were found. The text as received is not among them. */
  readonly layers: readonly Layer[];
  readonly limit: ViewLimit | undefined;
  /** Adds a normalised reading. Returns false when it is empty or known already. */
  add(name: ViewName, text: string, joined?: boolean, exact?: boolean): boolean;
  /** Adds what a token decodes to, and all that stands encoded in that. */
  readonly addDecodings: (token: string) => void;
  /** Adds all that stands encoded in a text, notations such as `\x41` among it. */
  readonly addLayers: (text: string) => void;
  /** Adds the percent-decoded form, if it differs, and returns it. */
  addPercentDecoded(text: string): string;
}

/** Comparing beats hashing here: texts of equal length are rare, and hashing reads every text to its end. */
function isKnown(views: readonly View[], text: string): boolean {
  for (const view of views) if (view.text.length === text.length && view.text === text) return true;
  return false;
}

/** An empty collector. A collector belongs to one surface of one action. */
export function openViews(limits: ViewLimits, ports: LayerPorts = {}): ViewCollector {
  const views: View[] = [];
  const layers: Layer[] = [];
  let chars = 0;

  const add = (name: ViewName, text: string, joined = false, exact = false): boolean => {
    if (text === '' || isKnown(views, text)) return false;
    chars += text.length;
    if (views.length >= limits.maxViews) collector.limit ??= 'views';
    else if (chars > limits.maxChars) collector.limit ??= 'size';
    else views.push({ name, text, joined, exact });
    return collector.limit === undefined;
  };

  const addLayer = ({ encoding, text, depth }: Layer): boolean => {
    const normal = normalizeForDlp(text);
    if (!add(encoding, normal)) return false;
    layers.push({ encoding, text, depth });
    // Lines mark where binary was cut out; joining them could hide a boundary, so both readings count.
    if (normal !== text) add(encoding, normalizeKeepingLines(text));
    return true;
  };

  const addDecodings = (token: string): void => {
    if (token.length < MIN_ENCODED_LENGTH || collector.limit !== undefined) return;
    for (const { view, text } of decodeToken(token)) {
      if (!addLayer({ encoding: view, text, depth: 1 })) continue;
      const inner = decodeLayers(text, ports);
      for (const layer of inner.layers) if (layer.depth > 0) addLayer({ ...layer, depth: layer.depth + 1 });
      collector.limit ??= inner.limit;
    }
  };

  const addLayers = (text: string): void => {
    if (collector.limit !== undefined) return;
    const inner = decodeLayers(text, ports);
    for (const layer of inner.layers) if (layer.depth > 0) addLayer(layer);
    collector.limit ??= inner.limit;
  };

  const addPercentDecoded = (text: string): string => {
    if (!text.includes('%')) return text;
    const decoded = decodePercentFully(text);
    if (decoded === undefined) {
      collector.limit ??= 'depth';
      return text;
    }
    if (add('url', normalizeForDlp(decoded))) layers.push({ encoding: 'url', text: decoded, depth: 1 });
    return decoded;
  };

  // A plain member, not an accessor: this object is made for every URL.
  const collector: MutableCollector = {
    views,
    layers,
    limit: undefined,
    add,
    addDecodings,
    addLayers,
    addPercentDecoded,
  };
  return collector;
}

type MutableCollector = { -readonly [Key in keyof ViewCollector]: ViewCollector[Key] };
