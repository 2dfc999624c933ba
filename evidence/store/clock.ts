// SPDX-License-Identifier: Apache-2.0

/** Gives RFC 3339 UTC instants, to the microsecond, that never step back. */
export type RecordClock = () => string;

/** A monotonic reading further than this from the wall clock means that the wall clock was set. */
const DRIFT_MS = 500;
const MICROS = 1_000_000;

function fractionOf(micros: number): string {
  if (micros === 0) return '';
  const digits = String(MICROS + micros).slice(1);
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return `.${digits.slice(0, end)}`;
}

/** A clock that follows the wall clock, but holds still where that is set back. Both readings are in milliseconds. */
export function createRecordClock(
  wallMs: () => number = Date.now,
  monotonicMs: () => number = () => performance.now(),
): RecordClock {
  let offset = wallMs() - monotonicMs();
  let last = 0;
  let second = -1;
  let prefix = '';
  return () => {
    const wall = wallMs();
    let now = monotonicMs() + offset;
    if (Math.abs(now - wall) > DRIFT_MS) {
      offset += wall - now;
      now = wall;
    }
    last = Math.max(last, Math.floor(now * 1000));
    const current = Math.floor(last / MICROS);
    if (current !== second) {
      second = current;
      prefix = new Date(current * 1000).toISOString().slice(0, 19);
    }
    return `${prefix}${fractionOf(last - current * MICROS)}Z`;
  };
}
