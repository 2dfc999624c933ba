// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';

/** Longest line that is read, in bytes. */
export const MAX_LINE_BYTES = 1 << 20;

export interface LineSink {
  /** A line without its line feed; never an empty one. */
  line(text: string): void;
  /** A line that is too long or not UTF-8. */
  bad(): void;
}

const LF = 0x0a;

/** Cuts a stream of bytes into lines. At most one line and one chunk are in memory. Untrusted. */
export async function eachLine(chunks: AsyncIterable<Buffer> | Iterable<Buffer>, sink: LineSink): Promise<void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let overlong = false;
  const endLine = (piece: Buffer): void => {
    if (overlong || heldBytes + piece.length > MAX_LINE_BYTES) sink.bad();
    else giveLines(heldBytes === 0 ? piece : Buffer.concat([...held, piece]), sink);
    held = [];
    heldBytes = 0;
    overlong = false;
  };
  const hold = (piece: Buffer): void => {
    if (piece.length === 0 || overlong) return;
    heldBytes += piece.length;
    overlong = heldBytes > MAX_LINE_BYTES;
    // A copy: the stream may use its buffer again.
    if (overlong) held = [];
    else held.push(Buffer.from(piece));
  };
  for await (const chunk of chunks) {
    const first = chunk.indexOf(LF);
    if (first < 0) {
      hold(chunk);
      continue;
    }
    endLine(chunk.subarray(0, first));
    const last = chunk.lastIndexOf(LF);
    if (last > first) giveLines(chunk.subarray(first + 1, last), sink);
    hold(chunk.subarray(last + 1));
  }
  if (heldBytes > 0) endLine(Buffer.alloc(0));
}

/** Whole lines with line feeds between them. */
function giveLines(bytes: Buffer, sink: LineSink): void {
  if (!isUtf8(bytes) || bytes.length > MAX_LINE_BYTES) {
    giveOneByOne(bytes, sink);
    return;
  }
  const text = bytes.toString('utf8');
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end > start) sink.line(text.slice(start, end));
    start = end + 1;
  }
}

function giveOneByOne(bytes: Buffer, sink: LineSink): void {
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const line = bytes.subarray(start, found < 0 ? bytes.length : found);
    if (line.length > MAX_LINE_BYTES || !isUtf8(line)) sink.bad();
    else if (line.length > 0) sink.line(line.toString('utf8'));
    start = start + line.length + 1;
  }
}
