// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import type { PosturePolicy } from '../../verify/core/posture/gate.js';

const DAY_SECONDS = 86_400;

/** What is demanded unless the command line says otherwise. */
export const ENTERPRISE: PosturePolicy = {
  name: 'enterprise',
  minScore: 85,
  maxAgeSeconds: 30 * DAY_SECONDS,
  maxReceiptAgeSeconds: 7 * DAY_SECONDS,
  requireDiscovery: false,
};

/** Seconds in a number of days such as `30d`; `0` is no limit. @throws UsageError */
export function parseDays(text: string, flag: string): number {
  const days = text === '0' ? '0' : /^(\d{1,5})d$/.exec(text)?.[1];
  if (days === undefined) throw new UsageError(`${flag} is a number of days such as 30d, or 0; got "${text}"`);
  return Number(days) * DAY_SECONDS;
}

/** A whole number within bounds. @throws UsageError */
export function parseWhole(text: string, flag: string, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value <= max)) throw new UsageError(`${flag} is a whole number from 0 to ${max}; got "${text}"`);
  return value;
}
