// SPDX-License-Identifier: Apache-2.0
import { isSpace } from '../../text/bytes/ascii.js';

/** What a structured body consists of, in order of appearance. A credential may be cut up over the pieces. */
export interface Pieces {
  readonly values: readonly string[];
  /** The name of each value: key, column, parameter. Empty where values have none. */
  readonly keys: readonly string[];
  /** All names, also those of what is no text. */
  readonly names: readonly string[];
}

export const NO_PIECES: Pieces = { values: [], keys: [], names: [] };

const LITERALS = /["'`]\s{0,8}[-+.,;&|\\]?\s{0,8}["'`]/g;

/** A text cut where one quoted piece ends and the next begins: `'one' + 'two'`, `"one", "two"`. */
export function literalPieces(text: string): Pieces {
  const values = text.split(LITERALS);
  return values.length < 2 ? NO_PIECES : { values, keys: [], names: [] };
}

const ATTRIBUTE = /=\s{0,8}(?:"([^"]*)"|'([^']*)')/g;

/** The values of the attributes of markup. */
export function attributePieces(text: string): Pieces {
  return { values: Array.from(text.matchAll(ATTRIBUTE), (match) => match[1] ?? match[2] ?? ''), keys: [], names: [] };
}

/** Cells of lines of separated values, row by row. */
export function tablePieces(text: string): Pieces {
  const separator = [',', ';', '\t', '|'].find((mark) => text.includes(mark));
  if (separator === undefined) return NO_PIECES;
  const cells = text.split(/\r?\n/).flatMap((line) => line.split(separator));
  return { values: cells.map((cell) => cell.replace(/^\s?["']|["']\s?$/g, '')), keys: [], names: [] };
}

/** Fewest words of a phrase that stands for a key. */
const MIN_PHRASE = 12;
const WORD = /^\p{L}{2,16}$/u;

/** The values that are single words as one line, if there are enough of them for a phrase. */
export function wordLine(values: readonly string[]): readonly string[] {
  if (values.length < MIN_PHRASE) return [];
  const words = values.filter((value) => WORD.test(value));
  return words.length < MIN_PHRASE ? [] : [words.join(' ')];
}

/** How much of each end of a piece counts; no credential reaches further into its neighbour. */
const REACH = 160;

/** What of a piece can continue in its neighbours: all of it, or the words at its ends. */
function reachOf(piece: string): string {
  let start = 0;
  let end = piece.length;
  while (start < end && isSpace(piece.charCodeAt(start))) start++;
  while (end > start && isSpace(piece.charCodeAt(end - 1))) end--;
  let head = start;
  while (head < end && !isSpace(piece.charCodeAt(head))) head++;
  if (head === end) return start === 0 && end === piece.length ? piece : piece.slice(start, end);
  let tail = end;
  while (!isSpace(piece.charCodeAt(tail - 1))) tail--;
  return `${piece.slice(start, Math.min(head, start + REACH))}\n${piece.slice(Math.max(tail, end - REACH), end)}`;
}

/** Up to so many pieces, the order of their names is tried too. */
const MAX_NAMED = 64;
const MIN_JOINED = 16;

/**
 * The pieces joined the ways a recipient would: in order, by the order of their names, each with its name, the names
 * alone. Pieces that are sentences count with the words at their ends.
 */
export function joinPieces({ values, keys, names }: Pieces): readonly string[] {
  const ends = values.map(reachOf);
  const joined = ends.length < 2 ? [] : [ends.join('')];
  if (keys.length === values.length && values.length <= MAX_NAMED) {
    const order = ends.map((_, i) => i).sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1));
    joined.push(order.map((i) => ends[i]).join(''), ends.map((end, i) => `${keys[i] ?? ''}${end}`).join(''));
  }
  if (names.length > 1 && names.length <= MAX_NAMED) joined.push(names.join(''));
  return [...new Set(joined)].filter(({ length }) => length >= MIN_JOINED);
}

/** Shortest piece of an encoding that somebody would cut, fewest pieces, and shortest text. */
const MIN_CHUNK = 4;
const MIN_CHUNKS = 3;
const MIN_ENCODED = 20;
/** Of an encoding, and neither of words nor of numbers. */
const ENCODED = /^(?=.*[0-9+/_-])(?=.*[A-Za-z])[A-Za-z0-9+/=_-]+$/;

/** Pieces of one length, the last of them shorter, put together: lines of an encoding in a list. */
export function joinChunks({ values }: Pieces): readonly string[] {
  const joined: string[] = [];
  for (let i = 0; i < values.length;) {
    const size = values[i]?.length ?? 0;
    let end = i + 1;
    while (end < values.length && values[end]?.length === size) end++;
    if (size >= MIN_CHUNK && end - i >= MIN_CHUNKS - 1) {
      const last = values[end] ?? '';
      const whole = last.length > 0 && last.length < size ? end + 1 : end;
      const text = values.slice(i, whole).join('');
      if (whole - i >= MIN_CHUNKS && text.length >= MIN_ENCODED && ENCODED.test(text)) joined.push(text);
    }
    i = end;
  }
  return joined;
}
