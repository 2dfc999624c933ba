// SPDX-License-Identifier: Apache-2.0
import { textViews, type Layer, type View, type ViewCollector, type ViewLimit } from './views.js';

/** The readings of one text, shared by all detectors. Each is made when it is first asked for, and once. */
export interface TextReading {
  /** The text as received and every text decoded from it, not normalised. The first is the text itself. */
  layers(): readonly Layer[];
  /** Normalised for the search of credentials. */
  credentials(): readonly View[];
  /** The cap that was hit by what has been asked for so far; such a text was not read whole. */
  limit(): ViewLimit | undefined;
}

/** Opens the readings of a free text such as a body, a header value or a tool argument. Untrusted input. */
export function readText(text: string): TextReading {
  let collector: ViewCollector | undefined;
  const collect = (): ViewCollector => (collector ??= textViews(text));
  return {
    layers: () => [{ encoding: 'raw', text, depth: 0 }, ...collect().layers],
    credentials: () => collect().views,
    limit: () => collector?.limit,
  };
}
