// SPDX-License-Identifier: Apache-2.0
import type { Checksum } from './vendor-token.js';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CRC_DIGITS = 6;
const POLYNOMIAL = 0xedb88320;

/** CRC-32 (ISO 3309) of a text of ASCII. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) & 0xff;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : POLYNOMIAL);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function base62Value(digits: string): number {
  let value = 0;
  for (const digit of digits) value = value * BASE62.length + BASE62.indexOf(digit);
  return value;
}

const CHECKSUMS: Readonly<Record<Checksum, (body: string) => boolean>> = {
  crc32_base62: (body) => crc32(body.slice(0, -CRC_DIGITS)) === base62Value(body.slice(-CRC_DIGITS)),
};

/** Whether the checksum in a token's body holds. */
export function holdsChecksum(body: string, checksum: Checksum): boolean {
  return CHECKSUMS[checksum](body);
}
