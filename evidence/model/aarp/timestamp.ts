// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { canonicalTime } from '../../canonical/go-text.js';

const TOO_FINE = /\.\d{10}/;
const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/**
 * Nanoseconds since 1970 of an untrusted RFC 3339 time with a zone and at most nine digits of fraction. A Date would
 * lose all below a millisecond. Throws FormatError `time`.
 */
export function instantOf(text: string, path = ''): bigint {
  if (TOO_FINE.test(text)) throw new FormatError('time', 'finer than a nanosecond', { path });
  let utc: string;
  try {
    utc = canonicalTime(text);
  } catch (cause) {
    throw new FormatError('time', 'not an RFC 3339 time', { cause, path });
  }
  const fraction = utc.slice(20, -1).padEnd(9, '0');
  return instantOfDate(new Date(`${utc.slice(0, 19)}Z`)) + BigInt(fraction);
}

/** Nanoseconds since 1970 of a date. */
export function instantOfDate(date: Date): bigint {
  return BigInt(date.getTime()) * NANOSECONDS_PER_MILLISECOND;
}
