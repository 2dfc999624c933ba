// SPDX-License-Identifier: Apache-2.0

/** A host in small letters, without brackets and without one last dot. */
export function plainHost(host: string): string {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return (bare.endsWith('.') ? bare.slice(0, -1) : bare).toLowerCase();
}

const AUTHORITY = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 80;

/** Plain host and port; undefined for what is no authority of a plain HTTP request. */
function plainAuthority(text: string): string | undefined {
  const [, host, port] = AUTHORITY.exec(text) ?? [];
  if (host === undefined) return undefined;
  return `${plainHost(host)}:${String(port === undefined ? DEFAULT_PORT : Number(port))}`;
}

/** Whether two untrusted authorities of plain HTTP name the same host and port. */
export function isSameAuthority(one: string, other: string): boolean {
  const plain = plainAuthority(one);
  return plain !== undefined && plain === plainAuthority(other);
}
