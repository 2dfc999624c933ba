// SPDX-License-Identifier: Apache-2.0

/** Host patterns prepared for matching. */
export interface HostPatterns {
  readonly size: number;
  /** `host` in lower case, without a trailing dot. */
  matches(host: string): boolean;
}

function stripDots(host: string): string {
  let end = host.length;
  while (end > 0 && host.charCodeAt(end - 1) === 0x2e) end--;
  return end === host.length ? host : host.slice(0, end);
}

const ADDRESS = /^[0-9.]+$|:/;

/**
 * Prepares host patterns. `*.example.com` matches `example.com` and every name below it; any other pattern matches
 * exactly. Addresses match exactly only, so that `*.0.0.1` opens nothing. Case and trailing dots are ignored.
 */
export function compileHosts(patterns: readonly string[]): HostPatterns {
  const exact = new Set<string>();
  const zones = new Set<string>();
  for (const pattern of patterns) {
    const host = stripDots(pattern.trim().toLowerCase()).replace(/^\[|\]$/g, '');
    if (!host.startsWith('*.')) exact.add(host);
    else if (host.length > 2 && !ADDRESS.test(host.slice(2))) zones.add(host.slice(2));
  }
  // Most hosts end in nothing that has the length of a zone, and cutting a text costs more than asking for its length.
  const lengths = new Set(Array.from(zones, ({ length }) => length));
  return {
    size: exact.size + zones.size,
    matches(host) {
      if (exact.has(host)) return true;
      if (zones.size === 0) return false;
      for (let at = 0; ;) {
        if (lengths.has(host.length - at) && zones.has(host.slice(at))) return !ADDRESS.test(host);
        const dot = host.indexOf('.', at);
        if (dot < 0) return false;
        at = dot + 1;
      }
    },
  };
}
