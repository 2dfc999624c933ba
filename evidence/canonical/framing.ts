// SPDX-License-Identifier: Apache-2.0
import { concatBytes as join } from '@noble/hashes/utils.js';
import { utf8Encode } from './text.js';

/** An unsigned 64-bit integer as 8 bytes, most significant first. A negative value is clamped to 0. */
export function uint64Bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value < 0n ? 0n : value);
  return bytes;
}

/** Each field as its length in 8 big-endian bytes followed by its bytes, so that no two field lists share an encoding. */
export function frameFields(fields: readonly (string | Uint8Array)[]): Uint8Array {
  return concatBytes(
    fields.flatMap((field) => {
      const bytes = typeof field === 'string' ? utf8Encode(field) : field;
      return [uint64Bytes(BigInt(bytes.length)), bytes];
    }),
  );
}

/** DSSE v1 pre-authentication encoding: what a DSSE signature covers. */
export function pae(type: string, payload: Uint8Array): Uint8Array {
  const typeLength = utf8Encode(type).length;
  return concatBytes([utf8Encode(`DSSEv1 ${typeLength} ${type} ${payload.length} `), payload]);
}

/** A domain label, one NUL byte, and text, as bytes: what endorsements, links and seals sign. */
export function domainSeparated(domain: string, text: string): Uint8Array {
  return utf8Encode(`${domain}\0${text}`);
}

/** The byte strings one after the other. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  return join(...parts);
}
