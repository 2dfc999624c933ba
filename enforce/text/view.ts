// SPDX-License-Identifier: Apache-2.0

/** How a reading came about: the last encoding that was undone, or what the pieces of a joined text were. */
export type ViewName =
  | 'raw'
  | 'url'
  | 'html'
  | 'escape'
  | 'quoted-printable'
  | 'markup'
  | 'terminal'
  | 'literals'
  | 'mime'
  | 'uuencode'
  | 'spelled'
  | 'backwards'
  | 'rot13'
  | 'caesar'
  | 'charcodes'
  | 'base64'
  | 'base64url'
  | 'hex'
  | 'base32'
  | 'base58'
  | 'base36'
  | 'base62'
  | 'base85'
  | 'hidden'
  | 'gzip'
  | 'zlib'
  | 'deflate'
  | 'brotli'
  | 'zstd'
  | 'utf16'
  | 'subdomain'
  | 'split';

/** One reading of a surface. */
export interface View {
  readonly name: ViewName;
  readonly text: string;
  /** The text was put together from pieces that did not stand side by side. */
  readonly joined: boolean;
  /** Offsets in `text` are offsets in the surface. */
  readonly exact: boolean;
}

/**
 * Which cap was hit. Text beyond a cap was not searched, so the caller must treat the surface as unread. `bomb` is
 * compressed data that grows too much, `effort` more compressed-looking stretches than are tried.
 */
export type ViewLimit = 'views' | 'size' | 'depth' | 'bomb' | 'effort';

/** A text that stands in a surface, as received or undone of its encodings, before any normalisation. */
export interface Layer {
  /** The last encoding that was undone; `raw` for the text as received. */
  readonly encoding: ViewName;
  /** Stretches that were decoded apart from each other are separated by an empty line. */
  readonly text: string;
  /** Number of encodings undone. */
  readonly depth: number;
  /** No notation is left in it that runs all through a text. */
  readonly final?: true;
  /** Length of the text of which it is an excerpt. */
  readonly excerptOf?: number;
}
