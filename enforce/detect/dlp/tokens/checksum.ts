// SPDX-License-Identifier: Apache-2.0
import { crc32 } from '../../crc32.js';
import type { Checksum } from './vendor-token.js';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CRC_DIGITS = 6;

const encoder = new TextEncoder();

function base62Value(digits: string): number {
  let value = 0;
  for (const digit of digits) value = value * BASE62.length + BASE62.indexOf(digit);
  return value;
}

const CHECKSUMS: Readonly<Record<Checksum, (body: string) => boolean>> = {
  crc32_base62: (body) => crc32(encoder.encode(body.slice(0, -CRC_DIGITS))) === base62Value(body.slice(-CRC_DIGITS)),
};

/** Whether the checksum in a token's body holds. */
export function holdsChecksum(body: string, checksum: Checksum): boolean {
  return CHECKSUMS[checksum](body);
}
