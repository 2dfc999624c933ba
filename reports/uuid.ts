// SPDX-License-Identifier: Apache-2.0
import { sha1 } from '@noble/hashes/legacy.js';
import { fromHex, toHex, utf8Encode } from '../evidence/canonical/text.js';

/**
 * A UUID version 5 (RFC 9562 section 5.5): the same namespace and name always give the same id, so documents made from
 * the same evidence are the same bytes. The namespace is a UUID.
 */
export function uuidV5(namespace: string, name: string): string {
  const input = new Uint8Array([...fromHex(namespace.replaceAll('-', '')), ...utf8Encode(name)]);
  const bytes = sha1(input).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
