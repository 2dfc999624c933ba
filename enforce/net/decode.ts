// SPDX-License-Identifier: Apache-2.0
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { BodyError } from '../mediate/types.js';
import { DECODE_RATIO_FLOOR_BYTES, MAX_CODINGS, MAX_DECODE_RATIO } from './limits.js';

export type Decoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly error: Extract<BodyError, 'encoded' | 'too_large'> };

const undoGzip = promisify(gunzip);
const undoZlib = promisify(inflate);
const undoRawDeflate = promisify(inflateRaw);
const undoBrotli = promisify(brotliDecompress);

/**
 * The codings to undo, last applied first. Undefined when one is unknown or there are too many. `values` are the
 * Content-Encoding values as received (RFC 9110 section 8.4).
 */
export function parseCodings(values: readonly string[]): readonly string[] | undefined {
  const codings: string[] = [];
  for (const member of values.join(',').split(',')) {
    const coding = member.trim().toLowerCase();
    if (coding === '' || coding === 'identity') continue;
    if (coding === 'gzip' || coding === 'x-gzip') codings.unshift('gzip');
    else if (coding === 'deflate' || coding === 'br') codings.unshift(coding);
    else return undefined;
  }
  return codings.length > MAX_CODINGS ? undefined : codings;
}

/** The most a body of `encoded` bytes may decode to under both limits. */
export function decodeCeiling(encoded: number, cap: number): number {
  return Math.min(cap, Math.max(DECODE_RATIO_FLOOR_BYTES, encoded * MAX_DECODE_RATIO));
}

/**
 * Undoes the codings one by one, never writing more than the ceiling, so a bomb costs no more memory than a body that
 * is allowed. Damaged data is `encoded`; too much data is `too_large`. Input is untrusted.
 */
export async function decodeBody(bytes: Uint8Array, codings: readonly string[], cap: number): Promise<Decoded> {
  const ceiling = decodeCeiling(bytes.length, cap);
  let current = bytes;
  for (const coding of codings) {
    // An empty body is empty under every coding: servers label empty answers too.
    if (current.length === 0) break;
    try {
      current = await undo(coding, current, Math.max(1, ceiling));
    } catch (error) {
      return { ok: false, error: isOverflow(error) ? 'too_large' : 'encoded' };
    }
  }
  return current.length > cap ? { ok: false, error: 'too_large' } : { ok: true, bytes: current };
}

function undo(coding: string, bytes: Uint8Array, maxOutputLength: number): Promise<Buffer> {
  if (coding === 'gzip') return undoGzip(bytes, { maxOutputLength });
  if (coding === 'br') return undoBrotli(bytes, { maxOutputLength });
  // "deflate" is the zlib format, yet bare deflate data is common; the zlib head has a checksum of its own.
  const head = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && head % 31 === 0;
  return isZlib ? undoZlib(bytes, { maxOutputLength }) : undoRawDeflate(bytes, { maxOutputLength });
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
