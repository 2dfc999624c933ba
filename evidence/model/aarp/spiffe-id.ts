// SPDX-License-Identifier: Apache-2.0

const TRUST_DOMAIN = /^[a-z0-9._-]+$/;
const IPV4 = /^\d+(?:\.\d+){3}$/;
// Grammar, not a URL parser: that would fold `..` segments away before anything could refuse them.
const SPIFFE_ID = /^spiffe:\/\/([a-z0-9._-]+)((?:\/[A-Za-z0-9._-]+)*)$/;
const DOT_SEGMENT = /\/\.\.?(?:\/|$)/;

/** Whether a text names a SPIFFE trust domain and no IP address (an IPv6 one has characters outside the grammar). */
export function isTrustDomain(text: string): boolean {
  return TRUST_DOMAIN.test(text) && !IPV4.test(text);
}

/** The trust domain of a well-formed SPIFFE ID; undefined for any other text. */
export function trustDomainOf(spiffeId: string): string | undefined {
  const [, domain, path = ''] = SPIFFE_ID.exec(spiffeId) ?? [];
  return DOT_SEGMENT.test(path) ? undefined : domain;
}
