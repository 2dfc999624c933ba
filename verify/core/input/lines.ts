// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../../../evidence/canonical/framing.js';
import { decodeUtf8Strict, utf8Encode } from '../../../evidence/canonical/text.js';
import { LIMITS, type LineBatch, type ReadFault } from './source.js';
import { attempt } from './format-fault.js';

const LF = 0x0a;
const LONG_LINE: ReadFault = { code: 'size_limit', message: `a line is longer than ${LIMITS.lineBytes} bytes` };
/** Untrusted bytes as text, or why they are none. */
export function textOf(bytes: Uint8Array): string | ReadFault {
  const text = attempt(() => decodeUtf8Strict(bytes));
  return 'value' in text ? text.value : { code: 'malformed_json', message: text.fault.message };
}

function isLong(line: string): boolean {
  // A UTF-16 unit is at most 3 bytes, so only lines near the limit need their bytes counted.
  return line.length > LIMITS.lineBytes / 3 && utf8Encode(line).length > LIMITS.lineBytes;
}

/**
 * Complete lines, batch by batch, of a file that comes in pieces; a fault instead of a piece ends it. Memory stays at one
 * piece and one line. `allowUnterminated` delivers a last line without LF instead of reporting it as torn.
 */
export function* splitLines(
  pieces: Iterable<Uint8Array | ReadFault>,
  allowUnterminated: boolean,
): Generator<LineBatch, void, undefined> {
  let held: Uint8Array = new Uint8Array(0);
  for (const piece of pieces) {
    if ('code' in piece) return yield { lines: [], fault: piece };
    const bytes = concatBytes([held, piece]);
    const lf = bytes.lastIndexOf(LF);
    held = bytes.subarray(lf + 1);
    if (lf >= 0) {
      const text = textOf(bytes.subarray(0, lf));
      if (typeof text !== 'string') return yield { lines: [], fault: text };
      // Split on LF only: U+0085, U+2028 and CR are ordinary characters of a line.
      const lines = text.split('\n');
      if (lines.some(isLong)) return yield { lines: [], fault: LONG_LINE };
      yield { lines };
    }
    if (held.length > LIMITS.lineBytes) return yield { lines: [], fault: LONG_LINE };
  }
  if (held.length === 0) return;
  const torn: ReadFault = { code: 'torn_tail', message: `${held.length} bytes after the last complete line` };
  const last = allowUnterminated ? textOf(held) : torn;
  yield typeof last === 'string' ? { lines: [last] } : { lines: [], fault: last };
}

/** The documents of a text: one in any layout, or, where its first line is one by itself, one on each line. */
export function documentsOf(text: string, parse: (line: string) => unknown): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = '', ...more] = lines;
  return more.length > 0 && 'value' in attempt(() => parse(first)) ? lines : [text];
}
