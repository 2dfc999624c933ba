// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

/** A fresh UUIDv7 (RFC 9562 section 5.7) for the recorder's own records. */
export function newActionId(nowMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** 32 random hex digits: a run or open nonce. */
export function newNonce(): string {
  return randomBytes(16).toString('hex');
}
