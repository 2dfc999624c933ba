// SPDX-License-Identifier: Apache-2.0
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bech32, bech32m } from '@scure/base';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { decodeBase58, decodeBase58Check } from '../dlp/checks/base58.js';

export type Chain = 'eth' | 'btc' | 'sol' | 'bnb';

/** One word in the form of a wallet address. */
export interface Address {
  readonly chain: Chain;
  /** The word as found. */
  readonly word: string;
  /** What two spellings of the same address have in common. */
  readonly canonical: string;
  /** The part that tells addresses of a chain apart: without `0x`, `bc1`, `bnb1`. */
  readonly payload: string;
}

/** Shortest and longest address of any chain. */
export const MIN_ADDRESS = 26;
export const MAX_ADDRESS = 90;

const ETH = /^0x[0-9a-fA-F]{40}$/;
const BITCOIN = /^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/;
const SEGWIT = /^(?:bc1[02-9ac-hj-np-z]{11,71}|BC1[02-9AC-HJ-NP-Z]{11,71})$/;
const BNB = /^(?:bnb1[02-9ac-hj-np-z]{38}|BNB1[02-9AC-HJ-NP-Z]{38})$/;
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;
const SOLANA_BYTES = 32;

const encoder = new TextEncoder();

/** EIP-55: a letter is a capital where the digest of the lower-case address has a digit of 8 or more. */
export function hasEip55Checksum(payload: string): boolean {
  const lower = payload.toLowerCase();
  if (payload === lower || payload === payload.toUpperCase()) return true;
  const digest = keccak_256(encoder.encode(lower));
  for (let i = 0; i < payload.length; i++) {
    const letter = payload.charAt(i);
    if (letter >= '0' && letter <= '9') continue;
    const nibble = ((digest[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 0xf;
    if (nibble >= 8 !== letter < 'a') return false;
  }
  return true;
}

/** Version 0 (a key) or 5 (a script), and 20 bytes. */
function isBitcoin(text: string, suite: CryptoSuite): boolean {
  const bytes = decodeBase58Check(text, suite);
  return bytes?.length === 21 && (bytes[0] === 0 || bytes[0] === 5);
}

/** Bech32 for witness version 0, bech32m for those after it (BIP-173, BIP-350). */
function isSegwit(text: string): boolean {
  const decoded = (text.charAt(3) === 'q' ? bech32 : bech32m).decodeUnsafe(text);
  return decoded?.prefix === 'bc' && (decoded.words[0] ?? 32) <= 16;
}

function folded(chain: Chain, word: string, prefix: number): Address {
  const canonical = word.toLowerCase();
  return { chain, word, canonical, payload: canonical.slice(prefix) };
}

/** Reads a whole word by its form alone; see `isAddress`. Untrusted input; undefined when it is no address. */
export function recognizeAddress(word: string, chains: ReadonlySet<Chain>): Address | undefined {
  if (word.length < MIN_ADDRESS || word.length > MAX_ADDRESS) return undefined;
  if (chains.has('eth') && ETH.test(word)) return folded('eth', word, 2);
  if (chains.has('bnb') && BNB.test(word)) return folded('bnb', word, 4);
  if (chains.has('btc') && SEGWIT.test(word)) return folded('btc', word, 3);
  if (chains.has('btc') && BITCOIN.test(word)) return { chain: 'btc', word, canonical: word, payload: word };
  if (chains.has('sol') && BASE58.test(word)) return { chain: 'sol', word, canonical: word, payload: word };
  return undefined;
}

/**
 * Whether a word in the form of an address is one: its checksum holds and its length is right. Ethereum addresses have
 * no checksum that everybody heeds (see `hasEip55Checksum`). Costs some microseconds.
 */
export function isAddress({ chain, word }: Address, suite: CryptoSuite): boolean {
  switch (chain) {
    case 'eth':
      return true;
    case 'bnb':
      return bech32.decodeUnsafe(word)?.prefix.toLowerCase() === 'bnb';
    case 'btc':
      return SEGWIT.test(word) ? isSegwit(word.toLowerCase()) : isBitcoin(word, suite);
    case 'sol':
      return decodeBase58(word)?.length === SOLANA_BYTES;
  }
}
