// SPDX-License-Identifier: Apache-2.0
import { getDomain } from 'tldts';

/** What one destination has used up within the last minute. */
export interface RateUse {
  readonly requests: number;
  readonly bytes: number;
}

/** One slice of the window of one destination. */
export interface RateSlice {
  /** Number of the slice since the clock's zero. */
  readonly index: number;
  readonly requests: number;
  readonly bytes: number;
}

export type RateEvent =
  | { readonly type: 'request'; readonly host: string; readonly atMs: number }
  | { readonly type: 'bytes'; readonly host: string; readonly atMs: number; readonly bytes: number };

/** Counts requests and bytes per destination over a sliding minute. */
export interface RateLedger {
  /** Counts one request and tells the use of the destination, this request included. */
  admit(host: string, nowMs: number): RateUse;
  /** Adds transferred bytes to a destination. */
  addBytes(host: string, bytes: number, nowMs: number): void;
  /** Destinations remembered. */
  readonly size: number;
}

const WINDOW_MS = 60_000;
/** The window slides in steps of a second: a step is never forgotten early, at most one second late. */
const SLICE_MS = 1_000;
const SLICES = WINDOW_MS / SLICE_MS;
const MAX_DESTINATIONS = 10_000;

/** Reported for a destination that cannot be counted because the ledger is full: more than any limit. */
const UNCOUNTED: RateUse = { requests: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };

/**
 * The destination a host counts for: its registrable domain by the public suffix list, private suffixes apart; the
 * host itself where it is an address or has no such domain.
 */
export function rateKey(host: string): string {
  const name = host.toLowerCase().replace(/\.+$/, '');
  return getDomain(name, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }) ?? name;
}

function recent(slices: readonly RateSlice[], index: number): readonly RateSlice[] {
  return slices.filter((slice) => slice.index > index - SLICES - 1);
}

/** The use that slices add up to. */
export function sumUse(slices: readonly RateSlice[]): RateUse {
  return slices.reduce<RateUse>(
    (use, { requests, bytes }) => ({ requests: use.requests + requests, bytes: use.bytes + bytes }),
    { requests: 0, bytes: 0 },
  );
}

function added(slices: readonly RateSlice[], index: number, event: RateEvent): readonly RateSlice[] {
  const requests = event.type === 'request' ? 1 : 0;
  const bytes = event.type === 'bytes' ? event.bytes : 0;
  const last = slices.at(-1);
  // A clock that stands still or steps back adds to the newest slice.
  if (last !== undefined && last.index >= index) {
    return [
      ...slices.slice(0, -1),
      { index: last.index, requests: last.requests + requests, bytes: last.bytes + bytes },
    ];
  }
  return [...slices, { index, requests, bytes }];
}

/**
 * The slices of one destination after an event: pure, the heart of the ledger. What lies outside the window is dropped.
 */
export function reduceRate(slices: readonly RateSlice[], event: RateEvent): readonly RateSlice[] {
  const index = Math.floor(event.atMs / SLICE_MS);
  return added(recent(slices, index), index, event);
}

/**
 * An empty ledger. When it is full of busy destinations a new one is not counted and is reported as over every limit:
 * it is denied rather than another one forgotten, since forgetting would lift a limit.
 */
export function openRateLedger(maxDestinations = MAX_DESTINATIONS): RateLedger {
  const destinations = new Map<string, readonly RateSlice[]>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  const sweep = (index: number): void => {
    // At most once per slice: a flood of new names must not make every request pay for a walk over all of them.
    if (index <= sweptAt) return;
    sweptAt = index;
    for (const [key, slices] of destinations) if (recent(slices, index).length === 0) destinations.delete(key);
  };

  const apply = (event: RateEvent): RateUse => {
    const key = rateKey(event.host);
    const known = destinations.get(key);
    if (known === undefined && destinations.size >= maxDestinations) {
      sweep(Math.floor(event.atMs / SLICE_MS));
      if (destinations.size >= maxDestinations) return UNCOUNTED;
    }
    const slices = reduceRate(known ?? [], event);
    destinations.set(key, slices);
    return sumUse(slices);
  };

  return {
    admit: (host, nowMs) => apply({ type: 'request', host, atMs: nowMs }),
    addBytes: (host, bytes, nowMs) => void apply({ type: 'bytes', host, atMs: nowMs, bytes }),
    get size() {
      return destinations.size;
    },
  };
}
