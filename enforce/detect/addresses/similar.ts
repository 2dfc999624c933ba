// SPDX-License-Identifier: Apache-2.0
import type { Address } from './recognize.js';

/** How alike two addresses must be; the member `similarity` of the section `address_protection`. */
export interface Similarity {
  /** Equal characters at the beginning of the payload. */
  readonly prefix_length: number;
  /** Equal characters at its end. */
  readonly suffix_length: number;
}

/** Addresses that are known to be good. */
export interface KnownAddresses {
  readonly size: number;
  has(address: Address): boolean;
  /**
   * Whether an address, not itself known, would pass for a known one of its chain: equal at both ends, which is all
   * that people compare, or different in a few characters.
   */
  resembles(address: Address): boolean;
}

/** Characters in which an imitation may differ without sharing both ends. */
const MAX_DIFFERENT = 3;
/** Equal-sized parts of a payload: of so many, one stays untouched by that many changes. */
const PARTS = MAX_DIFFERENT + 1;
/** Addresses in base58 have no fixed length; nobody counts characters. */
const MAX_LENGTH_DIFFERENCE = 1;

function hashRange(text: string, from: number, until: number, seed: number): number {
  let hash = seed;
  for (let i = from; i < until; i++) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(i)) | 0;
  return hash;
}

function differences(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length && count <= MAX_DIFFERENT; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++;
  return count;
}

/** Known addresses by the hash of some of their characters; whoever looks there compares the rest. */
class AddressIndex {
  readonly #byHash = new Map<number, Address[]>();

  add(hash: number, address: Address): void {
    const known = this.#byHash.get(hash);
    if (known === undefined) this.#byHash.set(hash, [address]);
    else known.push(address);
  }

  some(hash: number, holds: (known: Address) => boolean): boolean {
    const known = this.#byHash.get(hash);
    return known?.some(holds) ?? false;
  }
}

/** Indexes known addresses so that comparing costs the same however many there are. */
export function indexAddresses(addresses: readonly Address[], similarity: Similarity): KnownAddresses {
  const exact = new Set(addresses.map(({ chain, canonical }) => `${chain} ${canonical}`));
  const ends = new AddressIndex();
  const parts = new AddressIndex();
  const { prefix_length: prefix, suffix_length: suffix } = similarity;
  const endsHash = ({ payload }: Address): number =>
    hashRange(payload, payload.length - suffix, payload.length, hashRange(payload, 0, prefix, 0));
  const partHash = ({ payload }: Address, part: number): number => {
    const size = Math.floor(payload.length / PARTS);
    return hashRange(payload, part * size, part === PARTS - 1 ? payload.length : (part + 1) * size, part + 1);
  };
  for (const address of addresses) {
    ends.add(endsHash(address), address);
    for (let part = 0; part < PARTS; part++) parts.add(partHash(address, part), address);
  }

  return {
    size: exact.size,
    has: ({ chain, canonical }) => exact.has(`${chain} ${canonical}`),
    resembles(address) {
      const { chain, payload } = address;
      const { length } = payload;
      const sharesEnds = (known: Address): boolean =>
        known.chain === chain &&
        Math.abs(known.payload.length - length) <= MAX_LENGTH_DIFFERENCE &&
        known.payload.startsWith(payload.slice(0, prefix)) &&
        known.payload.endsWith(payload.slice(-suffix));
      if (ends.some(endsHash(address), sharesEnds)) return true;
      const differsLittle = (known: Address): boolean =>
        known.chain === chain &&
        known.payload.length === length &&
        differences(known.payload, payload) <= MAX_DIFFERENT;
      for (let part = 0; part < PARTS; part++) if (parts.some(partHash(address, part), differsLittle)) return true;
      return false;
    },
  };
}
