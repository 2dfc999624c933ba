// SPDX-License-Identifier: Apache-2.0
import { toCanonicalTime } from './go-text.js';
import { FormatError } from './errors.js';

const TOO_FINE = /\.\d{10}/;

/**
 * Nanoseconds since 1970 of an untrusted RFC 3339 time with a zone and at most nine digits of fraction. A Date would
 * lose all below a millisecond. Throws FormatError `time`.
 */
export function instantOf(text: string, path = ''): bigint {
  if (TOO_FINE.test(text)) throw new FormatError('time', 'finer than a nanosecond', { path });
  const utc = toCanonicalTime(text);
  if (utc === undefined) throw new FormatError('time', 'not an RFC 3339 time', { path });
  const fraction = utc.slice(20, -1).padEnd(9, '0');
  return BigInt(Date.parse(`${utc.slice(0, 19)}Z`)) * 1_000_000n + BigInt(fraction);
}
