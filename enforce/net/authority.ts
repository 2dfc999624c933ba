// SPDX-License-Identifier: Apache-2.0

const AUTHORITY = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 80;

/** Host in small letters and port; undefined for what is no authority of a plain HTTP request. */
function plainAuthority(text: string): string | undefined {
  const [, host, port] = AUTHORITY.exec(text) ?? [];
  if (host === undefined) return undefined;
  return `${host.toLowerCase().replace(/\.$/, '')}:${String(port === undefined ? DEFAULT_PORT : Number(port))}`;
}

/** Whether two untrusted authorities of plain HTTP name the same host and port. */
export function isSameAuthority(one: string, other: string): boolean {
  const plain = plainAuthority(one);
  return plain !== undefined && plain === plainAuthority(other);
}
