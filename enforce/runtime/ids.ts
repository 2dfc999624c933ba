// SPDX-License-Identifier: Apache-2.0
import { randomFillSync } from 'node:crypto';
import type { IdSource } from '../mediate/ports.js';

const RANDOM_BYTES = 10;
const POOL_IDS = 256;

/** UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits drawn in batches. */
export function createIdSource(): IdSource {
  const pool = Buffer.allocUnsafe(RANDOM_BYTES * POOL_IDS);
  let offset = pool.length;
  return {
    actionId() {
      if (offset === pool.length) {
        randomFillSync(pool);
        offset = 0;
      }
      const random = pool.subarray(offset, offset + RANDOM_BYTES);
      offset += RANDOM_BYTES;
      return formatUuidV7(Date.now(), random);
    },
  };
}

/** `random` holds 10 bytes; version and variant bits replace six of its bits. */
function formatUuidV7(unixMs: number, random: Uint8Array): string {
  const time = unixMs.toString(16).padStart(12, '0');
  const bytes = Buffer.from(random);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x0f) | 0x70, 0);
  bytes.writeUInt8((bytes.readUInt8(2) & 0x3f) | 0x80, 2);
  const tail = bytes.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}
