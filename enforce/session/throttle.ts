// SPDX-License-Identifier: Apache-2.0

export interface ThrottleOptions {
  readonly perMinute: number;
  readonly burst: number;
}

/** Token buckets by key, in bounded memory. */
export interface Throttle {
  /** Takes one token. 0 when there was one, otherwise the milliseconds until there is. */
  take(key: string, nowMs: number): number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Keys remembered. The one unused for longest is forgotten first: its bucket is the fullest. */
const MAX_KEYS = 10_000;
const MINUTE_MS = 60_000;

/** A throttle that refills steadily. `nowMs` is monotonic. */
export function openThrottle({ perMinute, burst }: ThrottleOptions): Throttle {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / MINUTE_MS;
  return {
    take(key, nowMs) {
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MAX_KEYS) buckets.delete(buckets.keys().next().value ?? '');
      bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) * perMs);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
