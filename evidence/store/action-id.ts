// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';

/** A fresh UUIDv7 (RFC 9562 section 5.7) for the recorder's own records: the time, then the random part of a UUIDv4. */
export function newActionId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** 32 random hex digits: a run or open nonce. */
export function newNonce(): string {
  return randomBytes(16).toString('hex');
}
