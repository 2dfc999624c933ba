// SPDX-License-Identifier: Apache-2.0
import { bech32 } from '@scure/base';
import type { CryptoSuite } from '../../../../evidence/crypto/suite.js';
import { BASE32_DIGITS } from '../../../text/bytes/digits.js';
import { decodeBase58, decodeBase58Check } from './base58.js';
import type { Validator } from './validators.js';

/** Checks of private keys that carry a checksum or a structure. */
export type WalletValidatorName =
  'bech32' | 'extended_key' | 'wif_any' | 'ed25519_base58' | 'ed25519_bytes' | 'stellar' | 'tezos' | 'ripple' | 'bip38';

/** Longest bech32 text that is checked; Cardano's keys are longer than the 90 characters of the standard. */
const MAX_BECH32 = 256;

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < BECH32.length; value++) {
  BECH32_VALUES[BECH32.charCodeAt(value)] = BECH32_VALUES[BECH32.toUpperCase().charCodeAt(value)] = value;
}
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

function bechStep(checksum: number, value: number): number {
  const top = checksum >>> 25;
  let next = ((checksum & 0x1ffffff) << 5) ^ value;
  for (let i = 0; i < GENERATOR.length; i++) if ((top >> i) & 1) next ^= GENERATOR[i] ?? 0;
  return next;
}

/** Whether the checksum of a bech32 text comes out (BIP-173). Says nothing of the rest of its form. */
function holdsBechChecksum(text: string): boolean {
  const separator = text.lastIndexOf('1');
  const prefix = text.slice(0, Math.max(0, separator)).toLowerCase();
  let checksum = 1;
  for (let i = 0; i < prefix.length; i++) checksum = bechStep(checksum, prefix.charCodeAt(i) >> 5);
  checksum = bechStep(checksum, 0);
  for (let i = 0; i < prefix.length; i++) checksum = bechStep(checksum, prefix.charCodeAt(i) & 31);
  for (let i = separator + 1; i < text.length; i++) {
    const value = BECH32_VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) return false;
    checksum = bechStep(checksum, value);
  }
  return checksum === 1;
}

/** A text whose bech32 checksum holds, whatever its prefix. Either case, never both. */
function isBech32(match: string): boolean {
  // Nearly every text that is none is told by its checksum, which takes a fraction of the time.
  if (match.length > MAX_BECH32 || !holdsBechChecksum(match)) return false;
  return bech32.decodeUnsafe(match, MAX_BECH32) !== undefined;
}

const EXTENDED_KEY_BYTES = 78;

/** BIP-32: 78 bytes ahead of the checksum, whatever the version says of network and script. */
function isExtendedKey(match: string, suite: CryptoSuite): boolean {
  return decodeBase58Check(match, suite)?.length === EXTENDED_KEY_BYTES;
}

/** Versions of private keys: Bitcoin test networks, Litecoin, Dogecoin, Dash. Bitcoin itself has a rule of its own. */
const WIF_VERSIONS: ReadonlySet<number> = new Set([0xef, 0xb0, 0x9e, 0xcc]);

/** Wallet import format of other networks: version, 32 bytes, and 1 for a compressed public key. */
function isForeignWalletKey(match: string, suite: CryptoSuite): boolean {
  const bytes = decodeBase58Check(match, suite);
  if (bytes === undefined || !WIF_VERSIONS.has(bytes[0] ?? 0)) return false;
  return bytes.length === 33 || (bytes.length === 34 && bytes[33] === 1);
}

const KEY_PAIR = 64;
/** The second half of a signature is a number below 2^253 in little-endian order, so its last byte is no larger. */
const MAX_SIGNATURE_BYTE = 0x10;

/**
 * A seed and its public key in 64 bytes. A signature has 64 bytes too, and transactions are named by theirs; one key in
 * sixteen passes for a signature and is not reported.
 */
function isKeyPair(bytes: ArrayLike<number>): boolean {
  return bytes.length === KEY_PAIR && (bytes[KEY_PAIR - 1] ?? 0) > MAX_SIGNATURE_BYTE;
}

function isEd25519Base58(match: string): boolean {
  const bytes = decodeBase58(match);
  return bytes !== undefined && isKeyPair(bytes);
}

/** Random bytes repeat few values; tables repeat many or count up. */
const MIN_DISTINCT = 44;

/** As `isEd25519Base58`, for bytes written as a JSON array. */
function isEd25519Bytes(match: string): boolean {
  const bytes = (match.match(/[0-9]+/g) ?? []).map(Number);
  if (!isKeyPair(bytes) || bytes.some((byte) => byte > 255) || new Set(bytes).size < MIN_DISTINCT) return false;
  return bytes.some((byte, i) => i > 0 && byte < (bytes[i - 1] ?? 0));
}

/** CRC-16 with polynomial 0x1021, start 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

const STELLAR_SEED = 18 << 3;

/** Stellar: version, 32 bytes and a CRC-16 in base32. */
function isStellarSeed(match: string): boolean {
  const bytes: number[] = [];
  let held = 0;
  let pending = 0;
  for (const letter of match) {
    held = ((held << 5) | BASE32_DIGITS.indexOf(letter)) & 0xfff;
    pending += 5;
    if (pending < 8) continue;
    pending -= 8;
    bytes.push((held >> pending) & 0xff);
  }
  if (bytes.length !== 35 || bytes[0] !== STELLAR_SEED) return false;
  return crc16(Uint8Array.from(bytes.slice(0, 33))) === ((bytes[34] ?? 0) << 8) + (bytes[33] ?? 0);
}

/** Lengths ahead of the checksum: prefix, then 32 bytes, 64, or 56 where encrypted. */
const TEZOS_LENGTHS: ReadonlySet<number> = new Set([36, 37, 61, 68]);

function isTezosKey(match: string, suite: CryptoSuite): boolean {
  return TEZOS_LENGTHS.has(decodeBase58Check(match, suite)?.length ?? 0);
}

const RIPPLE_SEED = 0x21;
const RIPPLE_ED25519 = [0x01, 0xe1, 0x4b];

/** Family seed of the XRP ledger: 16 bytes behind one version byte, or behind three for Ed25519. */
function isRippleSeed(match: string, suite: CryptoSuite): boolean {
  const bytes = decodeBase58Check(match, suite, 'ripple');
  if (bytes?.length === 17) return bytes[0] === RIPPLE_SEED;
  return bytes?.length === 19 && RIPPLE_ED25519.every((byte, i) => bytes[i] === byte);
}

/** BIP-38: 39 bytes that begin with 0x0142 or 0x0143. */
function isEncryptedWalletKey(match: string, suite: CryptoSuite): boolean {
  const bytes = decodeBase58Check(match, suite);
  return bytes?.length === 39 && bytes[0] === 0x01 && (bytes[1] === 0x42 || bytes[1] === 0x43);
}

/** The validators by name, bound to a suite for those that hash. */
export function bindWalletValidators(suite: CryptoSuite): Readonly<Record<WalletValidatorName, Validator>> {
  return {
    bech32: isBech32,
    extended_key: (match) => isExtendedKey(match, suite),
    wif_any: (match) => isForeignWalletKey(match, suite),
    ed25519_base58: isEd25519Base58,
    ed25519_bytes: isEd25519Bytes,
    stellar: isStellarSeed,
    tezos: (match) => isTezosKey(match, suite),
    ripple: (match) => isRippleSeed(match, suite),
    bip38: (match) => isEncryptedWalletKey(match, suite),
  };
}
